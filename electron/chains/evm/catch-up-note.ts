import type { ChainSight } from '../../../shared/domain/verdict/verdict.ts'
import type { CatchUp } from '../port.ts'

/** Remembers when catching up began, so that a screen can say how much is left. */
export type CatchUpNote = Readonly<{
  note: (sight: ChainSight) => void
  current: () => CatchUp | undefined
}>

/** A note of a chain that is not behind. */
export function createCatchUpNote(): CatchUpNote {
  let current: CatchUp | undefined
  return {
    note: ({ state, at, fromNumber }) => {
      if (state === 'live') current = undefined
      // Silence between two steps of catching up begins nothing anew.
      else if (fromNumber !== undefined) current ??= { fromNumber, since: at }
    },
    current: () => current,
  }
}
