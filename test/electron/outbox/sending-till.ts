import { appendFileSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openLedger } from '../../../electron/ledger/open-ledger.ts'
import type { OutboxResult } from '../../../electron/outbox/outbox-handler.ts'
import { openOutbox } from '../../../electron/outbox/open-outbox.ts'
import { systemClock } from '../../../electron/platform/clock.ts'
import { randomIds } from '../../../electron/platform/ids.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'

// A till that queues and sends as fast as it can until it is killed. The bank is a file beside the ledger, so that it
// outlives the till: a line for each call it has done. A call is done again only by a till that did not look first.
const [directory] = process.argv.slice(2)
if (directory === undefined) throw new Error('usage: sending-till.ts DIRECTORY')
const bank = join(directory, 'bank.txt')
const done = new Set(existsSync(bank) ? readFileSync(bank, 'utf8').split('\n') : [])
const file = openSync(bank, 'a')

const ledger = openLedger({
  directory,
  environment: 'practice',
  clock: systemClock,
  ids: randomIds,
  log: silentLog,
  product: 'a till that is killed',
})

const tryAgain: OutboxResult = {
  outcome: 'again',
  error: new PosError('backend.unavailable', 'The answer was lost'),
}

const outbox = openOutbox({
  ledger,
  clock: systemClock,
  log: silentLog,
  random: () => 0,
  handlers: {
    'payout.send': {
      send: async ({ id }, { wasTriedBefore }) => {
        if (!wasTriedBefore || !done.has(id)) {
          writeSync(file, `${id}\n`)
          fsyncSync(file)
          done.add(id)
          // Every third answer is lost on its way.
          if (Number(id.split('_')[1]) % 3 === 0) return tryAgain
        }
        return {
          outcome: 'done',
          apply: (transaction) => {
            const key = `applied:${id}`
            transaction.saveNote(key, String(Number(transaction.findNote(key) ?? 0) + 1))
          },
        }
      },
      givenUp: () => undefined,
    },
  },
})
outbox.onChanged(() => process.stdout.write('.'))

let made = Number(ledger.findNote('made') ?? 0)
for (;;) {
  made += 1
  const id = `payout_${made}`
  // Said before it is queued: whatever was queued is among what was said.
  appendFileSync(join(directory, 'asked.txt'), `${id}\n`)
  ledger.transact((transaction) => {
    transaction.enqueue({ id, kind: 'payout.send', subject: `bank_${made % 4}`, body: { amount: '1.00' } })
    transaction.saveNote('made', String(made))
  })
  if (ledger.countQueued().waiting > 20) await outbox.step()
  await new Promise((resolve) => setImmediate(resolve))
}
