import { describe, expect, it } from 'vitest'
import { bankHolidays, expectedArrival } from '../../../../shared/domain/payout/bank-calendar.ts'

function dates(year: number): readonly string[] {
  return bankHolidays(year).map(({ day }) => new Date(day).toISOString().slice(0, 10))
}

describe('bankHolidays', () => {
  // frbservices.org, holiday schedules
  const years: readonly (readonly [number, readonly string[]])[] = [
    [
      2026,
      // Independence Day is a Saturday: the banks are open on the Friday.
      ['01-01', '01-19', '02-16', '05-25', '06-19', '07-04', '09-07', '10-12', '11-11', '11-26', '12-25'],
    ],
    [
      2027,
      // Independence Day is a Sunday: the Monday is kept. Juneteenth and Christmas are Saturdays.
      ['01-01', '01-18', '02-15', '05-31', '06-19', '07-05', '09-06', '10-11', '11-11', '11-25', '12-25'],
    ],
    [
      2028,
      // New Year's Day is a Saturday, Veterans Day too.
      ['01-01', '01-17', '02-21', '05-29', '06-19', '07-04', '09-04', '10-09', '11-11', '11-23', '12-25'],
    ],
    [
      2029,
      // Veterans Day is a Sunday.
      ['01-01', '01-15', '02-19', '05-28', '06-19', '07-04', '09-03', '10-08', '11-12', '11-22', '12-25'],
    ],
  ]
  it.each(years)('are those of the Federal Reserve in %i', (year, expected) => {
    expect(dates(year)).toEqual(expected.map((date) => `${year}-${date}`))
  })
})

describe('expectedArrival', () => {
  const wire = { network: 'WIRE', isDomestic: true } as const
  const abroad = { network: 'WIRE', isDomestic: false } as const

  const rows = [
    // asked (New York), from, to, next day
    ['a Wednesday morning', '2026-07-08T10:00-04:00', '2026-07-09', '2026-07-13', false],
    ['a minute before the cut-off', '2026-07-08T15:59-04:00', '2026-07-09', '2026-07-13', false],
    ['the minute of the cut-off', '2026-07-08T16:00-04:00', '2026-07-10', '2026-07-14', true],
    ['a Friday evening', '2026-07-10T18:00-04:00', '2026-07-14', '2026-07-16', true],
    ['a Saturday', '2026-07-11T10:00-04:00', '2026-07-14', '2026-07-16', true],
    [
      'the Friday before a Saturday that is a holiday',
      '2026-07-03T10:00-04:00',
      '2026-07-06',
      '2026-07-08',
      false,
    ],
    ['a Sunday that is a holiday on the Monday', '2027-07-04T10:00-04:00', '2027-07-07', '2027-07-09', true],
    ['the day before Thanksgiving', '2026-11-25T10:00-05:00', '2026-11-27', '2026-12-01', false],
    ['Christmas Eve', '2026-12-24T10:00-05:00', '2026-12-28', '2026-12-30', false],
    ['the last day of a year', '2026-12-31T10:00-05:00', '2027-01-04', '2027-01-06', false],
    ['the last evening of a year', '2026-12-31T20:00-05:00', '2027-01-05', '2027-01-07', true],
    [
      'a New York evening that is tomorrow in London',
      '2026-07-08T21:00-04:00',
      '2026-07-10',
      '2026-07-14',
      true,
    ],
  ] as const
  it.each(rows)('of a wire asked for on %s', (_name, at, earliest, latest, isNextDay) => {
    expect(expectedArrival(wire, Date.parse(at))).toMatchObject({ earliest, latest, isNextDay })
  })

  it('takes up to five banking days abroad, and as long by a way that nobody knows', () => {
    const at = Date.parse('2026-07-08T10:00-04:00')
    expect(expectedArrival(abroad, at)).toMatchObject({ earliest: '2026-07-09', latest: '2026-07-15' })
    expect(expectedArrival({ network: 'OTHER', isDomestic: true }, at)).toMatchObject({
      latest: '2026-07-15',
    })
  })

  it('is at once with CUBIX, also on a holiday that is a Sunday night', () => {
    const at = Date.parse('2026-12-25T23:00-05:00')
    expect(expectedArrival({ network: 'CUBIX', isDomestic: true }, at)).toEqual({
      earliest: '2026-12-25',
      latest: '2026-12-25',
      isNextDay: false,
      holidays: [],
    })
  })

  it('names the holidays on the way', () => {
    expect(expectedArrival(wire, Date.parse('2026-11-25T10:00-05:00')).holidays).toEqual([
      { date: '2026-11-26', name: 'Thanksgiving Day' },
    ])
  })

  it('never falls on a weekend or a holiday, and never before it was asked for, on any day of four years', () => {
    for (let day = Date.UTC(2026, 0, 1); day < Date.UTC(2030, 0, 1); day += 86_400_000) {
      const at = day + 17 * 3_600_000
      for (const text of [expectedArrival(wire, at).earliest, expectedArrival(abroad, at).latest]) {
        const arrives = Date.parse(text)
        expect([0, 6]).not.toContain(new Date(arrives).getUTCDay())
        expect(dates(new Date(arrives).getUTCFullYear())).not.toContain(text)
        expect(arrives).toBeGreaterThan(day)
      }
    }
  })
})
