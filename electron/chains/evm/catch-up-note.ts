import type { ChainSight } from '../../../shared/domain/verdict/verdict.ts'
import type { CatchUp } from '../port.ts'

/** Remembers where catching up began, so that a screen can say how much is left. */
export type CatchUpNote = Readonly<{
  note: (sight: ChainSight) => void
  current: () => CatchUp | undefined
}>

/** @param readUpTo the newest block that was read before the start; `undefined` on a chain never read */
export function createCatchUpNote(readUpTo: number | undefined): CatchUpNote {
  let from = readUpTo
  let current: CatchUp | undefined
  return {
    note: ({ state, at, readUpTo: read }) => {
      if (state === 'live') {
        from = read?.number ?? from
        current = undefined
        return
      }
      // Silence between two steps of catching up begins nothing anew.
      const fromNumber = from ?? read?.number
      if (state === 'catchingUp' && fromNumber !== undefined) current ??= { fromNumber, since: at }
    },
    current: () => current,
  }
}
