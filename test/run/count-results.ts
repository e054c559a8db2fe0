import { z } from 'zod'

/** How many tests ended how. A file or a run that broke outside its tests counts as one failure. */
export type Counts = Readonly<{ passed: number; failed: number; skipped: number }>

const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 }

const vitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  errors: z.array(z.unknown()),
})

/** Counts of a `vitest --reporter=json` report. */
export function countVitest(report: unknown): Counts {
  const { success, testResults, ...numbers } = vitestReport.parse(report)
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const failed = numbers.numFailedTests + brokenFiles.length
  return {
    passed: numbers.numPassedTests,
    // An unhandled error fails the run and no test.
    failed: success ? failed : Math.max(1, failed),
    skipped: numbers.numPendingTests + numbers.numTodoTests,
  }
}

/** Counts of a Playwright JSON report. A test that passed only when repeated has failed. */
export function countPlaywright(report: unknown): Counts {
  const { stats, errors } = playwrightReport.parse(report)
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }
}

/** The sum over all runs. */
export function addCounts(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, counts) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
    }),
    noCounts,
  )
}

/** The closing line of `npm test`. */
export function formatCounts({ passed, failed, skipped }: Counts): string {
  const line = `${passed} passed, ${failed} failed`
  return skipped === 0 ? line : `${line}, ${skipped} skipped`
}
