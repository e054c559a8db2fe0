import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Tests that start a chain, a child process or a server say so in their name. */
const integrationTests = ['test/**/*.integration.test.ts', 'test/**/*.integration.test.tsx']
const contractTests = ['test/contract/**/*.test.ts']

const heavyWorkers = Math.max(1, Math.min(2, availableParallelism()))

export default defineConfig({
  root,
  cacheDir: 'node_modules/.cache/vitest',
  test: {
    passWithNoTests: false,
    retry: 0,
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: [...integrationTests, ...contractTests, 'test/e2e/**', 'test/.output/**'],
          testTimeout: 10_000,
        },
      },
      {
        root,
        test: {
          name: 'contract',
          include: contractTests,
          exclude: integrationTests,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: heavyWorkers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        root,
        test: {
          name: 'integration',
          include: integrationTests,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: heavyWorkers,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
