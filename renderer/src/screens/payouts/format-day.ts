/** Days on which money is to arrive. */
type Days = Readonly<{ earliest: string; latest: string }>

/** `Wed, Nov 25` for a date of the calendar, the same in every time zone. */
export function formatDay(date: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`))
}

/** One day, or the first and the last of several. */
export function formatDays(
  { earliest, latest }: Days,
  language: string,
  range: (days: Readonly<{ from: string; to: string }>) => string,
): string {
  const from = formatDay(earliest, language)
  return earliest === latest ? from : range({ from, to: formatDay(latest, language) })
}
