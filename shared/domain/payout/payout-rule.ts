import type { PayoutRequest } from './payout.ts'
import { zoneOffsetMs } from './zone-offset.ts'

/** When a sweep is due: every day at a time of a place, or as soon as there is more than an amount. */
export type SweepTime =
  /** `minuteOfDay` counts from midnight by the clock of `timeZone` (IANA). */
  | Readonly<{ kind: 'daily'; minuteOfDay: number; timeZone: string }>
  /** In the units of custody. */
  | Readonly<{ kind: 'above'; aboveMinor: bigint }>

/** What a rule does. `sweep` is done by the till; `address` by the backend, which makes an address for it. */
export type RuleOrder =
  | Readonly<{
      kind: 'sweep'
      asset: string
      bankId: string
      when: SweepTime
      /** What stays behind, in the units of custody. */
      keepMinor: bigint
    }>
  | Readonly<{ kind: 'address'; asset: string; network: string; bankId: string }>

/** A rule as somebody asked for it; it never changes. */
export type RuleRequest = RuleOrder &
  Readonly<{
    id: string
    backend: string
    name: string
    refId: string
    requestedAt: number
    requestedBy: string
    requestedByName: string
  }>

/** `active` after a second person agreed; an address rule is `sending` until the backend has it, and `ending` until it has not. */
export const ruleStatuses = [
  'requested',
  'declined',
  'sending',
  'active',
  'refused',
  'ending',
  'deleted',
] as const
/** One of them. */
export type RuleStatus = (typeof ruleStatuses)[number]

/** What a sweep came to when it was due. */
export const sweepOutcomes = ['paid', 'nothingToSend', 'notAllowed'] as const
/** One of them. */
export type SweepOutcome = (typeof sweepOutcomes)[number]

/** What became of a rule since. */
export type RuleProgress = Readonly<{
  status: RuleStatus
  approvedBy?: string
  approvedByName?: string
  approvedAt?: number
  /** The backend's id of it, and the address that it made. */
  ruleId?: string
  address?: string
  problem?: string
  lastRun?: Readonly<{ dueAt: number; outcome: SweepOutcome; payoutId?: string }>
}>

/** A rule as it stands. `at` and `seq` are those of its newest journal entry. */
export type PayoutRule = RuleRequest & RuleProgress & Readonly<{ at: number; seq: number }>

const minuteMs = 60_000
const dayMs = 1_440 * minuteMs
const hourMs = 60 * minuteMs

/** The instant of a time of day at a place; one that a change of clocks leaves out is the moment of the change. */
function instantOf(timeZone: string, localDay: number, minuteOfDay: number): number {
  const local = localDay + minuteOfDay * minuteMs
  const guess = local - zoneOffsetMs(timeZone, local)
  return local - zoneOffsetMs(timeZone, guess)
}

/**
 * The newest moment at or before `now` at which a sweep was due. A daily one has exactly one in each day of its place, and one
 * above an amount is looked at once in each hour.
 */
export function lastDueAt(when: SweepTime, now: number): number {
  if (when.kind === 'above') return Math.floor(now / hourMs) * hourMs
  const today = Math.floor((now + zoneOffsetMs(when.timeZone, now)) / dayMs) * dayMs
  const dueToday = instantOf(when.timeZone, today, when.minuteOfDay)
  return dueToday <= now ? dueToday : instantOf(when.timeZone, today - dayMs, when.minuteOfDay)
}

/** When a sweep is due next after `now`. */
export function nextDueAt(when: SweepTime, now: number): number {
  if (when.kind === 'above') return lastDueAt(when, now) + hourMs
  const today = Math.floor((now + zoneOffsetMs(when.timeZone, now)) / dayMs) * dayMs
  const dueToday = instantOf(when.timeZone, today, when.minuteOfDay)
  return dueToday > now ? dueToday : instantOf(when.timeZone, today + dayMs, when.minuteOfDay)
}

const centMinor = 10n ** 16n

/**
 * US cents that a sweep sends: what is free above the float, in whole cents, rounded down; zero where nothing is to go.
 * @param freeMinor what may be paid out now, in the units of custody
 */
export function sweepDollars(
  { when, keepMinor }: Extract<RuleOrder, { kind: 'sweep' }>,
  freeMinor: bigint,
): bigint {
  if (when.kind === 'above' && freeMinor <= when.aboveMinor) return 0n
  return freeMinor <= keepMinor ? 0n : (freeMinor - keepMinor) / centMinor
}

/** An amount of US cents in the units of custody: what a payout takes, one for one. */
export function custodyOf({ dollarsMinor }: Pick<PayoutRequest, 'dollarsMinor'>): bigint {
  return dollarsMinor * centMinor
}
