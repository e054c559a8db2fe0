import type { DrillList, DrillView } from '../../../shared/contract/drills.ts'
import { drillKinds, type DrillChoice, type DrillKind } from '../../../shared/domain/drill/drill.ts'
import { tallyScores, type DatedDrill } from '../../../shared/domain/drill/tally-scores.ts'
import { messageOf } from '../../../shared/errors/pos-error.ts'
import { reject, type Rejected } from '../../../shared/errors/rejected.ts'
import { createLatest } from '../../platform/latest.ts'

/** Somebody who is signed in. */
export type DrillPerson = Readonly<{ staffId: string }>

/** Drills as the api sees them: an offer of drills, or the one that runs. */
export type Drills = Readonly<{
  /** The drill that this till is in. */
  running: DrillKind | undefined
  /** The journal entry that it began with, 0 outside a drill: what is older belongs to earlier drills. */
  since: number
  list: () => DrillList
  start: (kind: DrillKind, by: DrillPerson) => { ok: true } | Rejected
  follow: (signal: AbortSignal | undefined) => AsyncGenerator<DrillView, void>
  answer: (
    input: Readonly<{ question: string; choice: DrillChoice }>,
    by: DrillPerson,
  ) => { ok: true; right: DrillChoice } | Rejected
  finish: (by: DrillPerson) => { ok: true; right: number; of: number } | Rejected
  stop: () => void
}>

type Refused = NonNullable<DrillList['refused']>

/** The list with the scores; a ledger of the drills that cannot be read is said and stops nobody. */
export function drillList(
  readFinished: () => readonly DatedDrill[],
  refused: Refused | undefined,
): DrillList {
  const base = { kinds: drillKinds, ...(refused === undefined ? {} : { refused }) }
  try {
    return { ...base, ...tallyScores(readFinished()) }
  } catch (error) {
    return { ...base, staff: [], last: [], problem: messageOf(error) }
  }
}

/** What a till that is in no drill offers. */
export type DrillOffer = Readonly<{
  /** Why no drill can be started now. */
  refused: () => Refused | undefined
  readFinished: () => readonly DatedDrill[]
  /** Restarts the till into a drill. */
  enter: (kind: DrillKind, by: DrillPerson) => void
}>

/** The drills of a till that is in none. */
export function openDrillOffer(offer: DrillOffer): Drills {
  let finished: readonly DatedDrill[] | undefined
  // Nobody writes to that ledger while this till is open.
  const readOnce = (): readonly DatedDrill[] => (finished ??= offer.readFinished())
  const none = createLatest<DrillView>()
  none.push({ state: 'none' })
  return {
    running: undefined,
    since: 0,
    list: () => {
      const refused = offer.refused()
      return drillList(refused === 'notPractice' ? () => [] : readOnce, refused)
    },
    start: (kind, by) => {
      const why = offer.refused()
      if (why !== undefined) return reject('drill.unavailable', { why })
      offer.enter(kind, by)
      return { ok: true }
    },
    follow: (signal) => none.follow(signal),
    answer: () => reject('drill.notAsked'),
    finish: () => reject('drill.notRunning'),
    stop: () => undefined,
  }
}
