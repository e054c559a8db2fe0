import type { Endpoint } from './endpoint.ts'
import type { EndpointPool } from './endpoint-pool.ts'
import type { ChainBlock } from './parse-answer.ts'
import { SinkFailure } from './sink-failure.ts'

type Introduced = Readonly<{ endpoint: Endpoint; head: ChainBlock }>

/**
 * Tries endpoints, best first, until one brings a whole step; each is asked at most once. What is stale is read only when
 * nobody follows: the blocks it has are facts, though it may lack the newest.
 * @param step takes every call of a step to the one endpoint it is given
 * @returns `undefined` when nobody answered; each failure has been reported to the pool
 */
export async function askAround<T>(
  pool: EndpointPool,
  isStopping: () => boolean,
  step: (introduced: Introduced) => Promise<T>,
): Promise<T | undefined> {
  const stale: Introduced[] = []
  const attempt = async (endpoint: Endpoint, ask: () => Promise<T | undefined>): Promise<T | undefined> => {
    try {
      return await ask()
    } catch (error) {
      if (error instanceof SinkFailure) throw error
      if (!isStopping()) pool.fail(endpoint, error)
      return undefined
    }
  }
  for (const endpoint of pool.candidates()) {
    const done = await attempt(endpoint, async () => {
      const head = await pool.introduce(endpoint)
      if (endpoint.standing !== 'stale') return await step({ endpoint, head })
      stale.push({ endpoint, head })
      return undefined
    })
    if (done !== undefined || isStopping()) return done
  }
  const freshest = stale.toSorted((left, right) => right.head.number - left.head.number)[0]
  return freshest && (await attempt(freshest.endpoint, async () => await step(freshest)))
}
