import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runVerify } from '../../../electron/cli/run-verify.ts'
import { openLedger } from '../../../electron/ledger/open-ledger.ts'
import { makeSale } from '../ledger/support/made-sale.ts'
import { tamper } from '../ledger/support/raw-file.ts'
import { temporaryFolder, testOptions } from '../ledger/support/test-ledger.ts'

function run(args: readonly string[]): { code: number; facts: unknown[]; said: string } {
  const facts: unknown[] = []
  let said = ''
  const code = runVerify(args, {
    fact: (line) => facts.push(JSON.parse(line)),
    say: (line) => (said += line),
  })
  return { code, facts, said }
}

function shop(): { data: string; directory: string } {
  const data = temporaryFolder()
  const directory = join(data, 'practice')
  const ledger = openLedger(testOptions(directory))
  ledger.transact((transaction) => {
    for (const entry of makeSale(1).story) transaction.append(entry)
  })
  ledger.close()
  return { data, directory }
}

describe('runVerify', () => {
  it('proves a ledger: 0, one line of facts, one sentence', () => {
    const { data, directory } = shop()
    const { code, facts, said } = run(['--data', data])
    expect(code).toBe(0)
    expect(facts).toEqual([
      {
        ok: true,
        entries: 7,
        postings: 8,
        newestHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        environment: 'practice',
        file: join(directory, 'ledger.db'),
      },
    ])
    expect(said).toContain('The practice ledger is whole: 7 entries and 8 postings')
  })

  it('works beside a running till', () => {
    const { data, directory } = shop()
    const till = openLedger(testOptions(directory))
    till.transact((transaction) => transaction.append(makeSale(2).opened))
    expect(run(['--data', data])).toMatchObject({ code: 0, facts: [{ ok: true, entries: 8 }] })
    till.transact((transaction) => transaction.append(makeSale(3).opened))
    expect(run(['--data', data])).toMatchObject({ code: 0, facts: [{ entries: 9 }] })
    till.close()
  })

  it('names the first broken entry: 1', () => {
    const { data, directory } = shop()
    tamper(directory, "UPDATE posting SET amount = '7' WHERE entry = 4")
    const { code, facts, said } = run(['--data', data])
    expect(code).toBe(1)
    expect(facts).toMatchObject([
      { ok: false, problem: expect.stringContaining('entry 4 (payment.detected)') as string },
    ])
    expect(said).toContain('entry 4 (payment.detected)')
    expect(said).toContain('restore the newest backup')
  })

  it('says that a file is damaged: 1', () => {
    const { data, directory } = shop()
    writeFileSync(join(directory, 'ledger.db'), 'rubbish '.repeat(1_000))
    expect(run(['--data', data])).toMatchObject({ code: 1, facts: [{ ok: false }] })
  })

  it.each([[[]], [['--data', '/nowhere']], [['--data', '/tmp', '--environment', 'moon']]])(
    'explains bad usage %j: 2, and gives no facts',
    (args) => {
      const { code, facts, said } = run(args)
      expect([code, facts]).toEqual([2, []])
      expect(said).toContain('Usage: npm run verify -- --data DIR')
    },
  )
})
