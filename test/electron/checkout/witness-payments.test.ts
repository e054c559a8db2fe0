import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DeliveredTransfer, WitnessAnswer } from '../../../electron/chains/port.ts'
import type { Till } from '../../../electron/checkout/till.ts'
import { openWitnessDesk, type WitnessDesk } from '../../../electron/checkout/witness-payments.ts'
import {
  block,
  openTestTill,
  testChain,
  testSettings,
  testTokens,
  transferTo,
  type TestTill,
} from '../../fixtures/test-till.ts'

type Asked = Readonly<{
  transfer: DeliveredTransfer
  notHost: string
  host: string | undefined
  answer: (answer: WitnessAnswer | undefined) => Promise<void>
}>

const other = 'other.test'
const same: WitnessAnswer = { source: other, says: 'same' }
const missing: WitnessAnswer = { source: other, says: 'missing' }

describe('openWitnessDesk', () => {
  let folder: string
  let shop: TestTill
  let asked: Asked[]
  let changed: string[]
  let ticks: number
  const desks: WitnessDesk[] = []

  const openDesk = (of: TestTill = shop, sources: 1 | 2 = 2): WitnessDesk => {
    const releaseRules = [
      { chain: testChain.key, require: { kind: 'depth', blocks: 2 }, minSeconds: 0, sources } as const,
    ]
    const endpoints = ['http://127.0.0.1:1', `https://${other}`]
    const chains = { ...testSettings.chains, chains: [{ ...testChain, endpoints }] }
    const till: Till = { ...of.till, settings: () => ({ ...testSettings, chains, releaseRules }) }
    const witness = async (
      transfer: DeliveredTransfer,
      notHost: string,
      host?: string,
    ): Promise<WitnessAnswer | undefined> =>
      await new Promise((resolve) => {
        asked.push({
          transfer,
          notHost,
          host,
          answer: async (answer) => {
            resolve(answer)
            await new Promise((done) => setImmediate(done))
          },
        })
      })
    const desk = openWitnessDesk({
      till,
      watchlist: of.watchlist,
      watcher: () => ({ witness }),
      changed: (saleIds) => changed.push(...saleIds),
      ticks: () => ticks,
    })
    desks.push(desk)
    return desk
  }
  const pay = (key: string, tx = 1): string => {
    const saleId = shop.open(key, 1_250n)
    shop.step([block(101)], [transferTo(shop.till, saleId, block(101), 12_500_000n, { tx })])
    return saleId
  }
  const words = (saleId: string, of: TestTill = shop): readonly string[] =>
    of.ledger
      .entriesOf('sale', saleId, 100)
      .flatMap((entry) =>
        entry.type === 'payment.witnessed' ? [`${entry.body.source} ${entry.body.says}`] : [],
      )
  const nth = (index: number): Asked => {
    const question = asked.at(index)
    if (!question) throw new Error('Nobody was asked.')
    return question
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stablepoint-witness-'))
    shop = openTestTill(folder)
    shop.step([block(100)])
    ;[asked, changed, ticks] = [[], [], 0]
  })
  afterEach(async () => {
    await Promise.all(asked.map(async ({ answer }) => await answer(undefined)))
    await Promise.all(desks.splice(0).map(async (desk) => await desk.stop()))
    const proof = shop.ledger.verify()
    shop.ledger.close()
    rmSync(folder, { recursive: true, force: true })
    expect(proof).toMatchObject({ ok: true })
  })

  it('asks about a payment whose rule wants a second source, and keeps the answer once', async () => {
    const desk = openDesk()
    const saleId = pay('a')
    desk.run()
    desk.run()
    expect(asked).toHaveLength(1)
    expect(nth(0)).toMatchObject({
      notHost: 'node.test',
      host: undefined,
      transfer: {
        token: testTokens.usdc.address,
        blockHash: block(101).hash,
        blockNumber: 101,
        amountMinor: 12_500_000n,
      },
    })
    await nth(0).answer(same)
    ticks += 60_000
    desk.run()
    expect(asked).toHaveLength(1)
    expect(words(saleId)).toEqual(['other.test same'])
    expect(changed).toContain(saleId)
  })

  it('asks nobody where one source is enough', () => {
    const desk = openDesk(shop, 1)
    pay('a')
    desk.run()
    expect(asked).toEqual([])
  })

  it('asks again after a pause that grows, while nobody can say', async () => {
    const desk = openDesk()
    const saleId = pay('a')
    const pauses: number[] = []
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const before = ticks
      while (asked.length === attempt) {
        desk.run()
        if (asked.length === attempt) ticks += 500
      }
      pauses.push(ticks - before)
      await nth(-1).answer(undefined)
    }
    expect(pauses).toEqual([0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000])
    expect(words(saleId)).toEqual([])
  })

  it('asks the one who denied it again, and its newest word counts', async () => {
    const desk = openDesk()
    const saleId = pay('a')
    desk.run()
    await nth(0).answer(missing)
    desk.run()
    expect(asked).toHaveLength(2)
    expect(nth(1).host).toBe(other)
    await nth(1).answer(missing)
    ticks += 2_000
    desk.run()
    await nth(2).answer(same)
    ticks += 60_000
    desk.run()
    expect(asked).toHaveLength(3)
    expect(words(saleId)).toEqual(['other.test missing', 'other.test same'])
  })

  it('keeps no answer about a block that the payment has left meanwhile', async () => {
    const desk = openDesk()
    const saleId = pay('a')
    desk.run()
    const moved = block(101, 1)
    shop.step([moved], [transferTo(shop.till, saleId, moved, 12_500_000n)], block(100))
    await nth(0).answer(same)
    expect(words(saleId)).toEqual([])
    desk.run()
    expect(nth(1).transfer.blockHash).toBe(moved.hash)
    await nth(1).answer(same)
    expect(words(saleId)).toEqual(['other.test same'])
  })

  it('asks at most four at once, and the others after them', async () => {
    const desk = openDesk()
    const sales = Array.from({ length: 6 }, (_, index) => shop.open(`s${index}`, 1_250n))
    const transfers = sales.map((saleId, index) =>
      transferTo(shop.till, saleId, block(101), 12_500_000n, { tx: index + 1, logIndex: index }),
    )
    shop.step([block(101)], transfers)
    desk.run()
    expect(asked).toHaveLength(4)
    for (const question of asked.slice()) await question.answer(same)
    desk.run()
    expect(asked).toHaveLength(6)
    for (const question of asked.slice(4)) await question.answer(same)
    expect(sales.flatMap((saleId) => words(saleId))).toHaveLength(6)
  })

  it('keeps nothing that is answered while the till stops, and asks anew at the next start', async () => {
    const saleId = pay('a')
    const desk = openDesk()
    desk.run()
    const stopping = desk.stop()
    await nth(0).answer(same)
    await stopping
    expect(words(saleId)).toEqual([])
    shop.ledger.close()
    shop = openTestTill(folder)
    const next = openDesk()
    next.run()
    await nth(1).answer(same)
    next.run()
    expect(words(saleId)).toEqual(['other.test same'])
    expect(asked).toHaveLength(2)
  })
})
