import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openLedger } from '../../../electron/ledger/open-ledger.ts'
import { hashEntry, type StoredEntry, type StoredPosting } from '../../../electron/ledger/entry-hash.ts'
import type { VerifyReport } from '../../../electron/ledger/port.ts'
import { verifyFile, verifyFileGently, verifyWholeFile } from '../../../electron/ledger/verify-file.ts'
import { histories, live } from './support/history.ts'
import { makeSale } from './support/made-sale.ts'
import { openRaw, tamper } from './support/raw-file.ts'
import { openTestLedger, temporaryFolder, testOptions, unsynced } from './support/test-ledger.ts'

/** A closed ledger with three sales: entries 2 to 7, 8 to 13 and 14 to 19. */
function closedLedger(): string {
  const directory = temporaryFolder()
  const ledger = openLedger(testOptions(directory))
  for (const number of [1, 2, 3]) {
    ledger.transact((transaction) => {
      for (const entry of makeSale(number, { offer: 0 }).story) transaction.append(entry)
    })
  }
  ledger.close()
  return directory
}

describe('proveJournal', () => {
  it('finds the ledger of any history whole, and counts it', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const ledger = openTestLedger({}, unsynced)
        live(ledger, history)
        const { seq, hash } = ledger.head()
        const report = ledger.verify()
        expect(report).toEqual({ ok: true, entries: seq, postings: report.postings, newestHash: hash })
        ledger.close()
      }),
      { numRuns: 20 },
    )
  })

  it('proves in steps, between which sales go on, all that is there when it ends', async () => {
    const ledger = openTestLedger()
    const sell = (): void =>
      ledger.transact((transaction) => {
        for (const entry of makeSale(transaction.nextSaleNumber()).story) transaction.append(entry)
      })
    for (let sold = 0; sold < 150; sold += 1) sell()
    const before = ledger.head().seq
    let isDone = false
    const proving = ledger.verifyGently().finally(() => (isDone = true))
    let between = 0
    while (!isDone) {
      if (between < 20) sell()
      between += 1
      await new Promise((resolve) => setImmediate(resolve))
    }
    const report = await proving
    expect(between).toBeGreaterThan(1)
    expect(report.ok).toBe(true)
    expect(report.entries).toBeGreaterThan(before)
    expect(ledger.entriesAfter(report.entries - 1, 1)[0]?.hash).toBe(report.newestHash)
  })

  const changes: readonly [string, string, string][] = [
    [
      'a changed body',
      "UPDATE journal SET body = replace(body, 'Flat white', 'Espresso') WHERE seq = 8",
      'entry 8 (sale.opened) or its postings were changed',
    ],
    [
      'a changed date',
      'UPDATE journal SET at = at + 1 WHERE seq = 9',
      'entry 9 (invoice.opened) or its postings',
    ],
    ['a changed actor', "UPDATE journal SET actor = 'x' WHERE seq = 3", 'entry 3 (invoice.opened)'],
    ['a changed key', "UPDATE journal SET key = 'x' WHERE seq = 2", 'entry 2 (sale.opened)'],
    ['a changed hash', 'UPDATE journal SET hash = prev WHERE seq = 5', 'entry 5 (invoice.detected)'],
    [
      'a changed link',
      'UPDATE journal SET prev = hash WHERE seq = 5',
      'entry 5 (invoice.detected) does not name the hash',
    ],
    [
      'a removed entry',
      'DELETE FROM posting WHERE entry = 10; DELETE FROM journal WHERE seq = 10',
      'entry 10 is missing: the journal goes on with entry 11 (invoice.detected)',
    ],
    [
      'a removed newest entry',
      'DELETE FROM posting WHERE entry = 19; DELETE FROM journal WHERE seq = 19',
      'entry 19 is missing: the journal had 19 entries',
    ],
    ['a removed first entry', 'DELETE FROM journal WHERE seq = 1', 'entry 1 is missing'],
    [
      'a removed journal',
      'DELETE FROM posting; DELETE FROM journal',
      'entry 1 is missing: the journal had 19',
    ],
    [
      'a changed posting',
      "UPDATE posting SET amount = '1' WHERE entry = 7 AND position = 2",
      'entry 7 (invoice.confirmed) or its postings were changed',
    ],
    [
      'a moved posting',
      "UPDATE posting SET account = 'wallet:fast' WHERE entry = 13 AND position = 0",
      'entry 13 (invoice.confirmed)',
    ],
    [
      'a removed posting',
      'DELETE FROM posting WHERE entry = 4 AND position = 1',
      'entry 4 (payment.detected)',
    ],
    ['an added posting', "INSERT INTO posting VALUES (2, 0, 'sales', 'USD', '5')", 'entry 2 (sale.opened)'],
    [
      'a posting without an entry',
      "INSERT INTO posting VALUES (20, 0, 'sales', 'USD', '5')",
      'entry 20 is missing, but it has postings',
    ],
    [
      'a changed balance',
      "UPDATE balance SET amount = '-1' WHERE account = 'sales'",
      'the balance of sales in USD is kept as -1',
    ],
    [
      'a removed balance',
      "DELETE FROM balance WHERE account = 'sales'",
      'the balance of sales in USD is missing',
    ],
    [
      'an invented balance',
      "INSERT INTO balance VALUES ('bank:1', 'USD', '5')",
      'the balance of bank:1 in USD is kept as 5',
    ],
    ['a forgotten head', 'DELETE FROM journal_head', 'entry 19 is not the newest entry'],
    ['another head', "UPDATE journal_head SET hash = 'x'", 'entry 19 is not the newest entry'],
    [
      'two things at once: the first is named',
      "UPDATE journal SET actor = 'x' WHERE seq IN (6, 12)",
      'entry 6 (payment.confirmed)',
    ],
  ]
  it.each(changes)('finds %s and names the first broken entry', async (_, sql, problem) => {
    const directory = closedLedger()
    const file = join(directory, 'ledger.db')
    tamper(directory, sql)
    const bytes = readFileSync(file)
    const reports: readonly VerifyReport[] = [
      verifyFile(file),
      verifyWholeFile(file),
      await verifyFileGently(file),
    ]
    for (const report of reports) {
      expect(report.ok).toBe(false)
      expect(report.problem).toContain(problem)
    }
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })

  /** Puts other content into the newest entry together with the hash that belongs to it. */
  function forge(
    directory: string,
    change: Readonly<{ body?: string; postings?: readonly StoredPosting[] }>,
  ): void {
    const database = openRaw(directory)
    const entry = database.prepare<[], StoredEntry>('SELECT * FROM journal WHERE seq = 19').get()
    database.close()
    if (!entry) throw new Error('The ledger has 19 entries')
    const { body = entry.body, postings = [] } = change
    const hash = hashEntry({ ...entry, body }, postings)
    const rows = postings.map(
      ({ account, currency, amount }, at) =>
        `INSERT INTO posting VALUES (19, ${at}, '${account}', '${currency}', '${amount}');`,
    )
    tamper(
      directory,
      `DELETE FROM posting WHERE entry = 19; ${rows.join('')}
       UPDATE journal SET body = '${body}', hash = '${hash}' WHERE seq = 19; UPDATE journal_head SET hash = '${hash}'`,
    )
  }

  const forgeries: readonly [string, Parameters<typeof forge>[1], string][] = [
    [
      'does not sum to zero',
      { postings: [{ account: 'sales', currency: 'USD', amount: '5' }] },
      'do not sum to zero',
    ],
    [
      'has an amount that is none',
      { postings: [{ account: 'sales', currency: 'USD', amount: 'five' }] },
      'cannot be read',
    ],
    ['has a body that is no JSON', { body: 'five' }, 'cannot be read'],
    ['has an amount that is a number', { body: '{"minor":5}' }, 'cannot be read'],
  ]
  it.each(forgeries)('finds an entry with a right hash that %s', (_, change, problem) => {
    const directory = closedLedger()
    forge(directory, change)
    const found = verifyFile(join(directory, 'ledger.db')).problem
    expect(found).toContain('entry 19 (invoice.confirmed)')
    expect(found).toContain(problem)
  })

  it('proves only the newest entries when that is asked, and not what lies before them', () => {
    const directory = closedLedger()
    const file = join(directory, 'ledger.db')
    tamper(directory, "UPDATE journal SET actor = 'x' WHERE seq = 3")
    expect(verifyFile(file, 10)).toMatchObject({ ok: true, entries: 10 })
    expect(verifyFile(file, 17).ok).toBe(false)
  })
})
