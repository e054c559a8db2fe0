import { beforeAll, describe, expect, it } from 'vitest'
import { failureText } from '../../../renderer/src/i18n/failure-text.ts'
import { startTexts } from '../../../renderer/src/i18n/i18n.ts'
import type { Failure } from '../../../shared/contract/procedure.ts'

beforeAll(() => {
  startTexts()
})

describe('failureText', () => {
  it('speaks the words of the screen, not those of the terminal', () => {
    const failure: Failure = { code: 'sale.empty', message: 'sale.empty', hint: 'internal', details: {} }
    expect(failureText(failure)).toEqual({
      text: 'The basket is empty.',
      hint: 'Add an item or type an amount.',
    })
  })

  it('names the field that is wrong, and the id of a report', () => {
    const field: Failure = {
      code: 'contract.invalidInput',
      message: '',
      hint: '',
      details: { field: 'lines.0.name' },
    }
    const bug: Failure = { code: 'invariant.broken', message: '', hint: '', details: { id: 'err-7' } }
    expect(failureText(field).hint).toContain('lines.0.name')
    expect(failureText(bug).hint).toContain('err-7')
  })

  it('says which tokens are off, and why', () => {
    const details = { paused: 'USDC (Base), PYUSD (Ethereum)', depegged: 'USDP (Ethereum)' }
    const failure: Failure = { code: 'sale.tokensOff', message: '', hint: '', details }
    const { text, hint } = failureText(failure)
    const reasons = 'Paused by its issuer: USDC (Base), PYUSD (Ethereum). Off its value: USDP (Ethereum).'
    expect(text).toBe('No token can be taken now.')
    expect(hint.startsWith(`${reasons} Take cash or a card.`)).toBe(true)
    expect(failureText({ ...failure, details: {} }).hint.startsWith('Take cash or a card.')).toBe(true)
  })

  it('takes the terminal at its word for a code that this page is too old to know', () => {
    const failure = {
      code: 'refund.tooLate',
      message: 'It is too late.',
      hint: 'Call the owner.',
      details: {},
    }
    // A newer terminal sends codes that this page's list does not have.
    expect(failureText(failure as unknown as Failure)).toEqual({
      text: 'It is too late.',
      hint: 'Call the owner.',
    })
  })
})
