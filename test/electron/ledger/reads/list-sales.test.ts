import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ledger, SaleQuery, SaleRow } from '../../../../electron/ledger/port.ts'
import type { InvoiceException, InvoiceStatus } from '../../../../shared/domain/invoice/invoice.ts'
import { histories, live } from '../support/history.ts'
import { makeSale, type SaleWishes } from '../support/made-sale.ts'
import { noon, openTestLedger, testClock, unsynced } from '../support/test-ledger.ts'

function sell(ledger: Ledger, number: number, wishes: SaleWishes = {}): void {
  ledger.transact((transaction) => {
    for (const entry of makeSale(number, wishes).story) transaction.append(entry)
  })
}

const statuses: readonly InvoiceStatus[] = ['open', 'detected', 'confirmed', 'settled', 'expired', 'void']
const exceptions: readonly InvoiceException[] = [
  'none',
  'underpaid',
  'overpaid',
  'paidLate',
  'duplicate',
  'reverted',
]
const tokens = ['USDC.fast', 'PYUSD.fast', 'USDC.slow', 'USDP.slow'] as const

const queries: fc.Arbitrary<SaleQuery> = fc.record(
  {
    status: fc.subarray([...statuses]),
    exception: fc.subarray([...exceptions]),
    paidWith: fc.constantFrom(...tokens),
    amountMinor: fc.constantFrom(990n, 1_485n),
    before: fc.integer({ min: 1, max: 20 }),
    limit: fc.integer({ min: 1, max: 5 }),
  },
  { requiredKeys: ['limit'] },
)

/** What the list should say, by looking at every sale. */
function expected(rows: readonly SaleRow[], query: SaleQuery): { sales: readonly SaleRow[]; total: number } {
  const matching = rows.filter(
    (row) =>
      (query.status?.includes(row.status) ?? true) &&
      (query.exception?.includes(row.exception) ?? true) &&
      (query.paidWith === undefined || query.paidWith === row.paidWith) &&
      (query.amountMinor === undefined || query.amountMinor === row.totalMinor),
  )
  return {
    sales: matching.filter((row) => row.number < (query.before ?? 1e9)).slice(0, query.limit),
    total: matching.length,
  }
}

describe('listSales', () => {
  it('finds by status, exception, token and amount what looking at every sale finds', () => {
    fc.assert(
      fc.property(histories, fc.array(queries, { minLength: 10, maxLength: 10 }), (history, wanted) => {
        const ledger = openTestLedger({}, unsynced)
        const made = live(ledger, history)
        const rows = made
          .map(({ sale }) => ledger.findSaleRow(sale.id))
          .filter((row) => row !== undefined)
          .toReversed()
        for (const query of wanted) expect(ledger.listSales(query)).toEqual(expected(rows, query))
        ledger.close()
      }),
      { numRuns: 25 },
    )
  })

  it('goes through all pages without a gap or a repeat', () => {
    const ledger = openTestLedger()
    for (let number = 1; number <= 23; number += 1) sell(ledger, number)
    for (const status of [undefined, ['confirmed'] as const]) {
      const seen: number[] = []
      let before: number | undefined
      for (;;) {
        const { sales, total } = ledger.listSales({ limit: 5, before, status })
        expect(total).toBe(23)
        seen.push(...sales.map(({ number }) => number))
        before = sales.at(-1)?.number
        if (sales.length < 5) break
      }
      expect(seen).toEqual(Array.from({ length: 23 }, (_, index) => 23 - index))
    }
  })

  it('counts over the ends of thousands of numbers', () => {
    const clock = testClock()
    const ledger = openTestLedger({ clock })
    ledger.transact((transaction) => {
      for (let number = 1; number <= 3_100; number += 1) {
        clock.set(noon + number * 1_000)
        transaction.append(makeSale(number).opened)
      }
    })
    const between = (first: number, last: number): SaleQuery => ({
      from: noon + first * 1_000,
      to: noon + last * 1_000,
      status: ['open'],
      limit: 3,
    })
    for (const [first, last] of [
      [1, 3_101],
      [1, 2],
      [999, 1_001],
      [1_000, 2_000],
      [500, 2_500],
      [2_999, 3_050],
    ] as const) {
      const page = ledger.listSales(between(first, last))
      expect(page.total).toBe(last - first)
      expect(page.sales[0]?.number).toBe(last - 1)
    }
    expect(ledger.listSales({ to: noon + 1_000, limit: 3 })).toEqual({ sales: [], total: 0 })
    expect(ledger.listSales({ from: noon + 9_999_000, limit: 3 })).toEqual({ sales: [], total: 0 })
  })

  describe('search', () => {
    function shop(): Ledger {
      const ledger = openTestLedger()
      sell(ledger, 1, { items: ['Flat white'], unitPriceMinor: 450n })
      sell(ledger, 2, { items: ['Crème brûlée', 'Flat white'], unitPriceMinor: 700n, note: 'birthday' })
      sell(ledger, 12, { items: ['Tea'], unitPriceMinor: 450n })
      return ledger
    }
    const second = makeSale(2)
    const rows: readonly [string, string, readonly number[]][] = [
      ['a printed number', 'S-000012', [12]],
      ['a number', '2', [2]],
      ['an amount', '4.95', [12, 1]],
      ['an amount with its symbol', '$4.95', [12, 1]],
      ['an amount in another currency', '€4.95', []],
      ['a receive address in any case', second.invoice.address.toUpperCase().replace('0X', '0x'), [2]],
      ['a payer', second.payment.from, [2]],
      ['a transaction in any case', second.payment.txHash.toUpperCase().replace('0X', '0x'), [2]],
      ['a word', 'white', [2, 1]],
      ['the beginning of a word', 'whi', [2, 1]],
      ['a word without its accents', 'BRULEE', [2]],
      ['all words, in any order', 'flat crème', [2]],
      ['a word of the note', 'birthd', [2]],
      ['a word nobody bought', 'lobster', []],
      ['signs alone', '***', []],
      ['an address of nobody', `0x${'1'.repeat(40)}`, []],
    ]
    it.each(rows)('finds by %s', (_, search, numbers) => {
      const page = shop().listSales({ search, limit: 10 })
      expect(page.sales.map(({ number }) => number)).toEqual(numbers)
      expect(page.total).toBe(numbers.length)
    })

    it('combines with filters and pages', () => {
      const ledger = shop()
      const third = makeSale(13, { items: ['Flat white'] })
      ledger.transact((transaction) => {
        transaction.append(third.opened)
        transaction.append(third.invoiced)
      })
      const numbers = (query: Partial<SaleQuery>): readonly number[] =>
        ledger.listSales({ search: 'flat', limit: 10, ...query }).sales.map(({ number }) => number)
      expect(numbers({})).toEqual([13, 2, 1])
      expect(numbers({ status: ['open'] })).toEqual([13])
      expect(numbers({ status: ['confirmed'] })).toEqual([2, 1])
      expect(numbers({ before: 13, limit: 1 })).toEqual([2])
      expect(numbers({ exception: ['overpaid'] })).toEqual([])
      expect(numbers({ amountMinor: 495n })).toEqual([13, 1])
      expect(ledger.listSales({ search: 'flat', before: 13, limit: 1 }).total).toBe(3)
    })
  })

  it('shows the items of a sale in one bounded line', () => {
    const ledger = openTestLedger()
    sell(ledger, 1, { items: ['Flat white', 'Croissant'] })
    sell(ledger, 2, {
      items: Array.from({ length: 40 }, (_, index) => `Item number ${index}`),
      unitPriceMinor: 1n,
    })
    const [second, first] = ledger.listSales({ limit: 2 }).sales
    expect(first?.itemsText).toBe('Flat white, 2 × Croissant')
    expect(second?.itemsText).toHaveLength(200)
    expect(second?.itemsText.endsWith('…')).toBe(true)
  })
})
