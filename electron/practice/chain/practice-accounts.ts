import { bytesToHex, type Hex } from 'viem'
import { mnemonicToAccount, type HDAccount } from 'viem/accounts'
import { assertInvariant } from '../../../shared/errors/assert.ts'

/**
 * The words behind every practice account. They are public on purpose and control nothing of value: the practice chains
 * exist on this machine only. Never send anything to these accounts on another network; anybody can take it.
 */
export const practiceMnemonic = 'practice coin only this coin worth nothing just train shop play token'

/** Issues the practice tokens and holds every administrative role over them. */
export function practiceIssuer(): HDAccount {
  return mnemonicToAccount(practiceMnemonic, { addressIndex: 0 })
}

/** The private key of the customer who pays in practice mode; public and worthless, as the words are. */
export function practiceCustomerKey(): Hex {
  const { privateKey } = mnemonicToAccount(practiceMnemonic, { addressIndex: 1 }).getHdKey()
  assertInvariant(privateKey !== null, 'An account made from words has a private key.')
  return bytesToHex(privateKey)
}

/** Somebody whom the sanctions list of every practice chain names, so that a refused refund can be practised. */
export function practiceSanctioned(): HDAccount {
  return mnemonicToAccount(practiceMnemonic, { addressIndex: 9 })
}
