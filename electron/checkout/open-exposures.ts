import type { JournalEntry } from '../../shared/domain/ledger/journal-entry.ts'
import { openExposureOf } from '../../shared/domain/verdict/open-exposure.ts'
import type { Ledger } from '../ledger/port.ts'

/** Minor units of the shop's currency, by chain. */
type ByChain = ReadonlyMap<string, bigint>

const nothing: ByChain = new Map()

/** What goods have left on and is not final, chain by chain. */
export type Exposures = Readonly<{
  /** What all sales but one have taken. */
  without: (saleId: string) => ByChain
  /** How a sale stands after its assessment; only a draft listens, the book itself hears of it once it is kept. */
  assessed: (saleId: string, taken: ByChain) => void
  /** The book as one transaction leaves it: sales that it releases count each other, and nothing stays if it fails. */
  draft: () => Exposures
}>

/** The book of a till, kept from its ledger. */
export type OpenExposures = Exposures & Readonly<{ stop: () => void }>

type Book = Readonly<{
  of: (saleId: string) => ByChain
  set: (saleId: string, next: ByChain) => void
  totals: () => ByChain
}>

function makeBook(below?: Book): Book {
  const bySale = new Map<string, ByChain>()
  const totals = new Map(below?.totals())
  const of = (saleId: string): ByChain => bySale.get(saleId) ?? below?.of(saleId) ?? nothing
  const add = (values: ByChain, sign: 1n | -1n): void => {
    for (const [chain, minor] of values) totals.set(chain, (totals.get(chain) ?? 0n) + sign * minor)
  }
  return {
    of,
    set: (saleId, next) => {
      add(of(saleId), -1n)
      add(next, 1n)
      if (next.size === 0 && !below) bySale.delete(saleId)
      else bySale.set(saleId, next)
    },
    totals: () => totals,
  }
}

function exposuresOf(book: Book, assessed: Exposures['assessed']): Exposures {
  return {
    without: (saleId) => {
      const own = book.of(saleId)
      return new Map([...book.totals()].map(([chain, minor]) => [chain, minor - (own.get(chain) ?? 0n)]))
    },
    assessed,
    draft: () => {
      const draft = makeBook(book)
      return exposuresOf(draft, draft.set)
    },
  }
}

const pageSize = 500

function readConfirmed(ledger: Ledger, take: (saleId: string) => void): void {
  let before: number | undefined
  for (;;) {
    const { sales } = ledger.listSales({ status: ['confirmed'], limit: pageSize, before })
    for (const { saleId } of sales) take(saleId)
    before = sales.at(-1)?.number
    if (sales.length < pageSize) return
  }
}

/**
 * Opens the book: confirmed sales are read once, then each is read again when an entry about it is kept, so that asking
 * costs nothing and a restart finds the same figures. There is no shift yet, so the exposure is the till's.
 */
export function openExposures(ledger: Ledger): OpenExposures {
  const book = makeBook()
  const read = (saleId: string): void => {
    const facts = ledger.findSale(saleId)
    book.set(saleId, facts ? openExposureOf(facts.invoice, facts.payments) : nothing)
  }
  readConfirmed(ledger, read)
  const stop = ledger.onCommitted((entries: readonly JournalEntry[]) => {
    const sales = new Set(
      entries
        .filter((entry) => entry.type === 'invoice.confirmed' || book.of(entry.subject.id).size > 0)
        .map((entry) => entry.subject.id),
    )
    for (const saleId of sales) read(saleId)
  })
  return { ...exposuresOf(book, () => undefined), stop }
}
