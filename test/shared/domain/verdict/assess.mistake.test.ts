import { describe, it } from 'vitest'
import type { Arrival, ArrivalKind } from '../../../../shared/domain/arrival/arrival.ts'
import type { AssessmentFacts } from '../../../../shared/domain/verdict/assessment-facts.ts'
import { verifyScenario, type Scenario } from './scenario.ts'
import { addressOf, factsOf, hashOf, invoiceOf, offerOf, openedAt, paymentOf, usdcFast } from './scene.ts'

function arrivalOf(kind: ArrivalKind, changes: Partial<Arrival> = {}): Arrival {
  return {
    key: 'fast:1:0',
    saleId: 'sale_1',
    invoiceId: 'inv_1',
    kind,
    chain: 'fast',
    token: addressOf(7),
    amountMinor: 1n,
    from: addressOf(99),
    to: addressOf(1),
    txHash: hashOf(7),
    logIndex: 0,
    blockNumber: 10,
    blockHash: hashOf(1_010),
    blockTimestamp: openedAt / 1000 + 10,
    detectedAt: openedAt + 10_000,
    source: 'node.test',
    status: 'seen',
    ...changes,
  }
}

function withArrivals(facts: AssessmentFacts, ...arrivals: readonly Arrival[]): AssessmentFacts {
  return { ...facts, arrivals }
}

const otherToken = paymentOf({
  id: 5,
  offer: offerOf({ symbol: 'EURC', chain: 'fast', decimals: 6, amountMinor: 1n }),
})
const otherChain = paymentOf({
  id: 6,
  offer: offerOf({ symbol: 'USDC', chain: 'slow', decimals: 6, amountMinor: 1n }),
})
const half = usdcFast.amountMinor / 2n
const late = { at: 950 }

describe('assess: what a merchant sees when something else came', () => {
  const rows: readonly Scenario[] = [
    [
      'a listed token that was not asked for',
      factsOf({ payments: [otherToken] }),
      [],
      'open, wrongToken',
      'notPaid: wrongToken, askAgain',
    ],
    [
      'the right token on another network',
      factsOf({ payments: [otherChain] }),
      [],
      'open, wrongChain',
      'notPaid: wrongChain, askAgain',
    ],
    [
      'both: the one that can be understood first',
      factsOf({ payments: [otherToken, otherChain] }),
      [],
      'open, wrongChain',
      'notPaid: wrongChain, askAgain',
    ],
    [
      'a token that nobody listed',
      withArrivals(factsOf(), arrivalOf('wrongToken')),
      [],
      'open, wrongToken',
      'notPaid: wrongToken, askAgain',
    ],
    [
      'a counterfeit',
      withArrivals(factsOf(), arrivalOf('counterfeit')),
      [],
      'open, counterfeit',
      'notPaid: counterfeit, askAgain',
    ],
    [
      'a counterfeit whose block is gone',
      withArrivals(factsOf(), arrivalOf('counterfeit', { status: 'orphaned' })),
      [],
      'open, none',
      'notPaid: waiting, showCode',
    ],
    [
      'a transfer of nothing',
      withArrivals(factsOf(), arrivalOf('zeroValue')),
      [],
      'open, none',
      'notPaid: waiting, showCode',
    ],
    [
      'part of the right money beside it',
      factsOf({ payments: [otherToken, paymentOf({ amountMinor: half })] }),
      ['paymentDetected'],
      'detected, underpaid',
      'notPaid: underpaid, askForRest',
    ],
    [
      'the right money after it',
      withArrivals(factsOf({ payments: [otherToken, paymentOf()] }), arrivalOf('counterfeit')),
      ['paymentDetected', 'releaseMet'],
      'confirmed, none',
      'paid: released, handOver',
    ],
    [
      'nothing else until the time was up',
      factsOf({ payments: [otherToken], ...late }),
      ['deadlineReached'],
      'expired, wrongToken',
      'notPaid: wrongToken, callManager',
    ],
    [
      'dust alone until the time was up',
      factsOf({ payments: [paymentOf({ amountMinor: 9_999n })], ...late }),
      ['deadlineReached'],
      'expired, none',
      'notPaid: expired, newSale',
    ],
    [
      'a whole sale in crumbs',
      factsOf({
        invoice: invoiceOf({ amountMinor: 1n, offers: [{ ...usdcFast, amountMinor: 10_000n }] }),
        payments: [1, 2].map((id) =>
          paymentOf({ id, offer: { ...usdcFast, amountMinor: 10_000n }, amountMinor: 5_000n }),
        ),
      }),
      ['paymentDetected', 'releaseMet'],
      'confirmed, none',
      'paid: released, handOver',
    ],
  ]
  it.each(rows)('%s', (...row) => verifyScenario(row))
})
