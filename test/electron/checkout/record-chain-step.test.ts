import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cancelSale, extendInvoice } from '../../../electron/checkout/change-sale.ts'
import { findCheckout } from '../../../electron/checkout/checkout-view.ts'
import { openSale } from '../../../electron/checkout/open-sale.ts'
import { assessDue, recordChainStep } from '../../../electron/checkout/record-chain-step.ts'
import type { CheckoutView } from '../../../shared/contract/sale-views.ts'
import {
  basketOf,
  block,
  openTestTill,
  testChain,
  testTokens,
  transferTo,
  type TestTill,
} from '../../fixtures/test-till.ts'

let folder: string
let shop: TestTill

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stablepoint-checkout-'))
  shop = openTestTill(folder)
  shop.step([block(100)])
})
afterEach(() => {
  const proof = shop.ledger.verify()
  shop.ledger.close()
  rmSync(folder, { recursive: true, force: true })
  expect(proof).toMatchObject({ ok: true })
})

function view(saleId: string): CheckoutView {
  const found = findCheckout(shop.till, saleId)
  if (!found.ok) throw new Error(found.code)
  return found.view
}

function balance(account: string, currency: string): bigint {
  return (
    shop.ledger.balances().find((posting) => posting.account === account && posting.currency === currency)
      ?.amountMinor ?? 0n
  )
}

function typesOf(saleId: string): string[] {
  return shop.ledger.entriesOf('sale', saleId, 100).map((entry) => entry.type)
}

describe('recordChainStep', () => {
  it('takes a sale from waiting over detected and paid to settled, and posts it to the wallet', () => {
    const saleId = shop.open('a', 1_250n)
    expect(view(saleId).headline).toBe('Waiting')
    shop.step([block(101)], [transferTo(shop.till, saleId, block(101), 12_500_000n)])
    expect(view(saleId)).toMatchObject({
      headline: 'Detected',
      verdict: { reason: 'waitingForRelease', secondsToRelease: 2 },
    })
    expect(balance('clearing:fast', 'USDC.fast')).toBe(12_500_000n)
    expect(balance('customers:unmatched', 'USDC.fast')).toBe(-12_500_000n)
    shop.step([block(102)])
    expect(view(saleId)).toMatchObject({ headline: 'Paid', status: 'confirmed' })
    expect(balance('sales', 'USD')).toBe(-1_250n)
    expect(balance('customers:unmatched', 'USDC.fast')).toBe(0n)
    for (let number = 103; number <= 112; number += 1) shop.step([block(number)])
    expect(view(saleId)).toMatchObject({ headline: 'Paid', status: 'settled' })
    expect(balance('wallet:fast', 'USDC.fast')).toBe(12_500_000n)
    expect(balance('clearing:fast', 'USDC.fast')).toBe(0n)
    expect(typesOf(saleId)).toEqual([
      'sale.opened',
      'invoice.opened',
      'payment.detected',
      'invoice.detected',
      'payment.confirmed',
      'invoice.confirmed',
      'invoice.settled',
      'payment.settled',
    ])
  })

  it('takes Paid back when the network drops the block, and gives it again when the payment returns elsewhere', () => {
    const saleId = shop.open('a', 1_000n)
    shop.step([block(101), block(102)], [transferTo(shop.till, saleId, block(101), 10_000_000n)])
    expect(view(saleId).headline).toBe('Paid')
    shop.step([block(101, 1)], [], block(100))
    expect(view(saleId)).toMatchObject({
      headline: 'Cannot tell',
      exception: 'reverted',
      verdict: { answer: 'cannotTell', advice: 'keepGoods' },
    })
    expect(balance('sales', 'USD')).toBe(0n)
    expect(balance('clearing:fast', 'USDC.fast')).toBe(0n)
    shop.step([block(102, 1)], [transferTo(shop.till, saleId, block(102, 1), 10_000_000n, { logIndex: 4 })])
    shop.step([block(103, 1)])
    expect(view(saleId)).toMatchObject({ headline: 'Paid', exception: 'none' })
    expect(balance('sales', 'USD')).toBe(-1_000n)
    expect(typesOf(saleId)).toContain('payment.orphaned')
    expect(typesOf(saleId)).toContain('invoice.reverted')
  })

  it('counts a returning payment again when it comes back in the very same block', () => {
    const saleId = shop.open('a', 1_000n)
    const paid = transferTo(shop.till, saleId, block(101), 10_000_000n)
    shop.step([block(101), block(102)], [paid])
    shop.step([block(101, 1)], [], block(100))
    shop.step([block(101), block(102)], [paid], block(100))
    expect(view(saleId).headline).toBe('Paid')
  })

  it('books a sale anew on the payment that comes first on the chain as it is now', () => {
    const saleId = shop.open('a', 1_000n)
    const first = (at: ReturnType<typeof block>, logIndex: number) =>
      transferTo(shop.till, saleId, at, 10_000_000n, { tx: 1, logIndex })
    const second = (at: ReturnType<typeof block>) =>
      transferTo(shop.till, saleId, at, 10n * 10n ** 18n, { tx: 2, token: testTokens.usdp })
    shop.step([block(101), block(102), block(103)], [first(block(101), 0), second(block(102))])
    expect(balance('customers:unmatched', 'USDC.fast')).toBe(0n)
    shop.step(
      [block(101, 1), block(102, 1), block(103, 1), block(104, 1)],
      [second(block(101, 1)), first(block(102, 1), 0)],
      block(100),
    )
    expect(view(saleId)).toMatchObject({ headline: 'Paid', exception: 'duplicate' })
    expect(balance('customers:unmatched', 'USDP.fast')).toBe(0n)
    expect(balance('customers:unmatched', 'USDC.fast')).toBe(-10_000_000n)
    expect(balance('sales', 'USD')).toBe(-1_000n)
    expect(typesOf(saleId).slice(-2)).toEqual(['invoice.reverted', 'invoice.confirmed'])
  })

  it('records one payment when the same log is read twice', () => {
    const saleId = shop.open('a', 1_000n)
    const paid = transferTo(shop.till, saleId, block(101), 10_000_000n)
    shop.step([block(101)], [paid, paid])
    shop.step([], [paid], block(101))
    expect(view(saleId).payments).toHaveLength(1)
    expect(balance('clearing:fast', 'USDC.fast')).toBe(10_000_000n)
  })

  it('matches one hundred equal sales that are paid in any order, each to its own', () => {
    const sales = Array.from({ length: 100 }, (_, index) => shop.open(`s${index}`, 500n))
    const order = sales
      .map((saleId, index) => ({ saleId, index }))
      .toSorted((left, right) => ((left.index * 37) % 100) - ((right.index * 37) % 100))
    shop.step(
      [block(101), block(102)],
      order.map(({ saleId, index }) =>
        transferTo(shop.till, saleId, block(101), 5_000_000n, { tx: index + 1 }),
      ),
    )
    for (const [index, saleId] of sales.entries()) {
      expect(view(saleId)).toMatchObject({
        headline: 'Paid',
        payments: [{ txHash: `0x${(index + 1).toString(16).padStart(64, '0')}` }],
      })
    }
  })

  it('shows what is missing of an underpaid sale and takes the rest in another token', () => {
    const saleId = shop.open('a', 1_000n)
    shop.step([block(101)], [transferTo(shop.till, saleId, block(101), 7_000_000n)])
    expect(view(saleId)).toMatchObject({
      headline: 'Detected',
      exception: 'underpaid',
      verdict: { advice: 'askForRest' },
    })
    expect(view(saleId).uri).toContain('uint256=3000000')
    shop.step(
      [block(102), block(103)],
      [transferTo(shop.till, saleId, block(102), 3n * 10n ** 18n, { tx: 2, token: testTokens.usdp })],
    )
    expect(view(saleId)).toMatchObject({ headline: 'Paid', exception: 'none' })
    expect(balance('sales', 'USD')).toBe(-1_000n)
  })

  it('keeps what was paid over with nobody until somebody decides', () => {
    const saleId = shop.open('a', 1_000n)
    shop.step([block(101), block(102)], [transferTo(shop.till, saleId, block(101), 12_000_000n)])
    expect(view(saleId)).toMatchObject({ headline: 'Paid', exception: 'overpaid' })
    expect(balance('customers:unmatched', 'USDC.fast')).toBe(-2_000_000n)
  })

  it('ignores a transfer of nothing', () => {
    const saleId = shop.open('a', 1_000n)
    shop.step([block(101)], [transferTo(shop.till, saleId, block(101), 0n)])
    expect(view(saleId).payments).toEqual([])
  })
})

describe('openSale', () => {
  it('refuses its key with another note or another basket, and gives the same sale for the same request', () => {
    const staff = { id: 'cashier', name: 'Cashier' }
    const open = (note: string, minor: bigint) =>
      openSale(shop.till, { key: 'k', basket: basketOf(minor), note, staff })
    const first = open('for Ann', 500n)
    expect(open('for Ann', 500n)).toEqual({ ...first, repeated: true })
    expect(open('for Bob', 500n)).toMatchObject({ ok: false, code: 'ledger.keyConflict' })
    expect(open('for Ann', 501n)).toMatchObject({ ok: false, code: 'ledger.keyConflict' })
  })
})

describe('deadlines', () => {
  it('lets a sale expire only once the chain was read past the deadline', () => {
    const saleId = shop.open('a', 1_000n)
    shop.clock.ms += 901_000
    assessDue(shop.till, shop.watchlist)
    expect(view(saleId)).toMatchObject({ status: 'open', headline: 'Cannot tell' })
    shop.step([block(101, 0, Math.ceil(shop.clock.ms / 1000))])
    expect(view(saleId)).toMatchObject({ status: 'expired', headline: 'Not paid' })
  })

  it('takes late money as money', () => {
    const saleId = shop.open('a', 1_000n)
    const late = Math.ceil(shop.clock.ms / 1000) + 1_000
    shop.step([block(101, 0, late)])
    expect(view(saleId).status).toBe('expired')
    shop.step(
      [block(102, 0, late + 2), block(103, 0, late + 4)],
      [transferTo(shop.till, saleId, block(102, 0, late + 2), 10_000_000n)],
    )
    expect(view(saleId)).toMatchObject({ headline: 'Paid', exception: 'paidLate' })
  })

  it('extends once per key, and never past a day', () => {
    const saleId = shop.open('a', 1_000n)
    const before = view(saleId).expiresAt
    for (const key of ['k1', 'k1'])
      expect(extendInvoice(shop.till, { saleId, key, actor: 'cashier' })).toEqual({ ok: true })
    expect(view(saleId).expiresAt).toBe(before + 300_000)
    const results = Array.from({ length: 300 }, (_, index) =>
      extendInvoice(shop.till, { saleId, key: `more${index}`, actor: 'cashier' }),
    )
    expect(results.at(-1)).toMatchObject({ ok: false, code: 'invoice.deadlineTooFar' })
  })
})

describe('cancelSale', () => {
  it('cancels once, and still records money that arrives', () => {
    const saleId = shop.open('a', 1_000n)
    for (let time = 0; time < 2; time += 1)
      expect(cancelSale(shop.till, { saleId, reason: 'Customer left', actor: 'cashier' })).toEqual({
        ok: true,
      })
    expect(typesOf(saleId).filter((type) => type === 'invoice.voided')).toHaveLength(1)
    shop.step([block(101), block(102)], [transferTo(shop.till, saleId, block(101), 10_000_000n)])
    expect(view(saleId)).toMatchObject({
      status: 'void',
      headline: 'Not paid',
      exception: 'paidLate',
      verdict: { reason: 'voidButPaid', advice: 'callManager' },
    })
    expect(balance('customers:unmatched', 'USDC.fast')).toBe(-10_000_000n)
  })

  it('refuses to cancel a sale that is paid', () => {
    const saleId = shop.open('a', 1_000n)
    shop.step([block(101), block(102)], [transferTo(shop.till, saleId, block(101), 10_000_000n)])
    expect(cancelSale(shop.till, { saleId, reason: 'x', actor: 'cashier' })).toMatchObject({
      ok: false,
      code: 'invoice.transitionRefused',
    })
  })
})

describe('a silent chain', () => {
  it('is told apart from an unpaid sale', () => {
    const saleId = shop.open('a', 1_000n)
    const sights = new Map([
      [
        testChain.key,
        {
          chain: testChain.key,
          state: 'silent' as const,
          source: 'node.test',
          at: shop.clock.ms,
          problem: 'No answer',
        },
      ],
    ])
    const found = findCheckout({ ...shop.till, sights }, saleId)
    expect(found).toMatchObject({
      ok: true,
      view: { headline: 'Cannot tell', verdict: { reason: 'sourceSilent' } },
    })
  })

  it('writes nothing when a step cannot be kept', () => {
    const saleId = shop.open('a', 1_000n)
    const before = shop.ledger.head()
    const broken = {
      ...shop.till,
      ledger: {
        ...shop.ledger,
        transact: () => {
          throw new Error('disk gone')
        },
      },
    }
    const step = {
      chain: testChain.key,
      blocks: [block(101)],
      cursor: block(101),
      transfers: [transferTo(shop.till, saleId, block(101), 10_000_000n)],
      source: 'node.test',
      at: shop.clock.ms,
    }
    expect(() => recordChainStep(broken, shop.watchlist, step)).toThrow('disk gone')
    expect(shop.ledger.head()).toEqual(before)
    expect(shop.ledger.chainCursor(testChain.key)?.number).toBe(100)
  })
})
