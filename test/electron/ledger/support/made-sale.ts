import { makeOffers } from '../../../../shared/domain/invoice/make-offers.ts'
import type { Invoice } from '../../../../shared/domain/invoice/invoice.ts'
import type {
  InvoiceStep,
  NewEntry,
  PaymentStep,
  Sale,
} from '../../../../shared/domain/ledger/journal-entry.ts'
import { postDetected, postRecognised, postSettled } from '../../../../shared/domain/ledger/sale-postings.ts'
import { paymentKey, type Payment } from '../../../../shared/domain/payment/payment.ts'
import { noAdjustment, type LineItem } from '../../../../shared/domain/sale/sale.ts'
import { totalBasket } from '../../../../shared/domain/sale/total-basket.ts'
import type { EvmAddress, Hash, Token } from '../../../../shared/domain/tokens/token.ts'
import type { Chain } from '../../../../shared/domain/tokens/chain.ts'
import type { Verdict } from '../../../../shared/domain/verdict/verdict.ts'

/** What a made sale can be told; the rest follows from its number. */
export type SaleWishes = Readonly<{
  openedAt?: number
  unitPriceMinor?: bigint
  items?: readonly string[]
  note?: string
  addressIndex?: number
  /** Which of the offers is paid. */
  offer?: number
}>

/** The entries that a sale goes through, each ready to be appended, with its money properly posted. */
export type MadeSale = Readonly<{
  sale: Sale
  invoice: Invoice
  payment: Payment
  opened: NewEntry
  invoiced: NewEntry
  detected: NewEntry
  seen: NewEntry
  released: NewEntry
  confirmed: NewEntry
  final: NewEntry
  settled: NewEntry
  orphaned: NewEntry
  expired: NewEntry
  /** From the opening to the release: what one durable sale writes. */
  story: readonly NewEntry[]
}>

const chains: readonly Chain[] = [
  {
    key: 'fast',
    chainId: 31337,
    name: 'Practice fast',
    blockSeconds: 1,
    endpoints: ['http://127.0.0.1:8545'],
    finality: { tag: true, depth: 64 },
    testnet: true,
  },
  {
    key: 'slow',
    chainId: 31338,
    name: 'Practice slow',
    blockSeconds: 12,
    endpoints: ['http://127.0.0.1:8546'],
    finality: { tag: true, depth: 64 },
    testnet: true,
  },
]

function token(symbol: string, chain: string, chainId: number, decimals: number): Token {
  return {
    currency: `${symbol}.${chain}`,
    symbol,
    name: symbol,
    chain,
    chainId,
    address: evmAddress(`${symbol}${chain}`.length * 7_919 + decimals),
    decimals,
    peg: 'USD',
  }
}

/** An address that follows from a number, well spread like a real one. */
export function evmAddress(number: number): EvmAddress {
  return `0x${spread(number, 40)}`
}

/** A hash that follows from a number. */
export function txHash(number: number): Hash {
  return `0x${spread(number, 64)}`
}

function spread(number: number, digits: number): string {
  let text = ''
  let state = BigInt(number) + 0x9e37_79b9_7f4a_7c15n
  while (text.length < digits) {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % (1n << 64n)
    text += (state >> 16n).toString(16).padStart(12, '0')
  }
  return text.slice(0, digits)
}

const tokens = [
  token('USDC', 'fast', 31_337, 6),
  token('PYUSD', 'fast', 31_337, 6),
  token('USDC', 'slow', 31_338, 6),
  token('USDP', 'slow', 31_338, 18),
]

function made<T>(result: { ok: true; totals: T } | { ok: false; code: string }): T {
  if (!result.ok) throw new Error(`A made sale is refused: ${result.code}`)
  return result.totals
}

function makeSaleFacts(number: number, wishes: SaleWishes): Sale {
  const items = wishes.items ?? ['Flat white', 'Croissant']
  const lines = items.map((name, index): LineItem => ({
    id: `line_${index}`,
    name,
    unitPriceMinor: wishes.unitPriceMinor ?? 450n,
    quantity: index + 1,
    discount: noAdjustment,
    taxRateId: 'vat',
  }))
  const basket = { lines, discount: noAdjustment, tip: { kind: 'rate', bps: 1_000 } } as const
  const rules = {
    currency: 'USD',
    mode: 'inclusive',
    rates: [{ id: 'vat', name: 'VAT', bps: 825 }],
  } as const
  return {
    id: `sale_${String(number).padStart(8, '0')}`,
    number,
    openedAt: wishes.openedAt ?? 1_773_000_000_000 + number * 1_000,
    staffId: 'staff_ada',
    staffName: 'Ada',
    currency: 'USD',
    ...basket,
    totals: made(totalBasket(basket, rules)),
    ...(wishes.note === undefined ? {} : { note: wishes.note }),
  }
}

function makeInvoice(sale: Sale, addressIndex: number): Invoice {
  const address = evmAddress(addressIndex + 1_000_000)
  return {
    id: `inv_${sale.number}`,
    saleId: sale.id,
    currency: sale.currency,
    amountMinor: sale.totals.totalMinor,
    address,
    addressIndex,
    offers: makeOffers(sale.totals.totalMinor, sale.currency, address, {
      tokens,
      chains,
      rules: [],
      rates: [],
    }),
    openedAt: sale.openedAt,
    expiresAt: sale.openedAt + 900_000,
    status: 'open',
    exception: 'none',
  }
}

function makePayment(invoice: Invoice, number: number, offerAt: number): Payment {
  const offer = invoice.offers[offerAt % invoice.offers.length]
  if (!offer) throw new Error('A made invoice has offers')
  const hash = txHash(number)
  return {
    key: paymentKey(offer.chain, hash, 0),
    invoiceId: invoice.id,
    chain: offer.chain,
    currency: offer.currency,
    amountMinor: offer.amountMinor,
    from: evmAddress(5_000_000 + (number % 997)),
    to: invoice.address,
    txHash: hash,
    logIndex: 0,
    blockNumber: 1_000 + number,
    blockHash: txHash(9_000_000 + number),
    blockTimestamp: Math.floor(invoice.openedAt / 1_000) + 5,
    detectedAt: invoice.openedAt + 6_000,
    source: '127.0.0.1:8545',
    status: 'detected',
  }
}

function verdictOf(payment: Payment, answer: Verdict['answer']): Verdict {
  return {
    answer,
    reason: answer === 'paid' ? 'released' : 'waitingForRelease',
    advice: answer === 'paid' ? 'handOver' : 'waitSeconds',
    evidence: [
      {
        source: payment.source,
        chain: payment.chain,
        at: payment.detectedAt,
        block: { number: payment.blockNumber, hash: payment.blockHash },
        says: {
          kind: 'transfer',
          txHash: payment.txHash,
          logIndex: payment.logIndex,
          from: payment.from,
          currency: payment.currency,
          amountMinor: payment.amountMinor,
          decimals: 6,
        },
      },
    ],
  }
}

/** A sale with a number, its invoice, its payment and every entry they can go through. */
export function makeSale(number: number, wishes: SaleWishes = {}): MadeSale {
  const sale = makeSaleFacts(number, wishes)
  const invoice = makeInvoice(sale, wishes.addressIndex ?? number - 1)
  const payment = makePayment(invoice, number, wishes.offer ?? number)
  const subject = { kind: 'sale', id: sale.id } as const
  const actor = 'till'
  const { key, invoiceId, chain, currency, amountMinor, txHash: hash, blockNumber, blockHash } = payment
  const moved: PaymentStep = {
    key,
    invoiceId,
    saleId: sale.id,
    chain,
    currency,
    amountMinor,
    txHash: hash,
    blockNumber,
    blockHash,
  }
  const step = (
    from: InvoiceStep['from'],
    status: InvoiceStep['status'],
    answer: Verdict['answer'],
  ): InvoiceStep => ({
    saleId: sale.id,
    from,
    status,
    exception: 'none',
    verdict: verdictOf(payment, answer),
  })
  const used = [{ paymentKey: key, currency, amountMinor }]
  const entries = {
    opened: { type: 'sale.opened', subject, actor: sale.staffId, key: `sale.open:${sale.id}`, body: sale },
    invoiced: { type: 'invoice.opened', subject, actor: sale.staffId, body: invoice },
    detected: {
      type: 'payment.detected',
      subject,
      actor,
      body: { ...payment, saleId: sale.id },
      postings: postDetected(payment),
    },
    seen: { type: 'invoice.detected', subject, actor, body: step('open', 'detected', 'notPaid') },
    released: { type: 'payment.confirmed', subject, actor, body: moved },
    confirmed: {
      type: 'invoice.confirmed',
      subject,
      actor,
      body: { ...step('detected', 'confirmed', 'paid'), used },
      postings: postRecognised(sale.totals, [{ chain, currency, amountMinor, dueMinor: amountMinor }]),
    },
    final: { type: 'payment.settled', subject, actor, body: moved, postings: postSettled(payment) },
    settled: { type: 'invoice.settled', subject, actor, body: step('confirmed', 'settled', 'paid') },
    orphaned: { type: 'payment.orphaned', subject, actor, body: moved },
    expired: { type: 'invoice.expired', subject, actor, body: step('open', 'expired', 'notPaid') },
  } as const satisfies Record<string, NewEntry>
  const { opened, invoiced, detected, seen, released, confirmed } = entries
  return {
    sale,
    invoice,
    payment,
    ...entries,
    story: [opened, invoiced, detected, seen, released, confirmed],
  }
}
