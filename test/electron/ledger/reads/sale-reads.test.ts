import { describe, expect, it } from 'vitest'
import type { Ledger } from '../../../../electron/ledger/port.ts'
import type { NewEntry } from '../../../../shared/domain/ledger/journal-entry.ts'
import { evmAddress, makeSale, type MadeSale } from '../support/made-sale.ts'
import { noon, openTestLedger, testClock } from '../support/test-ledger.ts'

function keep(ledger: Ledger, ...entries: readonly NewEntry[]): void {
  ledger.transact((transaction) => {
    for (const entry of entries) transaction.append(entry)
  })
}

function expectRefusal(ledger: Ledger, ...entries: readonly NewEntry[]): void {
  const head = ledger.head()
  expect(() => keep(ledger, ...entries)).toThrow(
    expect.objectContaining({ code: 'invariant.broken' }) as Error,
  )
  expect(ledger.head()).toEqual(head)
}

describe('findSale', () => {
  it('gives the sale as it was rung up, the invoice as it stands and its payments', () => {
    const ledger = openTestLedger()
    const made = makeSale(1, { note: 'two spoons' })
    keep(ledger, made.opened, made.invoiced)
    expect(ledger.findSale(made.sale.id)).toEqual({
      sale: made.sale,
      invoice: made.invoice,
      payments: [],
      seq: 3,
    })
    keep(ledger, made.detected, made.seen, made.released, made.confirmed)
    expect(ledger.findSale(made.sale.id)).toEqual({
      sale: made.sale,
      invoice: { ...made.invoice, status: 'confirmed' },
      payments: [{ ...made.payment, status: 'confirmed' }],
      seq: 7,
    })
  })

  it('knows no sale that was never opened, or has no invoice yet', () => {
    const ledger = openTestLedger()
    expect(ledger.findSale('sale_x')).toBeUndefined()
    keep(ledger, makeSale(1).opened)
    expect(ledger.findSale('sale_00000001')).toBeUndefined()
  })

  it('follows a payment that loses its block and comes back in another', () => {
    const ledger = openTestLedger()
    const made = makeSale(1)
    keep(ledger, ...made.story, made.orphaned)
    expect(ledger.findSale(made.sale.id)?.payments).toEqual([{ ...made.payment, status: 'orphaned' }])
    expect(ledger.findSaleRow(made.sale.id)?.paidWith).toBeUndefined()
    const back = { ...made.payment, blockNumber: 77, saleId: made.sale.id }
    keep(ledger, { ...made.detected, body: back } as NewEntry)
    expect(ledger.findSale(made.sale.id)?.payments).toEqual([{ ...made.payment, blockNumber: 77 }])
    expect(ledger.findSaleRow(made.sale.id)?.paidWith).toBe(made.payment.currency)
  })

  it('names the token of the newest live payment', () => {
    const ledger = openTestLedger()
    const [one, other] = [makeSale(1, { offer: 0 }), makeSale(1, { offer: 2 })]
    const second = { ...other.payment, key: `${other.payment.key}b`, saleId: one.sale.id }
    keep(ledger, ...one.story, { ...other.detected, body: second } as NewEntry)
    expect(ledger.findSaleRow(one.sale.id)?.paidWith).toBe(second.currency)
    expect(ledger.findSale(one.sale.id)?.payments.map(({ key }) => key)).toEqual([
      one.payment.key,
      second.key,
    ])
    const { key, invoiceId, saleId, chain, currency, amountMinor, txHash, blockNumber, blockHash } = second
    keep(ledger, {
      ...one.orphaned,
      body: { key, invoiceId, saleId, chain, currency, amountMinor, txHash, blockNumber, blockHash },
    } as NewEntry)
    expect(ledger.findSaleRow(one.sale.id)?.paidWith).toBe(one.payment.currency)
  })

  it('takes deadline and status from an extension', () => {
    const ledger = openTestLedger()
    const made = makeSale(1)
    keep(ledger, made.opened, made.invoiced, made.expired)
    keep(ledger, {
      type: 'invoice.extended',
      subject: made.opened.subject,
      actor: 'staff_ada',
      body: { saleId: made.sale.id, status: 'open', expiresAt: 99 },
    })
    expect(ledger.findSale(made.sale.id)?.invoice).toEqual({ ...made.invoice, expiresAt: 99 })
  })

  it('says the answer of the last verdict', () => {
    const ledger = openTestLedger()
    const made = makeSale(1)
    const answer = (): string | undefined => ledger.findSaleRow(made.sale.id)?.answer
    keep(ledger, made.opened, made.invoiced)
    expect(answer()).toBe('notPaid')
    keep(ledger, made.detected, made.seen, made.released, made.confirmed)
    expect(answer()).toBe('paid')
    keep(ledger, { ...made.seen, type: 'invoice.noted' } as NewEntry)
    expect(answer()).toBe('notPaid')
  })
})

describe('a sale that contradicts the ledger is refused', () => {
  const one = makeSale(5)
  const rows: readonly [string, readonly NewEntry[]][] = [
    ['a number that was used', [{ ...makeSale(5).opened, key: 'other' }]],
    ['a number below the newest', [makeSale(4).opened]],
    ['an id that was used', [{ ...one.opened, key: 'k', body: { ...one.sale, number: 6 } } as NewEntry]],
    [
      'a second invoice',
      [{ ...one.invoiced, body: { ...one.invoice, address: evmAddress(1), addressIndex: 9 } } as NewEntry],
    ],
    ['an invoice of no sale', [makeSale(9).invoiced]],
    [
      'an address that was used',
      [
        makeSale(6).opened,
        {
          ...makeSale(6).invoiced,
          body: { ...makeSale(6).invoice, address: one.invoice.address },
        } as NewEntry,
      ],
    ],
    [
      'an address index that was used',
      [
        makeSale(6).opened,
        { ...makeSale(6).invoiced, body: { ...makeSale(6).invoice, addressIndex: 4 } } as NewEntry,
      ],
    ],
    ['a payment of no sale', [makeSale(9).detected]],
    ['a step of a payment nobody saw', [one.final]],
    [
      'money that already belongs to another sale',
      [
        makeSale(6).opened,
        makeSale(6).invoiced,
        one.detected,
        { ...one.detected, body: { ...one.payment, saleId: makeSale(6).sale.id } } as NewEntry,
      ],
    ],
  ]
  it.each(rows)('%s', (_, entries) => {
    const ledger = openTestLedger()
    keep(ledger, one.opened, one.invoiced)
    expectRefusal(ledger, ...entries)
  })
})

describe('findSaleByAddress', () => {
  it('finds the sale of an address, however it is written', () => {
    const ledger = openTestLedger()
    const made = makeSale(1)
    keep(ledger, made.opened, made.invoiced)
    const { address } = made.invoice
    expect(ledger.findSaleByAddress(address)).toBe(made.sale.id)
    expect(ledger.findSaleByAddress(`0x${address.slice(2).toUpperCase()}`)).toBe(made.sale.id)
    expect(ledger.findSaleByAddress(evmAddress(3))).toBeUndefined()
  })
})

describe('listUnfinishedSales', () => {
  const endings: readonly [string, (made: MadeSale) => readonly NewEntry[], boolean][] = [
    ['open', () => [], true],
    ['detected', ({ detected, seen }) => [detected, seen], true],
    ['confirmed', ({ detected, seen, released, confirmed }) => [detected, seen, released, confirmed], true],
    ['settled', ({ story, final, settled }) => [...story.slice(2), final, settled], false],
    ['settled with money that is not final', ({ story, settled }) => [...story.slice(2), settled], true],
    ['expired', ({ expired }) => [expired], false],
    ['expired with money that came late', ({ expired, detected }) => [expired, detected], true],
    [
      'expired with money that lost its block',
      ({ expired, detected, orphaned }) => [expired, detected, orphaned],
      false,
    ],
  ]
  it.each(endings)('holds a sale that is %s: %o', (_, steps, isUnfinished) => {
    const ledger = openTestLedger()
    const made = makeSale(1)
    keep(ledger, made.opened, made.invoiced, ...steps(made))
    expect(ledger.listUnfinishedSales(10)).toEqual(isUnfinished ? [made.sale.id] : [])
  })

  it('is newest first and bounded', () => {
    const ledger = openTestLedger()
    for (const number of [1, 2, 3]) keep(ledger, makeSale(number).opened, makeSale(number).invoiced)
    expect(ledger.listUnfinishedSales(2)).toEqual(['sale_00000003', 'sale_00000002'])
  })
})

describe('listWatchedAddresses', () => {
  it('holds addresses of unfinished sales, and of sales opened since', () => {
    const clock = testClock()
    const ledger = openTestLedger({ clock })
    const made = [1, 2, 3, 4].map((number) => makeSale(number))
    for (const [index, sale] of made.entries()) {
      clock.set(noon + index * 1_000)
      keep(ledger, sale.opened, sale.invoiced)
      if (index % 2 === 0) keep(ledger, sale.expired)
    }
    const watched = (since: number): readonly number[] => {
      const addresses = ledger.listWatchedAddresses(since)
      return made.filter(({ invoice }) => addresses.includes(invoice.address)).map(({ sale }) => sale.number)
    }
    expect(watched(noon - 1)).toEqual([1, 2, 3, 4])
    expect(watched(noon)).toEqual([2, 3, 4])
    expect(watched(noon + 2_000)).toEqual([2, 4])
    expect(watched(noon + 9_000)).toEqual([2, 4])
  })
})

describe('numbers and addresses', () => {
  it('count up from the first', () => {
    const ledger = openTestLedger()
    expect([ledger.nextSaleNumber(), ledger.nextAddressIndex(), ledger.usedAddresses(5)]).toEqual([1, 0, []])
    const made = [1, 2, 3].map((number) => makeSale(number))
    for (const sale of made) keep(ledger, sale.opened, sale.invoiced)
    expect([ledger.nextSaleNumber(), ledger.nextAddressIndex()]).toEqual([4, 3])
    expect(ledger.usedAddresses(2)).toEqual([made[2]?.invoice.address, made[1]?.invoice.address])
  })
})
