import { z } from '../../../shared/contract/z.ts'

/** A word of a vendor's list, or one that the till does not know; such a one is shown and never taken for final. */
export type KnownOr<T extends string> = T | Readonly<{ unknown: string }>

/**
 * A field that holds one of some words today and may hold others tomorrow: Paxos adds values without calling that a breaking
 * change.
 */
export function knownOr<const T extends string>(words: readonly T[]) {
  const isKnown = (text: string): text is T => words.some((word) => word === text)
  return z
    .string()
    .max(1_000)
    .transform((text): KnownOr<T> => (isKnown(text) ? text : { unknown: text }))
}
