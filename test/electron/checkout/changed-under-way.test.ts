import { addressesOfKey } from '../../../electron/backends/port.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { xpubAddresses } from '../../../electron/backends/selfcustody/xpub-addresses.ts'
import { cancelSale, extendInvoice } from '../../../electron/checkout/change-sale.ts'
import { findCheckout } from '../../../electron/checkout/checkout-view.ts'
import { openSale } from '../../../electron/checkout/open-sale.ts'
import { assessDue, recordChainStep } from '../../../electron/checkout/record-chain-step.ts'
import type { Till } from '../../../electron/checkout/till.ts'
import { openPractice } from '../../../electron/practice/open-practice.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import type { CheckoutView } from '../../../shared/contract/sale-views.ts'
import type { Settings } from '../../../shared/domain/settings/settings.ts'
import {
  basketOf,
  block,
  openTestTill,
  testChain,
  testSettings,
  testTokens,
  transferTo,
  type TestTill,
} from '../../fixtures/test-till.ts'

let folder: string
let shop: TestTill
const hour = 60 * 60_000

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stablepoint-changed-'))
  shop = openTestTill(folder)
  shop.step([block(100)])
})
afterEach(() => {
  const proof = shop.ledger.verify()
  shop.watchlist.stop()
  shop.ledger.close()
  rmSync(folder, { recursive: true, force: true })
  expect(proof).toMatchObject({ ok: true })
})

function view(saleId: string, till: Till = shop.till): CheckoutView {
  const found = findCheckout(till, saleId)
  if (!found.ok) throw new Error(found.code)
  return found.view
}

/** The same till after somebody saved other settings. */
function tillWith(change: Partial<Settings>): Till {
  return { ...shop.till, settings: () => ({ ...testSettings, ...change }) }
}

/** Applies a block as the loop would, on a till whose settings have changed. */
function stepOn(till: Till, number: number, transfers: Parameters<TestTill['step']>[1] = []): void {
  const cursor = block(number)
  recordChainStep(till, shop.watchlist, {
    chain: testChain.key,
    blocks: [cursor],
    cursor,
    transfers,
    source: 'node.test',
    at: cursor.timestamp * 1000,
  })
}

const usdcOff = {
  chains: { chains: [testChain], tokens: [{ ...testTokens.usdc, enabled: false }, testTokens.usdp] },
}

describe('a sale', () => {
  it('is paid or cancelled, whichever came first, and the money is recorded either way', () => {
    const [first, second] = [shop.open('a', 500n), shop.open('b', 500n)]
    const cancel = (saleId: string) => cancelSale(shop.till, { saleId, reason: 'left', actor: 'cashier' })
    shop.step([block(101)], [transferTo(shop.till, first, block(101), 5_000_000n)])
    shop.step([block(102)])
    expect(cancel(first)).toMatchObject({ code: 'invoice.transitionRefused' })
    expect(cancel(second)).toEqual({ ok: true })
    expect(cancel(second)).toEqual({ ok: true })
    shop.step([block(103)], [transferTo(shop.till, second, block(103), 5_000_000n, { tx: 2 })])
    expect(view(first).headline).toBe('Paid')
    expect(view(second)).toMatchObject({
      status: 'void',
      headline: 'Not paid',
      verdict: { reason: 'voidButPaid', advice: 'callManager' },
      payments: [{ amountMinor: 5_000_000n }],
    })
  })

  it('that expired with part of its money is extended, and paid by the rest', () => {
    const saleId = shop.open('part', 1_000n)
    shop.step([block(101)], [transferTo(shop.till, saleId, block(101), 4_000_000n)])
    shop.clock.ms += 2 * hour
    shop.step([block(8_000)])
    expect(view(saleId)).toMatchObject({ status: 'expired', exception: 'underpaid' })
    expect(extendInvoice(shop.till, { saleId, key: 'k', actor: 'cashier' })).toEqual({ ok: true })
    expect(view(saleId)).toMatchObject({ status: 'detected', verdict: { reason: 'underpaid' } })
    shop.step([block(8_001)], [transferTo(shop.till, saleId, block(8_001), 6_000_000n, { tx: 2 })])
    shop.step([block(8_002)])
    expect(view(saleId)).toMatchObject({ status: 'confirmed', exception: 'none', headline: 'Paid' })
  })

  it('that was cancelled keeps its address in every block for 48 hours, and in the sweep for 30 days', () => {
    const saleId = shop.open('late', 500n)
    const { address } = view(saleId)
    cancelSale(shop.till, { saleId, reason: 'left', actor: 'cashier' })
    const watched = () => [
      shop.watchlist.addresses().includes(address),
      shop.watchlist.sweptAddresses().includes(address),
    ]
    shop.clock.ms += 47 * hour
    expect(watched()).toEqual([true, false])
    shop.clock.ms += 2 * hour
    expect(watched()).toEqual([false, true])
    shop.step([block(100_000)], [transferTo(shop.till, saleId, block(100_000), 5_000_000n)])
    expect(view(saleId)).toMatchObject({ verdict: { reason: 'voidButPaid' } })
    // Money that is not final keeps it in every block, however old the sale is.
    expect(watched()).toEqual([true, false])
    shop.step([block(100_013)])
    shop.clock.ms += 61_000
    expect(watched()).toEqual([false, true])
    shop.clock.ms += 30 * 24 * hour
    expect(watched()).toEqual([false, false])
  })

  it('is paid with a token that was switched off while it was open', () => {
    const saleId = shop.open('off', 500n)
    stepOn(tillWith(usdcOff), 101, [transferTo(shop.till, saleId, block(101), 5_000_000n)])
    stepOn(tillWith(usdcOff), 102)
    expect(view(saleId, tillWith(usdcOff))).toMatchObject({ status: 'confirmed', receivedText: '5.00 USDC' })
  })

  it('shows money in a token it does not take in units of that token, and its books end in the wallet', () => {
    const till = tillWith(usdcOff)
    const opened = openSale(till, { key: 'k', basket: basketOf(500n), staff: { id: 'c', name: 'C' } })
    if (!opened.ok) throw new Error(opened.code)
    stepOn(till, 101, [transferTo(till, opened.saleId, block(101), 5_000_000n)])
    expect(view(opened.saleId, till)).toMatchObject({ headline: 'Not paid', receivedText: '5.00 USDC' })
    stepOn(till, 114)
    expect(view(opened.saleId, till).payments).toMatchObject([{ status: 'settled' }])
    expect(shop.ledger.balances()).toContainEqual({
      account: 'wallet:fast',
      currency: 'USDC.fast',
      amountMinor: 5_000_000n,
    })
  })

  it('asks what it asked, whatever rates, taxes and rules become while it is open', () => {
    const saleId = shop.open('asked', 500n)
    const before = view(saleId)
    const till = tillWith({
      shop: { ...testSettings.shop, currency: 'EUR' },
      rates: [{ base: 'USD', quote: 'EUR', numerator: 2n, denominator: 1n, source: '', quotedAt: 0 }],
      tax: { mode: 'inclusive', rates: [] },
    })
    expect(view(saleId, till)).toMatchObject({
      amountMinor: 500n,
      currency: 'USD',
      offers: before.offers,
      uri: before.uri,
    })
    shop.step([block(101)], [transferTo(shop.till, saleId, block(101), 5_000_000n)])
    shop.step([block(102)])
    const strict = tillWith({
      releaseRules: [{ chain: 'fast', require: { kind: 'depth', blocks: 99 }, minSeconds: 0 }],
    })
    stepOn(strict, 103)
    expect(view(saleId, strict).headline).toBe('Paid')
  })

  it('waits with a network that was switched off, and goes on with it', () => {
    const saleId = shop.open('pause', 500n)
    shop.step([block(101)], [transferTo(shop.till, saleId, block(101), 5_000_000n)])
    const dark = { ...shop.till, sights: new Map() }
    shop.clock.ms += 2 * hour
    expect(assessDue(dark, shop.watchlist)).toEqual([])
    expect(view(saleId, dark)).toMatchObject({ status: 'detected', headline: 'Cannot tell' })
    shop.step([block(102)])
    expect(view(saleId).headline).toBe('Paid')
  })

  it('never has the address of another, whichever keys the shop receives at', async () => {
    const practice = await openPractice({ directory: folder, ownChains: true, log: silentLog })
    const derived = xpubAddresses(practice.settings.backend?.xpub ?? '')
    if (!derived.ok) throw new Error('The practice key derives addresses')
    const other: Till = { ...shop.till, addresses: () => addressesOfKey(derived.addresses) }
    const open = (till: Till, key: string) => {
      const opened = openSale(till, { key, basket: basketOf(100n), staff: { id: 'c', name: 'C' } })
      if (!opened.ok) throw new Error(opened.code)
      const { address, addressIndex } = shop.ledger.findSale(opened.saleId)?.invoice ?? {}
      return { address, addressIndex }
    }
    const used = [open(shop.till, '1'), open(other, '2'), open(shop.till, '3'), open(other, '4')]
    expect(used.map(({ addressIndex }) => addressIndex)).toEqual([0, 1, 2, 3])
    expect(new Set(used.map(({ address }) => address)).size).toBe(4)
  })
})

describe('a clock set back', () => {
  it('leaves the journal in order, and every deadline a length of time from when the sale was opened', () => {
    shop.open('before', 500n)
    shop.clock.ms -= 24 * hour
    const saleId = shop.open('after', 500n)
    const { openedAt, expiresAt } = view(saleId)
    expect(expiresAt - openedAt).toBe(900_000)
    const dates = shop.ledger.entriesAfter(0, 100).map(({ at }) => at)
    expect(dates).toEqual(dates.toSorted((left, right) => left - right))
    expect(shop.ledger.clockBehindMs()).toBeGreaterThan(23 * hour)
    shop.step([block(101)], [transferTo(shop.till, saleId, block(101), 5_000_000n)])
    shop.step([block(102)])
    expect(view(saleId).headline).toBe('Paid')
  })
})
