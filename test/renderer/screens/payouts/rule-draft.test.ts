import { describe, expect, it } from 'vitest'
import {
  centsOf,
  formatMinute,
  minuteOf,
  orderOf,
  ruleProblems,
  type RuleDraft,
} from '../../../../renderer/src/screens/payouts/rule-draft.ts'

const draft: RuleDraft = {
  name: 'Evening sweep',
  kind: 'daily',
  asset: 'USDC',
  bankId: 'bank-1',
  time: '21:30',
  above: '1000',
  keep: '100',
  network: 'ETHEREUM',
}

describe('centsOf', () => {
  it.each([
    ['500', 50_000n],
    ['0', 0n],
    ['12.5', 1_250n],
    ['12,50', 1_250n],
    ['12.505', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['', undefined],
  ])('reads %o', (text, cents) => {
    expect(centsOf(text)).toBe(cents)
  })
})

describe('minuteOf', () => {
  it('reads back every minute of a day as it is shown', () => {
    for (let minute = 0; minute < 1_440; minute += 1) expect(minuteOf(formatMinute(minute))).toBe(minute)
  })

  it.each(['24:00', '12:60', '12', ''])('does not read %o', (text) => {
    expect(minuteOf(text)).toBeUndefined()
  })
})

describe('ruleProblems', () => {
  it.each([
    [{ name: ' ' }, { name: 'name' }],
    [{ bankId: '' }, { bank: 'bank' }],
    [{ time: '' }, { time: 'time' }],
    [{ keep: 'x' }, { keep: 'amount' }],
    [{ kind: 'above', above: 'x' }, { above: 'amount' }],
    [{ kind: 'above', above: '99.99' }, { above: 'aboveKept' }],
    [{ kind: 'arriving', keep: '', time: '' }, {}],
  ] as const)('finds what is wrong with %o', (part, problems) => {
    expect(ruleProblems({ ...draft, ...part })).toEqual(problems)
  })
})

describe('orderOf', () => {
  it('keeps the float back from a sweep every day', () => {
    expect(orderOf(draft, 'America/New_York')).toEqual({
      kind: 'sweep',
      asset: 'USDC',
      bankId: 'bank-1',
      when: { kind: 'daily', minuteOfDay: 1_290, timeZone: 'America/New_York' },
      keepDollarsMinor: 10_000n,
    })
  })

  it('sweeps above an amount, or what arrives', () => {
    expect(orderOf({ ...draft, kind: 'above' }, 'UTC')).toMatchObject({
      when: { kind: 'above', dollarsMinor: 100_000n },
    })
    expect(orderOf({ ...draft, kind: 'arriving' }, 'UTC')).toEqual({
      kind: 'address',
      asset: 'USDC',
      bankId: 'bank-1',
      network: 'ETHEREUM',
    })
    expect(orderOf({ ...draft, name: '' }, 'UTC')).toBeUndefined()
  })
})
