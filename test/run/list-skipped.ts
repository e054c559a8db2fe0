import { z } from 'zod'

const vitestReport = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) }),
  ),
})

const playwrightSuite = z.object({
  specs: z.array(
    z.object({
      title: z.string(),
      tests: z.array(
        z.object({
          projectName: z.string(),
          status: z.string(),
          annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
        }),
      ),
    }),
  ),
  get suites() {
    return z.array(playwrightSuite).optional()
  },
})

type PlaywrightSuite = z.infer<typeof playwrightSuite>

const playwrightReport = z.object({ suites: z.array(playwrightSuite) })

const unfinished = new Set(['skipped', 'pending', 'todo'])

/** The names of the tests a vitest report calls skipped. */
export function listSkippedVitest(report: unknown): readonly string[] {
  return vitestReport
    .parse(report)
    .testResults.flatMap((file) => file.assertionResults)
    .filter((test) => unfinished.has(test.status))
    .map((test) => test.fullName)
}

function listSuite(suite: PlaywrightSuite): readonly string[] {
  const own = suite.specs.flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === 'skipped')
      .map((test) => {
        const reason = test.annotations.find((annotation) => annotation.type === 'skip')?.description
        return `[${test.projectName}] ${spec.title}${reason === undefined ? '' : `: ${reason}`}`
      }),
  )
  return [...own, ...(suite.suites ?? []).flatMap(listSuite)]
}

/** The tests a Playwright report calls skipped, each with its project and its reason. */
export function listSkippedPlaywright(report: unknown): readonly string[] {
  return playwrightReport.parse(report).suites.flatMap(listSuite)
}
