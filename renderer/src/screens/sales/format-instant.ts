/** `14:03:09` at the till's place. */
export function formatTime(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' }).format(at)
}

/** `21 Nov 2026, 14:03` at the till's place. */
export function formatInstant(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(at)
}

function isSameDay(left: Date, right: Date): boolean {
  return left.toDateString() === right.toDateString()
}

/** The time alone for today, the day and time for any other: what a list has room for. */
export function formatListTime(at: number, now: number, language: string): string {
  const isToday = isSameDay(new Date(at), new Date(now))
  return new Intl.DateTimeFormat(language, {
    ...(isToday ? {} : { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
}
