import type { Hex } from 'viem'
import { isHex } from 'viem/utils'
import type { PriceAnswer } from '../../../shared/domain/tokens/judge-price.ts'
import type { EvmAddress, Token } from '../../../shared/domain/tokens/token.ts'
import type { PriceGuard } from '../../../shared/domain/tokens/token-health.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import type { Endpoint } from './endpoint.ts'
import { mapBounded } from './map-bounded.ts'
import { isRevert } from './rpc-problem.ts'

// The first four bytes of keccak256 of each signature, by the issuers' own contracts.
const pausedSelector = '0x5c975abb' // paused()
const blockedSelectors = [
  '0xe5839836', // isFrozen(address), Paxos
  '0xfe575a87', // isBlacklisted(address), Circle
  '0xe47d6060', // isBlackListed(address), Tether on Ethereum
  '0xfbac3951', // isBlocked(address), Tether elsewhere
] as const
const latestRoundSelector = '0xfeaf968c' // latestRoundData(), Chainlink AggregatorV3Interface
const decimalsSelector = '0x313ce567' // decimals()
const feedDecimalsMax = 36n

/** Asking a contract; only the client of an endpoint is needed. */
type Asked = Pick<Endpoint, 'rpc'>

type Question = Readonly<{
  to: EvmAddress
  data: Hex
  /** It has answered this before: nothing is then no answer, but a node that has lost its state. */
  isKnown?: boolean
}>

/**
 * Calls a contract; `undefined` when it does not know the question.
 * @throws PosError when the endpoint could not say, which says nothing about the contract
 */
async function ask({ rpc }: Asked, { to, data, isKnown = false }: Question): Promise<Hex | undefined> {
  try {
    const answer = await rpc.call('eth_call', [{ to, data }, 'latest'])
    if (answer === '0x' && !isKnown) return undefined
    if (isHex(answer) && answer.length > 2) return answer
    throw new PosError('chain.badAnswer', `${rpc.host} does not say what a contract answers.`)
  } catch (error) {
    if (isRevert(error)) return undefined
    throw error
  }
}

/**
 * Yes or no as the ABI writes them; anything else is no answer, and never *no*.
 * @returns `undefined` when the contract does not know the question, or is none
 * @throws {PosError} when the endpoint could not say
 */
export async function askYesOrNo(asked: Asked, question: Question): Promise<boolean | undefined> {
  const answer = await ask(asked, question)
  if (answer === undefined) return undefined
  const value = answer.length === 66 ? BigInt(answer) : -1n
  if (value !== 0n && value !== 1n)
    throw new PosError('chain.badAnswer', `${asked.rpc.host} answers with something that is not yes or no.`)
  return value === 1n
}

/** The data of a question about an address. */
export function withAddress(selector: Hex, address: EvmAddress): Hex {
  return `${selector}${address.slice(2).toLowerCase().padStart(64, '0')}`
}

/**
 * Whether the issuer has stopped all transfers; `undefined` for a contract that cannot be stopped. It is asked anew each
 * time: a contract behind a proxy learns and forgets.
 */
export async function askPaused(
  asked: Asked,
  { address }: Pick<Token, 'address'>,
  isKnown: boolean,
): Promise<boolean | undefined> {
  return await askYesOrNo(asked, { to: address, data: pausedSelector, isKnown })
}

/** Those of the addresses that the issuer lets receive nothing, and the selector of the question that found it out. */
export async function askFrozen(
  asked: Asked,
  { address: to }: Pick<Token, 'address'>,
  options: Readonly<{ addresses: readonly EvmAddress[]; atOnce: number; known: Hex | undefined }>,
): Promise<Readonly<{ frozen: readonly EvmAddress[]; known: Hex | undefined }>> {
  const { addresses, atOnce, known } = options
  const [first, ...others] = addresses
  if (first === undefined) return { frozen: [], known }
  const isFrozen = (selector: Hex, address: EvmAddress, isKnown: boolean) =>
    askYesOrNo(asked, { to, data: withAddress(selector, address), isKnown })
  // The question that was answered last is tried first; the others are for a contract that has changed.
  const questions = [...blockedSelectors].toSorted(
    (left, right) => Number(right === known) - Number(left === known),
  )
  for (const selector of questions) {
    const isFirstFrozen = await isFrozen(selector, first, selector === known)
    if (isFirstFrozen === undefined) continue
    const rest = await mapBounded(others, atOnce, (address) => isFrozen(selector, address, true))
    const answers = [isFirstFrozen, ...rest]
    return { frozen: addresses.filter((_, index) => answers[index] === true), known: selector }
  }
  return { frozen: [], known: undefined }
}

/**
 * The newest answer of a price feed.
 * @throws PosError `chain.badAnswer` when there is no feed at the address
 */
export async function askPrice(asked: Asked, { feed }: Pick<PriceGuard, 'feed'>): Promise<PriceAnswer> {
  const [round, decimals] = await Promise.all([
    ask(asked, { to: feed, data: latestRoundSelector }),
    ask(asked, { to: feed, data: decimalsSelector }),
  ])
  const isRound = round?.length === 2 + 5 * 64
  const isScale = decimals?.length === 66 && BigInt(decimals) <= feedDecimalsMax
  if (!isRound || !isScale)
    throw new PosError('chain.badAnswer', 'There is no price feed at the address that guards this token.')
  const word = (index: number): bigint => BigInt(`0x${round.slice(2 + 64 * index, 66 + 64 * index)}`)
  return {
    price: BigInt.asIntN(256, word(1)),
    decimals: Number(BigInt(decimals)),
    updatedAt: Number(word(3)),
  }
}
