import { describe, expect, it } from 'vitest'
import { listSkippedPlaywright, listSkippedVitest } from './list-skipped.ts'

const spec = (title: string, status: string, description?: string) => ({
  title,
  tests: [{ projectName: 'desktop', status, annotations: [{ type: 'skip', description }] }],
})

describe('listSkippedPlaywright', () => {
  it('names project, test and reason, also in nested suites', () => {
    const report = {
      suites: [
        { specs: [spec('a', 'expected')], suites: [{ specs: [spec('b', 'skipped', 'no display')] }] },
        { specs: [spec('c', 'skipped')] },
      ],
    }
    expect(listSkippedPlaywright(report)).toEqual(['[desktop] b: no display', '[desktop] c'])
  })
})

describe('listSkippedVitest', () => {
  it('names every test that did not run', () => {
    const results = ['passed', 'skipped', 'pending', 'todo', 'failed']
    const report = {
      testResults: [{ assertionResults: results.map((status) => ({ status, fullName: `is ${status}` })) }],
    }
    expect(listSkippedVitest(report)).toEqual(['is skipped', 'is pending', 'is todo'])
  })
})
