import { messageOf } from '../../../shared/errors/pos-error.ts'
import type { SeenTransfer } from '../port.ts'
import { describeToken, type TokenWords } from './describe-token.ts'
import type { ReadContext } from './read-context.ts'
import type { SideJobs } from './side-jobs.ts'

/** Transfers of unlisted contracts, with what those say of themselves. */
export type Strangers = Readonly<{
  /**
   * Asks the contracts beside the loop, so that no payment waits for a stranger, and hands the transfers on.
   * @param deliver is given the transfers; nothing is handed on where no endpoint could say, and a second look brings them
   */
  meet: (transfers: readonly SeenTransfer[], deliver: (met: readonly SeenTransfer[]) => void) => void
}>

const knownMax = 1_000
/** More transfers than this in one go are spam; those left behind are met when a second look brings them. */
const waitingMax = 500
/** Contracts asked in one go. */
const askedMax = 20

type Waiting = Readonly<{
  transfers: readonly SeenTransfer[]
  deliver: (met: readonly SeenTransfer[]) => void
}>

/** Meets strangers of one chain. */
export function createStrangers(
  { pool, policy, log, chain }: Pick<ReadContext, 'pool' | 'policy' | 'log' | 'chain'>,
  jobs: SideJobs,
): Strangers {
  const known = new Map<string, TokenWords>()
  const waiting: Waiting[] = []

  const wordsOf = async (token: SeenTransfer['token']): Promise<TokenWords | undefined> => {
    const before = known.get(token)
    if (before) return before
    const [endpoint] = pool.candidates()
    if (!endpoint) return undefined
    try {
      const words = await describeToken(endpoint, token, policy.headTimeoutMs)
      if (known.size >= knownMax) known.clear()
      known.set(token, words)
      return words
    } catch (error) {
      log.warn('A contract could not be asked for its name', { chain: chain.key, problem: messageOf(error) })
      return undefined
    }
  }
  const meetOne = async ({ transfers, deliver }: Waiting): Promise<void> => {
    const tokens = [...new Set(transfers.map(({ token }) => token))].slice(0, askedMax)
    const words = new Map<string, TokenWords>()
    for (const token of tokens) {
      const said = await wordsOf(token)
      if (said) words.set(token, said)
    }
    const met = transfers.flatMap((transfer) => {
      const says = words.get(transfer.token)
      return says === undefined ? [] : [{ ...transfer, says }]
    })
    if (met.length > 0) deliver(met)
  }
  const meetAll = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await meetOne(next)
  }
  return {
    meet: (transfers, deliver) => {
      const queued = waiting.reduce((sum, one) => sum + one.transfers.length, 0)
      const room = transfers.slice(0, Math.max(0, waitingMax - queued))
      if (room.length === 0) return
      waiting.push({ transfers: room, deliver })
      jobs.start('strangers', meetAll)
    },
  }
}
