import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findCheckout } from '../../../electron/checkout/checkout-view.ts'
import { recordChainStep } from '../../../electron/checkout/record-chain-step.ts'
import type { SeenTransfer } from '../../../electron/chains/port.ts'
import type { Till } from '../../../electron/checkout/till.ts'
import type { CheckoutView } from '../../../shared/contract/sale-views.ts'
import type { BlockRef } from '../../../shared/domain/tokens/chain.ts'
import { block, openTestTill, testChain, transferTo, type TestTill } from '../../fixtures/test-till.ts'

let folder: string
let shop: TestTill
let saleId: string
/** Blocks 101 to 900 are read later; the head is at 1,000. */
const cursor = block(100)
const paidIn = block(500)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stablepoint-ahead-'))
  shop = openTestTill(folder)
  shop.step([cursor])
  saleId = shop.open('a', 1_000n)
})
afterEach(() => {
  const proof = shop.ledger.verify()
  shop.ledger.close()
  rmSync(folder, { recursive: true, force: true })
  expect(proof).toMatchObject({ ok: true })
})

/** The till while it catches up, having read up to a block. */
function catchingUp(readUpTo: BlockRef): Till {
  const { number, hash, timestamp } = readUpTo
  const sight = {
    chain: testChain.key,
    state: 'catchingUp',
    source: 'node.test',
    at: shop.clock.ms,
    headNumber: 1_000,
    fromNumber: 100,
    finalizedNumber: 900,
    readUpTo: { number, hash, timestamp },
  } as const
  return { ...shop.till, sights: new Map([[testChain.key, sight]]) }
}

function read(readUpTo: BlockRef, blocks: readonly BlockRef[], transfers: readonly SeenTransfer[]): number {
  const end = blocks.at(-1) ?? readUpTo
  const step = {
    chain: testChain.key,
    blocks,
    cursor: end,
    transfers,
    source: 'node.test',
    at: shop.clock.ms,
  }
  return recordChainStep(catchingUp(readUpTo), shop.watchlist, step).orphaned
}

function view(readUpTo: BlockRef): CheckoutView {
  const found = findCheckout(catchingUp(readUpTo), saleId)
  if (!found.ok) throw new Error(found.code)
  return found.view
}

const payment = (): SeenTransfer => transferTo(shop.till, saleId, paidIn, 10_000_000n)

describe('a payment that was seen ahead of the reading', () => {
  it('is shown, and lets no goods go before the reading has come to its block', () => {
    read(cursor, [], [payment()])
    expect(view(cursor)).toMatchObject({
      status: 'detected',
      headline: 'Cannot tell',
      verdict: { answer: 'cannotTell', reason: 'catchingUp' },
      payments: [{ status: 'detected' }],
    })
    read(cursor, [block(400)], [])
    expect(view(block(400))).toMatchObject({ status: 'detected', verdict: { answer: 'cannotTell' } })
    expect(read(block(400), [block(600)], [payment()])).toBe(0)
    expect(view(block(600)).payments).toHaveLength(1)
    expect(shop.ledger.entriesOf('sale', saleId, 100).map(({ type }) => type)).toEqual([
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

  it('is taken back when the reading does not find it in its block', () => {
    read(cursor, [], [payment()])
    expect(read(cursor, [block(600)], [])).toBe(1)
    expect(view(block(600))).toMatchObject({ status: 'open', payments: [{ status: 'orphaned' }] })
    expect(shop.ledger.balances().every(({ amountMinor }) => amountMinor === 0n)).toBe(true)
    // A second look that finds it after all brings it back.
    read(block(600), [], [payment()])
    expect(shop.ledger.findSale(saleId)?.payments).toMatchObject([{ status: 'settled' }])
  })

  it('is known to a till that was killed and started again, and still waits for the reading', () => {
    read(cursor, [], [payment()])
    shop.ledger.close()
    shop = openTestTill(folder, { idPrefix: 'again' })
    expect(view(cursor)).toMatchObject({ status: 'detected', verdict: { answer: 'cannotTell' } })
    expect(read(cursor, [block(600)], [])).toBe(1)
    expect(view(block(600)).status).toBe('open')
  })

  it('is replaced when the reading finds it in another block of that number', () => {
    read(cursor, [], [payment()])
    const moved = { ...payment(), block: block(500, 1) }
    expect(read(cursor, [block(600, 1)], [moved])).toBe(1)
    expect(shop.ledger.findSale(saleId)?.payments).toMatchObject([{ blockHash: block(500, 1).hash }])
  })
})
