import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkCheckoutDraft,
  minutesText,
  parseMinutes,
  parseTips,
  toCheckoutDraft,
} from '../../../../renderer/src/screens/settings/checkout-draft.ts'
import { checkoutSettings } from '../../../../shared/contract/settings.ts'

const saved = {
  invoiceSeconds: 600,
  extendSeconds: 90,
  idleLockSeconds: 300,
  tipBps: [1_000, 1_550],
  sound: true,
}

describe('checkCheckoutDraft', () => {
  it('saves what was not touched unchanged, as the contract takes it', () => {
    const result = checkCheckoutDraft(toCheckoutDraft(saved))
    expect(result).toEqual({ ok: true, value: saved })
    expect(checkoutSettings.parse(result.ok ? result.value : undefined)).toEqual(saved)
  })

  it.each([
    ['invoiceMinutes', '0', 'settings.problem.minutes'],
    ['extendMinutes', '61', 'settings.problem.minutes'],
    ['idleMinutes', 'soon', 'settings.problem.minutes'],
    ['tips', '10, many', 'settings.problem.tips'],
  ])('names a wrong %s: %s', (field, text, problem) => {
    const draft = { ...toCheckoutDraft(saved), [field]: text }
    expect(checkCheckoutDraft(draft)).toEqual({ ok: false, problems: { [field]: problem } })
  })
})

describe('parseMinutes', () => {
  it('reads back every whole number of seconds it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 86_400 }), (seconds) => {
        expect(parseMinutes(minutesText(seconds), 30, 86_400)).toBe(seconds)
      }),
    )
  })

  it.each(['', '-1', '1.234', '1e3', '0,4'])('refuses %s', (text) => {
    expect(parseMinutes(text, 30, 86_400)).toBeUndefined()
  })
})

describe('parseTips', () => {
  it.each([
    ['10, 15, 20', [1_000, 1_500, 2_000]],
    ['10% 12.5%', [1_000, 1_250]],
    ['', []],
  ])('reads %s', (text, tips) => {
    expect(parseTips(text)).toEqual(tips)
  })

  it('takes six at most', () => {
    expect(parseTips('1 2 3 4 5 6')).toHaveLength(6)
    expect(parseTips('1 2 3 4 5 6 7')).toBeUndefined()
  })
})
