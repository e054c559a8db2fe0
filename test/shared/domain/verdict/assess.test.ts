import { describe, expect, it } from 'vitest'
import { assess } from '../../../../shared/domain/verdict/assess.ts'
import { factsOf, invoiceOf, paymentOf, sightOf, usdcFast, usdpSlow } from './scene.ts'
import {
  catchingUpFast,
  finalFast,
  silentFast,
  unreadSlow,
  verifyScenario,
  type Scenario,
} from './scenario.ts'

const due = usdcFast.amountMinor

describe('assess: what a merchant sees before any money', () => {
  const rows: readonly Scenario[] = [
    ['nobody has paid yet', factsOf(), [], 'open, none', 'notPaid: waiting, showCode'],
    [
      'the network on the screen is silent',
      factsOf({ sights: silentFast, focusChain: 'fast' }),
      [],
      'open, none',
      'cannotTell: sourceSilent, checkNetwork',
    ],
    [
      'no network was ever heard',
      factsOf({ sights: [] }),
      [],
      'open, none',
      'cannotTell: sourceSilent, checkNetwork',
    ],
    [
      'another network than the one on the screen is silent',
      factsOf({ sights: silentFast, focusChain: 'slow' }),
      [],
      'open, none',
      'notPaid: waiting, showCode',
    ],
    [
      'the till was down and reads the missed blocks',
      factsOf({ sights: catchingUpFast }),
      [],
      'open, none',
      'cannotTell: catchingUp, keepGoods',
    ],
    [
      'the time is up and every network was read past it',
      factsOf({ at: 901 }),
      ['deadlineReached'],
      'expired, none',
      'notPaid: expired, newSale',
    ],
    [
      'the time is up and one network is not read that far',
      factsOf({ at: 901, sights: unreadSlow }),
      [],
      'open, none',
      'cannotTell: deadlineUnread, checkNetwork',
    ],
    [
      'the time is up by the chains and not yet by the till',
      factsOf({ at: 899, sights: [sightOf({ seconds: 950 }), sightOf({ chain: 'slow', seconds: 950 })] }),
      [],
      'open, none',
      'notPaid: waiting, showCode',
    ],
    [
      'the very instant of the deadline, with the chains a second ahead',
      factsOf({ at: 900, sights: [sightOf({ seconds: 901 }), sightOf({ chain: 'slow', seconds: 901 })] }),
      ['deadlineReached'],
      'expired, none',
      'notPaid: expired, newSale',
    ],
    [
      'the sale was cancelled',
      factsOf({ invoice: invoiceOf({ status: 'void' }) }),
      [],
      'void, none',
      'notPaid: void, newSale',
    ],
  ]
  it.each(rows)('%s', (...row) => verifyScenario(row))
})

describe('assess: which payments move', () => {
  it('releases what is deep enough and settles what is final, payment by payment', () => {
    const deep = paymentOf({ id: 1, block: 8 })
    const fresh = paymentOf({ id: 2, offer: usdpSlow, block: 10 })
    const sights = [sightOf({}, { finalizedNumber: 8 }), sightOf({ chain: 'slow' })]
    const { release, settle } = assess(factsOf({ payments: [deep, fresh], sights }))
    expect(release).toEqual([deep.key])
    expect(settle).toEqual([deep.key])
  })

  it('releases a payment once: a confirmed one stays released until its block is lost', () => {
    const confirmed = paymentOf({ offer: usdpSlow }, { status: 'confirmed' })
    const facts = factsOf({ invoice: invoiceOf({ status: 'confirmed' }), payments: [confirmed] })
    expect(assess(facts)).toMatchObject({ release: [], events: [], status: 'confirmed' })
  })

  it('settles the money of a cancelled sale too: it has an owner, whoever that is', () => {
    const invoice = invoiceOf({ status: 'void', exception: 'paidLate' })
    const facts = factsOf({ invoice, payments: [paymentOf({}, { status: 'confirmed' })], sights: finalFast })
    expect(assess(facts)).toMatchObject({ settle: [paymentOf().key], events: [] })
  })

  it('uses only released money, and of a payment that is too large only what is due', () => {
    const slow = paymentOf({ id: 1, offer: usdpSlow, seconds: 5 })
    const fast = paymentOf({ id: 2, amountMinor: due + 1n })
    const { status, used } = assess(factsOf({ payments: [slow, fast] }))
    expect(status).toBe('confirmed')
    expect(used).toEqual([
      { paymentKey: fast.key, chain: 'fast', currency: 'USDC.fast', amountMinor: due, dueMinor: due },
    ])
  })

  it('does not call a sale final while the payment it was booked on is not, whatever else is', () => {
    const booked = paymentOf({ id: 1, offer: usdpSlow }, { status: 'confirmed' })
    const final = paymentOf({ id: 2 }, { status: 'settled' })
    const invoice = invoiceOf({ status: 'confirmed', exception: 'duplicate' })
    const facts = { invoice, payments: [booked, final], recognised: [booked.key] }
    expect(assess(factsOf(facts)).status).toBe('confirmed')
    const twentyDeep = [sightOf(), sightOf({ chain: 'slow', block: 29 })]
    expect(assess(factsOf({ ...facts, sights: twentyDeep })).status).toBe('settled')
  })

  it('waits for a person where a chain was switched off: its depth is unreachable', () => {
    const invoice = invoiceOf({ offers: [{ ...usdcFast, chain: 'gone', currency: 'USDC.gone' }] })
    const payment = paymentOf({}, { chain: 'gone', currency: 'USDC.gone' })
    const sights = [sightOf({ chain: 'gone', block: 1_000_000, seconds: 5_000 })]
    const facts = factsOf({ invoice, payments: [payment], sights, rules: [], at: 5_000 })
    expect(assess(facts)).toMatchObject({ status: 'detected', release: [], settle: [] })
  })
})
