import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPublicClient, erc20Abi, http, parseAbi, type Address } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLog } from '../../../../electron/platform/log.ts'
import { practiceSanctioned } from '../../../../electron/practice/chain/practice-accounts.ts'
import { callRpc } from '../../../../electron/practice/chain/json-rpc.ts'
import {
  openPracticeChains,
  practiceNetworks,
  type PracticeChain,
  type PracticeChains,
} from '../../../../electron/practice/chain/practice-chain.ts'

let directory: string
let practice: PracticeChains

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'practice-chain-'))
  practice = await openPracticeChains({ directory, log: silentLog })
})

afterAll(async () => {
  await practice.stop()
  rmSync(directory, { recursive: true, force: true })
})

async function reopen(): Promise<void> {
  await practice.stop()
  practice = await openPracticeChains({ directory, log: silentLog })
}

function chainOf(key: string): PracticeChain {
  const chain = practice.chains.find((each) => each.key === key)
  if (chain === undefined) throw new Error(`There is no chain ${key}.`)
  return chain
}

async function factsOf(chain: PracticeChain, address: Address): Promise<readonly unknown[]> {
  const client = createPublicClient({ transport: http(chain.rpcUrl) })
  const read = (functionName: 'symbol' | 'name' | 'decimals') =>
    client.readContract({ address, abi: erc20Abi, functionName })
  return await Promise.all([read('symbol'), read('name'), read('decimals')])
}

describe('openPracticeChains', () => {
  it('serves a fast and a slow chain', async () => {
    expect(
      practice.chains.map(({ key, name, chainId, blockSeconds }) => ({ key, name, chainId, blockSeconds })),
    ).toEqual([
      { key: 'fast', name: 'Practice Fast', chainId: 31_337_001, blockSeconds: 1 },
      { key: 'slow', name: 'Practice Slow', chainId: 31_337_012, blockSeconds: 12 },
    ])
    for (const { chainId, rpcUrl } of practice.chains)
      expect(Number(await callRpc(rpcUrl, 'eth_chainId'))).toBe(chainId)
  })

  it('has each token where it says, telling the same symbol, name and decimals itself', async () => {
    for (const chain of practice.chains) {
      expect(chain.tokens.map(({ symbol, decimals }) => [symbol, decimals])).toEqual([
        ['USDC', 6],
        ['PYUSD', 6],
        ['USDP', 18],
      ])
      for (const { address, symbol, name, decimals } of chain.tokens)
        expect(await factsOf(chain, address)).toEqual([symbol, name, decimals])
      expect(await factsOf(chain, chain.counterfeit)).toEqual(['USDC', 'USD Coin', 6])
    }
  })

  it('gives the customer a million of each token on each chain', async () => {
    expect(await practice.customer.balances()).toEqual(
      practiceNetworks.flatMap(({ key, name }) =>
        [
          { symbol: 'USDC', decimals: 6, amountMinor: 1_000_000_000_000n },
          { symbol: 'PYUSD', decimals: 6, amountMinor: 1_000_000_000_000n },
          { symbol: 'USDP', decimals: 18, amountMinor: 1_000_000_000_000_000_000_000_000n },
        ].map((balance) => ({ chain: key, chainName: name, ...balance })),
      ),
    )
  })

  it('goes on after a restart with the same addresses, tokens and blocks', async () => {
    const before = practice.chains
    const genesis = await callRpc(chainOf('fast').rpcUrl, 'eth_getBlockByNumber', ['0x1', true])
    await reopen()
    expect(practice.chains).toEqual(before.map((chain) => ({ ...chain, history: 'kept' })))
    expect(await callRpc(chainOf('fast').rpcUrl, 'eth_getBlockByNumber', ['0x1', true])).toEqual(genesis)
  })

  it('puts a token that went missing back in its place', async () => {
    const chain = chainOf('slow')
    const [, pyusd] = chain.tokens
    if (pyusd === undefined) throw new Error('A practice chain has PYUSD.')
    await callRpc(chain.rpcUrl, 'anvil_setCode', [pyusd.address, '0x'])
    await callRpc(chain.rpcUrl, 'anvil_setNonce', [pyusd.address, '0x0'])
    await reopen()
    expect(await factsOf(chainOf('slow'), pyusd.address)).toEqual(['PYUSD', 'PayPal USD', 6])
  })

  it('has a list that names one sanctioned account, also in a folder from before there was a list', async () => {
    const sanctioned = practiceSanctioned().address
    const isListed = async (key: string, address: Address): Promise<boolean> => {
      const client = createPublicClient({ transport: http(chainOf(key).rpcUrl) })
      const abi = parseAbi(['function isSanctioned(address) view returns (bool)'])
      const { sanctionsList } = chainOf(key)
      return await client.readContract({
        address: sanctionsList,
        abi,
        functionName: 'isSanctioned',
        args: [address],
      })
    }
    await callRpc(chainOf('fast').rpcUrl, 'anvil_setCode', [chainOf('fast').sanctionsList, '0x'])
    await callRpc(chainOf('fast').rpcUrl, 'anvil_setNonce', [chainOf('fast').sanctionsList, '0x0'])
    await reopen()
    for (const key of ['fast', 'slow']) {
      expect(await isListed(key, sanctioned)).toBe(true)
      expect(await isListed(key, practice.customer.address)).toBe(false)
    }
  })

  it('fills the purse again when it is less than half full', async () => {
    const chain = chainOf('slow')
    const [usdc] = chain.tokens
    if (usdc === undefined) throw new Error('A practice chain has USDC.')
    await practice.customer.transfer({
      chainId: chain.chainId,
      token: usdc.address,
      to: '0x000000000000000000000000000000000000dEaD',
      amountMinor: 600_000_000_000n,
    })
    await reopen()
    const balances = await practice.customer.balances()
    expect(balances.find((each) => each.chain === 'slow' && each.symbol === 'USDC')?.amountMinor).toBe(
      1_000_000_000_000n,
    )
  })
})
