import { describe, expect, it } from 'vitest'
import { migration001 } from '../../../../electron/ledger/migrations/migration-001.ts'
import { migration002 } from '../../../../electron/ledger/migrations/migration-002.ts'
import { openLedger } from '../../../../electron/ledger/open-ledger.ts'
import { makeSale } from '../support/made-sale.ts'
import { openRaw } from '../support/raw-file.ts'
import { temporaryFolder, testOptions } from '../support/test-ledger.ts'

describe('migration002', () => {
  it('keeps the payments of a ledger of the version before, without witnesses and without a rule', () => {
    const directory = temporaryFolder()
    const made = makeSale(1, { addressIndex: 0, items: ['Tea'], offer: 0, note: '' })
    const before = openLedger(testOptions(directory))
    before.transact((transaction) => {
      for (const entry of [made.opened, made.invoiced, made.detected, made.released])
        transaction.append(entry)
    })
    before.close()
    const database = openRaw(directory)
    database.exec('ALTER TABLE payment DROP COLUMN witnesses; ALTER TABLE payment DROP COLUMN released_entry')
    database.pragma('user_version = 1')
    database.close()
    const ledger = openLedger(testOptions(directory), { migrations: [migration001, migration002] })
    const [payment] = ledger.findSale(made.sale.id)?.payments ?? []
    expect(payment?.status).toBe('confirmed')
    expect(payment?.witnesses).toBeUndefined()
    expect(payment?.releasedBy).toBeUndefined()
    ledger.close()
  })

  it('keeps the newest word of each witness, and the rule until the payment is seen anew', () => {
    const directory = temporaryFolder()
    const made = makeSale(1, { addressIndex: 0, items: ['Tea'], offer: 0, note: '' })
    if (made.detected.type !== 'payment.detected' || made.released.type !== 'payment.confirmed')
      throw new Error('A made sale is detected and released')
    const { key, saleId, blockHash, chain } = made.detected.body
    const subject = { kind: 'sale', id: saleId } as const
    const word = (source: string, says: 'same' | 'missing', at: number) =>
      ({
        type: 'payment.witnessed',
        subject,
        actor: 'till',
        body: { key, saleId, source, blockHash, says, at },
      }) as const
    const rule = {
      chain,
      require: { kind: 'depth', blocks: 1 },
      minSeconds: 0,
      sources: 2,
      settingsSeq: 7,
    } as const
    const released = { ...made.released, body: { ...made.released.body, releasedBy: rule } }
    const ledger = openLedger(testOptions(directory))
    ledger.transact((transaction) => {
      for (const entry of [made.opened, made.invoiced, made.detected]) transaction.append(entry)
      transaction.append(word('a.test', 'missing', 1))
      transaction.append(word('b.test', 'same', 2))
      transaction.append(word('a.test', 'same', 3))
      transaction.append(released)
    })
    const [payment] = ledger.findSale(saleId)?.payments ?? []
    expect(payment?.witnesses).toEqual([
      { source: 'b.test', blockHash, says: 'same', at: 2 },
      { source: 'a.test', blockHash, says: 'same', at: 3 },
    ])
    expect(payment?.releasedBy).toEqual(rule)
    ledger.transact((transaction) => {
      transaction.append(made.orphaned)
      transaction.append(made.detected)
    })
    const [again] = ledger.findSale(saleId)?.payments ?? []
    expect(again?.releasedBy).toBeUndefined()
    expect(again?.witnesses).toHaveLength(2)
    ledger.close()
  })
})
