import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { openForWriting } from '../../../electron/ledger/ledger-file.ts'
import type { Ledger } from '../../../electron/ledger/port.ts'
import { makeSale, type MadeSale } from '../../electron/ledger/support/made-sale.ts'
import type { BenchRow } from '../bench-row.ts'
import { timeMs, withFolder, withLedger } from './measure.ts'

const rounds = 60
const salesPerRound = 25
const warmUpRounds = 10

/** A sale from its opening to its release, in one transaction of its own. */
function sell(ledger: Ledger, { opened, invoiced, detected, confirmed }: MadeSale): void {
  ledger.transact((transaction) => {
    for (const entry of [opened, invoiced, detected, confirmed]) transaction.append(entry)
  })
}

/** What a program without a ledger would do: the same facts as the text of one row, synced. */
function makePeer(database: Database): (made: MadeSale) => void {
  database.exec('CREATE TABLE document (number INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT')
  const insert = database.prepare<[number, string]>('INSERT INTO document VALUES (?, ?)')
  return ({ sale, opened, invoiced, detected, confirmed }) => {
    const facts = [opened, invoiced, detected, confirmed]
    const text = JSON.stringify(facts, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    insert.run(sale.number, text)
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
      row: 'durable sales: four entries, eight postings, read tables and full text in one synced transaction each',
      measured,
      unit: 'sales/s',
      peer: { name: 'the same facts as one synced row', value: peer },
      ok: measured >= peer / 2,
      note: `budget: half of the peer; a synced row took ${(spent.peer / measuredSales).toFixed(2)} ms. A slow disk helps the ledger, since both wait for one sync; a quick one shows its work.`,
    },
  ]
}
