import { describe, expect, it } from 'vitest'
import { namedProblem } from '../../../renderer/src/screens/refunds/use-problem-words.ts'
import { refunds } from '../../../renderer/src/i18n/en/refunds.ts'
import type { ReturnAddressJudgement } from '../../../shared/domain/refund/return-address.ts'

type Kind = ReturnAddressJudgement['problems'][number]['kind']

/** The types refuse a finding without words; the rest is read here. */
const words: Readonly<Record<Kind, Readonly<{ text: string; hint: string }>>> = refunds.returnAddress

describe('the words of what is found about an address', () => {
  it.each(Object.entries(words))('%s: a sentence, and what to do', (kind, { text, hint }) => {
    expect(namedProblem(kind)).toBe(kind)
    expect(text).toMatch(/^[A-Z].{10,70}\.$/)
    expect(hint).toMatch(/^[A-Z].{10,110}\.$/)
  })

  it('has general words for what only a newer terminal finds', () => {
    expect(namedProblem('somethingNew')).toBe('fallback')
    expect(namedProblem('toString')).toBe('fallback')
  })
})
