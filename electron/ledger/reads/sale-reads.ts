import type { Invoice, InvoiceException, InvoiceStatus } from '../../../shared/domain/invoice/invoice.ts'
import type { EntryType } from '../../../shared/domain/ledger/journal-entry.ts'
import type { PaymentStatus } from '../../../shared/domain/payment/payment.ts'
import type { EvmAddress } from '../../../shared/domain/tokens/token.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import type { LedgerReader, SaleFacts, SaleRow } from '../port.ts'
import type { EntryOf } from '../projections/entry-of.ts'
import type { Store } from '../store.ts'
import { listSales } from './list-sales.ts'
import { findStoredEntry, readEntry } from './journal-reads.ts'
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

/** The body of the entry that a read table points to. */
function bodyAt<T extends EntryType>(store: Store, seq: number, type: T): EntryOf<T>['body'] {
  const stored = findStoredEntry(store, seq)
  if (stored?.type !== type)
    throw new PosError('ledger.corrupt', `Entry ${seq} should be ${type}`, { details: { seq, type } })
  // The line above has just compared the type.
  return readEntry(store, stored).body as EntryOf<T>['body']
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
    .list<{ entry: number; status: PaymentStatus }>(
      'SELECT entry, status FROM payment WHERE sale = ? ORDER BY first_entry',
      [row.number],
    )
    .map(({ entry, status }) => {
      const { saleId: _, ...payment } = bodyAt(store, entry, 'payment.detected')
      return { ...payment, status }
    })
  return { sale: bodyAt(store, row.entry, 'sale.opened'), invoice, payments, seq: row.seq }
}

function findSaleRow(store: Store, saleId: string): SaleRow | undefined {
  const row = store.find<StoredSaleRow>(`SELECT ${saleColumns} FROM sale WHERE id = ?`, [saleId])
  return row && toSaleRow(row)
}

/** One more than the newest in use, and never less than what a restore has set. */
function firstFree(
  store: Store,
  used: 'number' | 'address_index',
  floor: 'sale_number' | 'address_index',
  first: number,
): number {
  const row = store.find<{ newest: number | null; floor: number | null }>(
    `SELECT (SELECT max(${used}) FROM sale) AS newest, (SELECT ${floor} FROM first_free) AS floor`,
  )
  return Math.max((row?.newest ?? first - 1) + 1, row?.floor ?? first)
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
        .list<{ id: string }>('SELECT id FROM sale WHERE unfinished = 1 ORDER BY number DESC LIMIT ?', [
          limit,
        ])
        .map(({ id }) => id),
    listWatchedAddresses: (since) =>
      store
        .list<AddressRow>(
          `SELECT address FROM sale WHERE unfinished = 1 AND address IS NOT NULL
           UNION SELECT address FROM sale WHERE at > ? AND address IS NOT NULL`,
          [since],
        )
        .map(({ address }) => address),
    nextSaleNumber: () => firstFree(store, 'number', 'sale_number', 1),
    nextAddressIndex: () => firstFree(store, 'address_index', 'address_index', 0),
    usedAddresses: (limit) =>
      store
        .list<AddressRow>(
          'SELECT address FROM sale WHERE address_index IS NOT NULL ORDER BY address_index DESC LIMIT ?',
          [limit],
        )
        .map(({ address }) => address),
  }
}
