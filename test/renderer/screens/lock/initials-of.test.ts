import { describe, expect, it } from 'vitest'
import { initialsOf } from '../../../../renderer/src/screens/lock/initials-of.ts'

describe('initialsOf', () => {
  it.each([
    ['Ada Osei', 'AO'],
    ['cashier', 'C'],
    ['Ana María de la Cruz', 'AC'],
    ['  Ben   Calloway ', 'BC'],
    ['𝒜da Osei', '𝒜O'],
    ['', ''],
  ])('makes of %j %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })
})
