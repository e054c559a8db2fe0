import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrivalKinds, type Arrival, type ArrivalKind } from '../../../../shared/domain/arrival/arrival.ts'
import {
  caseKinds,
  caseResolutions,
  resolutionsOf,
  type CaseKind,
} from '../../../../shared/domain/cases/case.ts'
import { casesFor, curesItself, type CaseFacts } from '../../../../shared/domain/cases/cases-for.ts'
import {
  invoiceExceptions,
  type InvoiceException,
  type InvoiceStatus,
} from '../../../../shared/domain/invoice/invoice.ts'
import { isLive } from '../../../../shared/domain/payment/payment-lifecycle.ts'
import { paymentKey, type Payment } from '../../../../shared/domain/payment/payment.ts'
import { addressOf, hashOf, invoiceOf, offerOf, paymentOf, pyusdFast, usdcFast } from '../verdict/scene.ts'

const usdcSlow = offerOf({ symbol: 'USDC', chain: 'slow', decimals: 6, amountMinor: 12_340_000n })
const usdgFast = offerOf({ symbol: 'USDG', chain: 'fast', decimals: 6, amountMinor: 12_340_000n })
const tokens = [...invoiceOf().offers, usdcSlow, usdgFast]
const crumb = 9_999n

function arrivalOf(id: number, kind: ArrivalKind, changes: Partial<Arrival> = {}): Arrival {
  const { key, invoiceId, chain, from, to, txHash, logIndex, detectedAt, source, amountMinor } = paymentOf({
    id,
  })
  const { blockNumber, blockHash, blockTimestamp } = paymentOf({ id })
  const where = { blockNumber, blockHash, blockTimestamp, txHash, logIndex, chain, from, to }
  const token = addressOf(77)
  return {
    ...where,
    key,
    saleId: 'sale_1',
    invoiceId,
    kind,
    token,
    amountMinor,
    detectedAt,
    source,
    status: 'seen',
    ...changes,
  }
}

type Scene = Readonly<{
  stands: `${InvoiceStatus}, ${InvoiceException}`
  payments?: readonly Payment[]
  arrivals?: readonly Arrival[]
  wasRecognised?: boolean
}>

function factsOf({ stands, payments = [], arrivals = [], wasRecognised = false }: Scene): CaseFacts {
  // The type above holds the two words.
  const [status, exception] = stands.split(', ') as [InvoiceStatus, InvoiceException]
  return { invoice: invoiceOf({ status, exception }), payments, arrivals, wasRecognised, tokens }
}

const keyOf = (id: number, chain = 'fast'): string => paymentKey(chain, hashOf(id), 0)
const paid = paymentOf({ id: 1 })
const half = paymentOf({ id: 2, amountMinor: 6_170_000n })
const dust = paymentOf({ id: 3, amountMinor: crumb })
const denied = paymentOf(
  { id: 4 },
  {
    status: 'settled',
    witnesses: [{ source: 'other.test', blockHash: paid.blockHash, says: 'missing', at: 1 }],
  },
)
const gone = { ...paid, status: 'orphaned' } as const

type Row = readonly [what: string, scene: Scene, wanted: Partial<Record<CaseKind, readonly string[]>>]

const table: readonly Row[] = [
  ['nothing arrived', { stands: 'open, none' }, {}],
  ['a part, while there is time', { stands: 'detected, underpaid', payments: [half] }, {}],
  [
    'a part, when the time is up',
    { stands: 'expired, underpaid', payments: [half] },
    { underpaid: [keyOf(2)] },
  ],
  ['a part, on a cancelled sale', { stands: 'void, paidLate', payments: [half] }, { underpaid: [keyOf(2)] }],
  [
    'all of it, on a cancelled sale',
    { stands: 'void, paidLate', payments: [paid] },
    { paidLate: [keyOf(1)] },
  ],
  [
    'all of it in two tokens, on a cancelled sale',
    {
      stands: 'void, paidLate',
      payments: [half, paymentOf({ id: 5, offer: pyusdFast, amountMinor: 6_170_000n })],
    },
    { paidLate: [keyOf(2), keyOf(5)] },
  ],
  ['crumbs, when the time is up', { stands: 'expired, none', payments: [dust] }, {}],
  [
    'a part and crumbs, when the time is up',
    { stands: 'expired, underpaid', payments: [dust, half] },
    { underpaid: [keyOf(2)] },
  ],
  [
    'crumbs that complete the sale, after it was cancelled',
    { stands: 'void, paidLate', payments: [dust, paymentOf({ id: 6, amountMinor: 12_340_000n - crumb })] },
    { paidLate: [keyOf(3), keyOf(6)] },
  ],
  ['exactly what was due', { stands: 'settled, none', payments: [paid] }, {}],
  ['too much', { stands: 'confirmed, overpaid', payments: [paid] }, { overpaid: [keyOf(1)] }],
  [
    'the same twice, and crumbs behind it',
    { stands: 'settled, duplicate', payments: [paid, paymentOf({ id: 7 }), dust] },
    { duplicate: [keyOf(1), keyOf(7)] },
  ],
  ['too late', { stands: 'confirmed, paidLate', payments: [paid] }, { paidLate: [keyOf(1)] }],
  [
    'a token that is listed and was not asked for',
    { stands: 'open, wrongToken', payments: [paymentOf({ id: 8, offer: usdgFast })] },
    { wrongToken: [keyOf(8)] },
  ],
  [
    'the token that was asked for, on another network',
    { stands: 'open, wrongChain', payments: [paymentOf({ id: 9, offer: usdcSlow })] },
    { wrongChain: [keyOf(9, 'slow')] },
  ],
  [
    'crumbs of a token that was not asked for',
    { stands: 'open, wrongToken', payments: [paymentOf({ id: 8, offer: usdgFast, amountMinor: crumb })] },
    {},
  ],
  [
    'tokens of strangers',
    {
      stands: 'open, wrongToken',
      arrivals: [arrivalOf(11, 'wrongToken'), arrivalOf(12, 'counterfeit'), arrivalOf(13, 'wrongToken')],
    },
    { wrongToken: [keyOf(11), keyOf(13)], counterfeit: [keyOf(12)] },
  ],
  [
    'a token of a stranger that its block took along',
    { stands: 'open, none', arrivals: [arrivalOf(11, 'wrongToken', { status: 'orphaned' })] },
    {},
  ],
  ['nothing, sent as a transfer', { stands: 'expired, none', arrivals: [arrivalOf(11, 'zeroValue')] }, {}],
  [
    'goods left, and the payment lost its block',
    { stands: 'open, reverted', payments: [gone], wasRecognised: true },
    { reverted: [keyOf(1)] },
  ],
  [
    'goods left, the payment is in another block and not yet deep enough',
    { stands: 'detected, none', payments: [paid], wasRecognised: true },
    { reverted: [keyOf(1)] },
  ],
  [
    'goods left, one of two payments is gone, and the time is up',
    { stands: 'expired, reverted', payments: [gone, half], wasRecognised: true },
    { reverted: [keyOf(1)], underpaid: [keyOf(2)] },
  ],
  [
    'goods left, and the payment is back',
    { stands: 'confirmed, none', payments: [paid], wasRecognised: true },
    {},
  ],
  [
    'sources that disagree about money',
    { stands: 'expired, sourcesDisagree', payments: [paid] },
    { sourcesDisagree: [keyOf(1)] },
  ],
  [
    'an audit denies what was final, and there was too much',
    { stands: 'settled, overpaid', payments: [denied] },
    { sourcesDisagree: [keyOf(4)], overpaid: [keyOf(4)] },
  ],
]

describe('casesFor', () => {
  it.each(table)('%s', (_, scene, wanted) => {
    const found = casesFor(factsOf(scene)).map(({ kind, things }) => [kind, things])
    expect(Object.fromEntries(found)).toEqual(wanted)
    expect(found).toHaveLength(Object.keys(wanted).length)
  })

  const payments = fc.array(
    fc
      .record({
        id: fc.integer({ min: 1, max: 30 }),
        offer: fc.constantFrom(usdcFast, pyusdFast, usdcSlow, usdgFast),
        amountMinor: fc.constantFrom(crumb, 6_170_000n, 12_340_000n, 20_000_000n),
        status: fc.constantFrom('detected', 'confirmed', 'settled', 'orphaned', 'ignored'),
      } as const)
      .map(({ status, ...shape }) => paymentOf(shape, { status })),
    { maxLength: 6 },
  )
  const arrivals = fc.array(
    fc
      .record({
        id: fc.integer({ min: 31, max: 60 }),
        kind: fc.constantFrom(...arrivalKinds),
        status: fc.constantFrom('seen', 'orphaned'),
      } as const)
      .map(({ id, kind, status }) => arrivalOf(id, kind, { status })),
    { maxLength: 6 },
  )
  const scenes = fc.record({
    status: fc.constantFrom('open', 'detected', 'confirmed', 'settled', 'expired', 'void'),
    exception: fc.constantFrom(...invoiceExceptions),
    payments,
    arrivals,
    wasRecognised: fc.boolean(),
  } as const)
  type AnyScene = typeof scenes extends fc.Arbitrary<infer T> ? T : never
  const anyFacts = ({ status, exception, ...rest }: AnyScene): CaseFacts => ({
    ...rest,
    invoice: invoiceOf({ status, exception }),
    tokens,
  })

  it('wants one case of a kind, about things that are known, and the same again', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const facts = anyFacts(scene)
        const wanted = casesFor(facts)
        const known = new Set([...facts.payments, ...facts.arrivals].map(({ key }) => key))
        expect(new Set(wanted.map(({ kind }) => kind)).size).toBe(wanted.length)
        for (const { things } of wanted) expect(things.every((key) => known.has(key))).toBe(true)
        expect(casesFor(facts)).toEqual(wanted)
      }),
    )
  })

  it('leaves no money of a sale that is over without a case', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const facts = anyFacts({ ...scene, status: scene.wasRecognised ? 'void' : 'expired' })
        const owned = new Set(casesFor(facts).flatMap(({ things }) => things))
        for (const payment of facts.payments)
          if (isLive(payment.status) && payment.amountMinor > crumb) expect(owned).toContain(payment.key)
      }),
    )
  })

  it('bothers nobody with crumbs alone, nor with transfers of nothing', () => {
    fc.assert(
      fc.property(scenes, ({ payments: some, arrivals: others, ...scene }) => {
        const facts = anyFacts({
          ...scene,
          exception: 'none',
          wasRecognised: false,
          payments: some.map((payment) => ({ ...payment, amountMinor: crumb })),
          arrivals: others.map((arrival) => ({ ...arrival, kind: 'zeroValue' })),
        })
        expect(casesFor(facts)).toEqual([])
      }),
    )
  })

  it('asks nobody about a paid sale in which nothing is out of the ordinary', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const facts = anyFacts({ ...scene, status: 'settled', exception: 'none', arrivals: [] })
        for (const { kind } of casesFor(facts)) expect(['wrongToken', 'wrongChain']).toContain(kind)
      }),
    )
  })
})

describe('resolutionsOf', () => {
  it.each(caseKinds)('offers a person several decisions about %s, and never the word of the till', (kind) => {
    const choices = resolutionsOf[kind]
    expect(choices.length).toBeGreaterThan(1)
    expect(new Set(choices).size).toBe(choices.length)
    expect(caseResolutions).toEqual(expect.arrayContaining([...choices]))
    expect(choices).not.toContain('curedItself')
  })
})

describe('curesItself', () => {
  it('is so for doubts, which the chains end, and for nothing that a person decides', () => {
    expect(caseKinds.filter(curesItself)).toEqual([
      'reverted',
      'sourcesDisagree',
      'creditHeld',
      'balanceDiffers',
    ])
  })
})
