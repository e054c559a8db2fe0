import { describe, expect, it } from 'vitest'
import { emptyReceiver, receiverOf } from '../../../../renderer/src/screens/refunds/receiver-draft.ts'

const typed = { ...emptyReceiver, firstName: ' Ada ', lastName: 'Byron', country: 'gbr' }

describe('receiverOf', () => {
  it('is a person with a wallet of their own', () => {
    expect(receiverOf(typed)).toEqual({
      kind: 'person',
      firstName: 'Ada',
      lastName: 'Byron',
      country: 'GBR',
      wallet: { kind: 'own' },
    })
  })

  it('names the exchange where the wallet is at one', () => {
    expect(receiverOf({ ...typed, isExchange: true })).toBeUndefined()
    expect(receiverOf({ ...typed, isExchange: true, exchangeName: 'Exchange' })?.wallet).toEqual({
      kind: 'exchange',
      name: 'Exchange',
      website: '',
    })
  })

  it.each([{ firstName: ' ' }, { lastName: '' }, { country: 'GB' }, { country: 'G1R' }])(
    'is not whole with %j',
    (part) => {
      expect(receiverOf({ ...typed, ...part })).toBeUndefined()
    },
  )
})
