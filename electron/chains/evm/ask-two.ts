import { isPosError, messageOf, PosError } from '../../../shared/errors/pos-error.ts'
import { isDoneWithin } from '../../platform/in-time.ts'
import type { Endpoint } from './endpoint.ts'
import { areUnrelatedEndpoints } from './endpoint-pool.ts'
import type { ReadContext } from './read-context.ts'

/** What a question to endpoints beside the loop needs. */
export type AskTwo = Pick<ReadContext, 'chain' | 'pool' | 'ticks'>

const freshMs = 15_000

/**
 * The newest block of an endpoint that follows; one that was heard a moment ago is not asked again.
 * @throws {PosError} `chain.nodeBehind` for one that does not follow, and whatever a call throws
 */
export async function headOf({ pool, ticks }: AskTwo, endpoint: Endpoint): Promise<number> {
  const isFresh = endpoint.standing === 'good' && ticks() - endpoint.heardAt < freshMs
  const head = isFresh && endpoint.head ? endpoint.head : await pool.introduce(endpoint)
  if (endpoint.standing === 'stale')
    throw new PosError('chain.nodeBehind', endpoint.problem ?? `${endpoint.rpc.host} does not follow.`)
  return head.number
}

/**
 * The endpoints to ask: the best, then those of other operators, then the rest. A person asks: where all are in a pause, those
 * are ended that no endpoint wanted.
 */
function inTurn({ pool, chain }: AskTwo): readonly Endpoint[] {
  if (pool.askable().length === 0) pool.forgive()
  const [first, ...rest] = pool.askable()
  if (!first) return []
  const isOther = (endpoint: Endpoint): boolean =>
    areUnrelatedEndpoints(first.rpc.host, endpoint.rpc.host, chain)
  return [first, ...rest.filter(isOther), ...rest.filter((endpoint) => !isOther(endpoint))]
}

/**
 * Asks two endpoints at once where there are two, run by different people if possible: pools differ, and one that hangs must
 * not cost the answer. Where neither answers the others are asked one by one. What goes wrong is no mark against an
 * endpoint, because the loop's calls are others and the loop judges it by those; a complaint about too many calls slows
 * both down.
 * @param secondWordMs how long the slower of the two is waited for once there may be an answer
 * @returns the words in the order they came, and what went wrong
 */
export async function askTwo<T>(
  context: AskTwo,
  question: (endpoint: Endpoint) => Promise<T>,
  secondWordMs: number,
): Promise<Readonly<{ words: readonly T[]; problems: readonly string[] }>> {
  const [words, problems]: [T[], string[]] = [[], []]
  const ask = async (endpoint: Endpoint): Promise<void> => {
    try {
      words.push(await question(endpoint))
    } catch (error) {
      if (!isPosError(error)) throw error
      if (isPosError(error, 'chain.rateLimited')) endpoint.rpc.pace.slower()
      problems.push(messageOf(error))
    }
  }
  const [first, second, ...rest] = inTurn(context)
  const pair = Promise.all([first, second].flatMap((endpoint) => (endpoint ? [ask(endpoint)] : [])))
  // The slower of the two is waited for a while; one answer is worth more than none.
  if (!(await isDoneWithin(pair, secondWordMs)) && words.length === 0) await pair
  for (const endpoint of rest) {
    if (words.length > 0) break
    await ask(endpoint)
  }
  return { words: [...words], problems: [...problems] }
}
