import type { PriceGuard } from './token-health.ts'

/** One answer of a price feed: `price / 10^decimals` units of the peg for one token, and when it was written (seconds). */
export type PriceAnswer = Readonly<{ price: bigint; decimals: number; updatedAt: number }>

/** Whether a token holds its peg; `unknown` where the feed cannot say, with the reason. */
export type PriceJudgement =
  | Readonly<{ state: 'ok' }>
  | Readonly<{ state: 'depegged' | 'unknown'; problem: string }>

// A feed's clock is that of the chain, which may be a little ahead of the till's.
const aheadSeconds = 300

/** A ratio with four decimals, cut off; nothing is ever worth more than a feed could mean. */
function ratioText(price: bigint, par: bigint): string {
  const shares = (price * 10_000n) / par
  if (shares >= 10_000n * 1_000n) return 'more than 1000 times'
  return `${shares / 10_000n}.${String(shares % 10_000n).padStart(4, '0')}`
}

/**
 * Judges an answer by its guard. An answer older than its heartbeat, from the future, or of no price says nothing.
 * @param nowSeconds whole seconds since 1970, UTC
 */
export function judgePrice(
  { price, decimals, updatedAt }: PriceAnswer,
  { maxDeviationBps, heartbeatSeconds }: Pick<PriceGuard, 'maxDeviationBps' | 'heartbeatSeconds'>,
  nowSeconds: number,
): PriceJudgement {
  if (price <= 0n) return { state: 'unknown', problem: 'The price feed names no price.' }
  const age = nowSeconds - updatedAt
  if (age > heartbeatSeconds)
    return { state: 'unknown', problem: `The price feed has said nothing new for ${age} seconds.` }
  if (age < -aheadSeconds)
    return { state: 'unknown', problem: 'The newest price is dated in the future: a clock is wrong.' }
  const par = 10n ** BigInt(decimals)
  const off = price > par ? price - par : par - price
  // Multiplied out, so that nothing is rounded in favour of the token.
  if (off * 10_000n <= par * BigInt(maxDeviationBps)) return { state: 'ok' }
  return { state: 'depegged', problem: `One token is worth ${ratioText(price, par)} of its peg.` }
}
