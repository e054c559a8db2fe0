/** The clock of the terminal; tests replace it. */
export type Clock = Readonly<{
  /** Milliseconds since 1970, UTC. */
  now: () => number
}>

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() }
