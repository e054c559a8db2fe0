import { describe, expect, it } from 'vitest'
import { pinDots, typeDigit } from '../../../../renderer/src/screens/lock/pin-digits.ts'
import { pinPattern } from '../../../../shared/domain/staff/role.ts'

describe('typeDigit', () => {
  it('takes as many digits as a PIN may have, and no more', () => {
    const pin = Array.from('1234567890').reduce(typeDigit, '')
    expect(pin).toBe('12345678')
    expect(pin).toMatch(pinPattern)
  })
})

describe('pinDots', () => {
  it('shows four places before the first digit, and never fewer dots than digits', () => {
    expect(pinDots(0)).toEqual([false, false, false, false])
    expect(pinDots(2)).toEqual([true, true, false, false])
    expect(pinDots(6)).toEqual([true, true, true, true, true, true])
  })
})
