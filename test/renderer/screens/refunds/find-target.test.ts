import { describe, expect, it } from 'vitest'
import { parseFindTarget } from '../../../../renderer/src/screens/refunds/find-target.ts'

const txHash = `0x${'ab'.repeat(32)}`

describe('parseFindTarget', () => {
  it.each([
    ['S-000012', { kind: 'sale', number: 12 }],
    ['s000012', { kind: 'sale', number: 12 }],
    ['12', { kind: 'sale', number: 12 }],
    // A scanner of a German layout reads the dash as another sign.
    ['Sß000012', { kind: 'sale', number: 12 }],
    [' R-000007 ', { kind: 'refund', number: 7 }],
    [txHash.toUpperCase().replace('0X', '0x'), { kind: 'transaction', txHash }],
    [`https://basescan.org/tx/${txHash}`, { kind: 'transaction', txHash }],
  ])('reads %s', (text, target) => {
    expect(parseFindTarget(text)).toEqual(target)
  })

  it.each(['', 'S-', 'S-000000', 'X-000012', '12.50', `0x${'ab'.repeat(20)}`, 'S-0000120000000000000'])(
    'takes %j for nothing',
    (text) => {
      expect(parseFindTarget(text)).toBeUndefined()
    },
  )
})
