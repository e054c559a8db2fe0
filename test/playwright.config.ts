import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { searchChromium } from './run/find-chromium.ts'

const output = join(import.meta.dirname, '.output')
const isRoot = process.getuid?.() === 0

// `npm test` names the browser it found or installed; a single spec run by hand looks for itself.
const executablePath = process.env['STABLEPOINT_CHROMIUM'] ?? searchChromium()

export default defineConfig({
  testDir: join(import.meta.dirname, 'e2e'),
  outputDir: join(output, 'playwright'),
  reporter: [['list'], ['json', { outputFile: join(output, 'playwright.json') }]],
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  // A till with its chains and a browser keeps one core busy and a half.
  workers: availableParallelism() >= 4 ? 2 : 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    {
      name: 'kiosk',
      testIgnore: 'desktop/**',
      use: {
        browserName: 'chromium',
        viewport: { width: 1440, height: 900 },
        launchOptions: {
          ...(executablePath === undefined ? {} : { executablePath }),
          // Chromium refuses its sandbox to root; only the tests' own pages are ever opened.
          args: isRoot ? ['--no-sandbox'] : [],
        },
      },
    },
    { name: 'desktop', testMatch: 'desktop/**/*.spec.ts' },
  ],
})
