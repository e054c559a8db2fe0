import { describe, expect, it } from 'vitest'
import { waitParts } from '../../../../renderer/src/screens/lock/wait-words.ts'

describe('waitParts', () => {
  it.each([
    [0, 'Seconds', 1],
    [30, 'Seconds', 30],
    [30.2, 'Seconds', 31],
    [119, 'Seconds', 119],
    [120, 'Minutes', 2],
    [301, 'Minutes', 6],
  ] as const)('says a lock of %d seconds in %s: %i, never less than it is', (seconds, unit, count) => {
    expect(waitParts(seconds)).toEqual({ unit, count })
  })
})
