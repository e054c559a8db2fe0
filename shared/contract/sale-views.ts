import type { z as Zod } from 'zod'
import {
  fiatCurrency,
  hash,
  id,
  instant,
  lineItem,
  adjustment,
  minor,
  evmAddress,
  tokenCurrency,
} from './fields.ts'
import { invoiceExceptions } from '../domain/invoice/invoice.ts'
import { releaseRule } from './release-rule.ts'
import { z } from './z.ts'

export const invoiceStatus = z.enum(['open', 'detected', 'confirmed', 'settled', 'expired', 'void'])
export const invoiceException = z.enum(invoiceExceptions)
const paymentStatus = z.enum(['detected', 'confirmed', 'settled', 'orphaned', 'ignored'])

/** Who said what, at which block. */
const evidence = z
  .object({
    source: z.string(),
    chain: z.string(),
    at: instant,
    block: z.object({ number: z.number().int(), hash: hash.optional() }).readonly().optional(),
    says: z.discriminatedUnion('kind', [
      z
        .object({
          kind: z.enum(['transfer', 'transferLost']),
          txHash: hash,
          logIndex: z.number().int(),
          from: evmAddress,
          currency: z.string(),
          amountMinor: minor,
          decimals: z.number().int(),
        })
        .readonly(),
      z
        .object({ kind: z.enum(['same', 'missing', 'different']), txHash: hash, logIndex: z.number().int() })
        .readonly(),
      z.object({ kind: z.literal('nothing') }).readonly(),
      z.object({ kind: z.literal('catchingUp'), behindBlocks: z.number().int() }).readonly(),
      z.object({ kind: z.literal('silent'), problem: z.string() }).readonly(),
    ]),
  })
  .readonly()

/** What the release waits for. */
const waitingFor = z
  .object({
    cause: z.enum(['depth', 'tag', 'seconds', 'exposure', 'secondSource', 'noSecondSource']),
    seconds: z.number(),
    blocksLeft: z.number().int().optional(),
    chain: z.string(),
    exposure: z.object({ openMinor: minor, capMinor: minor }).readonly().optional(),
  })
  .readonly()

/** A rule that let goods go, and the journal entry that made it one. */
const appliedRule = releaseRule
  .unwrap()
  .extend({ sources: z.union([z.literal(1), z.literal(2)]), settingsSeq: z.number().int() })
  .readonly()

/** The verdict with its evidence. */
export const verdict = z
  .object({
    answer: z.enum(['paid', 'notPaid', 'cannotTell']),
    reason: z.enum([
      'waiting',
      'waitingForRelease',
      'underpaid',
      'released',
      'final',
      'expired',
      'underpaidExpired',
      'void',
      'voidButPaid',
      'reverted',
      'wrongToken',
      'wrongChain',
      'counterfeit',
      'sourcesDisagree',
      'sourceSilent',
      'catchingUp',
      'deadlineUnread',
    ]),
    advice: z.enum([
      'showCode',
      'waitSeconds',
      'askForRest',
      'askAgain',
      'handOver',
      'keepGoods',
      'newSale',
      'callManager',
      'checkNetwork',
    ]),
    evidence: z.array(evidence).max(400).readonly(),
    secondsToRelease: z.number().optional(),
    waitingFor: waitingFor.optional(),
    releasedBy: z.array(appliedRule).max(40).readonly().optional(),
  })
  .readonly()

/** One way to pay, with what is still missing in its token. */
const offer = z
  .object({
    id: z.string(),
    currency: tokenCurrency,
    symbol: z.string(),
    chain: z.string(),
    chainId: z.number().int(),
    chainName: z.string(),
    tokenAddress: evmAddress,
    decimals: z.number().int(),
    amountMinor: minor,
    address: evmAddress,
    uri: z.string(),
    releaseSeconds: z.number(),
  })
  .readonly()

/** A payment of a sale. */
const payment = z
  .object({
    key: z.string(),
    invoiceId: id,
    chain: z.string(),
    currency: tokenCurrency,
    amountMinor: minor,
    from: evmAddress,
    to: evmAddress,
    txHash: hash,
    logIndex: z.number().int(),
    blockNumber: z.number().int(),
    blockHash: hash,
    blockTimestamp: z.number().int(),
    detectedAt: instant,
    source: z.string(),
    status: paymentStatus,
  })
  .readonly()

/** The figures of a sale, see `SaleTotals`. */
export const saleTotals = z
  .object({
    currency: fiatCurrency,
    lines: z
      .array(
        z
          .object({
            lineId: id,
            listMinor: minor,
            discountMinor: minor,
            netMinor: minor,
            taxMinor: minor,
            totalMinor: minor,
          })
          .readonly(),
      )
      .readonly(),
    taxes: z
      .array(
        z
          .object({ rateId: id, name: z.string(), bps: z.number().int(), baseMinor: minor, taxMinor: minor })
          .readonly(),
      )
      .readonly(),
    listMinor: minor,
    discountMinor: minor,
    netMinor: minor,
    taxMinor: minor,
    tipMinor: minor,
    totalMinor: minor,
  })
  .readonly()

/** A sale as a row of a list, and as the page caches it. */
export const saleSummary = z
  .object({
    saleId: id,
    number: z.number().int(),
    openedAt: instant,
    staffName: z.string(),
    currency: fiatCurrency,
    totalMinor: minor,
    itemsText: z.string(),
    status: invoiceStatus,
    exception: invoiceException,
    answer: z.enum(['paid', 'notPaid', 'cannotTell']),
    /** Token and chain of the newest live payment, such as `USDC.base`. */
    paidWith: z.string().optional(),
    /** Sequence number of the newest journal entry of the sale: the newer view wins. */
    seq: z.number().int(),
  })
  .readonly()

/** A sale as it was rung up. */
export const sale = z
  .object({
    id,
    number: z.number().int(),
    openedAt: instant,
    staffId: id,
    staffName: z.string(),
    currency: fiatCurrency,
    lines: z.array(lineItem).readonly(),
    discount: adjustment,
    tip: adjustment,
    totals: saleTotals,
    note: z.string().optional(),
  })
  .readonly()

/** One line of a sale's history: a journal entry in the words of the timeline. */
export const timelineEntry = z
  .object({
    seq: z.number().int(),
    at: instant,
    actor: z.string(),
    type: z.string(),
    hash: z.string(),
    /** What the sentence needs, as text: amounts already formatted, transaction, block, reason. */
    facts: z.record(z.string(), z.string()),
  })
  .readonly()

/** A settlement backend's word about money of the sale, or that one is expected. */
const creditView = z
  .object({
    /** Of the movement, or of the payment that it is expected for. */
    id: z.string(),
    backendName: z.string(),
    state: z.enum(['expected', 'pending', 'held', 'completed', 'failed', 'unknown']),
    /** Its own word for the state, where the till does not know it. */
    word: z.string().optional(),
    amountText: z.string(),
    /** The asset it is held as, where it was converted on arrival. */
    heldAs: z.string().optional(),
    networkName: z.string(),
    at: instant,
    /** Until it is expected to be credited, counted from the payment's block. */
    secondsLeft: z.number().int().optional(),
    txHash: z.string().optional(),
    /** False where the till does not follow the network, so that the backend alone says it. */
    isSeenOnChain: z.boolean(),
  })
  .readonly()

const checkoutShape = z
  .object({
    saleId: id,
    number: z.number().int(),
    currency: fiatCurrency,
    amountMinor: minor,
    status: invoiceStatus,
    exception: invoiceException,
    headline: z.enum(['Waiting', 'Detected', 'Paid', 'Not paid', 'Cannot tell']),
    verdict,
    offers: z
      .array(
        offer
          .unwrap()
          .extend({
            missingMinor: minor,
            available: z.boolean(),
            /** Why it is not: the network does not answer, or what the token's contract says. */
            unavailableBecause: z.enum(['silent', 'paused', 'frozen', 'depegged']).optional(),
          })
          .readonly(),
      )
      .readonly(),
    selectedOfferId: z.string(),
    /** The request to show now: for the selected offer, for what is still missing. */
    uri: z.string(),
    address: evmAddress,
    openedAt: instant,
    expiresAt: instant,
    /** The terminal's clock when this was made: the page counts down from it and not from its own. */
    now: instant,
    payments: z.array(payment).max(500).readonly(),
    receivedText: z.string().optional(),
    /** What the settlement backend says of the money, beside what the chains say. */
    credits: z.array(creditView).max(100).readonly().optional(),
  })
  .readonly()

/** A checkout as it stands now; pushed whenever anything about it changes. */
// An interface: what is inferred is too long for the compiler to write out at every procedure that answers with it.
export interface CheckoutView extends Zod.infer<typeof checkoutShape> {}
/** The schema of a checkout. */
export const checkoutView: Zod.ZodType<CheckoutView, CheckoutView> = checkoutShape

export type SaleSummary = Zod.infer<typeof saleSummary>
export type TimelineEntry = Zod.infer<typeof timelineEntry>
