import { messageOf } from '../../../shared/errors/pos-error.ts'
import type { SeenTransfer, UrgentRecipient } from '../port.ts'
import type { Delivery } from './deliver.ts'
import type { Endpoint } from './endpoint.ts'
import { findFinalNumber } from './final-number.ts'
import { readBlock } from './read-block.ts'
import type { ReadContext } from './read-context.ts'
import { scan } from './second-look.ts'
import { SinkFailure } from './sink-failure.ts'
import { chunked } from './transfer-topics.ts'

/**
 * Looks for the money of unfinished sales while the loop is still far behind: newest sales first, newest blocks first, and
 * final blocks only, so that nothing of it can change. It moves no cursor and decides nothing: what it finds is seen, and
 * counts when the reading comes to its block.
 */
export type LookAhead = Readonly<{
  /** Blocks were replaced, or a token was not watched: what was looked at is looked at again. */
  startOver: () => void
  /** Looks at the next blocks, within bounds. */
  run: (endpoint: Endpoint) => Promise<void>
}>

/** Some recipients, and the newest block still to be looked at for them. */
type Stretch = Readonly<{ recipients: readonly UrgentRecipient[]; toBlock: number; lowest?: number }>
type BlockRange = Readonly<{ fromBlock: number; toBlock: number }>

// A block's timestamp is earlier than the moment its transactions were sent, by up to a slot.
const marginMs = 60_000
const guessesMax = 6

/** The last block that is surely older than an instant, or the lower bound; each guess that is too new goes back twice as far. */
async function findBlockBefore(
  endpoint: Endpoint,
  instantMs: number,
  { fromBlock, toBlock }: BlockRange,
  blockSeconds: number,
): Promise<number> {
  const top = await readBlock(endpoint, toBlock)
  let back = Math.ceil((top.timestamp * 1000 - instantMs) / (blockSeconds * 1000))
  for (let guess = 0; guess < guessesMax; guess += 1) {
    const number = toBlock - Math.max(1, back)
    if (number <= fromBlock) return fromBlock
    const block = await readBlock(endpoint, number)
    if (block.timestamp * 1000 <= instantMs) return number
    back *= 2
  }
  return fromBlock
}

/** All money that came to some addresses in a range, which is no longer than one call may ask for. */
async function readMoney(
  context: ReadContext,
  endpoint: Endpoint,
  { fromBlock, toBlock }: BlockRange,
  recipients: readonly UrgentRecipient[],
): Promise<readonly SeenTransfer[]> {
  const filter = { tokens: context.tokens(), recipients: recipients.map(({ address }) => address) }
  const found: SeenTransfer[] = []
  let upTo = fromBlock - 1
  // An endpoint that allows less than it did answers in several pieces, each at least one block.
  while (upTo < toBlock) {
    const part = await scan(context, endpoint, { fromBlock: upTo + 1, toBlock, filter })
    found.push(...part.transfers)
    upTo = part.upTo
  }
  // A transfer of nothing is no money that anybody waits for.
  return found.filter(({ amountMinor }) => amountMinor > 0n)
}

/** A look ahead at the sales of this moment; sales opened while it runs can only be paid in blocks above. */
export function createLookAhead(context: ReadContext, delivery: Delivery): LookAhead {
  const { chain, sink, policy, log } = context
  let lookedUpTo: number | undefined
  let lowest = 0
  let stretches: readonly Stretch[] = []

  const begin = async (endpoint: Endpoint, headNumber: number): Promise<void> => {
    const urgent = sink.urgentRecipients(chain.key).slice(0, policy.aheadRecipientsMax)
    if (urgent.length === 0) return
    const finalBlock = await findFinalNumber(context, endpoint, headNumber)
    // Looking at a few new blocks again and again is no better than reading on.
    if (lookedUpTo !== undefined && finalBlock - lookedUpTo <= policy.liveWithinBlocks) return
    lowest = (lookedUpTo ?? 0) + 1
    lookedUpTo = finalBlock
    stretches = chunked(urgent, endpoint.limits.recipientsPerCall).map((recipients) => ({
      recipients,
      toBlock: finalBlock,
    }))
  }

  /** Where a stretch ends below: nothing can have been paid before the oldest of its sales was opened. */
  const lowestOf = async (
    endpoint: Endpoint,
    { recipients, toBlock }: Stretch,
    readUpTo: number,
  ): Promise<number> => {
    const range = { fromBlock: Math.max(lowest, readUpTo + 1), toBlock }
    if (range.fromBlock >= toBlock) return range.fromBlock
    const openedAt = Math.min(...recipients.map((recipient) => recipient.openedAt))
    return await findBlockBefore(endpoint, openedAt - marginMs, range, chain.blockSeconds)
  }

  const look = async (endpoint: Endpoint): Promise<boolean> => {
    const cursor = sink.cursor(chain.key)
    const head = endpoint.head?.number
    if (!cursor || head === undefined) return true
    if (stretches.length === 0) await begin(endpoint, head)
    const [stretch, ...rest] = stretches
    if (!stretch) return true
    const ends = stretch.lowest ?? (await lowestOf(endpoint, stretch, cursor.number))
    const { toBlock, recipients } = stretch
    const fromBlock = Math.max(ends, cursor.number + 1, toBlock - endpoint.limits.range.blocks + 1)
    if (fromBlock <= toBlock) {
      const money = await readMoney(context, endpoint, { fromBlock, toBlock }, recipients)
      delivery.ahead(money, endpoint.rpc.host)
    }
    const isDone = fromBlock <= Math.max(ends, cursor.number + 1)
    stretches = isDone ? rest : [{ recipients, toBlock: fromBlock - 1, lowest: ends }, ...rest]
    return stretches.length === 0
  }

  return {
    startOver: () => {
      lookedUpTo = undefined
      stretches = []
    },
    run: async (endpoint) => {
      try {
        // What is left is begun again with the endpoint that is in use then.
        for (let piece = 0; piece < policy.lookPiecesMax; piece += 1) if (await look(endpoint)) return
      } catch (error) {
        if (error instanceof SinkFailure) throw error
        // The endpoint in use serves the loop, which judges it; an extra task must not take it away.
        log.warn('A look ahead broke off', { chain: chain.key, problem: messageOf(error) })
      }
    },
  }
}
