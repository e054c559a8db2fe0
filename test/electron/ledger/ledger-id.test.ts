import { describe, expect, it } from 'vitest'
import { ledgerIdOf } from '../../../electron/ledger/ledger-id.ts'
import { makeSale } from './support/made-sale.ts'
import { openTestLedger, unsynced } from './support/test-ledger.ts'

describe('ledgerIdOf', () => {
  it('stays while a ledger goes on, and is another one once a backup took its place', () => {
    const ledger = openTestLedger({}, unsynced)
    const first = ledgerIdOf(ledger, 'practice')
    expect(first).toMatch(/^(0x)?[0-9a-f]{64}$/)
    ledger.transact((transaction) => {
      for (const entry of makeSale(1).story) transaction.append(entry)
    })
    expect(ledgerIdOf(ledger, 'practice')).toBe(first)
    const { seq, hash } = ledger.head()
    ledger.transact((transaction) =>
      transaction.append({
        type: 'ledger.restored',
        subject: { kind: 'ledger', id: 'practice' },
        actor: 'till',
        body: { entries: seq, newestHash: hash, saleNumberMin: 2, addressIndexMin: 2 },
      }),
    )
    expect(ledgerIdOf(ledger, 'practice')).toBe(ledger.head().hash)
    expect(ledger.head().hash).not.toBe(first)
  })
})
