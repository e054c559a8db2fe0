import { messageOf } from '../../../shared/errors/pos-error.ts'
import type { SeenTransfer } from '../port.ts'
import { describeToken, type TokenWords } from './describe-token.ts'
import type { ReadContext } from './read-context.ts'
import { inChainOrder } from './read-logs.ts'
import { shareOut } from './share-out.ts'
import type { SideJobs } from './side-jobs.ts'

/** Transfers of unlisted contracts, with what those say of themselves. */
export type Strangers = Readonly<{
  /**
   * Asks the contracts beside the loop, so that no payment waits for a stranger, and hands the transfers on.
   * @param deliver is given the transfers; those of a contract that no endpoint could ask are left to the second looks,
   * which bring them again, and are handed on without a name in the end
   */
  meet: (transfers: readonly SeenTransfer[], deliver: (met: readonly SeenTransfer[]) => void) => void
}>

const knownMax = 1_000
/** More transfers than this in one go are spam; those left behind are met when a second look brings them. */
const waitingMax = 500
/** The ledger keeps fifty of a sale and notes that there were more. */
const perAddressMax = 60
/** Contracts asked in one go. */
const askedMax = 20
/** Endpoints that are asked for one name. */
const endpointsMax = 2

type Waiting = Readonly<{
  transfers: readonly SeenTransfer[]
  deliver: (met: readonly SeenTransfer[]) => void
}>

/** Meets strangers of one chain. */
export function createStrangers(
  { pool, policy, log, chain, ticks }: Pick<ReadContext, 'pool' | 'policy' | 'log' | 'chain' | 'ticks'>,
  jobs: SideJobs,
): Strangers {
  const known = new Map<string, TokenWords>()
  const silentSince = new Map<string, number>()
  const waiting: Waiting[] = []

  const ask = async (token: SeenTransfer['token']): Promise<TokenWords | undefined> => {
    for (const endpoint of pool.candidates().slice(0, endpointsMax)) {
      try {
        return await describeToken(endpoint, token, policy.headTimeoutMs)
      } catch (error) {
        const fields = { chain: chain.key, host: endpoint.rpc.host, problem: messageOf(error) }
        log.warn('A contract could not be asked for its name', fields)
      }
    }
    return undefined
  }
  /** A stranger that nobody could ask is handed on without a name by the second look that comes after a while. */
  const withoutWords = (token: SeenTransfer['token']): TokenWords | undefined => {
    const since = silentSince.get(token) ?? ticks()
    if (silentSince.size >= knownMax) silentSince.clear()
    silentSince.set(token, since)
    return ticks() - since >= policy.secondLookMs / 2 ? {} : undefined
  }
  const wordsOf = async (token: SeenTransfer['token']): Promise<TokenWords | undefined> => {
    const words = known.get(token) ?? (await ask(token))
    if (!words) return withoutWords(token)
    if (known.size >= knownMax) known.clear()
    known.set(token, words)
    return words
  }
  const meetOne = async ({ transfers, deliver }: Waiting): Promise<void> => {
    const tokens = [...new Set(transfers.map(({ token }) => token))]
    const words = new Map<string, TokenWords>()
    for (const [index, token] of tokens.entries()) {
      const said = index < askedMax ? await wordsOf(token) : (known.get(token) ?? withoutWords(token))
      if (said) words.set(token, said)
    }
    const met = transfers.flatMap((transfer) => {
      const says = words.get(transfer.token)
      return says === undefined ? [] : [{ ...transfer, says }]
    })
    if (met.length > 0) deliver(inChainOrder(met))
  }
  const meetAll = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await meetOne(next)
  }
  return {
    meet: (transfers, deliver) => {
      const queued = waiting.reduce((sum, one) => sum + one.transfers.length, 0)
      const shared = shareOut(transfers, { room: waitingMax - queued, perAddress: perAddressMax })
      if (shared.length === 0) return
      waiting.push({ transfers: shared, deliver })
      jobs.start('strangers', meetAll)
    },
  }
}
