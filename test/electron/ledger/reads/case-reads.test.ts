import { describe, expect, it } from 'vitest'
import type { Ledger } from '../../../../electron/ledger/port.ts'
import { caseEntries } from '../support/case-history.ts'
import { makeSale } from '../support/made-sale.ts'
import { openTestLedger, unsynced } from '../support/test-ledger.ts'

function append(ledger: Ledger, ...entries: ReturnType<typeof caseEntries>): void {
  ledger.transact((transaction) => {
    for (const entry of entries) transaction.append(entry)
  })
}

describe('caseReads', () => {
  it('lists open cases oldest first and decided ones newest first, page by page', () => {
    const sales = [1, 2, 3].map((number) => makeSale(number))
    const ledger = openTestLedger({}, unsynced)
    ledger.transact((transaction) => {
      for (const { story } of sales) for (const entry of story) transaction.append(entry)
    })
    for (const made of sales) append(ledger, ...caseEntries(made, 'case', 1))
    const page = (status: 'open' | 'resolved', after?: number) =>
      ledger.listCases({ status, limit: 2, after }).map(({ saleNumber }) => saleNumber)
    const placeOf = (number: number) => ledger.casePlace(`case_${number}_overpaid`)
    expect(page('open')).toEqual([1, 2])
    expect(page('open', placeOf(2))).toEqual([3])
    for (const made of sales.toReversed()) append(ledger, ...caseEntries(made, 'caseResolved', 1))
    expect(page('open')).toEqual([])
    expect(page('resolved')).toEqual([1, 2])
    expect(page('resolved', placeOf(2))).toEqual([3])
    expect([ledger.countCases('open'), ledger.countCases('resolved')]).toEqual([0, 3])
  })

  it('gives the arrivals of a sale in the order they came, and those above a block that still stand', () => {
    const made = makeSale(1)
    const ledger = openTestLedger({}, unsynced)
    append(ledger, ...made.story, ...[0, 1, 2].flatMap((pick) => caseEntries(made, 'arrival', pick)))
    const { chain, blockNumber } = made.payment
    const above = () => ledger.arrivalsAbove(chain, blockNumber).map((arrival) => arrival.blockNumber)
    expect(ledger.arrivalsOf(made.sale.id).map((arrival) => arrival.status)).toEqual(['seen', 'seen', 'seen'])
    expect(above()).toEqual([blockNumber + 1, blockNumber + 2])
    append(ledger, ...caseEntries(made, 'arrivalOrphaned', 2))
    expect(ledger.arrivalsOf(made.sale.id).map((arrival) => arrival.status)).toEqual([
      'seen',
      'seen',
      'orphaned',
    ])
    expect(above()).toEqual([blockNumber + 1])
    append(ledger, ...caseEntries(made, 'arrival', 5))
    expect(ledger.arrivalsOf(made.sale.id).map((arrival) => arrival.blockNumber - blockNumber)).toEqual([
      0, 1, 5,
    ])
  })
})
