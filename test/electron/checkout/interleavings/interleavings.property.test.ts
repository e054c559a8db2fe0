import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { interleavings } from './interleaving.ts'
import { playInterleaving, type Pair } from './play-interleaving.ts'
import { openTillRun, type TillRun } from './till-run.ts'

const runs = Number(process.env['INTERLEAVINGS'] ?? 10_000)
const seed = Number(process.env['INTERLEAVING_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
/** So many are played on one ledger before its proof is asked for and a new one begins. */
const perLedger = 500
const startSeconds = 1_700_000_000

/** A folder in memory where there is one: thousands of synced transactions are no test of a disk. */
function makeFolder(): string {
  try {
    accessSync('/dev/shm', constants.W_OK)
    return mkdtempSync('/dev/shm/stablepoint-interleavings-')
  } catch {
    return mkdtempSync(join(tmpdir(), 'stablepoint-interleavings-'))
  }
}

const folder = makeFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let opened = 0
function openTill(): TillRun {
  const till = openTillRun(join(folder, `${(opened += 1)}`), startSeconds * 1000)
  for (const chain of ['fast', 'tagged']) {
    const block = {
      number: 100,
      hash: `0x${'f'.repeat(64)}`,
      parentHash: `0x${'e'.repeat(64)}`,
      timestamp: startSeconds,
    } as const
    till.deliver({ chain, blocks: [block], cursor: block, transfers: [] })
  }
  return till
}

function openPair(): Pair {
  return { lived: openTill(), told: openTill(), serial: { next: 1 } }
}

function closePair({ lived, told }: Pair): void {
  const proofs = [lived, told].map((till) => till.ledger().verify())
  lived.close()
  told.close()
  expect(proofs).toMatchObject([{ ok: true }, { ok: true }])
}

describe('a till that lived through any interleaving of blocks, reorganisations and restarts', () => {
  it(`says what one says that saw only the final chain (seed ${seed})`, { timeout: 300_000 }, () => {
    process.stdout.write(`interleavings: ${runs}, seed ${seed}\n`)
    let pair = openPair()
    let played = 0
    fc.assert(
      fc.property(interleavings, (interleaving) => {
        if ((played += 1) % perLedger === 0) {
          closePair(pair)
          pair = openPair()
        }
        try {
          for (const { lived, told } of playInterleaving(pair, interleaving))
            if (!isDeepStrictEqual(lived, told)) expect(lived).toEqual(told)
        } catch (error) {
          // What follows a difference is played on fresh ledgers, so that a smaller case is a case of its own.
          pair.lived.close()
          pair.told.close()
          pair = openPair()
          throw error
        }
      }),
      { numRuns: runs, seed },
    )
    closePair(pair)
  })
})
