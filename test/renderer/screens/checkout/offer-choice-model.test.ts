import { describe, expect, it } from 'vitest'
import {
  offerChoices,
  offReason,
  selectedOffer,
} from '../../../../renderer/src/screens/checkout/offer-choice-model.ts'
import { checkoutFixture, offerFixture } from './checkout-view-fixture.ts'

const labels = (choices: readonly { label: string }[]): readonly string[] =>
  choices.map((choice) => choice.label)

describe('offerChoices', () => {
  it('shows each token once and the networks of the chosen token, fastest first', () => {
    const { tokens, networks } = offerChoices(checkoutFixture())
    expect(labels(tokens)).toEqual(['USDC', 'PYUSD'])
    expect(labels(networks)).toEqual(['Practice Fast', 'Practice Slow'])
    expect(networks.map((choice) => choice.checked)).toEqual([true, false])
  })

  it('stays on the network when the other token is taken there', () => {
    const { tokens } = offerChoices(
      checkoutFixture({
        offers: [
          offerFixture('USDC', 'fast'),
          offerFixture('USDC', 'slow'),
          offerFixture('PYUSD', 'fast'),
          offerFixture('PYUSD', 'slow'),
        ],
        selectedOfferId: 'USDC.slow',
      }),
    )
    expect(tokens.find((choice) => choice.value === 'PYUSD')?.offerId).toBe('PYUSD.slow')
  })

  it('moves to a network that answers when the present one does not', () => {
    const { tokens } = offerChoices(
      checkoutFixture({
        offers: [
          offerFixture('USDC', 'slow'),
          offerFixture('PYUSD', 'slow', { available: false }),
          offerFixture('PYUSD', 'fast'),
        ],
        selectedOfferId: 'USDC.slow',
      }),
    )
    expect(tokens.find((choice) => choice.value === 'PYUSD')).toMatchObject({
      offerId: 'PYUSD.fast',
      available: true,
    })
  })

  it('lists what does not answer last, and says so', () => {
    const { networks } = offerChoices(
      checkoutFixture({
        offers: [offerFixture('USDC', 'fast', { available: false }), offerFixture('USDC', 'slow')],
        selectedOfferId: 'USDC.slow',
      }),
    )
    expect(networks.map((choice) => [choice.label, choice.available])).toEqual([
      ['Practice Slow', true],
      ['Practice Fast', false],
    ])
  })

  it('has nothing to choose without offers', () => {
    expect(offerChoices(checkoutFixture({ offers: [] }))).toEqual({ tokens: [], networks: [] })
  })
})

describe('selectedOffer', () => {
  it('falls back to the first offer when the selected one is gone', () => {
    expect(selectedOffer(checkoutFixture({ selectedOfferId: 'gone' }))?.id).toBe('USDC.fast')
  })
})

describe('offReason', () => {
  it.each([
    ['paused', 'paused'],
    ['frozen', 'frozen'],
    ['depegged', 'depegged'],
    ['silent', undefined],
  ] as const)('of a chosen offer that is %s is %s', (unavailableBecause, reason) => {
    const offers = [
      offerFixture('USDC', 'fast', { available: false, unavailableBecause }),
      offerFixture('PYUSD', 'fast'),
    ]
    expect(offReason(checkoutFixture({ offers }))).toBe(reason)
    expect(offReason(checkoutFixture({ offers, selectedOfferId: 'PYUSD.fast' }))).toBeUndefined()
  })
})
