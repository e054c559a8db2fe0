import { PosError } from '../../../shared/errors/pos-error.ts'
import type { BlockRef } from '../../../shared/domain/tokens/chain.ts'
import type { ChainStep, SeenTransfer } from '../port.ts'
import { askAbout, findDoubts, type Doubt } from './doubts.ts'
import type { Endpoint } from './endpoint.ts'
import { findFinalNumber } from './final-number.ts'
import { findFork } from './find-fork.ts'
import { positionOf } from './head-position.ts'
import { judgeRewind } from './judge-rewind.ts'
import { mapBounded } from './map-bounded.ts'
import { toRef, type ChainBlock, type TransferLog } from './parse-answer.ts'
import { findBlock, readBlock } from './read-block.ts'
import { filterNow, type ReadContext } from './read-context.ts'
import {
  askRanges,
  inChainOrder,
  isEmptyFilter,
  placeLogs,
  readTransferLogs,
  toSeenTransfer,
} from './read-logs.ts'

/** What one step read, ready to be applied whole; `doubts` are to be asked about once more. */
export type StepReading = Pick<ChainStep, 'blocks' | 'cursor' | 'transfers' | 'rewoundTo'> &
  Readonly<{ doubts: readonly Doubt[] }>

type Source = Readonly<{ context: ReadContext; endpoint: Endpoint; head: ChainBlock }>
type Onward = StepReading | 'forked'

// A block's timestamp is earlier than the moment its transactions were sent, by up to a slot.
const firstReadMarginMs = 60_000

function changedWhileReading(endpoint: Endpoint): PosError {
  return new PosError('chain.nodeBehind', `${endpoint.rpc.host} changed its blocks while they were read.`)
}

/** Reads the blocks above a base, up to a number, each with the one before as its parent. */
async function readLinked(
  { context, endpoint, head }: Source,
  base: BlockRef,
  upTo: number,
): Promise<readonly ChainBlock[] | 'forked'> {
  const numbers = Array.from({ length: upTo - base.number }, (_, index) => base.number + 1 + index)
  const blocks = await mapBounded(numbers, context.policy.callsAtOnce, async (number) =>
    number === head.number ? head : await readBlock(endpoint, number),
  )
  let parent = base
  for (const block of blocks) {
    if (block.parentHash !== parent.hash) {
      if (parent === base) return 'forked'
      throw changedWhileReading(endpoint)
    }
    parent = block
  }
  return blocks
}

/**
 * The first step on a chain: up to its head, or to the last block before the oldest watched address was made. The blocks
 * before it are only remembered: a chain that replaces the very first block read must find where the two part.
 */
async function readFirst({ context, endpoint, head }: Source): Promise<StepReading> {
  const { chain, sink, policy } = context
  const since = sink.watchedSince(chain.key)
  const headMs = head.timestamp * 1000
  const wanted = Math.max(
    (since ?? Number.POSITIVE_INFINITY) - firstReadMarginMs,
    headMs - policy.firstReadMsMax,
  )
  let block = head
  let back = Math.max(1, Math.ceil((headMs - wanted) / (chain.blockSeconds * 1000)))
  // Doubling reaches block 0 after some twenty calls at the most.
  while (block.timestamp * 1000 > wanted && block.number > 0) {
    block = await readBlock(endpoint, Math.max(0, head.number - back))
    back *= 2
  }
  const oldest = await readBlock(endpoint, Math.max(0, block.number - policy.liveWithinBlocks))
  const rest = await readLinked({ context, endpoint, head: block }, oldest, block.number)
  if (rest === 'forked') throw changedWhileReading(endpoint)
  return { blocks: [oldest, ...rest].map(toRef), cursor: toRef(block), transfers: [], doubts: [] }
}

/** Asks a second endpoint about what is in doubt; what it finds beyond the first is added. */
async function settleDoubts(
  { context, endpoint }: Source,
  doubts: readonly Doubt[],
): Promise<Readonly<{ transfers: readonly SeenTransfer[]; doubts: readonly Doubt[] }>> {
  const witness = doubts.length === 0 ? undefined : context.pool.witnessFor(endpoint)
  const found = witness && (await askAbout(context, witness, doubts))
  if (!witness || found === undefined) return { transfers: [], doubts }
  if (found.length > 0) {
    const problem = `${endpoint.rpc.host} showed no transfer where ${witness.rpc.host} has one.`
    context.pool.fail(endpoint, new PosError('chain.badAnswer', problem))
  }
  return { transfers: found, doubts: [] }
}

function place(logs: readonly TransferLog[], blocks: readonly ChainBlock[]): readonly SeenTransfer[] {
  const byHash = new Map(blocks.map((block) => [block.hash, block]))
  return logs.flatMap((log) => {
    const block = byHash.get(log.blockHash)
    return block ? [toSeenTransfer(log, block)] : []
  })
}

async function readByHash(source: Source, base: BlockRef): Promise<Onward> {
  const { context, endpoint, head } = source
  const upTo = Math.min(head.number, base.number + context.policy.blocksPerStep)
  const blocks = await readLinked(source, base, upTo)
  if (blocks === 'forked') return 'forked'
  const cursor = blocks.at(-1) ?? base
  const filter = filterNow(context)
  const scopes = blocks.map((block) => ({ blockHash: block.hash, number: block.number }))
  const logs = await readTransferLogs(endpoint, scopes, filter, context.policy)
  const isLive = head.number - cursor.number <= context.policy.liveWithinBlocks
  const settled = await settleDoubts(source, isLive ? findDoubts(context, blocks, logs, filter) : [])
  return {
    blocks: blocks.map(toRef),
    cursor: toRef(cursor),
    transfers: inChainOrder([...place(logs, blocks), ...settled.transfers]),
    doubts: settled.doubts,
  }
}

async function readByRange(source: Source, base: BlockRef, finalBlock: number): Promise<Onward> {
  const { context, endpoint } = source
  const { policy } = context
  const filter = filterNow(context)
  const range = { fromBlock: base.number + 1, toBlock: finalBlock }
  if ((await findBlock(endpoint, base.number))?.hash !== base.hash) return 'forked'
  // With nobody to watch no log is asked for, so no limit applies.
  const reading = isEmptyFilter(filter)
    ? { toBlock: finalBlock, answers: [] }
    : await askRanges(endpoint, range, policy, (within) =>
        readTransferLogs(endpoint, [within], filter, policy),
      )
  const end = await readBlock(endpoint, reading.toBlock)
  const transfers = inChainOrder(await placeLogs(endpoint, reading.answers.flat(), policy))
  return { blocks: [toRef(end)], cursor: toRef(end), transfers, doubts: [] }
}

/** Reads on from a block: by hash near the head, by ranges where everything is final. */
async function readOn(source: Source, base: BlockRef): Promise<Onward> {
  if (source.head.number - base.number > source.context.policy.liveWithinBlocks) {
    const finalBlock = await findFinalNumber(source.context, source.endpoint, source.head.number)
    if (finalBlock > base.number) return await readByRange(source, base, finalBlock)
  }
  return await readByHash(source, base)
}

/** Where to go back to after a parent mismatch: the highest stored block that this endpoint still holds. */
async function findBase(source: Source, cursor: BlockRef, window: readonly BlockRef[]): Promise<BlockRef> {
  const { endpoint, head, context } = source
  await judgeRewind(context, { endpoint, head, cursor })
  const base = await findFork(
    window,
    async ({ number, hash }) => number <= head.number && (await findBlock(endpoint, number))?.hash === hash,
  )
  if (base) {
    const fields = { chain: context.chain.key, from: cursor.number, to: base.number, host: endpoint.rpc.host }
    context.log.warn('The chain replaced blocks that were read', fields)
    return base
  }
  throw new PosError(
    'chain.reorgTooDeep',
    `${endpoint.rpc.host} replaced every block of ${context.chain.name} that this till remembers.`,
    { details: { cursor: cursor.number, oldest: window.at(-1)?.number ?? cursor.number } },
  )
}

/**
 * Reads one step from one endpoint, which answers every call of it but those for a second opinion. Nothing is applied.
 * @returns `undefined` when there is nothing new
 * @throws {PosError} `chain.reorgTooDeep` when no stored block is on the chain any more
 */
export async function readStep(source: Source): Promise<StepReading | undefined> {
  const { context, endpoint, head } = source
  const { chain, sink, policy } = context
  const cursor = sink.cursor(chain.key)
  if (!cursor) return await readFirst(source)
  const window = (): readonly BlockRef[] => {
    const stored = sink.window(chain.key)
    return stored.length > 0 ? stored : [cursor]
  }
  const position = positionOf(head, cursor, window, policy.windowBlocks)
  if (position === 'same' || position === 'behind') return undefined
  if (position === 'lost')
    throw new PosError(
      'chain.nodeBehind',
      `${endpoint.rpc.host} is ${cursor.number - head.number} blocks behind what was read.`,
    )
  const onward = position === 'ahead' ? await readOn(source, cursor) : 'forked'
  if (onward !== 'forked') return onward
  const rewoundTo = await findBase(source, cursor, window())
  const replaced = await readOn(source, rewoundTo)
  if (replaced === 'forked') throw changedWhileReading(endpoint)
  return { ...replaced, rewoundTo }
}
