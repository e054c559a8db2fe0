import { describe, it } from 'vitest'
import {
  chainSeconds,
  expiresAt,
  factsOf,
  invoiceOf,
  paymentOf,
  sightOf,
  usdcFast,
  usdpSlow,
} from './scene.ts'
import { unreadSlow, verifyScenario, type Scenario } from './scenario.ts'

const due = usdcFast.amountMinor
const half = due / 2n

describe('assess: what a merchant sees around the deadline', () => {
  const late = { blockTimestamp: chainSeconds(905), detectedAt: expiresAt + 5_000 }
  const confirmedHalf = paymentOf({ id: 1, amountMinor: half }, { status: 'confirmed' })
  const rows: readonly Scenario[] = [
    [
      'paid in the last second, seen after it',
      factsOf({ payments: [paymentOf({ seconds: 900 })], at: 905 }),
      ['paymentDetected', 'releaseMet'],
      'confirmed, none',
      'paid: released, handOver',
    ],
    [
      'paid one second late, on an open sale',
      factsOf({ payments: [paymentOf({ seconds: 901 })], at: 905 }),
      ['paymentDetected', 'releaseMet'],
      'confirmed, paidLate',
      'paid: released, handOver',
    ],
    [
      'paid after the sale expired',
      factsOf({ invoice: invoiceOf({ status: 'expired' }), payments: [paymentOf({}, late)], at: 905 }),
      ['paymentDetected', 'releaseMet'],
      'confirmed, paidLate',
      'paid: released, handOver',
    ],
    [
      'paid late and not deep enough yet',
      factsOf({
        invoice: invoiceOf({ status: 'expired' }),
        payments: [paymentOf({ offer: usdpSlow }, late)],
        at: 905,
      }),
      ['paymentDetected'],
      'detected, paidLate',
      'notPaid: waitingForRelease, waitSeconds',
    ],
    [
      'the time is up while money gathers depth',
      factsOf({
        invoice: invoiceOf({ status: 'detected', exception: 'none' }),
        payments: [paymentOf({ offer: usdpSlow })],
        at: 901,
      }),
      [],
      'detected, none',
      'notPaid: waitingForRelease, waitSeconds',
    ],
    [
      'the time is up while too little money gathers depth',
      factsOf({
        invoice: invoiceOf({ status: 'detected', exception: 'underpaid' }),
        payments: [paymentOf({ offer: usdpSlow, amountMinor: 10n ** 18n })],
        at: 901,
      }),
      [],
      'detected, underpaid',
      'notPaid: underpaid, askForRest',
    ],
    [
      'underpaid, and the time is up',
      factsOf({
        invoice: invoiceOf({ status: 'detected', exception: 'underpaid' }),
        payments: [confirmedHalf],
        at: 901,
      }),
      ['deadlineReached'],
      'expired, underpaid',
      'notPaid: underpaidExpired, callManager',
    ],
    [
      'underpaid, the time is up and the other network is not read that far',
      factsOf({
        invoice: invoiceOf({ status: 'detected', exception: 'underpaid' }),
        payments: [confirmedHalf],
        at: 901,
        sights: unreadSlow,
      }),
      [],
      'detected, underpaid',
      'notPaid: underpaid, askForRest',
    ],
    [
      'the rest arrives after an underpaid sale expired',
      factsOf({
        invoice: invoiceOf({ status: 'expired', exception: 'underpaid' }),
        payments: [confirmedHalf, paymentOf({ id: 2, amountMinor: due - half, seconds: 950 })],
        at: 950,
      }),
      ['paymentDetected', 'releaseMet'],
      'confirmed, paidLate',
      'paid: released, handOver',
    ],
    [
      'a sale that was paid stays paid when the time is up',
      factsOf({
        invoice: invoiceOf({ status: 'confirmed' }),
        payments: [paymentOf({}, { status: 'confirmed' })],
        at: 2_000,
      }),
      [],
      'confirmed, none',
      'paid: released, handOver',
    ],
    [
      'an extended sale with part of the money asks for the rest',
      factsOf({
        invoice: invoiceOf({ status: 'open', exception: 'underpaid', expiresAt: expiresAt + 300_000 }),
        payments: [confirmedHalf],
        at: 950,
      }),
      ['paymentDetected'],
      'detected, underpaid',
      'notPaid: underpaid, askForRest',
    ],
    [
      'the till reads up to the very second of the deadline',
      factsOf({ at: 950, sights: [sightOf({ seconds: 900 }), sightOf({ chain: 'slow', seconds: 900 })] }),
      [],
      'open, none',
      'cannotTell: deadlineUnread, checkNetwork',
    ],
    [
      'cancelled, and then paid',
      factsOf({ invoice: invoiceOf({ status: 'void' }), payments: [paymentOf()] }),
      [],
      'void, paidLate',
      'notPaid: voidButPaid, callManager',
    ],
  ]
  it.each(rows)('%s', (...row) => verifyScenario(row))
})
