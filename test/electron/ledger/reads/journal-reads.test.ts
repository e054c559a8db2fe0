import { describe, expect, it } from 'vitest'
import type { NewEntry } from '../../../../shared/domain/ledger/journal-entry.ts'
import { makeSale } from '../support/made-sale.ts'
import { openTestLedger } from '../support/test-ledger.ts'

const staff = (id: string): NewEntry => ({
  type: 'staff.added',
  subject: { kind: 'staff', id },
  actor: 'staff_owner',
  body: { id, name: id, role: 'cashier', active: true },
})

function shop() {
  const ledger = openTestLedger()
  const written = ledger.transact((transaction) =>
    [...makeSale(1).story, staff('a'), ...makeSale(2).story, staff('b')].map(
      (entry) => transaction.append(entry).entry,
    ),
  )
  return { ledger, written }
}

describe('entriesAfter', () => {
  it('gives entries back as they were written, postings included, oldest first and bounded', () => {
    const { ledger, written } = shop()
    expect(ledger.entriesAfter(1, 100)).toEqual(written)
    expect(ledger.entriesAfter(3, 2)).toEqual(written.slice(2, 4))
    expect(ledger.entriesAfter(15, 100)).toEqual([])
  })
})

describe('entriesOf', () => {
  it('gives the entries of one subject only', () => {
    const { ledger, written } = shop()
    expect(ledger.entriesOf('sale', 'sale_00000002', 100)).toEqual(written.slice(7, 13))
    expect(ledger.entriesOf('sale', 'sale_00000002', 2)).toEqual(written.slice(7, 9))
    expect(ledger.entriesOf('staff', 'sale_00000002', 100)).toEqual([])
  })
})

describe('newestOf', () => {
  it('gives the newest entry of one type about one subject, with its postings', () => {
    const { ledger, written } = shop()
    const about = written.filter(({ subject }) => subject.id === 'sale_00000002')
    for (const { type } of about)
      expect(ledger.newestOf('sale', 'sale_00000002', type)).toEqual(
        about.findLast((entry) => entry.type === type),
      )
    expect(ledger.newestOf('sale', 'sale_00000002', 'invoice.expired')).toBeUndefined()
    expect(ledger.newestOf('staff', 'sale_00000002', 'sale.opened')).toBeUndefined()
  })
})

describe('entriesAbout', () => {
  it('gives the entries of some kinds in the order of the journal', () => {
    const { ledger, written } = shop()
    const ids = (entries: readonly { seq: number }[]): readonly number[] => entries.map(({ seq }) => seq)
    expect(ids(ledger.entriesAbout(['staff', 'ledger'], 0, 10))).toEqual([1, 8, 15])
    expect(ids(ledger.entriesAbout(['staff', 'ledger'], 1, 1))).toEqual([8])
    expect(ledger.entriesAbout(['sale'], 8, 3)).toEqual(written.slice(7, 10))
    expect(ids(ledger.entriesAbout(['sale', 'staff'], 6, 4))).toEqual([7, 8, 9, 10])
    expect(ledger.entriesAbout(['catalog', 'settings'], 0, 10)).toEqual([])
  })
})

describe('postingsOf', () => {
  it('gives the postings of an entry in their order, and none of one without', () => {
    const { ledger } = shop()
    expect(ledger.postingsOf(7)).toEqual(makeSale(1).confirmed.postings)
    expect([ledger.postingsOf(2), ledger.postingsOf(99)]).toEqual([[], []])
  })
})

describe('findByKey', () => {
  it('finds the entry of a key', () => {
    const { ledger, written } = shop()
    expect(ledger.findByKey('sale.open:sale_00000001')).toEqual(written[0])
    expect(ledger.findByKey('nothing')).toBeUndefined()
  })
})
