import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assignCase, noteCase, resolveCase } from '../../../electron/cases/decide-case.ts'
import { cancelSale } from '../../../electron/checkout/change-sale.ts'
import { toTimeline } from '../../../electron/checkout/timeline.ts'
import type { TimelineEntry } from '../../../shared/contract/sale-views.ts'
import { block, openTestTill, testSettings, transferTo, type TestTill } from '../../fixtures/test-till.ts'

let folder: string
let shop: TestTill
const manager = { id: 'm1', role: 'manager' } as const

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stablepoint-timeline-'))
  shop = openTestTill(folder)
  shop.ledger.transact((transaction) =>
    transaction.append({
      type: 'staff.added',
      subject: { kind: 'staff', id: 'm1' },
      body: { id: 'm1', name: 'Maria', role: 'manager', active: true },
      actor: 'setup',
    }),
  )
  shop.step([block(100)])
})
afterEach(() => {
  shop.watchlist.stop()
  shop.ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

function told(saleId: string): readonly TimelineEntry[] {
  const cases = shop.ledger.casesOf(saleId)
  return toTimeline(
    [
      ...shop.ledger.entriesOf('sale', saleId, 100),
      ...cases.flatMap(({ id }) => shop.ledger.entriesOf('case', id, 100)),
    ],
    {
      settings: testSettings,
      staff: new Map([['m1', 'Maria']]),
      caseKinds: new Map(cases.map(({ id, kind }) => [id, kind])),
    },
  )
}
const factsOf = (saleId: string, type: string): readonly Record<string, string>[] =>
  told(saleId).flatMap((entry) => (entry.type === type ? [entry.facts] : []))

describe('toTimeline', () => {
  it('tells what a stranger sent without taking its word for an amount', () => {
    const saleId = shop.open('a', 500n)
    const fake = transferTo(shop.till, saleId, block(101), 5_000_000n)
    const token = `0x${'e'.repeat(40)}` as const
    shop.step([block(101)], [{ ...fake, token, says: { symbol: 'USDC', decimals: 6 } }])
    shop.step([block(101, 1)], [], block(100))
    expect(factsOf(saleId, 'arrival.recorded')).toEqual([
      {
        kind: 'counterfeit',
        symbol: 'USDC',
        token,
        network: 'Practice Fast',
        txHash: fake.txHash,
        block: '101',
        blockHash: block(101).hash,
        payer: fake.from,
        source: 'node.test',
      },
    ])
    expect(factsOf(saleId, 'arrival.orphaned')).toEqual([{ block: '101', blockHash: block(101).hash }])
  })

  it('tells what became of the cases of a sale, who did it and why', () => {
    const saleId = shop.open('a', 500n)
    cancelSale(shop.till, { saleId, reason: 'left', actor: 'm1' })
    shop.step([block(101)], [transferTo(shop.till, saleId, block(101), 5_000_000n)])
    const caseId = shop.ledger.casesOf(saleId)[0]?.id ?? ''
    assignCase(shop.ledger, { caseId, key: 'a', staff: manager, to: 'm1' })
    noteCase(shop.ledger, { caseId, key: 'n', staff: manager, text: 'Called her' })
    resolveCase(shop.ledger, { caseId, key: 'r', staff: manager, how: 'returnAll', reason: 'She asked' })
    const kind = 'paidLate'
    expect(factsOf(saleId, 'case.opened')).toEqual([{ kind }])
    expect(factsOf(saleId, 'case.assigned')).toEqual([{ kind, owner: 'Maria' }])
    expect(factsOf(saleId, 'case.noted')).toEqual([{ kind, text: 'Called her' }])
    expect(factsOf(saleId, 'case.resolved')).toEqual([
      { kind, how: 'returnAll', reason: 'She asked', by: 'person' },
    ])
    expect(told(saleId).find(({ type }) => type === 'case.resolved')?.actor).toBe('Maria')
  })

  it('tells that a doubt ended by itself, and in which block', () => {
    const saleId = shop.open('a', 500n)
    const payment = transferTo(shop.till, saleId, block(101), 5_000_000n)
    shop.step([block(101)], [payment])
    shop.step([block(102)])
    shop.step([block(101, 1), block(102, 1)], [], block(100))
    shop.step([block(103, 1)], [{ ...payment, block: block(103, 1) }])
    shop.step([block(104, 1)])
    expect(factsOf(saleId, 'case.opened')).toEqual([{ kind: 'reverted' }])
    expect(factsOf(saleId, 'case.resolved')).toEqual([
      {
        kind: 'reverted',
        how: 'curedItself',
        reason: 'The payment stands in block 103 of Practice Fast',
        by: 'till',
      },
    ])
  })
})
