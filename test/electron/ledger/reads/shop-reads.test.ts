import { describe, expect, it } from 'vitest'
import type { NewEntry } from '../../../../shared/domain/ledger/journal-entry.ts'
import type { Settings } from '../../../../shared/domain/settings/settings.ts'
import { openTestLedger } from '../support/test-ledger.ts'

const rates: Settings['rates'] = [
  { base: 'EUR', quote: 'USD', numerator: 108_123n, denominator: 100_000n, source: 'manager', quotedAt: 5 },
]
const tax: Settings['tax'] = { mode: 'inclusive', rates: [{ id: 'vat', name: 'VAT', bps: 825 }] }

function setting(body: Extract<NewEntry, { type: 'settings.changed' }>['body']): NewEntry {
  return {
    type: 'settings.changed',
    subject: { kind: 'settings', id: body.section },
    actor: 'staff_owner',
    body,
  }
}

function member(type: 'staff.added' | 'staff.changed', id: string, name: string, active = true): NewEntry {
  return {
    type,
    subject: { kind: 'staff', id },
    actor: 'staff_owner',
    body: { id, name, role: 'cashier', active },
  }
}

describe('settings', () => {
  it('holds the newest value of each section that was ever set', () => {
    const ledger = openTestLedger()
    expect(ledger.settings()).toEqual({})
    ledger.transact((transaction) => {
      transaction.append(setting({ section: 'tax', value: tax }))
      transaction.append(setting({ section: 'rates', value: [] }))
      transaction.append(setting({ section: 'rates', value: rates }))
    })
    expect(ledger.settings()).toEqual({ tax, rates })
  })

  it('knows that a section was set to nothing', () => {
    const ledger = openTestLedger()
    ledger.transact((transaction) => transaction.append(setting({ section: 'backend', value: undefined })))
    expect('backend' in ledger.settings()).toBe(true)
    expect(ledger.settings().backend).toBeUndefined()
  })
})

describe('staff', () => {
  it('lists people in the order in which they came, as they are now', () => {
    const ledger = openTestLedger()
    ledger.transact((transaction) => {
      transaction.append(member('staff.added', 'z', 'Zoe'))
      transaction.append(member('staff.added', 'a', 'Ada'))
      transaction.append(member('staff.changed', 'z', 'Zoë', false))
    })
    expect(ledger.staff()).toEqual([
      { id: 'z', name: 'Zoë', role: 'cashier', active: false },
      { id: 'a', name: 'Ada', role: 'cashier', active: true },
    ])
  })
})

describe('what is kept beside the journal', () => {
  it('is replaced by the next value and is no entry', () => {
    const ledger = openTestLedger()
    for (const value of ['1', '2']) {
      ledger.transact((transaction) => {
        transaction.savePinHash('ada', value)
        transaction.saveNote('seen', value)
      })
    }
    expect([ledger.pinHash('ada'), ledger.findNote('seen')]).toEqual(['2', '2'])
    expect([ledger.pinHash('bob'), ledger.findNote('x'), ledger.head().seq]).toEqual([
      undefined,
      undefined,
      1,
    ])
  })
})
