import type { Hex } from 'viem'
import { isHex } from 'viem/utils'
import type { PriceAnswer } from '../../../shared/domain/tokens/judge-price.ts'
import type { EvmAddress, Token } from '../../../shared/domain/tokens/token.ts'
import type { PriceGuard } from '../../../shared/domain/tokens/token-health.ts'
import { isPosError, PosError } from '../../../shared/errors/pos-error.ts'
import type { Endpoint } from './endpoint.ts'
import { mapBounded } from './map-bounded.ts'

// The first four bytes of keccak256 of each signature: FiatToken 2.2 (Circle), PaxosTokenV2, AggregatorV3Interface.
const pausedSelector = '0x5c975abb' // paused()
const blockedSelectors = [
  '0xe5839836', // isFrozen(address), Paxos
  '0xfe575a87', // isBlacklisted(address), Circle
] as const
const latestRoundSelector = '0xfeaf968c' // latestRoundData()
const decimalsSelector = '0x313ce567' // decimals()
const feedDecimalsMax = 36n

/** What a contract can be asked; a contract behind a proxy can learn more, so this is found out anew with each start. */
export type Abilities = Readonly<{ pauses: boolean; blocks: (typeof blockedSelectors)[number] | undefined }>

/** Calls a contract; `undefined` when it does not know the question. */
async function ask(endpoint: Endpoint, to: EvmAddress, data: Hex): Promise<Hex | undefined> {
  try {
    const answer = await endpoint.rpc.call('eth_call', [{ to, data }, 'latest'])
    return isHex(answer) && answer.length >= 66 ? answer : undefined
  } catch (error) {
    if (isPosError(error, 'chain.callRefused') && /revert/i.test(error.message)) return undefined
    throw error
  }
}

function withAddress(selector: Hex, address: EvmAddress): Hex {
  return `${selector}${address.slice(2).toLowerCase().padStart(64, '0')}`
}

function isTrue(answer: Hex | undefined): boolean {
  return answer !== undefined && BigInt(answer.slice(0, 66)) === 1n
}

/** Finds out by asking; `sample` is any address. */
export async function findAbilities(
  endpoint: Endpoint,
  { address }: Token,
  sample: EvmAddress,
): Promise<Abilities> {
  const pauses = (await ask(endpoint, address, pausedSelector)) !== undefined
  for (const selector of blockedSelectors)
    if ((await ask(endpoint, address, withAddress(selector, sample))) !== undefined)
      return { pauses, blocks: selector }
  return { pauses, blocks: undefined }
}

/**
 * The newest answer of a price feed.
 * @throws PosError `chain.badAnswer` when there is no feed at the address
 */
export async function askPrice(endpoint: Endpoint, { feed }: PriceGuard): Promise<PriceAnswer> {
  const [round, decimals] = await Promise.all([
    ask(endpoint, feed, latestRoundSelector),
    ask(endpoint, feed, decimalsSelector),
  ])
  const word = (index: number): bigint => BigInt(`0x${(round ?? '').slice(2 + 64 * index, 66 + 64 * index)}`)
  if (round?.length !== 2 + 5 * 64 || decimals === undefined || BigInt(decimals) > feedDecimalsMax)
    throw new PosError('chain.badAnswer', 'There is no price feed at the address that guards this token.')
  return {
    price: BigInt.asIntN(256, word(1)),
    decimals: Number(BigInt(decimals)),
    updatedAt: Number(word(3)),
  }
}

/** Whether the issuer has stopped all transfers. */
export async function askPaused(
  endpoint: Endpoint,
  { address }: Token,
  { pauses }: Abilities,
): Promise<boolean> {
  return pauses && isTrue(await ask(endpoint, address, pausedSelector))
}

/** Those of the addresses that the issuer lets receive nothing. */
export async function askFrozen(
  endpoint: Endpoint,
  { address: token }: Token,
  { blocks }: Abilities,
  { addresses, atOnce }: Readonly<{ addresses: readonly EvmAddress[]; atOnce: number }>,
): Promise<readonly EvmAddress[]> {
  if (blocks === undefined) return []
  const answers = await mapBounded(addresses, atOnce, async (address) =>
    isTrue(await ask(endpoint, token, withAddress(blocks, address))),
  )
  return addresses.filter((_, index) => answers[index])
}
