import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatPercent,
  parsePercent,
  percentText,
} from '../../../../renderer/src/screens/settings/percent.ts'
import { pinProblem } from '../../../../renderer/src/screens/settings/pin-problem.ts'
import { parseRate, rateText } from '../../../../renderer/src/screens/settings/rate-draft.ts'
import {
  checkReleaseRuleDrafts,
  toReleaseRuleDrafts,
} from '../../../../renderer/src/screens/settings/release-rule-draft.ts'
import { sectionFrom, sectionsFor } from '../../../../renderer/src/screens/settings/section-list.ts'
import { checkTaxDraft, toTaxDraft } from '../../../../renderer/src/screens/settings/tax-draft.ts'
import type { ReleaseRule } from '../../../../shared/domain/policy/release-rule.ts'

describe('parsePercent', () => {
  it.each([
    ['8.25', 825],
    ['19', 1_900],
    ['19 %', 1_900],
    ['0,5', 50],
    ['100', 10_000],
    ['0', 0],
  ])('reads %s as %i hundredths', (text, bps) => {
    expect(parsePercent(text)).toBe(bps)
  })

  it.each(['', 'abc', '-1', '8.255', '100.01', '1e2', '.5'])('refuses %s', (text) => {
    expect(parsePercent(text)).toBeUndefined()
  })

  it('reads back whatever it shows', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (bps) => {
        expect(parsePercent(percentText(bps))).toBe(bps)
        expect(parsePercent(formatPercent(bps))).toBe(bps)
      }),
    )
  })
})

const tax = {
  mode: 'exclusive' as const,
  rates: [
    { id: 'a', name: 'State', bps: 825 },
    { id: 'b', name: 'None', bps: 0 },
  ],
  defaultRateId: 'a',
}

describe('checkTaxDraft', () => {
  it('saves what was not touched unchanged', () => {
    expect(checkTaxDraft(toTaxDraft(tax))).toEqual({ ok: true, value: tax })
  })

  it('names every field that is wrong', () => {
    const draft = toTaxDraft(tax)
    expect(
      checkTaxDraft({
        ...draft,
        rates: [
          { id: 'a', name: ' ', percent: '8' },
          { id: 'b', name: 'State', percent: 'x' },
          { id: 'c', name: 'State', percent: '3' },
        ],
      }),
    ).toEqual({
      ok: false,
      problems: {
        'rates.0.name': 'problem.nameMissing',
        'rates.1.percent': 'problem.percent',
        'rates.2.name': 'problem.nameTwice',
      },
    })
  })

  it('drops a default rate that is gone', () => {
    const result = checkTaxDraft({ ...toTaxDraft(tax), defaultRateId: 'gone' })
    expect(result.ok && result.value).not.toHaveProperty('defaultRateId')
  })
})

const rules: readonly ReleaseRule[] = [
  { chain: 'fast', maxAmountMinor: 5_000n, require: { kind: 'depth', blocks: 1 }, minSeconds: 0 },
  { chain: 'fast', require: { kind: 'tag', tag: 'finalized' }, minSeconds: 3 },
]

describe('checkReleaseRuleDrafts', () => {
  it('saves what was not touched unchanged', () => {
    expect(checkReleaseRuleDrafts(toReleaseRuleDrafts(rules, 'USD'), 'USD')).toEqual({
      ok: true,
      value: rules,
    })
  })

  it.each([
    ['limit', { limit: '1.234' }, 'problem.amount'],
    ['blocks', { blocks: '0' }, 'problem.blocks'],
    ['minSeconds', { minSeconds: '1.5' }, 'problem.seconds'],
  ])('names a wrong %s', (field, change, problem) => {
    const [first] = toReleaseRuleDrafts(rules, 'USD')
    const result = checkReleaseRuleDrafts(first ? [{ ...first, ...change }] : [], 'USD')
    expect(result).toEqual({ ok: false, problems: { [`rule-0.${field}`]: problem } })
  })

  it('refuses two rules for the same amount on one network', () => {
    const drafts = toReleaseRuleDrafts(rules, 'USD').map((draft) => ({ ...draft, limit: '50' }))
    expect(checkReleaseRuleDrafts(drafts, 'USD')).toMatchObject({
      ok: false,
      problems: { 'rule-1.limit': 'problem.limitTwice' },
    })
  })

  it('reads a yen limit without decimals', () => {
    const [draft] = toReleaseRuleDrafts([{ ...rules[0], chain: 'fast' } as ReleaseRule], 'JPY')
    expect(draft?.limit).toBe('5000')
  })
})

describe('parseRate', () => {
  it.each([
    ['1.0825', 10_825n, 10_000n],
    ['150', 150n, 1n],
    ['0,92', 92n, 100n],
  ])('reads %s exactly', (text, numerator, denominator) => {
    expect(parseRate(text)).toEqual({ numerator, denominator })
  })

  it.each(['', '0', '0.00', '-1', 'x', '1.123456789'])('refuses %s', (text) => {
    expect(parseRate(text)).toBeUndefined()
  })

  it('reads back whatever it shows', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 12n), (numerator) => {
        const text = rateText({
          base: 'EUR',
          quote: 'USD',
          numerator,
          denominator: 10n ** 6n,
          source: '',
          quotedAt: 0,
        })
        const back = parseRate(text)
        expect(back && back.numerator * 10n ** 6n).toBe(back && numerator * back.denominator)
        expect(back).toBeDefined()
      }),
    )
  })
})

describe('pinProblem', () => {
  it.each([
    ['', '', 'pin.missing'],
    ['12', '12', 'pin.digits'],
    ['1234567890', '1234567890', 'pin.digits'],
    ['2222', '2222', 'pin.published'],
    ['4444', '4444', 'pin.weak'],
    ['123456', '123456', 'pin.weak'],
    ['8291', '8292', 'pin.mismatch'],
    ['8291', '8291', undefined],
  ])('%s repeated as %s: %s', (pin, repeat, problem) => {
    expect(pinProblem(pin, repeat)).toBe(problem)
  })
})

describe('sectionsFor', () => {
  it('shows each role no more than it may open', () => {
    const count = (role: 'cashier' | 'manager' | 'owner'): number => sectionsFor(role).length
    expect(count('cashier')).toBeLessThan(count('manager'))
    expect(count('manager')).toBeLessThan(count('owner'))
    expect(sectionsFor('cashier').map((section) => section.id)).toEqual(['appearance', 'pin'])
  })

  it('opens the first section when an address names none or one that is not theirs', () => {
    expect(sectionFrom('staff', 'cashier')).toBe('appearance')
    expect(sectionFrom(undefined, 'owner')).toBe('appearance')
    expect(sectionFrom('staff', 'owner')).toBe('staff')
  })
})
