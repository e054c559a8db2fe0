import { expect } from 'vitest'
import { applyInvoiceEvent } from '../../../../shared/domain/invoice/invoice-lifecycle.ts'
import type { Offer } from '../../../../shared/domain/invoice/invoice.ts'
import { isBalanced, reversed, type Posting } from '../../../../shared/domain/ledger/posting.ts'
import { postDetected, postRecognised, postSettled } from '../../../../shared/domain/ledger/sale-postings.ts'
import type { Payment } from '../../../../shared/domain/payment/payment.ts'
import type { SaleTotals } from '../../../../shared/domain/sale/sale.ts'
import { assess, type Assessment } from '../../../../shared/domain/verdict/assess.ts'
import type { AssessmentFacts } from '../../../../shared/domain/verdict/assessment-facts.ts'
import type { ChainSight } from '../../../../shared/domain/verdict/verdict.ts'
import {
  afterRecording,
  factsOf,
  hashOf,
  moved,
  openedAt,
  paymentOf,
  pyusdFast,
  sightOf,
  usdcFast,
  usdpSlow,
} from './scene.ts'

/** What happens to a shop in a simulation; anything that cannot happen where it stands is passed over. */
export type Happening =
  | Readonly<{ kind: 'block'; chain: ChainName; seconds: number }>
  | Readonly<{ kind: 'pay'; offer: number; parts: number }>
  | Readonly<{ kind: 'reorg'; chain: ChainName; depth: number }>
  | Readonly<{ kind: 'return'; which: number }>
  | Readonly<{ kind: 'wait'; seconds: number }>
  | Readonly<{ kind: 'hear'; chain: ChainName; state: ChainSight['state'] }>
  | Readonly<{ kind: 'extend' }>
  | Readonly<{ kind: 'cancel' }>

/** The two chains of a simulation. */
export type ChainName = 'fast' | 'slow'

type SimulatedChain = { head: number; finalized: number; state: ChainSight['state']; readAt: number }
type Books = { postings: Posting[]; recognition: readonly Posting[] | undefined }

/** A shop with one sale, its books, and two chains that grow and turn back. */
export type SimulatedShop = {
  facts: AssessmentFacts
  chains: Record<ChainName, SimulatedChain>
  books: Books
  paymentsMade: number
}

const offers: readonly Offer[] = [usdcFast, pyusdFast, usdpSlow]
const finalDepth = { fast: 5, slow: 8 } as const

/** What the scene's sale of 12.34 is made of. */
const totals: SaleTotals = {
  currency: 'USD',
  lines: [],
  taxes: [],
  listMinor: 1_100n,
  discountMinor: 100n,
  netMinor: 1_000n,
  taxMinor: 90n,
  tipMinor: 144n,
  totalMinor: 1_234n,
}

/** A shop that has just opened its sale. */
export function openShop(): SimulatedShop {
  const chain = (): SimulatedChain => ({ head: 10, finalized: 5, state: 'live', readAt: openedAt })
  const facts = factsOf({ at: 0 })
  const timings = new Map([
    ['fast', { blockSeconds: 1, finality: { tag: true, depth: 64 } }],
    ['slow', { blockSeconds: 12, finality: { tag: false, depth: finalDepth.slow } }],
  ])
  return {
    facts: { ...facts, chains: timings },
    chains: { fast: chain(), slow: chain() },
    books: { postings: [], recognition: undefined },
    paymentsMade: 0,
  }
}

function post(shop: SimulatedShop, postings: readonly Posting[]): void {
  expect(isBalanced(postings)).toBe(true)
  shop.books.postings.push(...postings)
}

function replacePayment(shop: SimulatedShop, next: Payment): void {
  const others = shop.facts.payments.filter((payment) => payment.key !== next.key)
  shop.facts = { ...shop.facts, payments: [...others, next] }
}

function mine(shop: SimulatedShop, name: ChainName, seconds: number): void {
  const chain = shop.chains[name]
  chain.head += 1
  chain.finalized = Math.max(chain.finalized, chain.head - finalDepth[name] + 1)
  shop.facts = { ...shop.facts, now: shop.facts.now + seconds * 1000 }
  chain.readAt = shop.facts.now
}

function chainOf(payment: Payment): ChainName {
  return payment.chain === 'fast' ? 'fast' : 'slow'
}

function include(shop: SimulatedShop, payment: Payment): void {
  const name = chainOf(payment)
  mine(shop, name, 1)
  const { head } = shop.chains[name]
  const blockTimestamp = Math.floor(shop.facts.now / 1000)
  const block = {
    blockNumber: head,
    blockHash: hashOf(1_000 + head),
    blockTimestamp,
    detectedAt: shop.facts.now,
  }
  replacePayment(shop, { ...payment, ...block })
  post(shop, postDetected(payment))
}

function reorganise(shop: SimulatedShop, name: ChainName, depth: number): void {
  const chain = shop.chains[name]
  chain.head = Math.max(chain.finalized, chain.head - depth)
  for (const payment of shop.facts.payments) {
    const isLost = chainOf(payment) === name && payment.blockNumber > chain.head
    if (!isLost || payment.status === 'orphaned') continue
    replacePayment(shop, moved(payment, 'blockLost'))
    post(shop, reversed(postDetected(payment)))
  }
}

function change(shop: SimulatedShop, event: 'extended' | 'voided'): void {
  const { invoice, now } = shop.facts
  const applied = applyInvoiceEvent(invoice.status, event)
  if (!applied.ok) return
  const expiresAt = event === 'extended' ? Math.max(now, invoice.expiresAt) + 300_000 : invoice.expiresAt
  shop.facts = { ...shop.facts, invoice: { ...invoice, status: applied.status, expiresAt } }
}

/** Lets something happen to the shop, without asking for a verdict. */
export function happen(shop: SimulatedShop, happening: Happening): void {
  switch (happening.kind) {
    case 'block':
      return mine(shop, happening.chain, happening.seconds)
    case 'pay': {
      const offer = offers[happening.offer % offers.length] ?? usdcFast
      shop.paymentsMade += 1
      const amountMinor = (offer.amountMinor * BigInt(happening.parts)) / 4n
      return include(shop, paymentOf({ id: shop.paymentsMade, offer, amountMinor }))
    }
    case 'reorg':
      return reorganise(shop, happening.chain, happening.depth)
    case 'return': {
      const orphaned = shop.facts.payments.filter((payment) => payment.status === 'orphaned')
      const payment = orphaned[happening.which % Math.max(1, orphaned.length)]
      return payment && include(shop, moved(payment, 'seen'))
    }
    case 'wait':
      shop.facts = { ...shop.facts, now: shop.facts.now + happening.seconds * 1000 }
      return undefined
    case 'hear':
      shop.chains[happening.chain].state = happening.state
      return undefined
    case 'extend':
      return change(shop, 'extended')
    case 'cancel':
      return change(shop, 'voided')
  }
}

function sightsOf(shop: SimulatedShop): ReadonlyMap<string, ChainSight> {
  const names: readonly ChainName[] = ['fast', 'slow']
  return new Map(
    names.map((name) => {
      const { head, finalized, state, readAt } = shop.chains[name]
      const seconds = Math.floor((readAt - openedAt) / 1000)
      const tag = name === 'fast' ? { finalizedNumber: finalized } : {}
      return [name, sightOf({ chain: name, block: head, seconds }, { state, ...tag })]
    }),
  )
}

function book(shop: SimulatedShop, assessment: Assessment): void {
  let status = shop.facts.invoice.status
  for (const event of assessment.events) {
    const wasRecognised = status === 'confirmed'
    const applied = applyInvoiceEvent(status, event)
    expect(applied, `${event} of a ${status} invoice`).toMatchObject({ ok: true })
    if (event === 'releaseMet') {
      shop.books.recognition = postRecognised(totals, assessment.used)
      post(shop, shop.books.recognition)
    }
    if (event === 'releaseLost' || (event === 'paymentsDropped' && wasRecognised)) {
      expect(shop.books.recognition).toBeDefined()
      post(shop, reversed(shop.books.recognition ?? []))
      shop.books.recognition = undefined
    }
    if (applied.ok) status = applied.status
  }
  expect(status).toBe(assessment.status)
  for (const key of assessment.settle) {
    const payment = shop.facts.payments.find((candidate) => candidate.key === key)
    if (payment) post(shop, postSettled(payment))
  }
}

/** What the till decided on, what it decided, and what it knows once that is in the books. */
export type Decision = Readonly<{ before: AssessmentFacts; assessment: Assessment; after: AssessmentFacts }>

/** Asks for the verdict and records it in the books, as the till does in one transaction. */
export function decide(shop: SimulatedShop): Decision {
  const before = { ...shop.facts, sights: sightsOf(shop) }
  const assessment = assess(before)
  book(shop, assessment)
  const after = afterRecording(before, assessment)
  shop.facts = after
  return { before, assessment, after }
}

/** The balance of an account in one currency, by the books of the simulation. */
export function balanceOf(shop: SimulatedShop, account: string, currency: string): bigint {
  return shop.books.postings
    .filter((posting) => posting.account === account && posting.currency === currency)
    .reduce((sum, posting) => sum + posting.amountMinor, 0n)
}

/** The offers of the simulated sale. */
export const simulatedOffers = offers
