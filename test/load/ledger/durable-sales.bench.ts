import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { openForWriting } from '../../../electron/ledger/ledger-file.ts'
import type { Ledger } from '../../../electron/ledger/port.ts'
import type { NewEntry } from '../../../shared/domain/ledger/journal-entry.ts'
import { makeSale, type MadeSale } from '../../electron/ledger/support/made-sale.ts'
import type { BenchRow } from '../bench-row.ts'
import { timeMs, withFolder, withLedger } from './measure.ts'

const rounds = 60
const salesPerRound = 25
const warmUpRounds = 10

/** The facts of a sale in the three moments they are learnt in: opened with its invoice, money seen, goods released. */
function momentsOf({ opened, invoiced, detected, confirmed }: MadeSale): readonly (readonly NewEntry[])[] {
  return [[opened, invoiced], [detected], [confirmed]]
}

/** A sale from its opening to its release, each moment in a transaction of its own, as the till does it. */
function sell(ledger: Ledger, made: MadeSale): void {
  for (const entries of momentsOf(made))
    ledger.transact((transaction) => {
      for (const entry of entries) transaction.append(entry)
    })
}

/** What a program without a ledger would do: each moment as the text of one row, synced. */
function makePeer(database: Database): (made: MadeSale) => void {
  database.exec('CREATE TABLE document (number INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT')
  const insert = database.prepare<[string]>('INSERT INTO document (body) VALUES (?)')
  return (made) => {
    for (const facts of momentsOf(made))
      insert.run(
        JSON.stringify(facts, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
      )
  }
}

/** Sales per second that are on the disk, beside single rows of the same content, taken in turns. */
export async function benchDurableSales(): Promise<BenchRow[]> {
  const sales = Array.from({ length: rounds * salesPerRound }, (_, index) => makeSale(index + 1))
  const spent = await withFolder((folder) =>
    withLedger(join(folder, 'ledger'), (ledger) => {
      const database = openForWriting(join(folder, 'peer.db'))
      const keep = makePeer(database)
      const sums = { ledger: 0, peer: 0 }
      for (let round = 0; round < rounds; round += 1) {
        const batch = sales.slice(round * salesPerRound, (round + 1) * salesPerRound)
        const ledgerMs = timeMs(() => batch.forEach((made) => sell(ledger, made)))
        const peerMs = timeMs(() => batch.forEach(keep))
        if (round < warmUpRounds) continue
        sums.ledger += ledgerMs
        sums.peer += peerMs
      }
      database.close()
      return sums
    }),
  )
  const measuredSales = (rounds - warmUpRounds) * salesPerRound
  const measured = (measuredSales / spent.ledger) * 1_000
  const peer = (measuredSales / spent.peer) * 1_000
  return [
    {
      row: 'durable sales: four entries, eight postings, read tables and full text in three synced transactions each',
      measured,
      unit: 'sales/s',
      peer: { name: 'the same facts as three synced rows', value: peer },
      ok: measured >= peer / 2,
      note: `budget: half of the peer; a synced row took ${(spent.peer / measuredSales / 3).toFixed(2)} ms. A slow disk helps the ledger, since both wait for one sync; a quick one shows its work.`,
    },
  ]
}
