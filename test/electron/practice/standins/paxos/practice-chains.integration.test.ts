import { encodeFunctionData, parseAbi, type Address, type Hash } from 'viem'
import { describe, expect, it } from 'vitest'
import { addressOf, balanceOf, fund, mine, openWorld, rows, treasury, withdraw } from './chain-world.ts'
import { availableOf, customerAddress } from './standin-client.ts'

describe('deposits on a practice chain', () => {
  it('are pending from their first block and credited with their confirmations', async () => {
    const world = await openWorld()
    const { stage, chain, token } = world
    const to = await addressOf(stage, { metadata: { order_id: 'S-1' } })
    const hash = await chain.pay(token, to, 12_500_000n)
    await stage.standin.step()
    expect(await rows(stage)).toEqual([])
    await mine(world)
    expect(await rows(stage)).toMatchObject([
      {
        type: 'CRYPTO_DEPOSIT',
        status: 'PENDING',
        amount: '12.5',
        asset: 'PYUSD',
        crypto_network: 'ETHEREUM',
        crypto_tx_hash: hash,
        crypto_tx_index: '1',
        destination_address: to,
        metadata: { order_id: 'S-1' },
      },
    ])
    await mine(world)
    expect((await rows(stage))[0].status).toBe('PENDING')
    await mine(world)
    expect((await rows(stage))[0].status).toBe('COMPLETED')
    await mine(world, 5)
    expect(await rows(stage)).toHaveLength(1)
    expect(await availableOf(stage, 'PYUSD')).toBe('12.5')
  })

  it('are found after a restart, also those of the time between', async () => {
    const world = await openWorld()
    const to = await addressOf(world.stage)
    await world.chain.pay(world.token, to, 1_000_000n)
    await mine(world)
    await world.chain.pay(world.token, to, 2_000_000n)
    await world.chain.mine(5)
    const stage = await world.stage.restart()
    await stage.standin.step()
    expect((await rows(stage)).map((row) => [row.amount, row.status])).toEqual([
      ['1', 'COMPLETED'],
      ['2', 'COMPLETED'],
    ])
    expect(await availableOf(stage, 'PYUSD')).toBe('3')
  })

  it('fail when a reorganisation takes them away, and are new when they come back', async () => {
    const world = await openWorld()
    const { stage, chain, token } = world
    const hash = await chain.pay(token, await addressOf(stage), 5_000_000n)
    await mine(world)
    const raw = await chain.rawTransaction(hash)
    await chain.rollBack(1)
    await chain.rpc('anvil_dropTransaction', [hash])
    await mine(world, 4)
    expect((await rows(stage)).map((row) => row.status)).toEqual(['FAILED'])
    expect(await availableOf(stage, 'PYUSD')).toBe('0')
    await chain.resend(raw)
    await mine(world, 4)
    expect((await rows(stage)).map((row) => row.status)).toEqual(['FAILED', 'COMPLETED'])
    expect(await availableOf(stage, 'PYUSD')).toBe('5')
  })

  it('are credited under the network they came on, whichever their address was made for', async () => {
    const world = await openWorld()
    const { stage, chain, token } = world
    await chain.pay(token, await addressOf(stage, { crypto_network: 'POLYGON_POS' }), 5_000_000n)
    await mine(world, 3)
    expect(await rows(stage)).toMatchObject([
      { crypto_network: 'ETHEREUM', status: 'COMPLETED', amount: '5' },
    ])
    expect(await availableOf(stage, 'PYUSD')).toBe('5')
  })

  it('stay one deposit when their block is replaced and they are mined again', async () => {
    const world = await openWorld()
    const { stage, chain, token } = world
    const hash = await chain.pay(token, await addressOf(stage), 5_000_000n)
    await mine(world)
    const raw = await chain.rawTransaction(hash)
    await chain.rollBack(1)
    await chain.rpc('anvil_dropTransaction', [hash])
    await chain.mine(1)
    await chain.resend(raw)
    await mine(world, 4)
    expect((await rows(stage)).map((row) => row.status)).toEqual(['COMPLETED'])
    expect(await availableOf(stage, 'PYUSD')).toBe('5')
  })
})

describe('withdrawals on a practice chain', () => {
  const rich = { openingBalances: { PYUSD: '100' } }

  it('really send tokens, several in one block, each once', async () => {
    const world = await openWorld(rich)
    const { stage } = world
    await fund(world)
    await withdraw(stage, { ref_id: 'a' })
    await withdraw(stage, { ref_id: 'b', amount: '2.5' })
    await stage.standin.step()
    await mine(world)
    expect((await rows(stage)).map((row) => [row.status, row.crypto_tx_hash])).toEqual([
      ['PENDING', undefined],
      ['PENDING', undefined],
    ])
    await mine(world, 2)
    const done = await rows(stage)
    expect(done.map((row) => row.status)).toEqual(['COMPLETED', 'COMPLETED'])
    expect(await balanceOf(world, customerAddress)).toBe(10_000_000n)
    const receipt = (await world.chain.rpc('eth_getTransactionReceipt', [done[0].crypto_tx_hash])) as {
      status: Hash
    }
    expect(receipt.status).toBe('0x1')
    await mine(world, 3)
    expect(await balanceOf(world, customerAddress)).toBe(10_000_000n)
  })

  it('are sent once although the server restarts at every step and the node loses them', async () => {
    const world = await openWorld(rich)
    await fund(world)
    await withdraw(world.stage)
    let stage = await world.stage.restart()
    await stage.standin.step()
    await world.chain.rpc('anvil_dropAllTransactions')
    stage = await stage.restart()
    await stage.standin.step()
    await world.chain.mine()
    stage = await stage.restart()
    await stage.standin.step()
    await world.chain.mine(3)
    await stage.standin.step()
    expect((await rows(stage)).map((row) => row.status)).toEqual(['COMPLETED'])
    expect(await balanceOf(world, customerAddress)).toBe(7_500_000n)
  })

  it('show their hash while pending when the terms say so', async () => {
    const world = await openWorld({ ...rich, terms: { hashWhilePending: true } })
    await fund(world)
    await withdraw(world.stage)
    await world.stage.standin.step()
    expect(await rows(world.stage)).toMatchObject([
      { status: 'PENDING', crypto_tx_hash: expect.stringMatching(/^0x[0-9a-f]{64}$/) },
    ])
  })

  it('wait for a treasury without tokens, and ask for it to be filled', async () => {
    const needs: bigint[] = []
    let fill = async (_amountMinor: bigint): Promise<void> => undefined
    const world = await openWorld({
      ...rich,
      treasury: {
        account: treasury,
        fill: async ({ amountMinor }) => {
          needs.push(amountMinor)
          await fill(amountMinor)
        },
      },
    })
    const { stage, chain, token } = world
    await withdraw(stage)
    await stage.standin.step()
    expect(needs).toEqual([7_500_000n])
    expect((await rows(stage))[0].status).toBe('PENDING')
    fill = async (amountMinor) => {
      await chain.pay(token, treasury.address, amountMinor)
      await chain.mine()
    }
    await stage.standin.step()
    await mine(world, 3)
    expect((await rows(stage))[0].status).toBe('COMPLETED')
  })

  it('wait rather than fail when the treasury can pay the first of two only', async () => {
    const world = await openWorld(rich)
    const { stage, chain, token } = world
    await chain.pay(token, treasury.address, 10_000_000n)
    await chain.mine()
    await withdraw(stage, { ref_id: 'a' })
    await withdraw(stage, { ref_id: 'b' })
    await stage.standin.step()
    await mine(world, 3)
    expect((await rows(stage)).map((row) => row.status)).toEqual(['COMPLETED', 'PENDING'])
    await fund(world)
    await stage.standin.step()
    await mine(world, 3)
    expect((await rows(stage)).map((row) => row.status)).toEqual(['COMPLETED', 'COMPLETED'])
    expect(await balanceOf(world, customerAddress)).toBe(15_000_000n)
  })

  it('fail and give the money back when the token refuses', async () => {
    const world = await openWorld(rich)
    await fund(world)
    const { chain, token, stage } = world
    const abi = parseAbi(['function blacklist(address)'])
    const [issuer] = (await chain.rpc('eth_accounts')) as Address[]
    const data = encodeFunctionData({ abi, functionName: 'blacklist', args: [customerAddress] })
    await chain.rpc('eth_sendTransaction', [{ from: issuer, to: token.address, data }])
    await chain.mine()
    await withdraw(stage)
    await stage.standin.step()
    expect((await rows(stage))[0]).toMatchObject({
      status: 'FAILED',
      status_details: { invalid_destination_address: { destination_address: customerAddress } },
    })
    expect(await availableOf(stage, 'PYUSD')).toBe('100')
  })

  it('to a token contract are refused', async () => {
    const { stage, token } = await openWorld(rich)
    const answer = await withdraw(stage, { destination_address: token.address })
    expect(answer.body.meta.reason).toBe('TOKEN_CONTRACT')
  })
})
