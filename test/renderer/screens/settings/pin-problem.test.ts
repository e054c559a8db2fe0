import { describe, expect, it } from 'vitest'
import { pinProblem } from '../../../../renderer/src/screens/settings/pin-problem.ts'

describe('pinProblem', () => {
  it.each([
    ['', '', 'settings.pinProblem.missing'],
    ['12', '12', 'settings.pinProblem.digits'],
    ['1234567890', '1234567890', 'settings.pinProblem.digits'],
    ['2222', '2222', 'settings.pinProblem.published'],
    ['4444', '4444', 'settings.pinProblem.weak'],
    ['123456', '123456', 'settings.pinProblem.weak'],
    ['8291', '8292', 'settings.pinProblem.mismatch'],
    ['8291', '8291', undefined],
  ])('%s repeated as %s: %s', (pin, repeat, problem) => {
    expect(pinProblem(pin, repeat)).toBe(problem)
  })
})
