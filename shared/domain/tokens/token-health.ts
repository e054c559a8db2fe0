import type { TokenCurrency } from '../money/currency.ts'
import type { EvmAddress } from './token.ts'

/**
 * How the contract of a token stands, by its own answers: an issuer can pause it, freeze an address, or lose its peg.
 * `unknown` is none of these: nobody could say, which takes nothing off the offer and is shown.
 */
export const tokenStates = ['ok', 'paused', 'frozen', 'depegged', 'unknown'] as const
type TokenState = (typeof tokenStates)[number]

/**
 * What was last found of a token, `at` milliseconds since 1970 (UTC). `frozen` are addresses of this shop that the issuer
 * lets receive nothing; the state is `frozen` when there is one.
 */
export type TokenHealth = Readonly<{
  currency: TokenCurrency
  state: TokenState
  at: number
  problem?: string
  frozen: readonly EvmAddress[]
}>

/**
 * Takes a token off the offer when its price leaves the peg: a Chainlink feed on the token's own chain, how far it may be
 * off in hundredths of a percent, and how old its answer may be.
 * @see Chainlink AggregatorV3Interface: `latestRoundData`, `decimals`
 */
export type PriceGuard = Readonly<{ feed: EvmAddress; maxDeviationBps: number; heartbeatSeconds: number }>

/** Why a token cannot be paid to an address now. */
export type Unpayable = Exclude<TokenState, 'ok' | 'unknown'>

/** Why no payment in a token can arrive at an address, or should; `undefined` when nothing is known against it. */
export function findUnpayable(
  healths: readonly TokenHealth[],
  currency: TokenCurrency,
  address: EvmAddress,
): Unpayable | undefined {
  const health = healths.find((candidate) => candidate.currency === currency)
  if (health === undefined) return undefined
  if (health.state === 'paused' || health.state === 'depegged') return health.state
  const isFrozen = health.frozen.some((frozen) => frozen.toLowerCase() === address.toLowerCase())
  return isFrozen ? 'frozen' : undefined
}
