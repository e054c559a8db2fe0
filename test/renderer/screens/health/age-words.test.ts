import { describe, expect, it } from 'vitest'
import { ageWords } from '../../../../renderer/src/screens/health/age-words.ts'

describe('ageWords', () => {
  it.each([
    [0, 's', 0],
    [-90_000, 's', 0],
    [1_499, 's', 1],
    [119_400, 's', 119],
    [120_000, 'min', 2],
    [7_199_000, 'min', 119],
    [7_200_000, 'h', 2],
    [172_799_000, 'h', 47],
    [172_800_000, 'd', 2],
  ] as const)('says %d milliseconds in %s', (ms, unit, n) => {
    expect(ageWords(ms)).toEqual({ key: `health.age.${unit}`, n })
  })
})
