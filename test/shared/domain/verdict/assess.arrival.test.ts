import { describe, it } from 'vitest'
import { factsOf, invoiceOf, paymentOf, pyusdFast, sightOf, usdcFast, usdpSlow } from './scene.ts'
import { finalFast, silentFast, verifyScenario, type Scenario } from './scenario.ts'

const due = usdcFast.amountMinor
const half = due / 2n

describe('assess: what a merchant sees as money arrives', () => {
  const slowPayment = paymentOf({ offer: usdpSlow })
  const rows: readonly Scenario[] = [
    [
      'the exact amount is one block deep',
      factsOf({ payments: [paymentOf()] }),
      ['paymentDetected', 'releaseMet'],
      'confirmed, none',
      'paid: released, handOver',
    ],
    [
      'the exact amount is in a final block at once',
      factsOf({ payments: [paymentOf()], sights: finalFast }),
      ['paymentDetected', 'releaseMet', 'finalized'],
      'settled, none',
      'paid: final, handOver',
    ],
    [
      'the exact amount waits for its depth',
      factsOf({ payments: [slowPayment] }),
      ['paymentDetected'],
      'detected, none',
      'notPaid: waitingForRelease, waitSeconds',
    ],
    [
      'less than asked arrives',
      factsOf({ payments: [paymentOf({ amountMinor: half })] }),
      ['paymentDetected'],
      'detected, underpaid',
      'notPaid: underpaid, askForRest',
    ],
    [
      'one smallest unit is missing',
      factsOf({ payments: [paymentOf({ amountMinor: due - 1n })] }),
      ['paymentDetected'],
      'detected, underpaid',
      'notPaid: underpaid, askForRest',
    ],
    [
      'underpaid, then topped up in the same token',
      factsOf({
        invoice: invoiceOf({ status: 'detected', exception: 'underpaid' }),
        payments: [
          paymentOf({ id: 1, amountMinor: half }, { status: 'confirmed' }),
          paymentOf({ id: 2, amountMinor: due - half }),
        ],
      }),
      ['releaseMet'],
      'confirmed, none',
      'paid: released, handOver',
    ],
    [
      'two tokens of two networks together',
      factsOf({
        payments: [
          paymentOf({ id: 1, amountMinor: half }),
          paymentOf(
            { id: 2, offer: usdpSlow, amountMinor: usdpSlow.amountMinor / 2n },
            { status: 'confirmed' },
          ),
        ],
      }),
      ['paymentDetected', 'releaseMet'],
      'confirmed, none',
      'paid: released, handOver',
    ],
    [
      'two tokens together, one of them not deep enough yet',
      factsOf({
        payments: [
          paymentOf({ id: 1, amountMinor: half }),
          paymentOf({ id: 2, offer: usdpSlow, amountMinor: usdpSlow.amountMinor / 2n }),
        ],
      }),
      ['paymentDetected'],
      'detected, none',
      'notPaid: waitingForRelease, waitSeconds',
    ],
    [
      'more than asked arrives',
      factsOf({ payments: [paymentOf({ amountMinor: due + 1n })] }),
      ['paymentDetected', 'releaseMet'],
      'confirmed, overpaid',
      'paid: released, handOver',
    ],
    [
      'a top-up is larger than the rest',
      factsOf({
        payments: [paymentOf({ id: 1, amountMinor: half }), paymentOf({ id: 2, amountMinor: due })],
      }),
      ['paymentDetected', 'releaseMet'],
      'confirmed, overpaid',
      'paid: released, handOver',
    ],
    [
      'the customer pays twice',
      factsOf({ payments: [paymentOf({ id: 1 }), paymentOf({ id: 2, block: 11 })] }),
      ['paymentDetected', 'releaseMet'],
      'confirmed, duplicate',
      'paid: released, handOver',
    ],
    [
      'a second payment in another token on a sale that is paid',
      factsOf({
        invoice: invoiceOf({ status: 'confirmed' }),
        payments: [paymentOf({ id: 1 }, { status: 'confirmed' }), paymentOf({ id: 2, offer: pyusdFast })],
      }),
      [],
      'confirmed, duplicate',
      'paid: released, handOver',
    ],
    [
      'a token that the invoice never offered',
      factsOf({ payments: [paymentOf({}, { currency: 'FAKE.fast' })] }),
      [],
      'open, wrongToken',
      'notPaid: wrongToken, askAgain',
    ],
    [
      'a payment that somebody set aside',
      factsOf({ payments: [paymentOf({}, { status: 'ignored' })] }),
      [],
      'open, none',
      'notPaid: waiting, showCode',
    ],
    [
      'the network falls silent while the payment gathers depth',
      factsOf({
        payments: [slowPayment],
        sights: [sightOf(), sightOf({ chain: 'slow' }, { state: 'silent' })],
      }),
      ['paymentDetected'],
      'detected, none',
      'cannotTell: sourceSilent, checkNetwork',
    ],
    [
      'the network of the other token falls silent and the payment does not care',
      factsOf({
        payments: [slowPayment],
        sights: [sightOf({}, { state: 'silent' }), sightOf({ chain: 'slow' })],
        focusChain: 'fast',
      }),
      ['paymentDetected'],
      'detected, none',
      'notPaid: waitingForRelease, waitSeconds',
    ],
    [
      'the network falls silent after the goods were released',
      factsOf({
        invoice: invoiceOf({ status: 'confirmed' }),
        payments: [paymentOf({}, { status: 'confirmed' })],
        sights: silentFast,
      }),
      [],
      'confirmed, none',
      'paid: released, handOver',
    ],
    [
      'the rest of an underpaid sale cannot be seen: the network on the screen is silent',
      factsOf({
        payments: [paymentOf({ amountMinor: half })],
        sights: [sightOf(), sightOf({ chain: 'slow' }, { state: 'silent' })],
        focusChain: 'slow',
      }),
      ['paymentDetected'],
      'detected, underpaid',
      'cannotTell: sourceSilent, checkNetwork',
    ],
  ]
  it.each(rows)('%s', (...row) => verifyScenario(row))
})
