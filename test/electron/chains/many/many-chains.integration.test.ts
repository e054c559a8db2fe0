import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listKnownChains } from '../../../../electron/settings/chain-data.ts'
import type { Token } from '../../../../shared/domain/tokens/token.ts'
import { startPaperChain, type PaperChain } from '../../../fixtures/paper-chain.ts'
import { until } from '../../../fixtures/until.ts'
import type { ManyChainsNews, ManyChainsOrder } from './many-chains-till.ts'

const lists = (['live', 'testnet'] as const).map((environment) => listKnownChains(environment))
const keys = lists.flatMap(({ chains }) => chains.map(({ key }) => key))
const tokens = lists.flatMap((list) => list.tokens)
const dead = 'base'
const limitMs = 12_000

let folder: string
let child: ChildProcess
const networks = new Map<string, PaperChain>()
const hashes = new Map<string, string>()

function usdcOf(chain: string): Token {
  const token = tokens.find((each) => each.currency === `USDC.${chain}`)
  if (!token) throw new Error(`${chain} has a USDC`)
  return token
}

function networkOf(chain: string): PaperChain {
  const network = networks.get(chain)
  if (!network) throw new Error(`${chain} is served`)
  return network
}

async function look(): Promise<ManyChainsNews> {
  const order: ManyChainsOrder = { kind: 'look' }
  const [[news]] = await Promise.all([once(child, 'message'), Promise.resolve(child.send(order))])
  return news as ManyChainsNews
}

/** Sales by the chain that each of them was opened for. */
async function salesByChain() {
  const { sales } = await look()
  return new Map(keys.map((key, index) => [key, sales[index]]))
}

/** The chains go on meanwhile, two blocks a second; slow ones are looked at every four seconds all the same. */
async function untilChains(isSo: (news: ManyChainsNews) => boolean): Promise<ManyChainsNews> {
  let minedAt = Number.NEGATIVE_INFINITY
  return await until(async () => {
    const news = await look()
    if (isSo(news)) return news
    if (performance.now() - minedAt > 500) {
      minedAt = performance.now()
      for (const network of networks.values()) network.mine()
    }
    return undefined
  }, limitMs)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stablepoint-many-chains-'))
  for (const { chains } of lists)
    for (const { key, chainId, blockSeconds } of chains) {
      const own = tokens.filter((token) => token.chain === key)
      networks.set(key, await startPaperChain({ chainId, blockSeconds, tokens: own }))
    }
  networkOf(dead).hang(true)
  const urls = Object.fromEntries([...networks].map(([key, { url }]) => [key, url]))
  child = fork(join(import.meta.dirname, 'many-chains-till.ts'), [folder, JSON.stringify(urls)])
  await once(child, 'message')
})
afterAll(async () => {
  child.kill('SIGKILL')
  for (const network of networks.values()) await network.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('fourteen networks in one process', () => {
  it('are all that ship', () => {
    expect(keys).toHaveLength(14)
    expect(new Set(keys).size).toBe(14)
  })

  it('see each payment on its own chain and release it by its own rule, while one of them is dead', async () => {
    await untilChains(({ states }) => keys.every((key) => key === dead || states[key] === 'live'))
    for (const [key, sale] of await salesByChain())
      hashes.set(key, networkOf(key).pay(usdcOf(key), sale?.address ?? '0x', 10_000_000n))
    await untilChains(({ sales }) =>
      sales.every(
        ({ status }, index) => keys[index] === dead || status === 'confirmed' || status === 'settled',
      ),
    )
    const { states } = await look()
    expect(states[dead] ?? 'silent').toBe('silent')
    for (const [key, sale] of await salesByChain()) {
      const paid = { chain: key, currency: `USDC.${key}`, txHash: hashes.get(key) }
      expect(sale?.payments).toEqual(key === dead ? [] : [expect.objectContaining(paid)])
      if (key === dead) expect(sale?.status).toBe('open')
    }
  })

  it('finds what was paid on the dead chain once it answers again, and nothing twice', async () => {
    networkOf(dead).hang(false)
    await untilChains(({ sales }) => sales.every(({ payments }) => payments.length > 0))
    for (const [key, sale] of await salesByChain())
      expect(sale?.payments.map(({ chain, txHash }) => [chain, txHash])).toEqual([[key, hashes.get(key)]])
  })

  it('ends by itself once it is stopped, even while a network takes every call and answers none', async () => {
    const calls = networkOf(dead).calls()
    networkOf(dead).hang(true)
    await until(() => (networkOf(dead).calls() > calls ? true : undefined), limitMs)
    const order: ManyChainsOrder = { kind: 'stop' }
    const exit = once(child, 'exit')
    child.send(order)
    expect(await exit).toEqual([0, null])
  })
})
