import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetChain } from '../../../electron/checkout/forget-chain.ts'
import { block, openTestTill, testChain, transferTo, type TestTill } from '../../fixtures/test-till.ts'

describe('forgetChain', () => {
  let directory: string
  let test: TestTill
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'stablepoint-forget-'))
    test = openTestTill(directory)
  })
  afterEach(() => {
    test.watchlist.stop()
    test.ledger.close()
    rmSync(directory, { recursive: true, force: true })
  })

  const blocks = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => block(from + index))

  it('takes back what was not final, keeps what had settled, and reads the chain from the beginning', () => {
    const settled = test.open('settled', 500n)
    const paid = test.open('paid', 700n)
    const open = test.open('open', 900n)
    test.step([block(60)], [transferTo(test.till, settled, block(60), 5_000_000n, { tx: 1 })])
    test.step(blocks(61, 80))
    test.step([block(81)], [transferTo(test.till, paid, block(81), 7_000_000n, { tx: 2 })])
    test.step(blocks(82, 84))
    expect([settled, paid, open].map((id) => test.ledger.findSale(id)?.invoice.status)).toEqual([
      'settled',
      'confirmed',
      'open',
    ])

    expect(forgetChain(test.till, testChain.key)).toBe(1)

    expect([settled, paid, open].map((id) => test.ledger.findSale(id)?.invoice)).toMatchObject([
      { status: 'settled', exception: 'none' },
      { status: 'open', exception: 'reverted' },
      { status: 'open', exception: 'none' },
    ])
    expect(test.ledger.chainCursor(testChain.key)).toBeUndefined()
    expect(test.ledger.chainWindow(testChain.key, 256)).toEqual([])
    const held = test.ledger.balances().filter((posting) => posting.amountMinor !== 0n)
    expect(held.filter((posting) => posting.account.startsWith('clearing:'))).toEqual([])
    expect(test.ledger.verify()).toMatchObject({ ok: true })
  })

  it('changes nothing the second time, and takes the same money again when the new chain brings it', () => {
    const saleId = test.open('again', 500n)
    test.step([block(60)], [transferTo(test.till, saleId, block(60), 5_000_000n)])
    forgetChain(test.till, testChain.key)
    const { seq } = test.ledger.head()
    expect(forgetChain(test.till, testChain.key)).toBe(0)
    expect(test.ledger.head().seq).toBe(seq)
    test.step(
      [block(3, 7, 1_700_000_200)],
      [transferTo(test.till, saleId, block(3, 7, 1_700_000_200), 5_000_000n)],
    )
    test.step([block(4, 7, 1_700_000_202)])
    expect(test.ledger.findSale(saleId)?.invoice).toMatchObject({ status: 'confirmed', exception: 'none' })
  })
})
