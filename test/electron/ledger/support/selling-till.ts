import { openLedger } from '../../../../electron/ledger/open-ledger.ts'
import { systemClock } from '../../../../electron/platform/clock.ts'
import { randomIds } from '../../../../electron/platform/ids.ts'
import { silentLog } from '../../../../electron/platform/log.ts'
import { makeSale } from './made-sale.ts'

// A till that sells as fast as it can until it is killed, and says after each commit what it has kept. A sale is opened
// in one transaction and paid in another.
const [directory] = process.argv.slice(2)
if (directory === undefined) throw new Error('usage: selling-till.ts DIRECTORY')

const ledger = openLedger({
  directory,
  environment: 'practice',
  clock: systemClock,
  ids: randomIds,
  log: silentLog,
  product: 'a till that is killed',
})

function say(): void {
  const { seq, hash } = ledger.head()
  process.stdout.write(`${seq} ${hash}\n`)
}

for (;;) {
  const made = makeSale(ledger.nextSaleNumber(), { addressIndex: ledger.nextAddressIndex() })
  const [opened, invoiced, ...paid] = made.story
  for (const entries of [[opened, invoiced], paid]) {
    ledger.transact((transaction) => {
      for (const entry of entries) if (entry) transaction.append(entry)
      transaction.saveNote('sold', made.sale.id)
    })
    say()
  }
}
