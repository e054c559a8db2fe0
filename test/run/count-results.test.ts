import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { addCounts, countPlaywright, countVitest, formatCounts } from './count-results.ts'

const vitestReport = (overrides: object = {}) => ({
  success: true,
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
  ...overrides,
})

const playwrightReport = (stats: object, errors: readonly object[] = []) => ({
  stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats },
  errors,
})

describe('countVitest', () => {
  it('takes the numbers of the report', () => {
    const report = vitestReport({ success: false, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 })
    expect(countVitest(report)).toEqual({ passed: 5, failed: 2, skipped: 2 })
  })

  it('counts a file that could not be loaded as a failure', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }]
    expect(countVitest(vitestReport({ success: false, testResults })).failed).toBe(1)
  })

  it('counts a run that failed outside its tests as a failure', () => {
    expect(countVitest(vitestReport({ success: false })).failed).toBe(1)
  })

  it('refuses a report it does not understand', () => {
    expect(() => countVitest({ passed: 5 })).toThrow(z.ZodError)
  })
})

describe('countPlaywright', () => {
  it('counts a test that passed only when repeated as failed', () => {
    expect(countPlaywright(playwrightReport({ expected: 3, unexpected: 1, flaky: 1, skipped: 2 }))).toEqual({
      passed: 3,
      failed: 2,
      skipped: 2,
    })
  })

  it('counts an error outside the tests as failed', () => {
    expect(countPlaywright(playwrightReport({ expected: 3 }, [{ message: 'no config' }])).failed).toBe(1)
  })
})

describe('addCounts', () => {
  it('sums over all runs', () => {
    const all = [
      { passed: 1, failed: 0, skipped: 2 },
      { passed: 3, failed: 1, skipped: 0 },
    ]
    expect(addCounts(all)).toEqual({ passed: 4, failed: 1, skipped: 2 })
  })
})

describe('formatCounts', () => {
  it('is the closing line', () => {
    expect(formatCounts({ passed: 846, failed: 0, skipped: 0 })).toBe('846 passed, 0 failed')
  })

  it('never hides a skipped test', () => {
    expect(formatCounts({ passed: 846, failed: 1, skipped: 2 })).toBe('846 passed, 1 failed, 2 skipped')
  })
})
