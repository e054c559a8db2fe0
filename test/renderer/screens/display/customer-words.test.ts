import { describe, expect, it } from 'vitest'
import { display } from '../../../../renderer/src/i18n/en/display.ts'
import { asksForMoney, customerWords } from '../../../../renderer/src/screens/display/customer-words.ts'

const table = [
  // headline, reason, seconds known, sentence, shows the code
  ['Waiting', 'waiting', false, 'waiting', true],
  ['Detected', 'waitingForRelease', true, 'detectedSeconds', false],
  ['Detected', 'waitingForRelease', false, 'detected', false],
  ['Detected', 'underpaid', false, 'underpaid', true],
  ['Paid', 'released', false, 'paid', false],
  ['Paid', 'final', false, 'paid', false],
  ['Not paid', 'expired', false, 'notPaid', false],
  ['Not paid', 'reverted', false, 'notPaid', false],
  ['Cannot tell', 'sourceSilent', false, 'cannotTell', false],
  ['Cannot tell', 'catchingUp', false, 'cannotTell', false],
] as const

describe('customerWords', () => {
  it.each(table)('%s, %s', (headline, reason, hasSeconds, words, isAsking) => {
    const facts = { headline, reason, hasSeconds }
    expect(customerWords(facts)).toBe(words)
    expect(asksForMoney(facts)).toBe(isAsking)
  })

  it('never shows a code to a customer whose money the till may already have, or may not see', () => {
    for (const [headline, reason, hasSeconds] of table) {
      if (headline === 'Paid' || headline === 'Cannot tell' || reason === 'waitingForRelease') {
        expect(asksForMoney({ headline, reason, hasSeconds })).toBe(false)
      }
    }
  })

  it('never shows a code for money that cannot arrive, and asks for patience instead', () => {
    for (const [headline, reason, hasSeconds, words, isAsking] of table) {
      const facts = { headline, reason, hasSeconds, isOff: true }
      expect(asksForMoney(facts)).toBe(false)
      // What has come, or has ended, is said as before.
      expect(customerWords(facts)).toBe(isAsking ? 'off' : words)
    }
  })

  it('begins every status with the word of its headline', () => {
    for (const [headline] of table) expect(display.headline[headline]).toBe(headline)
  })
})
