import { encodeAbiParameters, toFunctionSelector, type Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { askFrozen, askPaused, askPrice } from '../../../../electron/chains/evm/ask-token.ts'
import { no, reverted, scriptContract, yes, type Said } from './scripted-contract.ts'

const address = '0x8ba1f109551bD432803012645Ac136ddd64DBA72'
const token = { address } as const
const [mine, second, third] = [`0x${'a'.repeat(40)}`, `0x${'b'.repeat(40)}`, `0x${'c'.repeat(40)}`] as const
const selectors = {
  paused: toFunctionSelector('paused()'),
  frozen: toFunctionSelector('isFrozen(address)'),
  blacklisted: toFunctionSelector('isBlacklisted(address)'),
  tether: toFunctionSelector('isBlackListed(address)'),
  tetherZero: toFunctionSelector('isBlocked(address)'),
  round: toFunctionSelector('latestRoundData()'),
  decimals: toFunctionSelector('decimals()'),
} as const
const every = { atOnce: 4, known: undefined } as const

/** Refusals of contracts as nodes word them; the code is what JSON-RPC carries beside the words. */
const reverts: readonly Said[] = [
  reverted,
  { code: -32_000, message: 'execution reverted' },
  { code: 3, message: '' },
  { code: -32_015, message: 'VM execution error.' },
  { code: -32_000, message: 'VM Exception while processing transaction: revert' },
  { code: -32_000, message: 'invalid opcode: INVALID' },
  { code: -32_000, message: 'EVM error InvalidFEOpcode' },
  { code: -32_000, message: 'EVM error OpcodeNotFound' },
  { code: -32_000, message: 'invalid jump destination' },
]

describe('askPaused', () => {
  it.each([
    [yes, true],
    [no, false],
  ] as const)('takes %s for %s', async (said, isPaused) => {
    const contract = scriptContract()
    contract.say(address, selectors.paused, said)
    expect(await askPaused(contract.endpoint, token, false)).toBe(isPaused)
  })

  it.each(reverts)('a contract that cannot be paused says so: %j', async (said) => {
    const contract = scriptContract()
    contract.say(address, selectors.paused, said)
    expect(await askPaused(contract.endpoint, token, false)).toBeUndefined()
    expect(await askPaused(contract.endpoint, token, true)).toBeUndefined()
  })

  it('takes nothing for a contract without the question, until it has answered it once', async () => {
    const contract = scriptContract()
    contract.say(address, selectors.paused, '0x')
    expect(await askPaused(contract.endpoint, token, false)).toBeUndefined()
    await expect(askPaused(contract.endpoint, token, true)).rejects.toMatchObject({ code: 'chain.badAnswer' })
  })

  it.each([
    [`0x${'2'.padStart(64, '0')}`, 'chain.badAnswer'],
    [`0x${'f'.repeat(64)}`, 'chain.badAnswer'],
    ['0x01', 'chain.badAnswer'],
    [`${yes}00`, 'chain.badAnswer'],
    ['gone', 'chain.timeout'],
    [{ code: -32_000, message: 'header not found' }, 'chain.nodeBehind'],
    [{ code: 429, message: 'slow down' }, 'chain.rateLimited'],
    [{ code: -32_601, message: 'eth_call does not exist' }, 'chain.callRefused'],
  ] as const)('takes %j for no answer, and never for *no*', async (said, code) => {
    const contract = scriptContract()
    contract.say(address, selectors.paused, said)
    await expect(askPaused(contract.endpoint, token, false)).rejects.toMatchObject({ code })
  })
})

describe('askFrozen', () => {
  it.each([
    ['frozen', 'Paxos'],
    ['blacklisted', 'Circle'],
    ['tether', 'Tether on Ethereum'],
    ['tetherZero', 'Tether elsewhere'],
  ] as const)('finds what %s of %s says about each address', async (question, _issuer) => {
    const contract = scriptContract()
    contract.say(address, selectors[question], no)
    contract.say(address, `${selectors[question]} ${second.slice(2)}`, yes)
    const { frozen, known } = await askFrozen(contract.endpoint, token, {
      ...every,
      addresses: [mine, second, third],
    })
    expect(frozen).toEqual([second])
    expect(known).toBe(selectors[question])
  })

  it('asks the question that was answered last at once, and the others when the contract has changed', async () => {
    const contract = scriptContract()
    contract.say(address, selectors.tetherZero, no)
    const options = { addresses: [mine, second], atOnce: 4, known: selectors.tetherZero } as const
    await askFrozen(contract.endpoint, token, options)
    expect(contract.asked).toHaveLength(2)
    contract.say(address, selectors.tetherZero, reverted)
    contract.say(address, selectors.frozen, yes)
    const { frozen, known } = await askFrozen(contract.endpoint, token, options)
    expect({ frozen, known }).toEqual({ frozen: [mine, second], known: selectors.frozen })
  })

  it('says nothing about any address where one of them got no answer', async () => {
    const contract = scriptContract()
    contract.say(address, selectors.frozen, no)
    contract.say(address, `${selectors.frozen} ${third.slice(2)}`, 'gone')
    const asking = askFrozen(contract.endpoint, token, { ...every, addresses: [mine, second, third] })
    await expect(asking).rejects.toMatchObject({ code: 'chain.timeout' })
  })

  it('finds nothing frozen where the contract has no list, or there is nobody to ask about', async () => {
    const contract = scriptContract()
    const without = { frozen: [], known: undefined }
    expect(await askFrozen(contract.endpoint, token, { ...every, addresses: [mine] })).toEqual(without)
    const asked = contract.asked.length
    expect(await askFrozen(contract.endpoint, token, { ...every, addresses: [] })).toEqual(without)
    expect(contract.asked).toHaveLength(asked)
  })
})

describe('askPrice', () => {
  const feed = address
  const round = (price: bigint, updatedAt: bigint): Hex =>
    encodeAbiParameters(
      [{ type: 'uint80' }, { type: 'int256' }, { type: 'uint256' }, { type: 'uint256' }, { type: 'uint80' }],
      [7n, price, 1n, updatedAt, 7n],
    )
  const decimals = (count: number): Hex => `0x${count.toString(16).padStart(64, '0')}`

  it.each([
    [99_990_000n, 8],
    [-1n, 8],
    [10n ** 36n, 36],
  ])('reads %d with %d decimals', async (price, places) => {
    const contract = scriptContract()
    contract.say(feed, selectors.round, round(price, 1_700_000_000n))
    contract.say(feed, selectors.decimals, decimals(places))
    const answer = { price, decimals: places, updatedAt: 1_700_000_000 }
    expect(await askPrice(contract.endpoint, { feed })).toEqual(answer)
  })

  it.each([
    ['no contract', '0x', '0x'],
    ['a contract that is no feed', reverted, decimals(6)],
    ['half a round', round(1n, 1n).slice(0, 130) as Hex, decimals(8)],
    ['decimals out of bounds', round(1n, 1n), decimals(37)],
    ['no decimals', round(1n, 1n), reverted],
  ] as const)('finds no feed in %s', async (_, said, places) => {
    const contract = scriptContract()
    contract.say(feed, selectors.round, said)
    contract.say(feed, selectors.decimals, places)
    await expect(askPrice(contract.endpoint, { feed })).rejects.toMatchObject({ code: 'chain.badAnswer' })
  })

  it('does not take a silent node for a missing feed', async () => {
    const contract = scriptContract()
    contract.say(feed, selectors.round, 'gone')
    contract.say(feed, selectors.decimals, decimals(8))
    await expect(askPrice(contract.endpoint, { feed })).rejects.toMatchObject({ code: 'chain.timeout' })
  })
})
