import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findCheckout } from '../../../electron/checkout/checkout-view.ts'
import { recordChainStep } from '../../../electron/checkout/record-chain-step.ts'
import { recordWitness } from '../../../electron/checkout/record-witness.ts'
import { chainTimings, type Till } from '../../../electron/checkout/till.ts'
import type { CheckoutView } from '../../../shared/contract/sale-views.ts'
import type { Settings } from '../../../shared/domain/settings/settings.ts'
import { paymentsToWitness } from '../../../shared/domain/verdict/payments-to-witness.ts'
import {
  block,
  openTestTill,
  testChain,
  testSettings,
  transferTo,
  type TestTill,
} from '../../fixtures/test-till.ts'

let folder: string
let shop: TestTill

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stablepoint-risk-'))
  shop = openTestTill(folder)
  shop.step([block(100)])
})
afterEach(() => {
  const proof = shop.ledger.verify()
  close()
  rmSync(folder, { recursive: true, force: true })
  expect(proof).toMatchObject({ ok: true })
})

function close(): void {
  shop.watchlist.stop()
  shop.ledger.close()
}

/** Comes up again on the same folder, as after a power cut. */
function restart(upTo: number): void {
  close()
  shop = openTestTill(folder, { startMs: block(upTo).timestamp * 1000 })
}

function tillWith(change: Partial<Settings>): Till {
  return { ...shop.till, settings: () => ({ ...testSettings, ...change }) }
}

/** The settings' chains with the endpoints of these hosts. */
function chainsOn(...hosts: readonly string[]): Settings['chains'] {
  const endpoints = hosts.map((host) => `https://${host}/key`)
  return { ...testSettings.chains, chains: [{ ...testChain, endpoints }] }
}

function stepOn(
  change: Partial<Settings>,
  numbers: readonly number[],
  transfers: Parameters<TestTill['step']>[1] = [],
): void {
  for (const number of numbers) {
    const cursor = block(number)
    recordChainStep(tillWith(change), shop.watchlist, {
      chain: testChain.key,
      blocks: [cursor],
      cursor,
      transfers: transfers.filter((transfer) => transfer.block.number === number),
      source: 'node.test',
      at: cursor.timestamp * 1000,
    })
  }
}

function view(saleId: string, change: Partial<Settings>, upTo: number): CheckoutView {
  const { number, hash, timestamp } = block(upTo)
  const sight = {
    chain: testChain.key,
    state: 'live' as const,
    source: 'node.test',
    at: timestamp * 1000,
    readUpTo: { number, hash, timestamp },
  }
  const found = findCheckout({ ...tillWith(change), sights: new Map([[testChain.key, sight]]) }, saleId)
  if (!found.ok) throw new Error(found.code)
  return found.view
}

function statusOf(saleId: string): string | undefined {
  return shop.ledger.findSale(saleId)?.invoice.status
}

const room = { exposureCaps: [{ chain: testChain.key, maxMinor: 800n }] }

describe('open exposure', () => {
  it('lets one of two sales in one block go where the cap has room for one, the older first', () => {
    const [older, newer] = [shop.open('a', 500n), shop.open('b', 500n)]
    const paid = [
      transferTo(shop.till, newer, block(101), 5_000_000n, { tx: 1 }),
      transferTo(shop.till, older, block(101), 5_000_000n, { tx: 2 }),
    ]
    stepOn(room, [101, 102], paid)
    expect([statusOf(older), statusOf(newer)]).toEqual(['confirmed', 'detected'])
    expect(shop.till.exposures.without('')).toEqual(new Map([[testChain.key, 500n]]))
    const waiting = view(newer, room, 102)
    expect(waiting.verdict).toMatchObject({
      reason: 'waitingForRelease',
      waitingFor: {
        cause: 'exposure',
        chain: testChain.key,
        seconds: 20,
        exposure: { openMinor: 500n, capMinor: 800n },
      },
    })
    // The network is as slow as its finality now: twelve blocks of two seconds.
    expect(waiting.offers.map((offer) => offer.releaseSeconds)).toEqual([24, 24])
  })

  it('has room again once the older sale is final, for one that came later', () => {
    const [older, newer] = [shop.open('a', 500n), shop.open('b', 500n)]
    const paid = [
      transferTo(shop.till, older, block(101), 5_000_000n, { tx: 1 }),
      transferTo(shop.till, newer, block(105), 5_000_000n, { tx: 2 }),
    ]
    stepOn(room, [101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111], paid)
    expect([statusOf(older), statusOf(newer)]).toEqual(['confirmed', 'detected'])
    stepOn(room, [112])
    expect([statusOf(older), statusOf(newer)]).toEqual(['settled', 'confirmed'])
  })

  it('is the same after a restart in the middle', () => {
    const [older, newer] = [shop.open('a', 500n), shop.open('b', 500n)]
    const paid = [
      transferTo(shop.till, older, block(101), 5_000_000n, { tx: 1 }),
      transferTo(shop.till, newer, block(102), 5_000_000n, { tx: 2 }),
    ]
    stepOn(room, [101, 102], paid)
    restart(102)
    expect(shop.till.exposures.without(newer)).toEqual(new Map([[testChain.key, 500n]]))
    expect(shop.till.exposures.without(older)).toEqual(new Map([[testChain.key, 0n]]))
    stepOn(room, [103, 104])
    expect([statusOf(older), statusOf(newer)]).toEqual(['confirmed', 'detected'])
  })

  it('is given back when the network takes a released payment back', () => {
    const [older, newer] = [shop.open('a', 500n), shop.open('b', 500n)]
    const first = [transferTo(shop.till, older, block(101), 5_000_000n, { tx: 1 })]
    stepOn(room, [101, 102], first)
    const cursor = block(102, 1)
    const paid = transferTo(shop.till, newer, cursor, 5_000_000n, { tx: 2 })
    recordChainStep(tillWith(room), shop.watchlist, {
      chain: testChain.key,
      rewoundTo: block(100),
      blocks: [block(101, 1), cursor],
      cursor,
      transfers: [paid],
      source: 'node.test',
      at: cursor.timestamp * 1000,
    })
    expect(shop.till.exposures.without('')).toEqual(new Map([[testChain.key, 0n]]))
    expect([statusOf(older), statusOf(newer)]).toEqual(['open', 'detected'])
  })

  it('counts a released sale for nothing when the transaction that released it fails', () => {
    const saleId = shop.open('a', 500n)
    const paid = transferTo(shop.till, saleId, block(101), 5_000_000n)
    stepOn(room, [101], [paid])
    const draft = shop.till.exposures.draft()
    draft.assessed(saleId, new Map([[testChain.key, 500n]]))
    expect(draft.without('')).toEqual(new Map([[testChain.key, 500n]]))
    expect(shop.till.exposures.without('')).toEqual(new Map())
  })
})

describe('a second source', () => {
  const two = {
    releaseRules: [
      { chain: testChain.key, require: { kind: 'depth', blocks: 1 }, minSeconds: 0, sources: 2 },
    ],
    chains: chainsOn('node.test', 'other.example', 'third.example'),
  } as const

  function paidSale(): { saleId: string; key: string } {
    const saleId = shop.open('a', 500n)
    stepOn(two, [101], [transferTo(shop.till, saleId, block(101), 5_000_000n)])
    const key = shop.ledger.findSale(saleId)?.payments[0]?.key ?? ''
    return { saleId, key }
  }

  function say(saleId: string, key: string, says: 'same' | 'missing', source = 'other.example'): void {
    const { number, hash, timestamp } = block(101)
    const sights = new Map([
      [
        testChain.key,
        {
          chain: testChain.key,
          state: 'live' as const,
          source: 'node.test',
          at: 0,
          readUpTo: { number, hash, timestamp },
        },
      ],
    ])
    recordWitness({ ...tillWith(two), sights }, { saleId, key, blockHash: block(101).hash, source, says })
  }

  /** Payments of a sale about which another source is asked. */
  function questions(change: Partial<Settings>, saleId: string): readonly string[] {
    const facts = shop.ledger.findSale(saleId)
    const { releaseRules, chains } = { ...testSettings, ...change }
    const timings = chainTimings({ ...testSettings, chains })
    return facts
      ? paymentsToWitness({ ...facts, rules: releaseRules, chains: timings }).map((payment) => payment.key)
      : []
  }

  it('is waited for, even when the payment is final, and lets the goods go by the rule it belongs to', () => {
    const { saleId, key } = paidSale()
    expect(view(saleId, two, 101).verdict.waitingFor).toMatchObject({ cause: 'secondSource' })
    stepOn(two, [102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113])
    expect(shop.ledger.findSale(saleId)?.payments[0]?.status).toBe('detected')
    say(saleId, key, 'same')
    const [confirmed] = shop.ledger
      .entriesOf('sale', saleId, 100)
      .filter((entry) => entry.type === 'invoice.confirmed')
    const settingsSeq = shop.ledger.settingsSeq('releaseRules')
    expect(confirmed?.body.releasedBy).toEqual([{ ...two.releaseRules[0], settingsSeq }])
    expect(view(saleId, testSettings, 101).verdict).toMatchObject({
      answer: 'paid',
      releasedBy: [{ sources: 2, settingsSeq }],
    })
  })

  it('that contradicts makes it unknown, until it says the same', () => {
    const { saleId, key } = paidSale()
    say(saleId, key, 'missing')
    expect(shop.ledger.findSale(saleId)?.invoice.exception).toBe('sourcesDisagree')
    expect(view(saleId, two, 101).verdict).toMatchObject({
      answer: 'cannotTell',
      reason: 'sourcesDisagree',
      advice: 'keepGoods',
    })
    say(saleId, key, 'same')
    expect(shop.ledger.findSale(saleId)?.invoice).toMatchObject({ status: 'confirmed', exception: 'none' })
  })

  it('that was taken out of the settings does not hold the payment for ever', () => {
    const { saleId, key } = paidSale()
    say(saleId, key, 'missing')
    expect(shop.ledger.findSale(saleId)?.invoice.exception).toBe('sourcesDisagree')
    const [kase] = shop.ledger.casesOf(saleId)
    const without = { ...two, chains: chainsOn('node.test', 'third.example') }
    stepOn(without, [102])
    expect(shop.ledger.findSale(saleId)?.invoice).toMatchObject({ status: 'detected', exception: 'none' })
    expect(view(saleId, without, 102).verdict.waitingFor).toMatchObject({ cause: 'secondSource' })
    expect(questions(without, saleId)).toEqual([key])
    expect(kase && shop.ledger.findCase(kase.id)?.resolution?.how).toBe(kase && 'curedItself')
    const one = { ...without, releaseRules: [{ ...two.releaseRules[0], sources: 1 as const }] }
    stepOn(one, [103])
    expect(shop.ledger.findSale(saleId)?.invoice.status).toBe('confirmed')
    expect(questions(one, saleId)).toEqual([key])
  })

  it('that nobody has configured is never waited for: a manager decides, or an owner adds one', () => {
    const { saleId } = paidSale()
    const alone = { ...two, chains: chainsOn('node.test', 'second.node.test') }
    expect(view(saleId, alone, 101).verdict).toMatchObject({
      reason: 'waitingForRelease',
      advice: 'callManager',
      waitingFor: { cause: 'noSecondSource' },
    })
    expect(view(saleId, alone, 101).verdict.secondsToRelease).toBeUndefined()
    expect(view(saleId, two, 101).verdict).toMatchObject({
      advice: 'waitSeconds',
      waitingFor: { cause: 'secondSource' },
    })
  })

  it('that contradicts after the goods have left calls a manager', () => {
    const { saleId, key } = paidSale()
    say(saleId, key, 'same')
    say(saleId, key, 'missing', 'third.example')
    expect(view(saleId, two, 101)).toMatchObject({
      status: 'confirmed',
      exception: 'sourcesDisagree',
      verdict: { answer: 'cannotTell', advice: 'callManager' },
    })
  })
})

describe('tolerances', () => {
  function balanceOf(account: string): bigint {
    return shop.ledger
      .balances()
      .filter((row) => row.account === account && row.currency === 'USDC.fast')
      .reduce((sum, row) => sum + row.amountMinor, 0n)
  }

  it('recognise the whole sale against what came when it is short by small change', () => {
    const change = { tolerances: { underMinor: 1n, overMinor: 0n } }
    const saleId = shop.open('a', 500n)
    stepOn(change, [101, 102], [transferTo(shop.till, saleId, block(101), 4_990_000n)])
    expect(shop.ledger.findSale(saleId)?.invoice).toMatchObject({ status: 'confirmed', exception: 'none' })
    const sales = shop.ledger.balances().find((row) => row.account === 'sales')
    expect(sales?.amountMinor).toBe(-500n)
    expect(balanceOf('customers:unmatched')).toBe(0n)
  })

  it('keep small change that was paid over as rounding, once the sale is final', () => {
    const change = { tolerances: { underMinor: 0n, overMinor: 2n } }
    const saleId = shop.open('a', 500n)
    stepOn(change, [101, 102], [transferTo(shop.till, saleId, block(101), 5_020_000n)])
    expect(shop.ledger.findSale(saleId)?.invoice).toMatchObject({ status: 'confirmed', exception: 'none' })
    expect(balanceOf('rounding')).toBe(0n)
    stepOn(change, [103, 104, 105, 106, 107, 108, 109, 110, 111, 112])
    expect(statusOf(saleId)).toBe('settled')
    expect([balanceOf('rounding'), balanceOf('customers:unmatched')]).toEqual([-20_000n, 0n])
  })

  it('leave a cent more than that to its owner', () => {
    const change = { tolerances: { underMinor: 0n, overMinor: 2n } }
    const saleId = shop.open('a', 500n)
    const numbers = [101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112]
    stepOn(change, numbers, [transferTo(shop.till, saleId, block(101), 5_030_000n)])
    expect(shop.ledger.findSale(saleId)?.invoice).toMatchObject({ status: 'settled', exception: 'overpaid' })
    expect([balanceOf('rounding'), balanceOf('customers:unmatched')]).toEqual([0n, -30_000n])
  })
})

describe('dust', () => {
  it('alone changes nothing of a sale, and counts with the rest of the money', () => {
    const saleId = shop.open('a', 500n)
    const sent = [
      transferTo(shop.till, saleId, block(101), 9_999n, { tx: 1 }),
      transferTo(shop.till, saleId, block(102), 4_990_001n, { tx: 2 }),
    ]
    stepOn({}, [101], sent)
    expect(shop.ledger.findSale(saleId)?.invoice).toMatchObject({ status: 'open', exception: 'none' })
    expect(shop.ledger.findSale(saleId)?.payments).toHaveLength(1)
    stepOn({}, [102, 103], sent)
    expect(shop.ledger.findSale(saleId)?.invoice).toMatchObject({ status: 'confirmed', exception: 'none' })
  })

  it('on top of a paid sale is no double payment', () => {
    const saleId = shop.open('a', 500n)
    const sent = [
      transferTo(shop.till, saleId, block(101), 5_000_000n, { tx: 1 }),
      transferTo(shop.till, saleId, block(102), 1n, { tx: 2 }),
    ]
    stepOn({}, [101, 102, 103], sent)
    expect(shop.ledger.findSale(saleId)?.invoice).toMatchObject({ status: 'confirmed', exception: 'none' })
  })
})
