import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { silentLog } from '../../../../../electron/platform/log.ts'
import { callRpc } from '../../../../../electron/practice/chain/json-rpc.ts'
import { openPracticeChains } from '../../../../../electron/practice/chain/practice-chain.ts'
import { addressOf, balanceOf, beginAnew, fund, mine, openWorld, rows, withdraw } from './chain-world.ts'
import { availableOf, customerAddress, openStage } from './standin-client.ts'

const rich = { openingBalances: { PYUSD: '100' } }

describe('a chain that began anew', () => {
  it('keeps what was credited, and ends what was not yet', async () => {
    const world = await openWorld(rich)
    const to = await addressOf(world.stage)
    await world.chain.pay(world.token, to, 1_000_000n)
    await mine(world, 3)
    await world.chain.pay(world.token, to, 2_000_000n)
    await mine(world)
    expect((await rows(world.stage)).map((row) => row.status)).toEqual(['COMPLETED', 'PENDING'])

    const next = await beginAnew(world)
    await mine(next, 4)
    expect((await rows(next.stage)).map((row) => row.status)).toEqual(['COMPLETED', 'FAILED'])
    expect(await availableOf(next.stage, 'PYUSD')).toBe('101')
  })

  it('credits a payment whose transaction has the hash of one on the old chain', async () => {
    const world = await openWorld()
    const to = await addressOf(world.stage)
    const hash = await world.chain.pay(world.token, to, 1_000_000n)
    await mine(world, 3)

    const next = await beginAnew(world)
    expect(await next.chain.pay(next.token, to, 1_000_000n)).toBe(hash)
    await mine(next, 3)
    await mine(next, 3)
    expect((await rows(next.stage)).map((row) => [row.status, row.crypto_tx_hash])).toEqual([
      ['COMPLETED', hash],
      ['COMPLETED', hash],
    ])
    expect(await availableOf(next.stage, 'PYUSD')).toBe('2')
  })

  it('sends a withdrawal that the old chain had not confirmed, once, and after it the next', async () => {
    const world = await openWorld(rich)
    await fund(world)
    await withdraw(world.stage)
    await mine(world, 1)
    await mine(world, 3)
    await withdraw(world.stage)
    await world.stage.standin.step()
    await mine(world, 1)
    expect((await rows(world.stage)).map((row) => row.status)).toEqual(['COMPLETED', 'PENDING'])

    const next = await beginAnew(world)
    await fund(next)
    await next.stage.standin.step()
    await mine(next, 3)
    expect((await rows(next.stage)).map((row) => row.status)).toEqual(['COMPLETED', 'COMPLETED'])
    expect(await balanceOf(next, customerAddress)).toBe(7_500_000n)
    const { body } = await withdraw(next.stage)
    await next.stage.standin.step()
    await mine(next, 3)
    expect((await next.stage.get(`/transfer/transfers/${body.id}`)).body.status).toBe('COMPLETED')
    expect(await balanceOf(next, customerAddress)).toBe(15_000_000n)
    expect(await availableOf(next.stage, 'PYUSD')).toBe('77.35')
  })

  it('is not what a chain is that dropped old empty blocks while nobody looked', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'paxos-chain-'))
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
    const fast = { key: 'fast', name: 'Fast', chainId: 31_337_001, blockSeconds: 600 }
    const past = { blocks: 4, transactions: 100 }
    const limits = { snapshotSeconds: 30, blocksPerRun: 3_600, historicalStates: 32, past }
    const start = async () => {
      const chains = await openPracticeChains({ directory, log: silentLog, networks: [fast], limits })
      onTestFinished(chains.stop)
      const [chain] = chains.chains
      if (!chain) throw new Error('The one chain is served.')
      const tokens = chain.tokens.map((token) => ({ ...token, asset: token.symbol }))
      const served = {
        network: 'BASE',
        chainId: chain.chainId,
        rpcUrl: chain.rpcUrl,
        tokens,
        confirmations: 2,
      }
      return { chains, chain, options: { chains: [served] } }
    }
    const pay = async ({ chains, chain }: Awaited<ReturnType<typeof start>>, to: `0x${string}`) => {
      const [token] = chain.tokens
      if (!token) throw new Error('The chain has tokens.')
      await chains.customer.transfer({
        chainId: chain.chainId,
        token: token.address,
        to,
        amountMinor: 5_000_000n,
      })
      await callRpc(chain.rpcUrl, 'anvil_mine', ['0x2'])
    }
    const first = await start()
    let stage = await openStage(first.options)
    const to = await addressOf(stage)
    await callRpc(first.chain.rpcUrl, 'anvil_mine', ['0x5'])
    await stage.standin.step()
    await callRpc(first.chain.rpcUrl, 'anvil_mine', ['0x20'])
    await pay(first, to)
    await first.chains.stop()

    const second = await start()
    stage = await stage.restart(second.options)
    await stage.standin.step()
    await pay(second, to)
    await stage.standin.step()
    expect((await rows(stage)).map((row) => row.status)).toEqual(['COMPLETED', 'COMPLETED'])
  })
})
