import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storyKey, tellStory } from './sale-story.ts'

const trials = 200
const atOnce = 2
const bundleFolder = join(import.meta.dirname, '..', '..', '.output', 'killed-till')

/** Two hundred processes start four times as fast from one file; it lies in the checkout to find its packages. */
async function bundleTill(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'killed-till.ts'),
      outDir: bundleFolder,
      rolldownOptions: { output: { entryFileNames: 'killed-till.mjs' } },
    },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  })
}

beforeAll(bundleTill)
afterAll(() => rmSync(bundleFolder, { recursive: true, force: true }))

function countSteps(): number {
  const folder = mkdtempSync(join(tmpdir(), 'stablepoint-steps-'))
  let steps = 0
  tellStory(folder, () => (steps += 1)).ledger.close()
  rmSync(folder, { recursive: true, force: true })
  return steps
}

/** Starts a till that dies at a step. @returns the signal that ended it, or undefined when it reached the end of the story */
function dieAt(folder: string, step: number): Promise<NodeJS.Signals | undefined> {
  const child = join(bundleFolder, 'killed-till.mjs')
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [child, folder, String(step)], (error, _, stderr) => {
      if (!error) resolve(undefined)
      else if (error.signal) resolve(error.signal)
      else reject(new Error(stderr))
    })
  })
}

async function runTrial(firstStep: number, secondStep: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stablepoint-kill-'))
  try {
    expect(await dieAt(folder, firstStep)).toBe('SIGKILL')
    if (secondStep >= 0) await dieAt(folder, secondStep)
    const shop = tellStory(folder, () => undefined)
    const { sales } = shop.ledger.listSales({ limit: 10 })
    expect(sales.map((sale) => sale.status)).toEqual(['settled'])
    expect(shop.ledger.findByKey(`sale.open:${storyKey}`)?.subject.id).toBe(sales[0]?.saleId)
    expect(shop.ledger.findSale(sales[0]?.saleId ?? '')?.payments).toHaveLength(1)
    const balances = Object.fromEntries(
      shop.ledger
        .balances()
        .filter((posting) => posting.amountMinor !== 0n)
        .map((posting) => [`${posting.account} ${posting.currency}`, posting.amountMinor]),
    )
    expect(balances).toEqual({
      'wallet:fast USDC.fast': 10_000_000n,
      'conversion:USDC.fast-USD USDC.fast': -10_000_000n,
      'conversion:USDC.fast-USD USD': 1_000n,
      'sales USD': -1_000n,
    })
    expect(shop.ledger.verify()).toMatchObject({ ok: true })
    shop.ledger.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('a till that is killed', () => {
  it(
    `has lost nothing and doubled nothing after ${trials} kills at every step of opening, confirming and settling a sale`,
    { timeout: 600_000 },
    async () => {
      const steps = countSteps()
      expect(steps).toBeGreaterThan(40)
      expect(trials).toBeGreaterThan(steps)
      let next = 0
      const worker = async (): Promise<void> => {
        while (next < trials) {
          const trial = next
          next += 1
          // The first round dies once at each step; later rounds die a second time while coming up again.
          const secondStep = trial < steps ? -1 : (trial * 7) % steps
          await runTrial(trial % steps, secondStep)
        }
      }
      await Promise.all(Array.from({ length: atOnce }, worker))
    },
  )
})
