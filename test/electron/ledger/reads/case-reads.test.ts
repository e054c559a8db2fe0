import { describe, expect, it } from 'vitest'
import type { CaseFilter, Ledger } from '../../../../electron/ledger/port.ts'
import { caseKinds } from '../../../../shared/domain/cases/case.ts'
import { caseEntries } from '../support/case-history.ts'
import { makeSale } from '../support/made-sale.ts'
import { openTestLedger, unsynced } from '../support/test-ledger.ts'

function append(ledger: Ledger, ...entries: ReturnType<typeof caseEntries>): void {
  ledger.transact((transaction) => {
    for (const entry of entries) transaction.append(entry)
  })
}

const count = (ledger: Ledger, filter: CaseFilter): number => ledger.countCases(filter)

describe('caseReads', () => {
  it('lists open cases oldest first and decided ones newest first, page by page', () => {
    const sales = [1, 2, 3].map((number) => makeSale(number))
    const ledger = openTestLedger({}, unsynced)
    ledger.transact((transaction) => {
      for (const { story } of sales) for (const entry of story) transaction.append(entry)
    })
    for (const made of sales) append(ledger, ...caseEntries(made, 'case', 1))
    const page = (status: 'open' | 'resolved', after?: number) => {
      const { cases, next } = ledger.listCases({ status, limit: 2, after })
      return { sales: cases.map(({ saleNumber }) => saleNumber), next }
    }
    const first = page('open')
    expect(first.sales).toEqual([1, 2])
    expect(page('open', first.next)).toEqual({ sales: [3], next: undefined })
    for (const made of sales.toReversed()) append(ledger, ...caseEntries(made, 'caseResolved', 1))
    expect(page('open')).toEqual({ sales: [], next: undefined })
    const decided = page('resolved')
    expect(decided.sales).toEqual([1, 2])
    expect(page('resolved', decided.next)).toEqual({ sales: [3], next: undefined })
    expect((['open', 'resolved'] as const).map((status) => count(ledger, { status }))).toEqual([0, 3])
  })

  it('goes on where a page ended though its last case was decided meanwhile', () => {
    const sales = [1, 2, 3, 4].map((number) => makeSale(number))
    const ledger = openTestLedger({}, unsynced)
    for (const made of sales) append(ledger, ...made.story, ...caseEntries(made, 'case', 1))
    const { next } = ledger.listCases({ status: 'open', limit: 2 })
    append(ledger, ...caseEntries(sales[1] ?? makeSale(2), 'caseResolved', 1))
    const rest = ledger.listCases({ status: 'open', limit: 2, after: next })
    expect(rest.cases.map(({ saleNumber }) => saleNumber)).toEqual([3, 4])
  })

  it('narrows a list and its count to a kind, an owner or nobody, over every page', () => {
    const sales = [1, 2, 3, 4, 5].map((number) => makeSale(number))
    const ledger = openTestLedger({}, unsynced)
    for (const made of sales)
      append(ledger, ...made.story, ...caseEntries(made, 'case', made.sale.number % 2))
    for (const made of sales.slice(2))
      append(ledger, ...caseEntries(made, 'caseAssigned', made.sale.number % 2))
    const all = (filter: Omit<CaseFilter, 'status'>): readonly number[] => {
      const found: number[] = []
      for (let after: number | undefined, more = true; more;) {
        const page = ledger.listCases({ status: 'open', ...filter, after, limit: 1 })
        found.push(...page.cases.map(({ saleNumber }) => saleNumber))
        after = page.next
        more = after !== undefined
      }
      expect(count(ledger, { status: 'open', ...filter })).toBe(found.length)
      return found
    }
    expect(all({})).toEqual([1, 2, 3, 4, 5])
    expect(all({ kind: caseKinds[1] })).toEqual([1, 3, 5])
    expect(all({ ownerId: null })).toEqual([1, 2])
    expect(all({ ownerId: 'id_1' })).toEqual([3, 5])
    expect(all({ kind: caseKinds[0], ownerId: 'id_0' })).toEqual([4])
    expect(all({ kind: caseKinds[0], ownerId: 'id_1' })).toEqual([])
  })

  it('begins after an entry, so that a drill does not show the cases of the one before', () => {
    const sales = [1, 2, 3].map((number) => makeSale(number))
    const ledger = openTestLedger({}, unsynced)
    const [first, ...later] = sales
    for (const made of sales) append(ledger, ...made.story)
    if (first) append(ledger, ...caseEntries(first, 'case', 1))
    const since = ledger.head().seq
    const page = (status: 'open' | 'resolved', after?: number) =>
      ledger.listCases({ status, since, after, limit: 1 })
    const numbersOf = ({ cases }: ReturnType<typeof page>) => cases.map(({ saleNumber }) => saleNumber)
    expect(numbersOf(page('open'))).toEqual([])
    for (const made of later) append(ledger, ...caseEntries(made, 'case', 1))
    expect(numbersOf(page('open'))).toEqual([2])
    expect(numbersOf(page('open', page('open').next))).toEqual([3])
    expect([count(ledger, { status: 'open', since }), count(ledger, { status: 'open' })]).toEqual([2, 3])
    for (const made of sales) append(ledger, ...caseEntries(made, 'caseResolved', 1))
    expect(numbersOf(page('resolved'))).toEqual([3])
    expect(numbersOf(page('resolved', page('resolved').next))).toEqual([2])
    expect(page('resolved', page('resolved').next).next).toBeUndefined()
    expect(count(ledger, { status: 'resolved', since })).toBe(2)
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
