/** How far a chain is between the block where catching up began and its head. Instants are milliseconds since 1970, UTC. */
export type CatchUpFacts = Readonly<{
  fromNumber: number
  since: number
  readUpTo: number
  headNumber: number
  now: number
}>

/** Whole percent, 0 to 99, and the seconds left at the pace so far; no seconds before there is a pace. */
export type CatchUpProgress = Readonly<{ percent: number; secondsLeft?: number }>

/**
 * The progress of catching up, for people. It never says 100: what is not read to the head is not read.
 * A head that moves on makes it smaller, and a clock set back gives no estimate.
 */
export function catchUpProgress({
  fromNumber,
  since,
  readUpTo,
  headNumber,
  now,
}: CatchUpFacts): CatchUpProgress {
  const read = Math.max(0, readUpTo - fromNumber)
  const left = Math.max(0, headNumber - readUpTo)
  const percent = read + left === 0 ? 0 : Math.min(99, Math.floor((100 * read) / (read + left)))
  const elapsedMs = now - since
  if (read === 0 || elapsedMs <= 0) return { percent }
  return { percent, secondsLeft: Math.ceil((left * elapsedMs) / read / 1000) }
}
