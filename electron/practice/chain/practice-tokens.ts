import {
  concatHex,
  encodeAbiParameters,
  getContractAddress,
  isHex,
  parseAbiParameters,
  type Address,
  type Hex,
} from 'viem'
import artifacts from '../../../resources/contracts/artifacts.json' with { type: 'json' }
import { assertInvariant } from '../../../shared/errors/assert.ts'
import { practiceSanctioned } from './practice-accounts.ts'

/** A contract the issuer deploys. Its address follows from the issuer and `nonce`, so it is the same on every practice chain. */
export type PracticeContract = Readonly<{ name: string; nonce: number; deployData: Hex }>

/** One that the customer holds units of. */
export type PracticeToken = PracticeContract & Readonly<{ symbol: string; decimals: number }>

function codeOf(name: keyof typeof artifacts.contracts): Hex {
  const { bytecode } = artifacts.contracts[name]
  assertInvariant(isHex(bytecode), 'Compiled code is hexadecimal.', { name })
  return bytecode
}

function paxosToken(name: string, symbol: string, decimals: number): Pick<PracticeToken, 'deployData'> {
  const args = encodeAbiParameters(parseAbiParameters('string, string, uint8'), [name, symbol, decimals])
  return { deployData: concatHex([codeOf('PracticePaxosToken'), args]) }
}

/** The tokens a practice shop takes. */
export const practiceTokens: readonly PracticeToken[] = [
  { symbol: 'USDC', name: 'USD Coin', decimals: 6, nonce: 0, deployData: codeOf('PracticeUsdc') },
  { symbol: 'PYUSD', name: 'PayPal USD', decimals: 6, nonce: 1, ...paxosToken('PayPal USD', 'PYUSD', 6) },
  { symbol: 'USDP', name: 'Pax Dollar', decimals: 18, nonce: 2, ...paxosToken('Pax Dollar', 'USDP', 18) },
]

/** Calls itself USDC and is not. */
export const practiceCounterfeit: PracticeToken = {
  symbol: 'USDC',
  name: 'USD Coin',
  decimals: 6,
  nonce: 3,
  deployData: codeOf('PracticeCounterfeit'),
}

/** Says which addresses are sanctioned in practice; it begins with one. */
export function practiceSanctionsList(): PracticeContract {
  const listed = encodeAbiParameters(parseAbiParameters('address[]'), [[practiceSanctioned().address]])
  return {
    name: 'Sanctions list',
    nonce: 4,
    deployData: concatHex([codeOf('PracticeSanctionsList'), listed]),
  }
}

/** Where the issuer's contract lies. */
export function addressOf(contract: PracticeContract, issuer: Address): Address {
  return getContractAddress({ from: issuer, nonce: BigInt(contract.nonce) })
}
