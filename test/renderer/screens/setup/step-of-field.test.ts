import { describe, expect, it } from 'vitest'
import { stepOfField } from '../../../../renderer/src/screens/setup/step-of-field.ts'

describe('stepOfField', () => {
  it.each([
    ['shop.name', 'shop'],
    ['staff.0.pin', 'staff'],
    ['xpub', 'wallet'],
    ['confirmedAddress', 'wallet'],
    ['networks.1.endpoints', 'networks'],
    ['something', undefined],
    [undefined, undefined],
  ])('finds %s in step %s', (field, step) => {
    expect(stepOfField(field)).toBe(step)
  })
})
