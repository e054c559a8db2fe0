import fc from 'fast-check'
import type { Ledger } from '../../../../electron/ledger/port.ts'
import type { NewEntry } from '../../../../shared/domain/ledger/journal-entry.ts'
import { invoiceExceptions } from '../../../../shared/domain/invoice/invoice.ts'
import { caseEntries, caseHappenings } from './case-history.ts'
import { makeSale, type MadeSale } from './made-sale.ts'

/** One thing that happens in a shop, as far as a ledger sees it; `pick` chooses what it happens to. */
export type Happening = Readonly<{ what: string; pick: number; words: string }>

const saleSteps = [
  'detected',
  'seen',
  'released',
  'confirmed',
  'final',
  'settled',
  'orphaned',
  'expired',
] as const

const whats = [
  'sale',
  'sale',
  ...saleSteps,
  'extended',
  'voided',
  'staff',
  'staffChanged',
  'setting',
  'item',
] as const
const more = ['itemRemoved', 'import', 'restored', 'exception', ...caseHappenings] as const

/** Any history of a shop. */
export const histories = fc.array(
  fc.record({
    what: fc.constantFrom(...whats, ...more),
    pick: fc.nat(9),
    words: fc.constantFrom('Flat white', 'Éclair', 'Tea 2 go', 'Brot & Butter', '☕', 'crème brûlée'),
  }),
  { maxLength: 60 },
)

/** Lets a history happen, several things in a transaction; what makes no sense where it stands is left out. */
export function live(ledger: Ledger, history: readonly Happening[]): readonly MadeSale[] {
  const sales: MadeSale[] = []
  for (let at = 0; at < history.length; at += 3) {
    ledger.transact((transaction) => {
      for (const happening of history.slice(at, at + 3)) {
        const entries = entriesFor(
          happening,
          sales,
          transaction.nextSaleNumber(),
          transaction.nextAddressIndex(),
        )
        for (const entry of entries) transaction.append(entry)
      }
    })
  }
  return sales
}

function entriesFor(
  { what, pick, words }: Happening,
  sales: MadeSale[],
  number: number,
  addressIndex: number,
): readonly NewEntry[] {
  if (what === 'sale') {
    const sale = makeSale(number, {
      addressIndex,
      items: [words, `Item ${pick}`],
      offer: pick,
      note: `table ${pick}`,
    })
    sales.push(sale)
    return [sale.opened, sale.invoiced]
  }
  return shopEntries(what, pick, words, number) ?? saleEntries(what, pick, sales)
}

/** Payments that some sale has seen, so that a step of one can be told from a step of none. */
const seenPayments = new WeakSet<MadeSale>()

function saleEntries(what: string, pick: number, sales: readonly MadeSale[]): readonly NewEntry[] {
  const sale = sales[pick % Math.max(1, sales.length)]
  if (!sale) return []
  const caseHappening = caseHappenings.find((name) => name === what)
  if (caseHappening) return caseEntries(sale, caseHappening, pick)
  if (what === 'detected') seenPayments.add(sale)
  const step = saleSteps.find((name) => name === what)
  if (step) {
    const isOfPayment = sale[step].type.startsWith('payment.') && step !== 'detected'
    return isOfPayment && !seenPayments.has(sale) ? [] : [sale[step]]
  }
  const { seen } = sale
  if (seen.type !== 'invoice.detected') return []
  const saleId = sale.sale.id
  const subject = { kind: 'sale', id: saleId } as const
  if (what === 'extended') {
    const body = { saleId, status: 'open', expiresAt: sale.invoice.expiresAt + pick } as const
    return [{ type: 'invoice.extended', subject, actor: 'staff_ada', body }]
  }
  if (what === 'voided') {
    const body = { ...seen.body, status: 'void', reason: 'left' } as const
    return [{ type: 'invoice.voided', subject, actor: 'staff_ada', body }]
  }
  const body = { ...seen.body, exception: invoiceExceptions[pick % invoiceExceptions.length] ?? 'none' }
  return [{ type: 'invoice.noted', subject, actor: 'till', body }]
}

function shopEntries(
  what: string,
  pick: number,
  words: string,
  number: number,
): readonly NewEntry[] | undefined {
  const actor = 'staff_owner'
  const id = `id_${pick}`
  const member = { id, name: words, role: 'manager', active: pick % 2 === 0 } as const
  const item = {
    id,
    name: words,
    category: `Cat ${pick % 3}`,
    priceMinor: BigInt(pick),
    currency: 'USD',
  } as const
  const settings = { kind: 'settings', id: 'rates' } as const
  const rate = {
    base: 'EUR',
    quote: 'USD',
    numerator: 108n,
    denominator: 100n,
    source: words,
    quotedAt: pick,
  } as const
  const floor = { entries: 1, newestHash: '', saleNumberMin: number + pick, addressIndexMin: number + pick }
  const entries: Readonly<Record<string, readonly NewEntry[]>> = {
    staff: [{ type: 'staff.added', subject: { kind: 'staff', id }, actor, body: member }],
    staffChanged: [{ type: 'staff.changed', subject: { kind: 'staff', id }, actor, body: member }],
    setting: [
      { type: 'settings.changed', subject: settings, actor, body: { section: 'rates', value: [rate] } },
    ],
    item: [
      {
        type: 'catalog.saved',
        subject: { kind: 'catalog', id },
        actor,
        body: { ...item, barcode: `40${pick}` },
      },
    ],
    itemRemoved: [{ type: 'catalog.removed', subject: { kind: 'catalog', id }, actor, body: { itemId: id } }],
    import: [
      {
        type: 'catalog.imported',
        subject: { kind: 'catalog', id: 'import' },
        actor,
        body: {
          importId: 'import',
          part: pick,
          items: [item, { ...item, id: `${id}b`, name: `${words} b` }],
        },
      },
    ],
    restored: [{ type: 'ledger.restored', subject: { kind: 'ledger', id: 'practice' }, actor, body: floor }],
  }
  return entries[what]
}
