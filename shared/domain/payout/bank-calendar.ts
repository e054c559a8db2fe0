import type { BankNetwork } from './bank-account.ts'
import { zoneOffsetMs } from './zone-offset.ts'

const minuteMs = 60_000
const dayMs = 1_440 * minuteMs

/** A day without wires. `day` is midnight of its date, as if in UTC. */
type Holiday = Readonly<{ day: number; name: string }>

const sunday = 0
const monday = 1
const thursday = 4
const saturday = 6

function weekdayOf(day: number): number {
  return new Date(day).getUTCDay()
}

/** The n-th such weekday of a month, counted from 1. */
function nthWeekday(year: number, month: number, weekday: number, nth: number): number {
  const first = Date.UTC(year, month - 1, 1)
  const offset = (weekday - weekdayOf(first) + 7) % 7
  return first + (offset + (nth - 1) * 7) * dayMs
}

/** The last such weekday of a month. */
function lastWeekday(year: number, month: number, weekday: number): number {
  const last = Date.UTC(year, month, 0)
  return last - ((weekdayOf(last) - weekday + 7) % 7) * dayMs
}

/** One that falls on a Sunday is kept on the Monday after it; on a Saturday the banks are closed anyway, and open the day before. */
function observed(day: number): number {
  return weekdayOf(day) === sunday ? day + dayMs : day
}

/**
 * The holidays of the Federal Reserve Banks in a year, in their order.
 * @see https://www.frbservices.org/about/holiday-schedules
 */
export function bankHolidays(year: number): readonly Holiday[] {
  const dated = (month: number, date: number): number => observed(Date.UTC(year, month - 1, date))
  return [
    { day: dated(1, 1), name: "New Year's Day" },
    { day: nthWeekday(year, 1, monday, 3), name: 'Martin Luther King Jr. Day' },
    { day: nthWeekday(year, 2, monday, 3), name: "Presidents' Day" },
    { day: lastWeekday(year, 5, monday), name: 'Memorial Day' },
    { day: dated(6, 19), name: 'Juneteenth' },
    { day: dated(7, 4), name: 'Independence Day' },
    { day: nthWeekday(year, 9, monday, 1), name: 'Labor Day' },
    { day: nthWeekday(year, 10, monday, 2), name: 'Columbus Day' },
    { day: dated(11, 11), name: 'Veterans Day' },
    { day: nthWeekday(year, 11, thursday, 4), name: 'Thanksgiving Day' },
    { day: dated(12, 25), name: 'Christmas Day' },
  ]
}

function holidayOn(day: number): Holiday | undefined {
  return bankHolidays(new Date(day).getUTCFullYear()).find((holiday) => holiday.day === day)
}

function isBankingDay(day: number): boolean {
  const weekday = weekdayOf(day)
  return weekday !== sunday && weekday !== saturday && !holidayOn(day)
}

/** The banking day so many after a day; with 0 the day itself, or the first one after it. */
function bankingDayAfter(day: number, count: number): number {
  let found = day
  while (!isBankingDay(found)) found += dayMs
  for (let left = count; left > 0; left -= 1) {
    found += dayMs
    while (!isBankingDay(found)) found += dayMs
  }
  return found
}

/** Where the banks are whose days and hours count. */
const bankZone = 'America/New_York'

/**
 * Until which minute of the day a wire still leaves on that day, and within how many banking days it arrives. Paxos names the
 * days (fact sheet 6) and no hour: Fedwire takes transfers of customers until 18:45, and those who send them stop before that.
 * CUBIX works around the clock.
 */
const ways = {
  WIRE: { cutOffMinute: 16 * 60, daysMin: 1, daysMax: 3, abroadDaysMax: 5 },
} as const

/** Days on which money is to arrive, as `2026-07-01`, and the holidays on its way. */
export type ExpectedArrival = Readonly<{
  earliest: string
  latest: string
  isNextDay: boolean
  holidays: readonly Readonly<{ date: string; name: string }>[]
}>

function dateText(day: number): string {
  return new Date(day).toISOString().slice(0, 10)
}

function holidaysBetween(from: number, to: number): ExpectedArrival['holidays'] {
  const days = Array.from({ length: Math.round((to - from) / dayMs) + 1 }, (_, index) => from + index * dayMs)
  return days.flatMap((day) => {
    const holiday = holidayOn(day)
    return holiday ? [{ date: dateText(day), name: holiday.name }] : []
  })
}

/**
 * When money that leaves now is to be at the bank. A way that the till does not know takes as long as a wire from abroad.
 * @param at milliseconds since 1970, UTC
 */
export function expectedArrival(
  { network, isDomestic }: Readonly<{ network: BankNetwork | 'OTHER'; isDomestic: boolean }>,
  at: number,
): ExpectedArrival {
  const local = at + zoneOffsetMs(bankZone, at)
  const today = Math.floor(local / dayMs) * dayMs
  if (network === 'CUBIX')
    return { earliest: dateText(today), latest: dateText(today), isNextDay: false, holidays: [] }
  const { cutOffMinute, daysMin, daysMax, abroadDaysMax } = ways.WIRE
  const isInTime = local - today < cutOffMinute * minuteMs
  const start = bankingDayAfter(isInTime ? today : today + dayMs, 0)
  const latest = bankingDayAfter(start, isDomestic && network === 'WIRE' ? daysMax : abroadDaysMax)
  return {
    earliest: dateText(bankingDayAfter(start, daysMin)),
    latest: dateText(latest),
    isNextDay: start !== today,
    holidays: holidaysBetween(today, latest).slice(0, 5),
  }
}
