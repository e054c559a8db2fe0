import { encodeAbiParameters, toFunctionSelector, type Hex } from 'viem'
import { beforeEach, describe, expect, it } from 'vitest'
import { guardSink } from '../../../../electron/chains/evm/sink-failure.ts'
import { createTokenHealth, type GuardedToken } from '../../../../electron/chains/evm/token-health.ts'
import { defaultPolicy } from '../../../../electron/chains/evm/watch-policy.ts'
import type { EvmAddress } from '../../../../shared/domain/tokens/token.ts'
import type { TokenHealth } from '../../../../shared/domain/tokens/token-health.ts'
import { createMemoryChainSink } from '../../../fixtures/memory-chain-sink.ts'
import { testTokens } from '../../../fixtures/test-till.ts'
import { localChain, recordingLog } from '../../../fixtures/watched-chain.ts'
import { no, reverted, scriptContract, yes, type ScriptedContract } from './scripted-contract.ts'

const paused = toFunctionSelector('paused()')
const isFrozen = toFunctionSelector('isFrozen(address)')
const latestRound = toFunctionSelector('latestRoundData()')
const decimals = toFunctionSelector('decimals()')
const feed: EvmAddress = `0x${'f'.repeat(40)}`
const mine: EvmAddress = `0x${'a'.repeat(40)}`
const startMs = 1_700_000_000_500
const usdc: GuardedToken = { ...testTokens.usdc, enabled: true }
const guarded: GuardedToken = {
  ...usdc,
  priceGuard: { feed, maxDeviationBps: 100, heartbeatSeconds: 3_600 },
}

let contract: ScriptedContract
beforeEach(() => {
  contract = scriptContract()
  contract.say(usdc.address, paused, no)
  contract.say(usdc.address, isFrozen, no)
  contract.say(feed, decimals, `0x${'8'.padStart(64, '0')}`)
})

function setPrice(price: bigint, atMs = startMs): void {
  const at = BigInt(Math.floor(atMs / 1_000))
  const types = ['uint80', 'int256', 'uint256', 'uint256', 'uint80'].map((type) => ({ type }))
  const round: Hex = encodeAbiParameters(types, [1n, price, at, at, 1n])
  contract.say(feed, latestRound, round)
}

function open(token: GuardedToken = usdc, more: readonly GuardedToken[] = []) {
  const clock = { ms: startMs }
  const log = recordingLog()
  const told: (readonly TokenHealth[])[] = []
  const listed = [token, ...more]
  const receive = { addresses: [mine] as readonly EvmAddress[] }
  const check = createTokenHealth(
    {
      chain: localChain,
      sink: guardSink({ ...createMemoryChainSink(), receiveAddresses: () => receive.addresses }),
      clock: { now: () => clock.ms },
      policy: defaultPolicy,
      tokens: () => listed.map(({ address }) => address),
      log,
    },
    listed,
    (healths) => told.push(healths),
  )
  const run = async (): Promise<TokenHealth> => {
    clock.ms += 1_000
    await check.run(contract.endpoint)
    const [health] = told.at(-1) ?? []
    if (!health) throw new Error('Nothing was told')
    return health
  }
  return { run, check, clock, log, told, receive }
}

describe('createTokenHealth', () => {
  it('finds a token in order, with the instant at which it was asked', async () => {
    const { run } = open()
    expect(await run()).toEqual({ currency: usdc.currency, state: 'ok', at: startMs + 1_000, frozen: [] })
  })

  it('says pausing and its end once each', async () => {
    const { run, log } = open()
    await run()
    contract.say(usdc.address, paused, yes)
    expect(await run()).toMatchObject({ state: 'paused', problem: 'The issuer has paused this token.' })
    await run()
    contract.say(usdc.address, paused, no)
    expect((await run()).state).toBe('ok')
    expect(log.lines.map((line) => line.split(' {')[0])).toEqual([
      'warn A token is not as it should be',
      'info A token is in order again',
    ])
  })

  it.each(['gone', '0x', `0x${'2'.padStart(64, '0')}`] as const)(
    'keeps a pause that was known while the node answers %s',
    async (said) => {
      const { run } = open()
      contract.say(usdc.address, paused, yes)
      const before = await run()
      contract.say(usdc.address, paused, said)
      expect(await run()).toEqual(before)
    },
  )

  it('believes a contract that has forgotten how to be paused, and one that has learnt it', async () => {
    const { run } = open()
    contract.say(usdc.address, paused, yes)
    expect((await run()).state).toBe('paused')
    contract.say(usdc.address, paused, reverted)
    expect((await run()).state).toBe('ok')
    contract.say(usdc.address, paused, yes)
    expect((await run()).state).toBe('paused')
  })

  it('finds a pause even where it cannot find out what is frozen, and the other way round', async () => {
    const { run } = open()
    contract.say(usdc.address, paused, yes)
    contract.say(usdc.address, isFrozen, 'gone')
    expect((await run()).state).toBe('paused')
    contract.say(usdc.address, paused, 'gone')
    contract.say(usdc.address, isFrozen, yes)
    expect(await run()).toMatchObject({ state: 'paused', frozen: [mine] })
  })

  it('is unknown where nobody has ever answered, with the reason, and knows with the first answer', async () => {
    const { run } = open()
    contract.say(usdc.address, isFrozen, 'gone')
    expect(await run()).toMatchObject({
      state: 'unknown',
      problem: 'node.test did not answer eth_call in time.',
    })
    contract.say(usdc.address, isFrozen, no)
    expect((await run()).state).toBe('ok')
  })

  it('keeps asking about an address that was frozen, however many came after it', async () => {
    const { run, receive } = open()
    contract.say(usdc.address, `${isFrozen} ${mine.slice(2)}`, yes)
    expect(await run()).toMatchObject({ state: 'frozen', frozen: [mine] })
    const later = Array.from(
      { length: 40 },
      (_, index): EvmAddress => `0x${index.toString(16).padStart(40, '0')}`,
    )
    receive.addresses = later
    expect(await run()).toMatchObject({ state: 'frozen', frozen: [mine] })
    contract.say(usdc.address, `${isFrozen} ${mine.slice(2)}`, no)
    expect((await run()).state).toBe('ok')
  })

  it('asks about so many addresses and no more', async () => {
    const { run, receive } = open()
    receive.addresses = Array.from(
      { length: 100 },
      (_, index): EvmAddress => `0x${index.toString(16).padStart(40, '0')}`,
    )
    await run()
    const questions = contract.asked.filter((each) => each.includes(isFrozen))
    expect(questions).toHaveLength(defaultPolicy.healthAddressesMax)
  })

  it('lets a lost peg weigh more than one frozen address, which would hide it from all others', async () => {
    const { run } = open(guarded)
    setPrice(90_000_000n)
    contract.say(usdc.address, isFrozen, yes)
    expect(await run()).toMatchObject({
      state: 'depegged',
      problem: 'One token is worth 0.9000 of its peg.',
      frozen: [mine],
    })
  })

  it('holds a token off while its feed is silent after a lost peg, through a pause too, until the feed says otherwise', async () => {
    const { run, clock } = open(guarded)
    setPrice(90_000_000n)
    expect((await run()).state).toBe('depegged')
    clock.ms += 7_200_000
    expect((await run()).state).toBe('depegged')
    contract.say(usdc.address, paused, yes)
    expect((await run()).state).toBe('paused')
    contract.say(usdc.address, paused, no)
    contract.say(feed, latestRound, '0x')
    expect((await run()).state).toBe('depegged')
    setPrice(100_000_000n, clock.ms)
    expect((await run()).state).toBe('ok')
  })

  it.each([
    ['is too old', () => setPrice(100_000_000n, startMs - 7_200_000)],
    ['names no price', () => setPrice(0n)],
    ['names a negative price', () => setPrice(-5n)],
    ['does not exist', () => contract.say(feed, latestRound, reverted)],
  ])('is unknown, which takes nothing off, while a feed %s', async (_, arrange) => {
    arrange()
    const health = await open(guarded).run()
    expect(health.state).toBe('unknown')
    expect(health.problem).toMatch(/price/)
  })

  it('tells of each token as soon as it is known, and asks nothing about one that is switched off', async () => {
    const pyusd: GuardedToken = { ...testTokens.usdp, enabled: true }
    const off: GuardedToken = { ...testTokens.usdp, currency: 'USDG.fast', address: feed, enabled: false }
    const { check, told } = open(usdc, [pyusd, off])
    await check.run(contract.endpoint)
    expect(told.map((healths) => healths.map(({ currency }) => currency))).toEqual([
      [usdc.currency],
      [usdc.currency, pyusd.currency],
    ])
    expect(contract.asked.some((each) => each.startsWith(feed))).toBe(false)
  })
})
