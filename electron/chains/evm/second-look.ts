import type { SeenTransfer } from '../port.ts'
import type { Chain } from '../../../shared/domain/tokens/chain.ts'
import type { Delivery } from './deliver.ts'
import type { Endpoint } from './endpoint.ts'
import { filterNow, type ReadContext } from './read-context.ts'
import {
  askRange,
  inChainOrder,
  isEmptyFilter,
  placeLogs,
  readTransferLogs,
  type LogFilter,
} from './read-logs.ts'
import { SinkFailure } from './sink-failure.ts'
import type { WatchPolicy } from './watch-policy.ts'

/** A task that reads blocks again, or for other recipients, beside the loop. */
export type Look = Readonly<{
  /** How often it is due, with the recipients of now. */
  intervalMs: () => number
  /**
   * The loop has read up to here. After a start it looks two intervals back, on a chain that was never read no further:
   * an address may have had money of another owner before it was an invoice's.
   */
  begin: (readUpTo: number, isFirstRead: boolean) => void
  /** Transfers after this block may have been missed, or are void. */
  goBack: (toBlock: number) => void
  /** Looks at what is due, within bounds. @returns false when more is due at once */
  run: (inUse: Endpoint) => Promise<boolean>
}>

type Purpose = Readonly<{
  intervalMs: () => number
  filter: () => LogFilter
  /** How far back an endpoint is asked again about what it answered itself. */
  ownBlocksMax: number
}>

type Scan = Readonly<{ fromBlock: number; toBlock: number; filter: LogFilter }>

/** Reads the beginning of a range in a bounded number of calls; what it found ends at `upTo`. */
export async function scan(
  { policy }: ReadContext,
  endpoint: Endpoint,
  { fromBlock, toBlock, filter }: Scan,
): Promise<Readonly<{ upTo: number; transfers: readonly SeenTransfer[] }>> {
  if (isEmptyFilter(filter)) return { upTo: toBlock, transfers: [] }
  const found: SeenTransfer[] = []
  let upTo = fromBlock - 1
  for (let piece = 0; piece < policy.lookPiecesMax && upTo < toBlock; piece += 1) {
    const range = { fromBlock: upTo + 1, toBlock }
    const part = await askRange(endpoint, range, policy, async (within) =>
      placeLogs(endpoint, await readTransferLogs(endpoint, [within], filter, policy), policy),
    )
    found.push(...part.answer)
    upTo = part.toBlock
  }
  return { upTo, transfers: inChainOrder(found) }
}

/** Asks the endpoint that showed nothing once more: still nothing means that it hides transfers. */
async function confront(
  { policy, pool, tokens }: ReadContext,
  suspect: Endpoint,
  witness: Endpoint,
  transfer: SeenTransfer,
): Promise<void> {
  const within = { blockHash: transfer.block.hash, number: transfer.block.number }
  try {
    const logs = await readTransferLogs(
      suspect,
      [within],
      { tokens: tokens(), recipients: [transfer.to] },
      policy,
    )
    if (logs.some((log) => log.txHash === transfer.txHash && log.logIndex === transfer.logIndex)) return
    pool.distrust(suspect, `${suspect.rpc.host} shows no transfer where ${witness.rpc.host} has one.`)
  } catch (error) {
    pool.fail(suspect, error)
  }
}

function createLook(context: ReadContext, delivery: Delivery, purpose: Purpose): Look {
  const { chain, sink, pool, log } = context
  const blocksPerInterval = (): number =>
    Math.max(1, Math.ceil(purpose.intervalMs() / (chain.blockSeconds * 1000)))
  // Runs overlap by one interval, so that no block is looked at only while it is young.
  let doneUpTo: number | undefined
  let lastReadUpTo: number | undefined

  const look = async (inUse: Endpoint, witness: Endpoint | undefined): Promise<boolean> => {
    const cursor = sink.cursor(chain.key)
    const before = doneUpTo
    if (!cursor || before === undefined) return true
    const endpoint = witness ?? inUse
    const reach = witness ? (await pool.introduce(witness)).number : cursor.number
    const toBlock = Math.min(cursor.number, reach)
    const fromBlock = Math.max(before + 1, witness ? 0 : cursor.number - purpose.ownBlocksMax)
    const { upTo, transfers } = await scan(context, endpoint, {
      fromBlock,
      toBlock,
      filter: purpose.filter(),
    })
    const [news, ...more] = delivery.late(transfers, endpoint.rpc.host)
    if (news) {
      const fields = {
        chain: chain.key,
        host: endpoint.rpc.host,
        block: news.block.number,
        transfers: 1 + more.length,
      }
      log.warn('A second look found transfers', fields)
      if (witness) await confront(context, inUse, witness, news)
    }
    // Where the chain went back meanwhile the mark was set lower, and it stays there.
    if (doneUpTo === before) doneUpTo = Math.max(before, Math.min(upTo, lastReadUpTo ?? before))
    lastReadUpTo = cursor.number
    return upTo >= toBlock
  }

  return {
    intervalMs: purpose.intervalMs,
    begin: (readUpTo, isFirstRead) => {
      doneUpTo ??= isFirstRead ? readUpTo : Math.max(-1, readUpTo - 2 * blocksPerInterval())
    },
    goBack: (toBlock) => {
      if (doneUpTo !== undefined) doneUpTo = Math.min(doneUpTo, toBlock)
    },
    run: async (inUse) => {
      const witness = pool.witnessFor(inUse)
      try {
        return await look(inUse, witness)
      } catch (error) {
        if (error instanceof SinkFailure) throw error
        // The endpoint in use serves the loop; an extra task must not take it away.
        if (witness) pool.fail(witness, error)
        else log.warn('A second look failed', { chain: chain.key, problem: String(error) })
        return true
      }
    },
  }
}

/** At least ten blocks share the calls of one look, and so many that it adds at most half a call to each. */
export function secondLookIntervalMs(
  recipients: number,
  { blockSeconds }: Pick<Chain, 'blockSeconds'>,
  { secondLookMs, recipientsPerCall }: Pick<WatchPolicy, 'secondLookMs' | 'recipientsPerCall'>,
): number {
  const blocks = Math.max(10, 2 * Math.ceil(recipients / recipientsPerCall))
  return Math.max(secondLookMs, blocks * blockSeconds * 1000)
}

/**
 * A second look at every block. An endpoint whose log index lags, or that hides a transfer, answers an empty list, and an
 * empty list looks like no payment: each block is asked about again when it is a minute or two old, at another endpoint
 * where there is one.
 */
export function createSecondLook(context: ReadContext, delivery: Delivery): Look {
  const { policy, chain, sink } = context
  return createLook(context, delivery, {
    intervalMs: () => secondLookIntervalMs(sink.recipients(chain.key).length, chain, policy),
    filter: () => filterNow(context),
    ownBlocksMax: policy.windowBlocks,
  })
}

/** A slow sweep for the recipients of invoices closed long ago: late money is still money. */
export function createSweep(context: ReadContext, delivery: Delivery): Look {
  const { policy, chain, sink, tokens, leftOut } = context
  return createLook(context, delivery, {
    intervalMs: () => policy.sweepMs,
    filter: () => ({
      tokens: tokens(),
      recipients: sink.sweptRecipients(chain.key).slice(0, policy.recipientsMax),
      others: { leftOut: leftOut() },
    }),
    ownBlocksMax: Number.MAX_SAFE_INTEGER,
  })
}
