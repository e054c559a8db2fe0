import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import { makeOffers } from '../../shared/domain/invoice/make-offers.ts'
import type { Invoice, Offer } from '../../shared/domain/invoice/invoice.ts'
import type { Sale } from '../../shared/domain/ledger/journal-entry.ts'
import { totalBasket } from '../../shared/domain/sale/total-basket.ts'
import type { Basket } from '../../shared/domain/sale/sale.ts'
import type { ReceiveAddress, ReceiveAddresses } from '../backends/port.ts'
import type { SafeFacts } from '../../shared/errors/pos-error.ts'
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

/** What is off, by reason, as names that a screen can show. */
function offTokens(till: Till, offers: readonly Offer[]): SafeFacts {
  const names = new Map<string, string[]>()
  for (const offer of offers) {
    const because = findOfferProblem(till, offer)
    if (because !== undefined)
      names.set(because, [...(names.get(because) ?? []), `${offer.symbol} (${offer.chainName})`])
  }
  return Object.fromEntries([...names].map(([because, tokens]) => [because, tokens.join(', ').slice(0, 200)]))
}

/** The most receive addresses that are passed over; a wallet looks for money at twenty unused ones in a row. */
const passedOverMax = 4

type Ways = Readonly<{
  at: ReceiveAddress
  /** What the invoice offers: a token that is paused may come back, one that lost its peg is not taken at it. */
  offers: readonly Offer[]
  /** Everything the settings offer, with what is off. */
  every: readonly Offer[]
}>

/** How a sale could be paid at an address. */
function waysAt(till: Till, at: ReceiveAddress, totalMinor: bigint): Ways {
  const settings = till.settings()
  const every = makeOffers(totalMinor, settings.shop.currency, at.address, {
    tokens: settings.chains.tokens.filter((token) => token.enabled && (at.takes?.(token) ?? true)),
    chains: settings.chains.chains.filter((chain) => chain.enabled),
    rules: settings.releaseRules,
    rates: settings.rates,
    caps: settings.exposureCaps,
    exposures: till.exposures.without(''),
  })
  const isPayable = (offer: Offer): boolean => findOfferProblem(till, offer) === undefined
  const offers = every.filter((offer) => findOfferProblem(till, offer) !== 'depegged')
  return { at, every, offers: offers.some(isPayable) ? offers : [] }
}

/**
 * The next address, or the next one at which no issuer has frozen anything: one frozen address must not close the shop.
 * Where each is frozen for something, the one after the last sale's is taken.
 */
function chooseWays(
  till: Till,
  addresses: ReceiveAddresses,
  reader: LedgerTransaction,
  totalMinor: bigint,
): Ways | undefined {
  const waysOf = (at: ReceiveAddress): Ways => waysAt(till, at, totalMinor)
  const isFrozen = ({ every }: Ways): boolean =>
    every.some((offer) => findOfferProblem(till, offer) === 'frozen')
  const [first] = addresses.next(reader, 1)
  if (!first) return undefined
  const next = waysOf(first)
  if (!isFrozen(next)) return next
  const others = addresses.next(reader, passedOverMax + 1).slice(1)
  for (const other of others) {
    const ways = waysOf(other)
    if (!isFrozen(ways)) return ways
  }
  return next
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
  const { totalMinor } = totalled.totals
  const ways = chooseWays(till, addresses, transaction, totalMinor)
  if (!ways) return reject('sale.noAddress')
  const { at, every, offers } = ways
  if (every.length === 0) return reject('sale.noOffer', { missing: 'token' })
  // Everything that could be offered is off: the customer would send money that cannot arrive.
  if (offers.length === 0) return reject('sale.tokensOff', offTokens(till, every))
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
    amountMinor: totalMinor,
    address: at.address,
    ...(at.index === undefined ? {} : { addressIndex: at.index }),
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
