import { describe, expect, it } from 'vitest'
import { isWeakPin, mayActAs, pinPattern, roles } from '../../../../shared/domain/staff/role.ts'

describe('mayActAs', () => {
  it.each([
    ['cashier', 'cashier', true],
    ['cashier', 'manager', false],
    ['cashier', 'owner', false],
    ['manager', 'cashier', true],
    ['manager', 'manager', true],
    ['manager', 'owner', false],
    ['owner', 'cashier', true],
    ['owner', 'manager', true],
    ['owner', 'owner', true],
  ] as const)('a %s acting as %s: %s', (role, needed, expected) => {
    expect(mayActAs(role, needed)).toBe(expected)
  })

  it('covers every pair of roles above', () => expect(roles).toHaveLength(3))
})

describe('pinPattern', () => {
  it.each(['1357', '12345678', '0000'])('takes %s', (pin) => expect(pinPattern.test(pin)).toBe(true))
  it.each(['123', '123456789', '12a4', '١٢٣٤', ' 1234', '1234\n', ''])('refuses %j', (pin) =>
    expect(pinPattern.test(pin)).toBe(false),
  )
})

describe('isWeakPin', () => {
  it.each(['1111', '2222', '3333', '0000', '99999999', '1234', '12345678', '4321', '98765', '0123', '6789'])(
    'would be guessed first: %s',
    (pin) => expect(isWeakPin(pin)).toBe(true),
  )
  it.each(['1357', '2468', '1112', '1235', '7193', '19283746'])('would not: %s', (pin) =>
    expect(isWeakPin(pin)).toBe(false),
  )
})
