import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assignCase, noteCase, resolveCase } from '../../../electron/cases/decide-case.ts'
import { caseView } from '../../../electron/cases/case-view.ts'
import { cancelSale } from '../../../electron/checkout/change-sale.ts'
import { arrivalsPerSaleMax } from '../../../electron/checkout/record-arrival.ts'
import { assessDue } from '../../../electron/checkout/record-chain-step.ts'
import type { SeenTransfer } from '../../../electron/chains/port.ts'
import type { Case } from '../../../shared/domain/cases/case.ts'
import {
  block,
  openTestTill,
  testSettings,
  testTokens,
  transferTo,
  type TestTill,
} from '../../fixtures/test-till.ts'

let folder: string
let shop: TestTill
const stranger = `0x${'e'.repeat(40)}` as const
const manager = { id: 'm1', role: 'manager' } as const
const cashier = { id: 'c1', role: 'cashier' } as const

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stablepoint-cases-'))
  shop = openTestTill(folder)
  shop.ledger.transact((transaction) => {
    for (const [id, name, role] of [
      ['m1', 'Maria', 'manager'],
      ['c1', 'Chris', 'cashier'],
    ] as const)
      transaction.append({
        type: 'staff.added',
        subject: { kind: 'staff', id },
        body: { id, name, role, active: true },
        actor: 'setup',
      })
  })
  shop.step([block(100)])
})
afterEach(() => {
  const proof = shop.ledger.verify()
  shop.watchlist.stop()
  shop.ledger.close()
  rmSync(folder, { recursive: true, force: true })
  expect(proof).toMatchObject({ ok: true })
})

const pay = (saleId: string, at: number, minor: bigint, options: Parameters<typeof transferTo>[4] = {}) =>
  transferTo(shop.till, saleId, block(at), minor, options)
const casesOf = (saleId: string): readonly Case[] => shop.ledger.casesOf(saleId)
const kindsOf = (saleId: string): readonly string[] => casesOf(saleId).map(({ kind }) => kind)
/** A transfer of a contract that is not on the list. */
const foreign = (saleId: string, at: number, options: Partial<SeenTransfer> = {}): SeenTransfer => ({
  ...pay(saleId, at, 5_000_000n, { tx: 77 }),
  token: stranger,
  ...options,
})
function only(saleId: string): Case {
  const [found, ...more] = casesOf(saleId)
  if (!found || more.length > 0) throw new Error(`Expected one case, found ${more.length + (found ? 1 : 0)}`)
  return found
}
function expire(saleId: string, at: number): void {
  const expiresAt = shop.ledger.findSale(saleId)?.invoice.expiresAt ?? 0
  shop.step([block(at, 0, Math.ceil(expiresAt / 1000) + 5)])
  shop.clock.ms = Math.max(shop.clock.ms, expiresAt + 10_000)
  assessDue(shop.till, shop.watchlist)
}

describe('raiseCases', () => {
  it('opens none while a sale is open, nor for one that is paid exactly', () => {
    const short = shop.open('short', 500n)
    const exact = shop.open('exact', 500n)
    shop.step([block(101)], [pay(short, 101, 1_000_000n, { tx: 1 }), pay(exact, 101, 5_000_000n, { tx: 2 })])
    for (let at = 102; at < 116; at += 1) shop.step([block(at)])
    expect(kindsOf(short)).toEqual([])
    expect(kindsOf(exact)).toEqual([])
    expect(shop.ledger.countCases({ status: 'open' })).toBe(0)
  })

  it('owns what was paid in part when the time is up, and asking again opens nothing more', () => {
    const sale = shop.open('short', 500n)
    shop.step([block(101)], [pay(sale, 101, 1_000_000n)])
    for (let at = 102; at < 110; at += 1) shop.step([block(at)])
    expire(sale, 110)
    expect(only(sale)).toMatchObject({ kind: 'underpaid', status: 'open', saleNumber: 1 })
    assessDue(shop.till, shop.watchlist)
    expect(only(sale).things).toHaveLength(1)
  })

  it('owns money on a cancelled sale, as part of it and as the whole', () => {
    const part = shop.open('part', 500n)
    const whole = shop.open('whole', 500n)
    for (const saleId of [part, whole]) cancelSale(shop.till, { saleId, reason: 'left', actor: 'c1' })
    shop.step([block(101)], [pay(part, 101, 1_000_000n, { tx: 1 }), pay(whole, 101, 5_000_000n, { tx: 2 })])
    expect(kindsOf(part)).toEqual(['underpaid'])
    expect(kindsOf(whole)).toEqual(['paidLate'])
  })

  it('leaves a decided case decided when somebody sends crumbs, and opens none for crumbs alone', () => {
    const late = shop.open('late', 500n)
    const crumbs = shop.open('crumbs', 500n)
    for (const saleId of [late, crumbs]) cancelSale(shop.till, { saleId, reason: 'left', actor: 'c1' })
    shop.step([block(101)], [pay(late, 101, 5_000_000n, { tx: 1 }), pay(crumbs, 101, 9_999n, { tx: 2 })])
    const { id } = only(late)
    resolveCase(shop.ledger, { caseId: id, key: 'r', staff: manager, how: 'returnAll', reason: 'left' })
    shop.step([block(102)], [pay(late, 102, 1n, { tx: 3 })])
    expect(only(late)).toMatchObject({ status: 'resolved' })
    expect(shop.ledger.findSale(late)?.payments).toHaveLength(2)
    expect(kindsOf(crumbs)).toEqual([])
    expect(shop.ledger.findSale(crumbs)?.payments).toHaveLength(1)
  })

  it('owns the part that stayed when one of two payments of a paid sale is gone and the time is up', () => {
    const sale = shop.open('half', 500n)
    const [first, second] = [pay(sale, 101, 2_500_000n, { tx: 1 }), pay(sale, 102, 2_500_000n, { tx: 2 })]
    shop.step([block(101), block(102)], [first, second])
    shop.step([block(103)])
    expect(shop.ledger.findSale(sale)?.invoice.status).toBe('confirmed')
    shop.step([block(102, 1), block(103, 1)], [], block(101))
    expect(only(sale)).toMatchObject({ kind: 'reverted', status: 'open' })
    for (let at = 104; at < 114; at += 1) shop.step([block(at, 1)])
    expire(sale, 114)
    expect(kindsOf(sale).toSorted()).toEqual(['reverted', 'underpaid'])
  })

  it('owns what was paid over and what was paid twice once the sale is paid', () => {
    const over = shop.open('over', 500n)
    const twice = shop.open('twice', 500n)
    shop.step(
      [block(101)],
      [
        pay(over, 101, 6_000_000n, { tx: 1 }),
        pay(twice, 101, 5_000_000n, { tx: 2 }),
        pay(twice, 101, 5_000_000n, { tx: 3 }),
      ],
    )
    for (let at = 102; at < 116; at += 1) shop.step([block(at)])
    expect(kindsOf(over)).toEqual(['overpaid'])
    expect(kindsOf(twice)).toEqual(['duplicate'])
  })

  it('names a counterfeit, a token of another name and one that says nothing, and credits none', () => {
    const sale = shop.open('strange', 500n)
    const before = shop.ledger.balances()
    shop.step(
      [block(101)],
      [
        foreign(sale, 101, { says: { symbol: 'USDC', decimals: 6 }, logIndex: 0 }),
        foreign(sale, 101, { says: { symbol: 'DOGE', decimals: 18 }, logIndex: 1 }),
        foreign(sale, 101, { logIndex: 2 }),
      ],
    )
    expect(kindsOf(sale).toSorted()).toEqual(['counterfeit', 'wrongToken'])
    expect(casesOf(sale).find(({ kind }) => kind === 'wrongToken')?.things).toHaveLength(2)
    expect(shop.ledger.balances()).toEqual(before)
    expect(shop.ledger.findSale(sale)?.payments).toEqual([])
    expect(shop.ledger.findSale(sale)?.invoice.status).toBe('open')
  })

  it('records a transfer of nothing, also of a listed token, without a case', () => {
    const sale = shop.open('poison', 500n)
    shop.step([block(101)], [pay(sale, 101, 0n, { tx: 1 }), foreign(sale, 101, { amountMinor: 0n })])
    expect(shop.ledger.arrivalsOf(sale).map(({ kind }) => kind)).toEqual(['zeroValue', 'zeroValue'])
    expect(kindsOf(sale)).toEqual([])
  })

  it('records the same log once, and again in the block it moved to', () => {
    const sale = shop.open('moved', 500n)
    const arrival = foreign(sale, 101)
    shop.step([block(101)], [arrival])
    shop.step([block(101)], [arrival])
    expect(shop.ledger.arrivalsOf(sale)).toHaveLength(1)
    shop.step([block(101, 1)], [], block(100))
    expect(shop.ledger.arrivalsOf(sale)).toMatchObject([{ status: 'orphaned' }])
    shop.step([block(102, 1)], [{ ...arrival, block: block(102, 1) }])
    expect(shop.ledger.arrivalsOf(sale)).toMatchObject([{ status: 'seen', blockNumber: 102 }])
    expect(kindsOf(sale)).toEqual(['wrongToken'])
  })

  it('keeps no more than fifty worthless transfers of one sale, and still takes its money', () => {
    const sale = shop.open('spam', 500n)
    const spam = Array.from({ length: arrivalsPerSaleMax + 20 }, (_, index) =>
      foreign(sale, 101, { logIndex: index }),
    )
    shop.step([block(101)], [...spam, pay(sale, 101, 5_000_000n, { tx: 1 })])
    expect(shop.ledger.arrivalsOf(sale)).toHaveLength(arrivalsPerSaleMax)
    expect(shop.ledger.findSale(sale)?.payments).toHaveLength(1)
    const capped = shop.ledger.entriesOf('sale', sale, 1_000).filter(({ type }) => type === 'arrival.capped')
    expect(capped).toHaveLength(1)
  })

  it('opens a doubt when a paid sale is taken back, and ends it when the payment returns', () => {
    const sale = shop.open('doubt', 500n)
    const payment = pay(sale, 101, 5_000_000n)
    shop.step([block(101)], [payment])
    for (let at = 102; at < 104; at += 1) shop.step([block(at)])
    expect(shop.ledger.findSale(sale)?.invoice.status).toBe('confirmed')
    shop.step([block(101, 1), block(102, 1), block(103, 1)], [], block(100))
    expect(only(sale)).toMatchObject({ kind: 'reverted', status: 'open' })
    shop.step([block(104, 1)], [{ ...payment, block: block(104, 1) }])
    for (let at = 105; at < 108; at += 1) shop.step([block(at, 1)])
    expect(only(sale)).toMatchObject({ status: 'resolved', resolution: { how: 'curedItself' } })
  })
})

describe('decide a case', () => {
  const openCase = (): Case => {
    const sale = shop.open('late', 500n)
    cancelSale(shop.till, { saleId: sale, reason: 'left', actor: 'c1' })
    shop.step([block(101)], [pay(sale, 101, 5_000_000n)])
    return only(sale)
  }

  it('is taken, noted and decided once, and more money opens it again', () => {
    const { id, saleId } = openCase()
    expect(assignCase(shop.ledger, { caseId: id, key: 'a', staff: cashier, to: 'c1' })).toEqual({ ok: true })
    expect(noteCase(shop.ledger, { caseId: id, key: 'n', staff: cashier, text: 'Called her' })).toEqual({
      ok: true,
    })
    const decision = {
      caseId: id,
      key: 'r',
      staff: manager,
      how: 'returnAll',
      reason: 'Never got it',
    } as const
    expect(resolveCase(shop.ledger, decision)).toEqual({ ok: true })
    expect(resolveCase(shop.ledger, decision)).toEqual({ ok: true })
    expect(resolveCase(shop.ledger, { ...decision, key: 'other' })).toMatchObject({ code: 'case.resolved' })
    expect(resolveCase(shop.ledger, { ...decision, reason: 'Changed my mind' })).toMatchObject({
      code: 'ledger.keyConflict',
    })
    const known = only(saleId)
    expect(known).toMatchObject({ status: 'resolved', ownerName: 'Chris', resolution: { how: 'returnAll' } })
    expect(caseView(shop.ledger, testSettings, known).history.map(({ type }) => type)).toEqual([
      'opened',
      'assigned',
      'noted',
      'resolved',
    ])
    shop.step([block(102)], [pay(saleId, 102, 5_000_000n, { tx: 9, token: testTokens.usdc })])
    expect(only(saleId)).toMatchObject({ status: 'open' })
    expect(only(saleId).things).toHaveLength(2)
  })

  it('lets a cashier take a case and give it to nobody else', () => {
    const { id } = openCase()
    const give = { caseId: id, key: 'a', staff: cashier, to: 'm1' }
    expect(assignCase(shop.ledger, give)).toMatchObject({ code: 'session.forbidden' })
    expect(assignCase(shop.ledger, { ...give, staff: manager, to: 'c1' })).toEqual({ ok: true })
    expect(assignCase(shop.ledger, { ...give, key: 'b', staff: manager, to: 'nobody' })).toMatchObject({
      code: 'staff.notFound',
    })
  })

  it('refuses a decision that does not fit, and a key used for another case', () => {
    const { id } = openCase()
    const decision = { caseId: id, key: 'r', staff: manager, how: 'keepAsTip', reason: 'x' } as const
    expect(resolveCase(shop.ledger, decision)).toMatchObject({ code: 'case.choiceRefused' })
    expect(noteCase(shop.ledger, { caseId: 'none', key: 'n', staff: cashier, text: 'x' })).toMatchObject({
      code: 'case.notFound',
    })
    noteCase(shop.ledger, { caseId: id, key: 'same', staff: cashier, text: 'x' })
    expect(noteCase(shop.ledger, { caseId: 'other', key: 'same', staff: cashier, text: 'x' })).toMatchObject({
      code: 'ledger.keyConflict',
    })
    expect(noteCase(shop.ledger, { caseId: id, key: 'same', staff: cashier, text: 'y' })).toMatchObject({
      code: 'ledger.keyConflict',
    })
    expect(noteCase(shop.ledger, { caseId: id, key: 'same', staff: cashier, text: 'x' })).toEqual({
      ok: true,
    })
  })
})
