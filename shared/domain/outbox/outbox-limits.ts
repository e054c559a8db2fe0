const hourMs = 3_600_000

/** What bounds the outbox; every limit is a length, a count, or milliseconds. */
export const outboxLimits = {
  /** Characters of an id or a subject. */
  nameMax: 200,
  /** Characters of a body as JSON. */
  bodyMax: 16_384,
  /** Characters of the sentence of an error that is kept. */
  messageMax: 300,
  /** Calls that have not ended; far more than a shop has, and a fault that queues without end stops here. */
  openMax: 10_000,
  /** Tries after which a person has to look, but never before `patienceMs`. */
  attemptsMax: 200,
  /** A long weekend without a network loses nothing, however often a call was tried meanwhile. */
  patienceMs: 96 * hourMs,
  /** How long one try may take; the lease that is written before it begins. */
  leaseMs: 120_000,
} as const
