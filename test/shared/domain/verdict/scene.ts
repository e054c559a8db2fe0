import { expect } from 'vitest'
import type { Invoice, Offer } from '../../../../shared/domain/invoice/invoice.ts'
import { applyPaymentEvent, type PaymentEvent } from '../../../../shared/domain/payment/payment-lifecycle.ts'
import { paymentKey, type Payment } from '../../../../shared/domain/payment/payment.ts'
import type { ChainTiming } from '../../../../shared/domain/policy/release-progress.ts'
import type { ReleaseRule } from '../../../../shared/domain/policy/release-rule.ts'
import { tokenCurrency, type EvmAddress, type Hash } from '../../../../shared/domain/tokens/token.ts'
import type { Assessment } from '../../../../shared/domain/verdict/assess.ts'
import type { AssessmentFacts } from '../../../../shared/domain/verdict/assessment-facts.ts'
import type { ChainSight } from '../../../../shared/domain/verdict/verdict.ts'

/** The instant at which every scene opens its invoice; a whole second, so that block times meet deadlines exactly. */
export const openedAt = 1_700_000_000_000
/** Every scene gives the customer a quarter of an hour. */
export const expiresAt = openedAt + 900_000

/** A hash of one repeated hex digit pair, readable in a failure. */
export function hashOf(index: number): Hash {
  return `0x${index.toString(16).padStart(64, '0')}`
}

/** An address that only differs by its number. */
export function addressOf(index: number): EvmAddress {
  return `0x${index.toString(16).padStart(40, '0')}`
}

type OfferShape = Readonly<{ symbol: string; chain: string; decimals: number; amountMinor: bigint }>

/** An offer of the scene's invoice. */
export function offerOf({ symbol, chain, decimals, amountMinor }: OfferShape): Offer {
  const currency = tokenCurrency(symbol, chain)
  return {
    id: currency,
    currency,
    symbol,
    chain,
    chainId: chain === 'fast' ? 31_337 : 31_338,
    chainName: chain,
    tokenAddress: addressOf(decimals),
    decimals,
    amountMinor,
    address: addressOf(1),
    uri: `ethereum:${currency}`,
    releaseSeconds: 1,
  }
}

/** 12.34 in a token of six decimals on the fast chain. */
export const usdcFast = offerOf({ symbol: 'USDC', chain: 'fast', decimals: 6, amountMinor: 12_340_000n })
/** 12.34 in another token of six decimals on the fast chain. */
export const pyusdFast = offerOf({ symbol: 'PYUSD', chain: 'fast', decimals: 6, amountMinor: 12_340_000n })
/** 12.34 in a token of eighteen decimals on the slow chain. */
export const usdpSlow = offerOf({
  symbol: 'USDP',
  chain: 'slow',
  decimals: 18,
  amountMinor: 12_340_000_000_000_000_000n,
})

/** An open invoice over 12.34 with three ways to pay. */
export function invoiceOf(changes: Partial<Invoice> = {}): Invoice {
  return {
    id: 'inv_1',
    saleId: 'sale_1',
    currency: 'USD',
    amountMinor: 1_234n,
    address: addressOf(1),
    addressIndex: 0,
    offers: [usdcFast, pyusdFast, usdpSlow],
    openedAt,
    expiresAt,
    status: 'open',
    exception: 'none',
    ...changes,
  }
}

/** Seconds of the scene's clock as a chain's block time. */
export function chainSeconds(secondsAfterOpening: number): number {
  return openedAt / 1000 + secondsAfterOpening
}

type PaymentShape = Readonly<{
  id?: number
  offer?: Offer
  amountMinor?: bigint
  block?: number
  seconds?: number
  logIndex?: number
}>

/** A payment of the scene: by default the exact amount in USDC, in block 10, ten seconds after opening. */
export function paymentOf(shape: PaymentShape = {}, changes: Partial<Payment> = {}): Payment {
  const {
    id = 1,
    offer = usdcFast,
    amountMinor = offer.amountMinor,
    block = 10,
    seconds = 10,
    logIndex = 0,
  } = shape
  return {
    key: paymentKey(offer.chain, hashOf(id), logIndex),
    invoiceId: 'inv_1',
    chain: offer.chain,
    currency: offer.currency,
    amountMinor,
    from: addressOf(99),
    to: addressOf(1),
    txHash: hashOf(id),
    logIndex,
    blockNumber: block,
    blockHash: hashOf(1_000 + block),
    blockTimestamp: chainSeconds(seconds),
    detectedAt: openedAt + seconds * 1000,
    source: 'node.test',
    status: 'detected',
    ...changes,
  }
}

type SightShape = Readonly<{ chain?: string; block?: number; seconds?: number }>

/** A chain read up to a block, ten seconds after opening unless said otherwise. */
export function sightOf(shape: SightShape = {}, changes: Partial<ChainSight> = {}): ChainSight {
  const { chain = 'fast', block = 10, seconds = 10 } = shape
  return {
    chain,
    state: 'live',
    source: 'node.test',
    at: openedAt + seconds * 1000,
    headNumber: block,
    readUpTo: { number: block, hash: hashOf(1_000 + block), timestamp: chainSeconds(seconds) },
    ...changes,
  }
}

/** One block on the fast chain, three on the slow one. */
export const sceneRules: readonly ReleaseRule[] = [
  { chain: 'fast', require: { kind: 'depth', blocks: 1 }, minSeconds: 0 },
  { chain: 'slow', require: { kind: 'depth', blocks: 3 }, minSeconds: 0 },
]

/** The fast chain is final by tag, the slow one by twenty blocks. */
export const sceneChains: ReadonlyMap<string, ChainTiming> = new Map([
  ['fast', { blockSeconds: 1, finality: { tag: true, depth: 64 } }],
  ['slow', { blockSeconds: 12, finality: { tag: false, depth: 20 } }],
])

type FactsShape = Readonly<{
  invoice?: Invoice
  payments?: readonly Payment[]
  sights?: readonly ChainSight[]
  rules?: readonly ReleaseRule[]
  recognised?: readonly string[]
  focusChain?: string
  /** Seconds after opening. */
  at?: number
}>

/** What the till knows in a scene; both chains live and read to the present unless said otherwise. */
export function factsOf(shape: FactsShape = {}): AssessmentFacts {
  const { at = 10, invoice = invoiceOf(), payments = [], rules = sceneRules } = shape
  const sights = shape.sights ?? [
    sightOf({ chain: 'fast', seconds: at }),
    sightOf({ chain: 'slow', seconds: at }),
  ]
  return {
    invoice,
    payments,
    rules,
    sights: new Map(sights.map((sight) => [sight.chain, sight])),
    chains: sceneChains,
    ...(shape.focusChain === undefined ? {} : { focusChain: shape.focusChain }),
    ...(shape.recognised === undefined ? {} : { recognised: shape.recognised }),
    now: openedAt + at * 1000,
  }
}

/** A payment after an event that its lifecycle must allow. */
export function moved(payment: Payment, event: PaymentEvent): Payment {
  const applied = applyPaymentEvent(payment.status, event)
  expect(applied, `${event} of a ${payment.status} payment`).toMatchObject({ ok: true })
  return applied.ok ? { ...payment, status: applied.status } : payment
}

/** The facts once an assessment is in the ledger; every payment moves by its own lifecycle. */
export function afterRecording(facts: AssessmentFacts, assessment: Assessment): AssessmentFacts {
  const { status, exception, release, settle, used, events } = assessment
  const payments = facts.payments.map((payment) => {
    const released = release.includes(payment.key) ? moved(payment, 'released') : payment
    return settle.includes(payment.key) ? moved(released, 'finalized') : released
  })
  const recognised = events.includes('releaseMet') ? { recognised: used.map((part) => part.paymentKey) } : {}
  return { ...facts, invoice: { ...facts.invoice, status, exception }, payments, ...recognised }
}
