import type { DrillKind } from './drill.ts'
import type { DrillScore } from './score-drill.ts'

/** A drill that is over. Instants are milliseconds since 1970, UTC. */
export type FinishedDrill = Readonly<{
  drillId: string
  kind: DrillKind
  staffId: string
  staffName: string
  seconds: number
}> &
  DrillScore

/** A finished drill with its date. */
export type DatedDrill = FinishedDrill & Readonly<{ at: number }>

/** How somebody does in drills; `best` is the best complete one, in hundredths of all points and then in seconds. */
type StaffTally = Readonly<{
  staffId: string
  staffName: string
  times: number
  best?: Readonly<{ kind: DrillKind; right: number; of: number; seconds: number }>
}>

/** The score table. */
export type DrillTally = Readonly<{ staff: readonly StaffTally[]; last: readonly DatedDrill[] }>

const lastMax = 20

/** Positive when `left` is the better result. Compared as fractions, without dividing. */
function better(left: FinishedDrill, right: FinishedDrill): number {
  const difference = left.right * right.of - right.right * left.of
  return difference === 0 ? right.seconds - left.seconds : difference
}

function tallyOf(finished: readonly DatedDrill[]): StaffTally | undefined {
  const newest = finished.at(-1)
  if (!newest) return undefined
  const complete = finished.filter((drill) => drill.complete)
  const best = complete.toSorted((left, right) => better(right, left))[0]
  return {
    staffId: newest.staffId,
    staffName: newest.staffName,
    times: complete.length,
    ...(best ? { best: { kind: best.kind, right: best.right, of: best.of, seconds: best.seconds } } : {}),
  }
}

/**
 * The score table: one line a person under the name they had last, the most practised first, and the last twenty drills,
 * newest first. A drill that was left early stands in the list and counts for nothing.
 * @param finished every finished drill, oldest first
 */
export function tallyScores(finished: readonly DatedDrill[]): DrillTally {
  const byStaff = Map.groupBy(finished, (drill) => drill.staffId)
  const staff = [...byStaff.values()].flatMap((own) => tallyOf(own) ?? [])
  return {
    staff: staff.toSorted((left, right) => right.times - left.times),
    last: finished.slice(-lastMax).toReversed(),
  }
}
