/** A span of days that people ask for. */
export const datePresets = ['any', 'today', 'yesterday', 'last7Days', 'thisMonth', 'lastMonth'] as const
/** One of the spans. */
export type DatePreset = (typeof datePresets)[number]

/** Instants in milliseconds since 1970: `from` is included, `to` is not. */
export type DateRange = Readonly<{ from?: number; to?: number }>

/** Midnight at the till, `days` before or after the day of `now`. */
function dayStart(now: number, days: number): number {
  const day = new Date(now)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime()
}

function monthStart(now: number, months: number): number {
  const day = new Date(now)
  return new Date(day.getFullYear(), day.getMonth() + months, 1).getTime()
}

/** The instants of a span, by the calendar and time zone of this till. */
export function dateRange(preset: DatePreset, now: number): DateRange {
  switch (preset) {
    case 'any':
      return {}
    case 'today':
      return { from: dayStart(now, 0) }
    case 'yesterday':
      return { from: dayStart(now, -1), to: dayStart(now, 0) }
    case 'last7Days':
      return { from: dayStart(now, -6) }
    case 'thisMonth':
      return { from: monthStart(now, 0) }
    case 'lastMonth':
      return { from: monthStart(now, -1), to: monthStart(now, 0) }
  }
}
