import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupAddress, shortenHash } from '../../../../renderer/src/screens/checkout/group-address.ts'

const address = '0xE77162b7D2CEb3625a4993Bab557403a7B706F18'

describe('groupAddress', () => {
  it('keeps 0x apart and groups the digits by four', () => {
    expect(groupAddress(address)).toEqual([
      '0x',
      'E771',
      '62b7',
      'D2CE',
      'b362',
      '5a49',
      '93Ba',
      'b557',
      '403a',
      '7B70',
      '6F18',
    ])
  })

  it('loses no character of any text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(0x)?[0-9a-fA-F]{0,70}$/), (text) => {
        expect(groupAddress(text).join('')).toBe(text)
      }),
    )
  })
})

describe('shortenHash', () => {
  it('keeps both ends of a long text and all of a short one', () => {
    expect(shortenHash(address)).toBe('0xE771…6F18')
    expect(shortenHash('0x1234')).toBe('0x1234')
  })
})
