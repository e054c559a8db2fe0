import { describe, expect, it } from 'vitest'
import { rejectionOf } from '../../../../renderer/src/screens/settings/rejection-of.ts'

const failure = (details: Record<string, string | number>) => ({
  code: 'contract.invalidInput' as const,
  message: '',
  hint: '',
  details,
})

describe('rejectionOf', () => {
  it.each([
    [
      { field: 'name', problem: 'Taken' },
      { field: 'name', problem: 'Taken' },
    ],
    [{ field: 'name' }, { field: 'name' }],
    [{ field: 7 }, undefined],
    [{}, undefined],
  ])('of %j is %j', (details, expected) => {
    expect(rejectionOf(failure(details))).toEqual(expected)
  })

  it('of no failure is none', () => {
    expect(rejectionOf(undefined)).toBeUndefined()
  })
})
