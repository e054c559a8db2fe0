import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from '../../electron/cli/ensure-built.ts'
import { runChild } from '../../electron/cli/run-child.ts'
import { addCounts, countPlaywright, countVitest, formatCounts } from './count-results.ts'
import type { Counts } from './count-results.ts'
import { findChromium } from './find-chromium.ts'
import { listSkippedPlaywright, listSkippedVitest } from './list-skipped.ts'

// `npm test`: every test there is, with all the set-up it needs, and one closing line that counts them.

const root = join(import.meta.dirname, '..', '..')
const outputFolder = join(root, 'test', '.output')
const vitestJson = join(outputFolder, 'vitest.json')
const playwrightJson = join(outputFolder, 'playwright.json')

type Suite = Readonly<{ name: string; counts: Counts; skipped: readonly string[] }>

type Tool = Readonly<{
  name: string
  script: string
  args: readonly string[]
  reportPath: string
  count: (report: unknown) => Counts
  listSkipped: (report: unknown) => readonly string[]
}>

const vitest: Tool = {
  name: 'unit, contract and integration',
  script: 'node_modules/vitest/vitest.mjs',
  args: [
    'run',
    '--config=test/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestJson}`,
  ],
  reportPath: vitestJson,
  count: countVitest,
  listSkipped: listSkippedVitest,
}

const playwright: Tool = {
  name: 'browser and desktop',
  script: 'node_modules/@playwright/test/cli.js',
  args: ['test', '--config=test/playwright.config.ts'],
  reportPath: playwrightJson,
  count: countPlaywright,
  listSkipped: listSkippedPlaywright,
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

const brokenSuite = (name: string): Suite => ({
  name,
  counts: { passed: 0, failed: 1, skipped: 0 },
  skipped: [],
})

/** Runs a tool and reads its report; a run that ended badly and reported no failure counts as one. */
async function runTool(tool: Tool, env: NodeJS.ProcessEnv): Promise<Suite> {
  const { name, script, args, reportPath } = tool
  const command = { command: process.execPath, args: [join(root, script), ...args], cwd: root, env }
  const exitCode = await runChild(command)
  if (!existsSync(reportPath)) return brokenSuite(name)
  const report: unknown = JSON.parse(readFileSync(reportPath, 'utf8'))
  const counts = tool.count(report)
  const failed = exitCode === 0 ? counts.failed : Math.max(1, counts.failed)
  return { name, counts: { ...counts, failed }, skipped: tool.listSkipped(report) }
}

async function runAll(): Promise<readonly Suite[]> {
  rmSync(outputFolder, { recursive: true, force: true })
  mkdirSync(outputFolder, { recursive: true })
  await ensureBuilt(root, ['renderer', 'desktop'], say)
  const browser = findChromium(root, say)
  if (browser.path === undefined) {
    const suite = await runTool(vitest, process.env)
    say(browser.advice)
    return [suite, brokenSuite(playwright.name)]
  }
  const env = { ...process.env, STABLEPOINT_CHROMIUM: browser.path }
  return [await runTool(vitest, env), await runTool(playwright, env)]
}

function report(suites: readonly Suite[]): void {
  const total = addCounts(suites.map((suite) => suite.counts))
  console.log('')
  for (const { name, counts } of suites) console.log(`${name}: ${formatCounts(counts)}`)
  for (const test of suites.flatMap((suite) => suite.skipped)) console.log(`skipped: ${test}`)
  console.log(formatCounts(total))
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
}

try {
  report(await runAll())
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  console.log(formatCounts({ passed: 0, failed: 1, skipped: 0 }))
  process.exitCode = 1
}
