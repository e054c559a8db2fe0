/** How long a case has waited, in the largest unit that fits; `isOld` after a day. */
export type CaseAge = Readonly<{ unit: 'minutes' | 'hours' | 'days'; count: number; isOld: boolean }>

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** The age at an instant; a clock that was set back makes nothing younger than a minute. */
export function caseAge(openedAt: number, now: number): CaseAge {
  const ms = Math.max(minuteMs, now - openedAt)
  if (ms >= dayMs) return { unit: 'days', count: Math.floor(ms / dayMs), isOld: true }
  if (ms >= hourMs) return { unit: 'hours', count: Math.floor(ms / hourMs), isOld: false }
  return { unit: 'minutes', count: Math.floor(ms / minuteMs), isOld: false }
}
