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

/** A contract the issuer deploys. Its address follows from the issuer and `nonce`, so it is the same on every practice chain. */
export type PracticeContract = Readonly<{
  symbol: string
  name: string
  decimals: number
  nonce: number
  deployData: Hex
}>

function codeOf(name: keyof typeof artifacts.contracts): Hex {
  const { bytecode } = artifacts.contracts[name]
  assertInvariant(isHex(bytecode), 'Compiled code is hexadecimal.', { name })
  return bytecode
}

function paxosToken(name: string, symbol: string, decimals: number): Pick<PracticeContract, 'deployData'> {
  const args = encodeAbiParameters(parseAbiParameters('string, string, uint8'), [name, symbol, decimals])
  return { deployData: concatHex([codeOf('PracticePaxosToken'), args]) }
}

/** The tokens a practice shop takes. */
export const practiceTokens: readonly PracticeContract[] = [
  { symbol: 'USDC', name: 'USD Coin', decimals: 6, nonce: 0, deployData: codeOf('PracticeUsdc') },
  { symbol: 'PYUSD', name: 'PayPal USD', decimals: 6, nonce: 1, ...paxosToken('PayPal USD', 'PYUSD', 6) },
  { symbol: 'USDP', name: 'Pax Dollar', decimals: 18, nonce: 2, ...paxosToken('Pax Dollar', 'USDP', 18) },
]

/** Calls itself USDC and is not. */
export const practiceCounterfeit: PracticeContract = {
  symbol: 'USDC',
  name: 'USD Coin',
  decimals: 6,
  nonce: 3,
  deployData: codeOf('PracticeCounterfeit'),
}

/** Where the issuer's contract lies. */
export function addressOf(contract: PracticeContract, issuer: Address): Address {
  return getContractAddress({ from: issuer, nonce: BigInt(contract.nonce) })
}
