import { isPosError, PosError } from '../../../shared/errors/pos-error.ts'
import type { BlockRef } from '../../../shared/domain/tokens/chain.ts'
import type { EvmAddress } from '../../../shared/domain/tokens/token.ts'
import type { SeenTransfer } from '../port.ts'
import type { Endpoint } from './endpoint.ts'
import { mapBounded } from './map-bounded.ts'
import { parseTransferLogs, toQuantity, toRef, type AskedLogs, type TransferLog } from './parse-answer.ts'
import {
  narrowRange,
  parseQueryAdvice,
  successesToDouble,
  widenRange,
  type QueryAdvice,
} from './range-limit.ts'
import { readBlock } from './read-block.ts'
import { chunked, recipientTopic, transferTopic } from './transfer-topics.ts'
import type { WatchPolicy } from './watch-policy.ts'

/**
 * Whose transfers of which tokens are wanted. With `others` those of every other contract are wanted too, save of those
 * left out: the calls are the same, and a counterfeit is seen instead of hidden.
 */
export type LogFilter = Readonly<{
  tokens: readonly EvmAddress[]
  recipients: readonly EvmAddress[]
  others?: Readonly<{ leftOut: readonly EvmAddress[] }>
}>

/** The blocks of one query: one by hash, which cannot mix forks, or a range of numbers. */
export type LogScope = AskedLogs['within']

/** True when no log can match, so that nobody needs to be asked. */
export function isEmptyFilter({ tokens, recipients }: LogFilter): boolean {
  return tokens.length === 0 || recipients.length === 0
}

async function askLogs(
  endpoint: Endpoint,
  within: LogScope,
  filter: LogFilter,
): Promise<readonly TransferLog[]> {
  const scope =
    'blockHash' in within
      ? { blockHash: within.blockHash }
      : { fromBlock: toQuantity(within.fromBlock), toBlock: toQuantity(within.toBlock) }
  const topics = [transferTopic, null, filter.recipients.map(recipientTopic)]
  const contracts = filter.others === undefined ? { address: filter.tokens } : {}
  const answer = await endpoint.rpc.call('eth_getLogs', [{ ...contracts, topics, ...scope }])
  return parseTransferLogs(answer, { ...filter, within })
}

function adviceOf(error: unknown): QueryAdvice | undefined {
  if (isPosError(error, 'chain.rangeTooLarge')) return { kind: 'fewerBlocks' }
  return isPosError(error, 'chain.callRefused') ? parseQueryAdvice(error.message) : undefined
}

function learnRecipients(endpoint: Endpoint, error: unknown): boolean {
  const { limits } = endpoint
  if (adviceOf(error)?.kind !== 'fewerRecipients' || limits.recipientsPerCall <= 1) return false
  endpoint.limits = { ...limits, recipientsPerCall: Math.floor(limits.recipientsPerCall / 2) }
  return true
}

/**
 * All transfers of a filter in some scopes: one call for each scope and each chunk of recipients, a few at a time. Where
 * the endpoint takes fewer recipients a call than it was asked for, that is learned and the calls are made again.
 */
export async function readTransferLogs(
  endpoint: Endpoint,
  scopes: readonly LogScope[],
  filter: LogFilter,
  policy: WatchPolicy,
): Promise<readonly TransferLog[]> {
  if (isEmptyFilter(filter)) return []
  // Halving ends at one recipient, where nothing more is learned.
  for (;;) {
    const chunks = chunked(filter.recipients, endpoint.limits.recipientsPerCall)
    const calls = scopes.flatMap((within) => chunks.map((recipients) => ({ within, recipients })))
    try {
      const answers = await mapBounded(calls, policy.callsAtOnce, ({ within, recipients }) =>
        askLogs(endpoint, within, { ...filter, recipients }),
      )
      return answers.flat()
    } catch (error) {
      if (!learnRecipients(endpoint, error)) throw error
    }
  }
}

function learnRange(endpoint: Endpoint, asked: number, error: unknown): boolean {
  const advice = adviceOf(error)
  const isTimeout = isPosError(error, 'chain.timeout')
  if (asked <= 1 || (advice?.kind !== 'fewerBlocks' && !isTimeout)) return false
  const named = advice?.kind === 'fewerBlocks' ? advice.blocks : undefined
  endpoint.limits = { ...endpoint.limits, range: narrowRange(endpoint.limits.range, asked, named) }
  // A call that took too long may be one too large, or a dead endpoint: the next try is smaller, and later.
  return !isTimeout
}

type BlockRange = Readonly<{ fromBlock: number; toBlock: number }>
type AskBlocks<T> = (range: BlockRange) => Promise<T>

async function askLearning<T>(
  endpoint: Endpoint,
  range: BlockRange,
  policy: WatchPolicy,
  ask: AskBlocks<T>,
): Promise<Readonly<{ answer: T }> | undefined> {
  const asked = range.toBlock - range.fromBlock + 1
  try {
    const answer = await ask(range)
    const widened = widenRange(endpoint.limits.range, asked, policy.rangeBlocksMax)
    endpoint.limits = { ...endpoint.limits, range: widened }
    return { answer }
  } catch (error) {
    if (!learnRange(endpoint, asked, error)) throw error
    return undefined
  }
}

/**
 * Asks for the beginning of a range, as long as the endpoint allows; each refusal makes it shorter.
 * @returns the answer, and the last block it covers
 */
export async function askRange<T>(
  endpoint: Endpoint,
  range: BlockRange,
  policy: WatchPolicy,
  ask: AskBlocks<T>,
): Promise<Readonly<{ toBlock: number; answer: T }>> {
  const { fromBlock } = range
  // Each round asks for fewer blocks than the one before, down to one.
  for (;;) {
    const toBlock = Math.min(range.toBlock, fromBlock + endpoint.limits.range.blocks - 1)
    const found = await askLearning(endpoint, { fromBlock, toBlock }, policy, ask)
    if (found) return { toBlock, answer: found.answer }
  }
}

/** The pieces of a range, as long as the endpoint is known to allow; a few at a time while that is still being found out. */
function planPieces(
  { limits: { range } }: Endpoint,
  { fromBlock, toBlock }: BlockRange,
  policy: WatchPolicy,
): readonly BlockRange[] {
  const isSettled = range.blocks >= range.ceiling
  const wanted = Math.ceil((toBlock - fromBlock + 1) / range.blocks)
  const pieces = Math.min(wanted, isSettled ? policy.rangesPerStep : successesToDouble)
  return Array.from({ length: pieces }, (_, index) => {
    const from = fromBlock + index * range.blocks
    return { fromBlock: from, toBlock: Math.min(toBlock, from + range.blocks - 1) }
  })
}

/**
 * Asks for the beginning of a range in several pieces at once.
 * @returns the answers in order, and the last block they cover without a gap
 */
export async function askRanges<T>(
  endpoint: Endpoint,
  range: BlockRange,
  policy: WatchPolicy,
  ask: AskBlocks<T>,
): Promise<Readonly<{ toBlock: number; answers: readonly T[] }>> {
  const first = await askRange(endpoint, range, policy, ask)
  const rest = planPieces(endpoint, { ...range, fromBlock: first.toBlock + 1 }, policy)
  const found = await mapBounded(rest, policy.callsAtOnce, async (piece) => ({
    toBlock: piece.toBlock,
    asked: await askLearning(endpoint, piece, policy, ask),
  }))
  // Behind a piece that was refused there is a gap: the next step begins there.
  const gap = found.findIndex(({ asked }) => asked === undefined)
  const whole = gap === -1 ? found : found.slice(0, gap)
  return {
    toBlock: whole.at(-1)?.toBlock ?? first.toBlock,
    answers: [first.answer, ...whole.flatMap(({ asked }) => (asked ? [asked.answer] : []))],
  }
}

/** A log with the block it is in. */
export function toSeenTransfer(log: TransferLog, block: BlockRef): SeenTransfer {
  const { token, txHash, logIndex, from, to, amountMinor, isForeign } = log
  const stranger = isForeign === undefined ? {} : { isForeign }
  return { token, txHash, logIndex, from, to, amountMinor, block: toRef(block), ...stranger }
}

/**
 * Finds the blocks of logs that a range query brought: each log must name the block that the endpoint holds at that
 * number, which also gives the timestamp.
 * @throws {PosError} `chain.badAnswer` when a log names another block
 */
export async function placeLogs(
  endpoint: Endpoint,
  logs: readonly TransferLog[],
  policy: WatchPolicy,
): Promise<readonly SeenTransfer[]> {
  const numbers = [...new Set(logs.map((log) => log.blockNumber))]
  const blocks = await mapBounded(numbers, policy.callsAtOnce, (number) => readBlock(endpoint, number))
  const byNumber = new Map(blocks.map((block) => [block.number, block]))
  return logs.map((log) => {
    const block = byNumber.get(log.blockNumber)
    if (block?.hash !== log.blockHash)
      throw new PosError(
        'chain.badAnswer',
        `${endpoint.rpc.host} names a block for a transfer that it does not hold.`,
        {
          details: { blockNumber: log.blockNumber },
        },
      )
    return toSeenTransfer(log, block)
  })
}

/** Transfers in the order of the chain. */
export function inChainOrder(transfers: readonly SeenTransfer[]): readonly SeenTransfer[] {
  return transfers.toSorted(
    (left, right) => left.block.number - right.block.number || left.logIndex - right.logIndex,
  )
}
