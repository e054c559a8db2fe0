import type { Invoice, InvoiceException, InvoiceStatus } from '../../../shared/domain/invoice/invoice.ts'
import type { Payment, PaymentStatus, PaymentWitness } from '../../../shared/domain/payment/payment.ts'
import type { EvmAddress } from '../../../shared/domain/tokens/token.ts'
import type { LedgerReader, SaleFacts, SaleRow } from '../port.ts'
import type { Store } from '../store.ts'
import { listSales } from './list-sales.ts'
import { bodyAt } from './body-at.ts'
import { findFirstSaleSince, newestAddressIndex, newestSaleNumber } from './newest-sale.ts'
import { saleColumns, toSaleRow, type StoredSaleRow } from './sale-row.ts'

/** A receive address as the till derived it; the column holds nothing else. */
type AddressRow = Readonly<{ address: EvmAddress }>

type StandingRow = Readonly<{
  number: number
  entry: number
  invoice_entry: number | null
  expires_at: number
  status: InvoiceStatus
  exception: InvoiceException
  seq: number
}>

type PaymentRow = Readonly<{
  first_entry: number
  entry: number
  status: PaymentStatus
  witnesses: string
  released_entry: number | null
}>

function witnessAt(store: Store, seq: number): PaymentWitness {
  const { source, blockHash, says, at } = bodyAt(store, seq, 'payment.witnessed')
  return { source, blockHash, says, at }
}

function toPayment(store: Store, row: PaymentRow): Payment {
  const { saleId: _, ...payment } = bodyAt(store, row.entry, 'payment.detected')
  // The column holds what the projection wrote.
  const places = JSON.parse(row.witnesses) as readonly Readonly<{ entry: number }>[]
  const releasedBy =
    row.released_entry === null
      ? undefined
      : bodyAt(store, row.released_entry, 'payment.confirmed').releasedBy
  return {
    ...payment,
    status: row.status,
    ...(places.length === 0 ? {} : { witnesses: places.map(({ entry }) => witnessAt(store, entry)) }),
    ...(releasedBy === undefined ? {} : { releasedBy }),
  }
}

function findSale(store: Store, saleId: string): SaleFacts | undefined {
  const row = store.find<StandingRow>(
    'SELECT number, entry, invoice_entry, expires_at, status, exception, seq FROM sale WHERE id = ?',
    [saleId],
  )
  if (!row || row.invoice_entry === null) return undefined
  const invoice: Invoice = {
    ...bodyAt(store, row.invoice_entry, 'invoice.opened'),
    status: row.status,
    exception: row.exception,
    expiresAt: row.expires_at,
  }
  const payments = store
    .list<PaymentRow>(
      'SELECT first_entry, entry, status, witnesses, released_entry FROM payment WHERE sale = ?',
      [row.number],
    )
    // Sorted here: for a row or two the database takes longer to set up its sorter than to read them.
    .toSorted((left, right) => left.first_entry - right.first_entry)
    .map((payment) => toPayment(store, payment))
  return { sale: bodyAt(store, row.entry, 'sale.opened'), invoice, payments, seq: row.seq }
}

function findSaleRow(store: Store, saleId: string): SaleRow | undefined {
  const row = store.find<StoredSaleRow>(`SELECT ${saleColumns} FROM sale WHERE id = ?`, [saleId])
  return row && toSaleRow(row)
}

/** The next number after the newest, and never less than what a restore has set. */
function firstFree(store: Store, newest: number, column: 'sale_number' | 'address_index'): number {
  const row = store.find<{ floor: number }>(`SELECT ${column} AS floor FROM first_free`)
  return Math.max(newest + 1, row?.floor ?? 0)
}

/** Sales with an invoice that waits for money, and sales that are over while money still moves. */
const isUnfinished = `number IN (
  SELECT number FROM sale INDEXED BY sale_by_facet WHERE status IN ('open', 'detected', 'confirmed')
  UNION SELECT number FROM sale INDEXED BY sale_unsettled WHERE unsettled = 1
) AND invoice_entry IS NOT NULL`

function listWatched(store: Store, since: number): readonly EvmAddress[] {
  const first = findFirstSaleSince(store, since + 1) ?? Number.MAX_SAFE_INTEGER
  return store
    .list<AddressRow>(
      // Whoever cuts this list off cuts the finished sales, and of those the oldest.
      `SELECT address, min(rank) AS rank, max(number) AS number FROM (
         SELECT address, number, 0 AS rank FROM sale WHERE ${isUnfinished}
         UNION ALL SELECT address, number, 1 FROM sale WHERE number >= ? AND address IS NOT NULL
       ) GROUP BY address ORDER BY rank, number DESC`,
      [first],
    )
    .map(({ address }) => address)
}

type SaleReads = Pick<
  LedgerReader,
  | 'findSale'
  | 'findSaleByAddress'
  | 'findSaleRow'
  | 'listSales'
  | 'listUnfinishedSales'
  | 'listWatchedAddresses'
  | 'nextSaleNumber'
  | 'nextAddressIndex'
  | 'usedAddresses'
>

/** Reads of sales with their invoices, payments and addresses. */
export function saleReads(store: Store): SaleReads {
  return {
    findSale: (saleId) => findSale(store, saleId),
    findSaleByAddress: (address) =>
      store.find<{ id: string }>('SELECT id FROM sale WHERE address = ?', [address])?.id,
    findSaleRow: (saleId) => findSaleRow(store, saleId),
    listSales: (query) => listSales(store, query),
    listUnfinishedSales: (limit) =>
      store
        .list<{ id: string }>(`SELECT id FROM sale WHERE ${isUnfinished} ORDER BY number DESC LIMIT ?`, [
          limit,
        ])
        .map(({ id }) => id),
    listWatchedAddresses: (since) => listWatched(store, since),
    nextSaleNumber: () => firstFree(store, newestSaleNumber(store), 'sale_number'),
    nextAddressIndex: () => firstFree(store, newestAddressIndex(store), 'address_index'),
    usedAddresses: (limit) =>
      store
        .list<AddressRow>('SELECT address FROM sale WHERE address IS NOT NULL ORDER BY number DESC LIMIT ?', [
          limit,
        ])
        .map(({ address }) => address),
  }
}
