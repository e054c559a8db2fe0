import type { Hex } from 'viem'
import { judgePrice, type PriceJudgement } from '../../../shared/domain/tokens/judge-price.ts'
import type { EvmAddress, Token } from '../../../shared/domain/tokens/token.ts'
import type { PriceGuard, TokenHealth } from '../../../shared/domain/tokens/token-health.ts'
import { isPosError } from '../../../shared/errors/pos-error.ts'
import { askFrozen, askPaused, askPrice } from './ask-token.ts'
import type { Endpoint } from './endpoint.ts'
import type { ReadContext } from './read-context.ts'
import type { WatchPolicy } from './watch-policy.ts'

/** A token with what guards its price. One that is switched off is not asked about. */
export type GuardedToken = Token & Readonly<{ enabled?: boolean; priceGuard?: PriceGuard }>

/** Asks the contracts of a chain's tokens how they stand. */
export type TokenHealthCheck = Readonly<{
  run: (endpoint: Pick<Endpoint, 'rpc'>) => Promise<void>
}>

/** What is known of one token. Each fact stands until the same question is answered again. */
type Facts = {
  paused?: boolean
  pauses: boolean
  frozen?: readonly EvmAddress[]
  blocks: Hex | undefined
  peg?: PriceJudgement
}

type Lesson = Readonly<{
  facts: Facts
  addresses: readonly EvmAddress[]
  nowSeconds: number
  policy: Pick<WatchPolicy, 'callsAtOnce' | 'healthAddressesMax'>
}>

const problemMax = 400

/** The worst that is known. What was never answered makes a token unknown, unless something is known against it. */
function stateOf(
  { paused, frozen, peg }: Facts,
  isGuarded: boolean,
  failure: string | undefined,
): Pick<TokenHealth, 'state' | 'problem' | 'frozen'> {
  const found = { frozen: frozen ?? [] }
  if (paused === true) return { ...found, state: 'paused', problem: 'The issuer has paused this token.' }
  if (peg?.state === 'depegged') return { ...found, ...peg }
  if (found.frozen.length > 0) {
    const problem = `The issuer lets ${found.frozen.length} of the shop's addresses receive nothing: ${found.frozen.join(', ')}`
    return { ...found, state: 'frozen', problem: problem.slice(0, problemMax) }
  }
  if (paused === undefined || frozen === undefined || (isGuarded && peg === undefined))
    return {
      ...found,
      state: 'unknown',
      problem: (failure ?? 'Nobody has answered yet.').slice(0, problemMax),
    }
  return { ...found, ...(peg ?? { state: 'ok' }) }
}

/** A feed that falls silent after it told of a lost peg has not told that the peg is back. */
function nextPeg(before: PriceJudgement | undefined, now: PriceJudgement): PriceJudgement {
  return now.state === 'unknown' && before?.state === 'depegged' ? before : now
}

async function askPeg(
  endpoint: Pick<Endpoint, 'rpc'>,
  guard: PriceGuard,
  nowSeconds: number,
): Promise<PriceJudgement> {
  try {
    return judgePrice(await askPrice(endpoint, guard), guard, nowSeconds)
  } catch (error) {
    if (isPosError(error, 'chain.badAnswer')) return { state: 'unknown', problem: error.message }
    throw error
  }
}

/** Asks one token's questions: one that fails hides no answer to another. @returns what failed */
async function learn(
  endpoint: Pick<Endpoint, 'rpc'>,
  { address, priceGuard }: GuardedToken,
  { facts, addresses, nowSeconds, policy }: Lesson,
): Promise<string | undefined> {
  let failure: string | undefined
  const attempt = async (question: () => Promise<void>): Promise<void> => {
    try {
      await question()
    } catch (error) {
      if (!isPosError(error)) throw error
      failure ??= error.message
    }
  }
  await attempt(async () => {
    const answer = await askPaused(endpoint, { address }, facts.pauses)
    facts.paused = answer ?? false
    facts.pauses = answer !== undefined
  })
  await attempt(async () => {
    // One that was frozen is asked about until it is not, however far down the list it has gone.
    const asked = [...new Set([...addresses, ...(facts.frozen ?? [])])].slice(
      0,
      2 * policy.healthAddressesMax,
    )
    const options = { addresses: asked, atOnce: policy.callsAtOnce, known: facts.blocks }
    const { frozen, known } = await askFrozen(endpoint, { address }, options)
    facts.frozen = frozen
    facts.blocks = known
  })
  if (priceGuard)
    await attempt(async () => {
      facts.peg = nextPeg(facts.peg, await askPeg(endpoint, priceGuard, nowSeconds))
    })
  return failure
}

/** A check that keeps what it finds, and tells all of it after each token. */
export function createTokenHealth(
  context: Pick<ReadContext, 'chain' | 'sink' | 'clock' | 'policy' | 'tokens' | 'log'>,
  listed: readonly GuardedToken[],
  told: (healths: readonly TokenHealth[]) => void,
): TokenHealthCheck {
  const { chain, sink, clock, policy, tokens, log } = context
  const known = new Map<string, Facts>()
  const healths = new Map<string, TokenHealth>()

  const check = async (
    endpoint: Pick<Endpoint, 'rpc'>,
    token: GuardedToken,
    addresses: readonly EvmAddress[],
  ): Promise<void> => {
    const { currency } = token
    const facts = known.get(currency) ?? { pauses: false, blocks: undefined }
    known.set(currency, facts)
    const failure = await learn(endpoint, token, {
      facts,
      addresses,
      nowSeconds: Math.floor(clock.now() / 1_000),
      policy,
    })
    const before = healths.get(currency)
    const found = stateOf(facts, token.priceGuard !== undefined, failure)
    const isNews = failure === undefined || before?.state !== found.state
    const at = isNews || before === undefined ? clock.now() : before.at
    healths.set(currency, { currency, at, ...found })
    if (found.state === (before?.state ?? 'ok')) return
    const said = { chain: chain.key, currency, state: found.state }
    if (found.problem === undefined) log.info('A token is in order again', said)
    else log.warn('A token is not as it should be', { ...said, problem: found.problem })
  }

  return {
    run: async (endpoint) => {
      const addresses = sink.receiveAddresses(chain.key).slice(0, policy.healthAddressesMax)
      const watched = new Set(tokens())
      // One token after the other: beside the loop, a few calls at once are enough.
      for (const token of listed) {
        if (token.enabled === false || !watched.has(token.address)) continue
        await check(endpoint, token, addresses)
        told([...healths.values()])
      }
    },
  }
}
