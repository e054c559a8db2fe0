import { createInstance } from 'i18next'
import { describe, expect, it } from 'vitest'
import { checkout } from '../../../../renderer/src/i18n/en/checkout.ts'
import { verdictWords } from '../../../../renderer/src/screens/checkout/verdict-words.ts'
import { verdict } from '../../../../shared/contract/sale-views.ts'
import { checkoutFixture, offerFixture } from './checkout-view-fixture.ts'

const { reason, advice } = verdict.unwrap().shape

describe('verdictWords', () => {
  it('has a sentence for every reason and every advice', () => {
    expect(Object.keys(checkout.reason)).toEqual(expect.arrayContaining(reason.options))
    expect(Object.keys(checkout.advice)).toEqual(expect.arrayContaining(advice.options))
  })

  it('names what has come and what is missing when it is too little', () => {
    const words = verdictWords(
      checkoutFixture({
        verdict: { answer: 'notPaid', reason: 'underpaid', advice: 'askForRest', evidence: [] },
        receivedText: '10.00 USDC',
        offers: [offerFixture('USDC', 'fast', { missingMinor: 8_400_000n })],
      }),
    )
    expect(words.reason).toMatchObject({
      key: 'checkout.reason.underpaid',
      values: { received: '10.00 USDC' },
    })
    expect(words.advice).toMatchObject({
      key: 'checkout.advice.askForRest',
      values: { missing: '8.40 USDC' },
    })
  })

  it.each([
    ['depth', 'Goods may leave in about 24 s: Practice Fast needs 2 more blocks.'],
    ['tag', 'Goods may leave in about 24 s: Practice Fast must call the payment final or safe.'],
    ['seconds', 'Goods may leave in about 24 s: the rule of Practice Fast asks for this time.'],
    [
      'exposure',
      'This till already trusts Practice Fast with $1,950.00 of its $2,000.00: wait until this payment is final, about 24 s.',
    ],
    [
      'noSecondSource',
      'Two sources must see this payment, and Practice Fast has only one. Add a second endpoint from another operator in Settings → Networks, or let a manager decide.',
    ],
    ['secondSource', 'The payment is deep enough. A second source must see it too before goods may leave.'],
  ] as const)('says in plain words that it waits for %s', async (cause, sentence) => {
    const i18n = createInstance()
    await i18n.init({
      lng: 'en',
      resources: { en: { translation: { checkout } } },
      interpolation: { escapeValue: false },
    })
    const words = verdictWords(
      checkoutFixture({
        verdict: {
          answer: 'notPaid',
          reason: 'waitingForRelease',
          advice: 'waitSeconds',
          evidence: [],
          secondsToRelease: 24,
          waitingFor: {
            cause,
            seconds: 24,
            chain: 'fast',
            ...(cause === 'depth' ? { blocksLeft: 2 } : {}),
            ...(cause === 'exposure' ? { exposure: { openMinor: 195_000n, capMinor: 200_000n } } : {}),
          },
        },
        offers: [offerFixture('USDC', 'fast', { chainName: 'Practice Fast' })],
      }),
    )
    expect(i18n.t(words.reason.key, words.reason.values)).toBe(sentence)
  })

  it('offers more time where a sale has run out of it', () => {
    const words = verdictWords(
      checkoutFixture({
        verdict: { answer: 'notPaid', reason: 'expired', advice: 'newSale', evidence: [] },
      }),
    )
    expect(words.advice.key).toBe('checkout.advice.moreTimeOrNew')
  })

  it.each(['overpaid', 'duplicate', 'paidLate'] as const)('speaks of a sale that is %s', (exception) => {
    const words = verdictWords(checkoutFixture({ exception }))
    expect(words.exception?.key).toBe(`checkout.exception.${exception}`)
    expect(checkout.exception[exception]).not.toBe('')
  })

  it.each(['none', 'underpaid', 'reverted'] as const)('does not say %s twice', (exception) => {
    expect(verdictWords(checkoutFixture({ exception })).exception).toBeUndefined()
  })
})
