import Sqlite, { type Database } from 'better-sqlite3'
import { openStore, type Store } from '../../../electron/ledger/store.ts'
import { withLedger } from './measure.ts'
import { join } from 'node:path'

/** How much a big shop has after years. */
export const million = 1_000_000

/** Fills a ledger with a million journal entries through the real append, many to a transaction. */
export function fillJournal(directory: string): void {
  withLedger(directory, (ledger) => {
    for (let done = 0; done < million; done += 10_000) {
      ledger.transact((transaction) => {
        for (let index = 0; index < 10_000; index += 1) {
          const staffId = `staff_${(done + index) % 50}`
          transaction.append({
            type: 'staff.lockedOut',
            subject: { kind: 'staff', id: staffId },
            actor: 'till',
            body: { staffId, until: done + index },
          })
        }
      })
    }
  })
}

/** Where a sale stands, by the last two digits of its number: most are settled, and a few are each of the others. */
const standing = (open: number): string => `
  CASE WHEN n > ${million} - ${open} THEN 'open' WHEN n % 100 < 88 THEN 'settled' WHEN n % 100 < 97 THEN 'expired'
    ELSE 'void' END`
const exception = `
  CASE WHEN n % 1000 = 7 THEN 'overpaid' WHEN n % 5000 = 95 THEN 'underpaid' WHEN n % 20000 = 11 THEN 'duplicate'
    ELSE 'none' END`
const paidWith = `
  CASE WHEN n % 100 >= 88 THEN '' WHEN n % 3 = 0 THEN 'USDC.base' WHEN n % 3 = 1 THEN 'PYUSD.base' ELSE 'USDP.ethereum' END`
const words = `
  CASE n % 7 WHEN 0 THEN 'Flat white' WHEN 1 THEN 'Espresso, Croissant' WHEN 2 THEN 'Tea, Carrot cake'
    WHEN 3 THEN 'Sandwich' WHEN 4 THEN 'Cold brew' WHEN 5 THEN 'Cappuccino, Muffin' ELSE 'Water' END
  || CASE WHEN n % 9973 = 0 THEN ' Lobster' ELSE '' END`

/**
 * Fills the read tables with a million sales by SQL: lists and searches read these tables only, and a million sales
 * through the real append would take most of an hour.
 * @param range `first` is the number of the first, for a ledger that has sales already, and `open` says how many of the last are still open
 */
export function fillSales(directory: string, { first = 1, open = 20 } = {}): void {
  const database = new Sqlite(join(directory, 'ledger.db'))
  try {
    database.pragma('foreign_keys = OFF')
    database.pragma('journal_mode = OFF')
    database.pragma('synchronous = OFF')
    database.pragma('cache_size = -262144')
    withoutIndexes(database, () => insertSales(openStore(database), first, open))
  } finally {
    database.close()
  }
}

/** Makes indexes after the rows and not with each of them. */
function withoutIndexes(database: Database, fill: () => void): void {
  const indexes = database
    .prepare<[], Readonly<{ name: string; sql: string }>>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('sale', 'payment')",
    )
    .all()
  for (const { name } of indexes) database.exec(`DROP INDEX ${name}`)
  database.transaction(fill)()
  for (const { sql } of indexes) database.exec(sql)
}

function insertSales(store: Store, first: number, open: number): void {
  const numbers = `WITH RECURSIVE sales(n) AS (SELECT ${first} UNION ALL SELECT n + 1 FROM sales WHERE n < ${million})`
  const facet = 'status, exception, paid_with, count(*) FROM sale GROUP BY 1, 2, 3, 4'
  store.run(`${numbers} INSERT INTO sale SELECT n, 'sale_' || printf('%09d', n), 1700000000000 + n * 30000,
    1700000000000 + n * 30000, 'Ada', 'USD', (n * 7919 % 4000) + 100, ${words}, 1, 1, '0x' || printf('%040x', n), n - 1,
    1700000900000 + n * 30000, ${standing(open)}, ${exception}, 'paid', ${paidWith}, 0, 1 FROM sales`)
  store.run('DELETE FROM sale_count')
  store.run(`INSERT INTO sale_count SELECT number / 1000, ${facet}`)
  store.run(`INSERT INTO sale_count SELECT -1, ${facet}`)
  store.run(
    `INSERT INTO sale_text (rowid, words) SELECT number, items_text FROM sale WHERE number >= ${first}`,
  )
  store.run(`INSERT INTO payment (sale, key, first_entry, entry, status, currency, tx_hash, payer)
    SELECT number, 'base:' || number, 1, 1, status, paid_with,
    '0x' || printf('%064x', number), '0xff' || printf('%038x', number % 5000) FROM sale WHERE paid_with <> '' AND number >= ${first}`)
}
