import { judgePrice } from '../../../shared/domain/tokens/judge-price.ts'
import type { EvmAddress, Token } from '../../../shared/domain/tokens/token.ts'
import type { PriceGuard, TokenHealth } from '../../../shared/domain/tokens/token-health.ts'
import { isPosError, messageOf } from '../../../shared/errors/pos-error.ts'
import { type Abilities, askFrozen, askPaused, askPrice, findAbilities } from './ask-token.ts'
import type { Endpoint } from './endpoint.ts'
import { mapBounded } from './map-bounded.ts'
import type { ReadContext } from './read-context.ts'
import { SinkFailure } from './sink-failure.ts'

/** A token with what guards its price. */
export type GuardedToken = Token & Readonly<{ priceGuard?: PriceGuard }>

/** Asks the contracts of a chain's tokens how they stand. */
export type TokenHealthCheck = Readonly<{
  run: (endpoint: Endpoint) => Promise<void>
}>

/** What a token's price feed says, beside what was known before. */
async function judgeGuarded(
  endpoint: Endpoint,
  { priceGuard }: GuardedToken,
  { before, now }: Readonly<{ before: TokenHealth | undefined; now: number }>,
): Promise<Pick<TokenHealth, 'state' | 'problem'>> {
  if (!priceGuard) return { state: 'ok' }
  try {
    const judgement = judgePrice(await askPrice(endpoint, priceGuard), priceGuard, now / 1000)
    // A feed that falls silent after it told of a lost peg has not told that the peg is back.
    return judgement.state === 'unknown' && before?.state === 'depegged'
      ? { state: 'depegged', problem: judgement.problem }
      : judgement
  } catch (error) {
    if (isPosError(error, 'chain.badAnswer')) return { state: 'unknown', problem: error.message }
    throw error
  }
}

/** A check that keeps what it finds in what is known of the chain. */
export function createTokenHealth(
  context: ReadContext,
  listed: readonly GuardedToken[],
  told: (healths: readonly TokenHealth[]) => void,
): TokenHealthCheck {
  const { chain, sink, clock, policy, tokens, log } = context
  const abilities = new Map<string, Abilities>()
  const healths = new Map<string, TokenHealth>()

  const judge = async (
    endpoint: Endpoint,
    token: GuardedToken,
    addresses: readonly EvmAddress[],
  ): Promise<Omit<TokenHealth, 'currency' | 'at'>> => {
    const sample = addresses[0] ?? token.address
    const known = abilities.get(token.currency) ?? (await findAbilities(endpoint, token, sample))
    abilities.set(token.currency, known)
    const isPaused = await askPaused(endpoint, token, known)
    const frozen = await askFrozen(endpoint, token, known, { addresses, atOnce: policy.callsAtOnce })
    if (isPaused) return { state: 'paused', problem: 'The issuer has paused this token.', frozen }
    if (frozen.length > 0) {
      const problem = `The issuer lets ${frozen.length} of the shop's addresses receive nothing: ${frozen.join(', ')}`
      return { state: 'frozen', problem: problem.slice(0, 400), frozen }
    }
    return {
      ...(await judgeGuarded(endpoint, token, { before: healths.get(token.currency), now: clock.now() })),
      frozen,
    }
  }

  const check = async (
    endpoint: Endpoint,
    token: GuardedToken,
    addresses: readonly EvmAddress[],
  ): Promise<void> => {
    const { currency } = token
    const before = healths.get(currency)
    try {
      const found = await judge(endpoint, token, addresses)
      const health = { currency, at: clock.now(), ...found }
      if (before?.state !== health.state && health.problem !== undefined)
        log.warn('A token is not as it should be', { chain: chain.key, currency, problem: health.problem })
      healths.set(currency, health)
    } catch (error) {
      if (error instanceof SinkFailure) throw error
      // What was known stands until somebody answers: an outage unpauses nothing.
      if (!before)
        healths.set(currency, {
          currency,
          at: clock.now(),
          state: 'unknown',
          problem: messageOf(error),
          frozen: [],
        })
    }
  }

  return {
    run: async (endpoint) => {
      const addresses = sink.receiveAddresses(chain.key).slice(0, policy.healthAddressesMax)
      const watched = new Set(tokens())
      const due = listed.filter(({ address }) => watched.has(address))
      await mapBounded(due, policy.callsAtOnce, async (token) => await check(endpoint, token, addresses))
      told([...healths.values()])
    },
  }
}
