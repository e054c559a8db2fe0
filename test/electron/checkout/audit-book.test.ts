import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAuditBook, type OpenAuditBook } from '../../../electron/checkout/audit-book.ts'
import { caseView } from '../../../electron/cases/case-view.ts'
import {
  block,
  openTestTill,
  testChain,
  testSettings,
  transferTo,
  type TestTill,
} from '../../fixtures/test-till.ts'

const { key: chain } = testChain

describe('openAuditBook', () => {
  let folder: string
  let shop: TestTill
  let book: OpenAuditBook
  let changed: string[]

  const open = (): void => {
    book = openAuditBook({ till: shop.till, changed: (saleIds) => changed.push(...saleIds) })
  }
  const pay = (key: string, number: number): string => {
    const saleId = shop.open(key, 1_250n)
    shop.step([block(number)], [transferTo(shop.till, saleId, block(number), 12_500_000n, { tx: number })])
    return saleId
  }
  const held = (from: number, to: number): readonly number[] =>
    book.held(chain, from, to).map(({ blockNumber }) => blockNumber)

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stablepoint-audit-'))
    shop = openTestTill(folder)
    changed = []
    open()
    shop.step([block(100)])
  })
  afterEach(() => {
    book.stop()
    const proof = shop.ledger.verify()
    shop.ledger.close()
    rmSync(folder, { recursive: true, force: true })
    expect(proof).toMatchObject({ ok: true })
  })

  it('keeps its place through a restart, with the payments above it', () => {
    expect(book.upTo(chain)).toBeUndefined()
    book.done(chain, 100)
    for (const number of [101, 102, 103]) pay(`s${number}`, number)
    expect(held(101, 102)).toEqual([101, 102])
    book.done(chain, 101)
    book.stop()
    shop.ledger.close()
    shop = openTestTill(folder)
    open()
    expect(book.upTo(chain)).toBe(101)
    expect(held(102, 200)).toEqual([102, 103])
    book.done(chain, 103)
    expect(held(0, 200)).toEqual([])
  })

  it('holds nothing that the chain took back', () => {
    book.done(chain, 100)
    pay('a', 101)
    shop.step([block(101, 1)], [], block(100))
    expect(held(0, 200)).toEqual([])
  })

  it('opens a case when an audit denies money that was final', () => {
    book.done(chain, 100)
    const saleId = pay('a', 101)
    const [transfer] = book.held(chain, 101, 101)
    if (!transfer) throw new Error('The payment is held.')
    shop.step(Array.from({ length: 12 }, (_, index) => block(102 + index)))
    expect(shop.ledger.findSale(saleId)?.payments).toMatchObject([{ status: 'settled' }])
    book.contradicted(chain, transfer, { source: 'auditor.test', says: 'missing' })
    expect(shop.ledger.casesOf(saleId)).toMatchObject([{ kind: 'sourcesDisagree', status: 'open' }])
    expect(shop.ledger.findSale(saleId)?.invoice.status).toBe('settled')
  })

  it('opens one case for money that an issuer took, with the payments that lay there', () => {
    const saleId = pay('a', 101)
    const [payment] = shop.ledger.findSale(saleId)?.payments ?? []
    if (!payment) throw new Error('The sale was paid.')
    const wipe = transferTo(shop.till, saleId, block(120), 12_500_000n, { tx: 99 })
    const [first, second] = [
      { ...wipe, from: wipe.to, to: payment.from },
      { ...wipe, from: wipe.to, to: payment.from, logIndex: 1 },
    ]
    book.wiped(chain, [first], 'node.test')
    book.wiped(chain, [first, second], 'node.test')
    expect(shop.ledger.casesOf(saleId)).toMatchObject([
      { kind: 'wiped', status: 'open', things: [payment.key] },
    ])
    const [opened] = shop.ledger.casesOf(saleId)
    expect(shop.ledger.entriesOf('case', opened?.id ?? '', 100).map((entry) => entry.type)).toEqual([
      'case.opened',
      'case.noted',
      'case.noted',
    ])
    const view = opened && caseView(shop.ledger, testSettings, opened)
    expect(view?.history.at(-1)?.text).toBe(
      `The issuer took 12.50 USDC on Practice Fast in block 120, transaction ${wipe.txHash}`,
    )
    expect(changed).toEqual([saleId, saleId])
  })

  it('keeps a denial as the word of a source, once, with the sale that it changes', () => {
    book.done(chain, 100)
    const saleId = pay('a', 101)
    const [transfer] = book.held(chain, 101, 101)
    if (!transfer) throw new Error('The payment is held.')
    const answer = { source: 'auditor.test', says: 'missing' } as const
    book.contradicted(chain, transfer, answer)
    book.contradicted(chain, transfer, answer)
    const [payment] = shop.ledger.findSale(saleId)?.payments ?? []
    expect(payment?.witnesses).toMatchObject([answer])
    expect(
      shop.ledger.entriesOf('sale', saleId, 100).filter((entry) => entry.type === 'payment.witnessed'),
    ).toHaveLength(1)
    expect(changed).toEqual([saleId])
  })
})
