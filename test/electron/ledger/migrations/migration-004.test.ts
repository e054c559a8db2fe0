import { describe, expect, it } from 'vitest'
import { migrations } from '../../../../electron/ledger/migrations/migrations.ts'
import { openLedger } from '../../../../electron/ledger/open-ledger.ts'
import { makeSale } from '../support/made-sale.ts'
import { openRaw } from '../support/raw-file.ts'
import { temporaryFolder, testOptions } from '../support/test-ledger.ts'

describe('migration004', () => {
  it('gives a ledger of the version before an empty outbox, and changes nothing else', () => {
    const made = makeSale(1)
    const directory = temporaryFolder()
    const before = openLedger(testOptions(directory))
    before.transact((transaction) => {
      for (const entry of made.story) transaction.append(entry)
    })
    before.close()
    const database = openRaw(directory)
    database.exec('DROP TABLE outbox')
    database.pragma('user_version = 3')
    database.close()
    const ledger = openLedger(testOptions(directory), { migrations: migrations.slice(0, 4) })
    expect(ledger.findSale(made.sale.id)?.invoice.status).toBe('confirmed')
    expect(ledger.countQueued()).toEqual({ waiting: 0, dead: 0 })
    ledger.transact((transaction) =>
      transaction.enqueue({ id: 'a', kind: 'refund.send', subject: 'refund:a', body: {} }),
    )
    expect(ledger.findQueued('a')?.state).toBe('pending')
    expect(ledger.verify()).toMatchObject({ ok: true })
    ledger.close()
  })
})
