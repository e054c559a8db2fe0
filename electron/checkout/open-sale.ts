import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import { makeOffers } from '../../shared/domain/invoice/make-offers.ts'
import type { Invoice, Offer } from '../../shared/domain/invoice/invoice.ts'
import type { Sale } from '../../shared/domain/ledger/journal-entry.ts'
import { totalBasket } from '../../shared/domain/sale/total-basket.ts'
import type { Basket } from '../../shared/domain/sale/sale.ts'
import { encodeBody } from '../ledger/entry-codec.ts'
import type { LedgerTransaction } from '../ledger/port.ts'
import { findOfferProblem, type Till } from './till.ts'

/** A request to open a sale. `key` was made by the page before the first try. */
export type OpenSale = Readonly<{
  key: string
  basket: Basket
  note?: string
  staff: Readonly<{ id: string; name: string }>
}>

/** Why nothing can be offered, token by token. */
function offProblems(till: Till, offers: readonly Offer[]): string {
  const reasons = offers.map(
    (offer) => `${offer.symbol} (${offer.chainName}): ${findOfferProblem(till, offer) ?? ''}`,
  )
  return reasons.join(', ').slice(0, 400)
}

type Prepared = Readonly<{ sale: Sale; invoice: Invoice }>

function prepare(
  till: Till,
  transaction: LedgerTransaction,
  input: OpenSale,
): { ok: true; prepared: Prepared } | Rejected {
  const settings = till.settings()
  const { currency } = settings.shop
  const totalled = totalBasket(input.basket, { currency, mode: settings.tax.mode, rates: settings.tax.rates })
  if (!totalled.ok) return totalled
  const addresses = till.addresses()
  if (!addresses) return reject('sale.noOffer', { missing: 'wallet' })
  const addressIndex = transaction.nextAddressIndex()
  const address = addresses.addressAt(addressIndex)
  const every = makeOffers(totalled.totals.totalMinor, currency, address, {
    tokens: settings.chains.tokens.filter((token) => token.enabled),
    chains: settings.chains.chains.filter((chain) => chain.enabled),
    rules: settings.releaseRules,
    rates: settings.rates,
    caps: settings.exposureCaps,
    exposures: till.exposures.without(''),
  })
  if (every.length === 0) return reject('sale.noOffer', { missing: 'token' })
  const offers = every.filter((offer) => findOfferProblem(till, offer) === undefined)
  // Everything that could be offered is off: the customer would send money that cannot arrive.
  if (offers.length === 0) return reject('sale.tokensOff', { because: offProblems(till, every) })
  const now = till.clock.now()
  const saleId = till.ids.next('sale')
  const sale: Sale = {
    id: saleId,
    number: transaction.nextSaleNumber(),
    openedAt: now,
    staffId: input.staff.id,
    staffName: input.staff.name,
    currency,
    ...input.basket,
    totals: totalled.totals,
    ...(input.note === undefined ? {} : { note: input.note }),
  }
  const invoice: Invoice = {
    id: till.ids.next('inv'),
    saleId,
    currency,
    amountMinor: totalled.totals.totalMinor,
    address,
    addressIndex,
    offers,
    openedAt: now,
    expiresAt: now + settings.checkout.invoiceSeconds * 1000,
    status: 'open',
    exception: 'none',
  }
  return { ok: true, prepared: { sale, invoice } }
}

/** Compares as the journal writes it, so that neither the order of keys nor a restart makes a difference. */
function isSameRequest(sale: Sale, { basket, note = '' }: OpenSale): boolean {
  const { lines, discount, tip } = basket
  const before = { lines: sale.lines, discount: sale.discount, tip: sale.tip, note: sale.note ?? '' }
  return encodeBody(before) === encodeBody({ lines, discount, tip, note })
}

/**
 * Opens a sale and its invoice in one transaction; needs no network. The same key gives the sale that it gave before.
 * @returns the id of the sale, or the rule that said no: nothing was written then
 */
export function openSale(
  till: Till,
  input: OpenSale,
): { ok: true; saleId: string; repeated: boolean } | Rejected {
  const key = `sale.open:${input.key}`
  return till.ledger.transact((transaction) => {
    const earlier = transaction.findByKey(key)
    if (earlier?.type === 'sale.opened') {
      return isSameRequest(earlier.body, input)
        ? { ok: true, saleId: earlier.body.id, repeated: true }
        : reject('ledger.keyConflict', { key: input.key })
    }
    const ready = prepare(till, transaction, input)
    if (!ready.ok) return ready
    const { sale, invoice } = ready.prepared
    const subject = { kind: 'sale', id: sale.id } as const
    transaction.append({ type: 'sale.opened', subject, body: sale, actor: input.staff.id, key })
    transaction.append({ type: 'invoice.opened', subject, body: invoice, actor: input.staff.id })
    return { ok: true, saleId: sale.id, repeated: false }
  })
}
