import { describe, it } from 'vitest'
import { factsOf, invoiceOf, paymentOf, pyusdFast, sightOf, usdcFast, usdpSlow } from './scene.ts'
import { silentFast, unreadSlow, verifyScenario, type Scenario } from './scenario.ts'

const due = usdcFast.amountMinor
const half = due / 2n

describe('assess: what a merchant sees when a chain takes blocks back', () => {
  const gone = paymentOf({ id: 1 }, { status: 'orphaned' })
  const paid = invoiceOf({ status: 'confirmed' })
  const rows: readonly Scenario[] = [
    [
      'a released payment is removed: paid no more, and the goods stay',
      factsOf({ invoice: paid, payments: [gone] }),
      ['paymentsDropped'],
      'open, reverted',
      'cannotTell: reverted, keepGoods',
    ],
    [
      'it comes back in another block: paid again',
      factsOf({
        invoice: invoiceOf({ status: 'open', exception: 'reverted' }),
        payments: [paymentOf({ id: 1, block: 11 })],
        sights: [sightOf({ block: 11 }), sightOf({ chain: 'slow' })],
      }),
      ['paymentDetected', 'releaseMet'],
      'confirmed, none',
      'paid: released, handOver',
    ],
    [
      'it comes back and must gather its depth again',
      factsOf({
        invoice: invoiceOf({ status: 'open', exception: 'reverted' }),
        payments: [paymentOf({ offer: usdpSlow })],
      }),
      ['paymentDetected'],
      'detected, none',
      'notPaid: waitingForRelease, waitSeconds',
    ],
    [
      'half of a paid sale is removed',
      factsOf({
        invoice: paid,
        payments: [
          paymentOf({ id: 1, amountMinor: half }, { status: 'orphaned' }),
          paymentOf({ id: 2, amountMinor: due - half }, { status: 'confirmed' }),
        ],
      }),
      ['releaseLost'],
      'detected, reverted',
      'cannotTell: reverted, keepGoods',
    ],
    [
      'the customer pays again for what was removed',
      factsOf({
        invoice: invoiceOf({ status: 'open', exception: 'reverted' }),
        payments: [gone, paymentOf({ id: 2, block: 12 })],
        sights: [sightOf({ block: 12 }), sightOf({ chain: 'slow' })],
      }),
      ['paymentDetected', 'releaseMet'],
      'confirmed, none',
      'paid: released, handOver',
    ],
    [
      'removed with the deadline behind: unknown, and a manager decides',
      factsOf({ invoice: paid, payments: [gone], at: 901 }),
      ['paymentsDropped', 'deadlineReached'],
      'expired, reverted',
      'cannotTell: reverted, callManager',
    ],
    [
      'removed with the deadline behind, a network unread: still open',
      factsOf({ invoice: paid, payments: [gone], at: 901, sights: unreadSlow }),
      ['paymentsDropped'],
      'open, reverted',
      'cannotTell: reverted, keepGoods',
    ],
    [
      'removed, and then the network falls silent',
      factsOf({ invoice: paid, payments: [gone], sights: silentFast }),
      ['paymentsDropped'],
      'open, reverted',
      'cannotTell: sourceSilent, checkNetwork',
    ],
    [
      'the payment that the goods left on is removed, a second one still gathers depth',
      factsOf({
        invoice: paid,
        payments: [gone, paymentOf({ id: 2, offer: usdpSlow })],
        recognised: [gone.key],
      }),
      ['releaseLost'],
      'detected, none',
      'notPaid: waitingForRelease, waitSeconds',
    ],
    [
      'the booked payment is removed, a second one covers the sale: booked anew, still paid',
      factsOf({
        invoice: paid,
        payments: [gone, paymentOf({ id: 2, offer: pyusdFast }, { status: 'confirmed' })],
        recognised: [gone.key],
      }),
      ['releaseLost', 'releaseMet'],
      'confirmed, none',
      'paid: released, handOver',
    ],
    [
      'the booked payment comes back in another block, deep enough: booked anew on the chain as it is now',
      factsOf({
        invoice: paid,
        payments: [paymentOf({ id: 1 })],
        recognised: [paymentOf({ id: 1 }).key],
      }),
      ['releaseLost', 'releaseMet'],
      'confirmed, none',
      'paid: released, handOver',
    ],
    [
      'a second payment that was not booked is removed: nothing changes',
      factsOf({
        invoice: invoiceOf({ status: 'confirmed', exception: 'duplicate' }),
        payments: [gone, paymentOf({ id: 2 }, { status: 'confirmed' })],
        recognised: [paymentOf({ id: 2 }).key],
      }),
      [],
      'confirmed, none',
      'paid: released, handOver',
    ],
    [
      'the same transaction is back under another log index: nothing is missing',
      factsOf({
        payments: [
          paymentOf({ amountMinor: half, logIndex: 3 }, { status: 'orphaned' }),
          paymentOf({ amountMinor: half, logIndex: 4 }),
        ],
      }),
      ['paymentDetected'],
      'detected, underpaid',
      'notPaid: underpaid, askForRest',
    ],
    [
      'removed from a sale that was cancelled: it stays cancelled',
      factsOf({ invoice: invoiceOf({ status: 'void', exception: 'paidLate' }), payments: [gone] }),
      [],
      'void, none',
      'notPaid: void, newSale',
    ],
  ]
  it.each(rows)('%s', (...row) => verifyScenario(row))
})
