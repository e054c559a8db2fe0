import { isAddressText } from '../setup/setup-draft.ts'
import type { SettingsView } from '../../stores/settings.ts'
import { parsePercent, percentText } from './percent.ts'
import type { ProblemKey } from './problem-key.ts'

type PriceGuard = NonNullable<SettingsView['chains']['tokens'][number]['priceGuard']>

/** A guard as it is typed: the feed's address, a percentage, and minutes. */
export type PriceGuardDraft = Readonly<{ feed: string; percent: string; minutes: string }>

/** What stands in the fields when a guard is switched on: most feeds of a dollar speak at least once a day. */
export const newPriceGuard: PriceGuardDraft = { feed: '', percent: '2', minutes: '1500' }

const bpsMax = 5_000
const minutesMax = 10_080

/** The draft of what is saved. Seconds that are no whole minutes are of a configuration file and are rounded up. */
export function toPriceGuardDraft({ feed, maxDeviationBps, heartbeatSeconds }: PriceGuard): PriceGuardDraft {
  return { feed, percent: percentText(maxDeviationBps), minutes: String(Math.ceil(heartbeatSeconds / 60)) }
}

/** The guard, or what is wrong with its fields. */
export function checkPriceGuard(
  draft: PriceGuardDraft,
):
  | Readonly<{ ok: true; value: PriceGuard }>
  | Readonly<{ ok: false; problems: Readonly<Partial<Record<keyof PriceGuardDraft, ProblemKey>>> }> {
  const feed = draft.feed.trim()
  const bps = parsePercent(draft.percent) ?? 0
  const minutes = /^\d{1,5}$/.test(draft.minutes.trim()) ? Number(draft.minutes.trim()) : 0
  const isPercent = bps >= 1 && bps <= bpsMax
  const isMinutes = minutes >= 1 && minutes <= minutesMax
  if (isAddressText(feed) && isPercent && isMinutes)
    return { ok: true, value: { feed, maxDeviationBps: bps, heartbeatSeconds: minutes * 60 } }
  return {
    ok: false,
    problems: {
      ...(isAddressText(feed) ? {} : { feed: 'settings.problem.address' }),
      ...(isPercent ? {} : { percent: 'settings.problem.deviation' }),
      ...(isMinutes ? {} : { minutes: 'settings.problem.heartbeat' }),
    },
  }
}
