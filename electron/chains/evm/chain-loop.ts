import { messageOf } from '../../../shared/errors/pos-error.ts'
import type { BlockRef } from '../../../shared/domain/tokens/chain.ts'
import type { ChainSight } from '../../../shared/domain/verdict/verdict.ts'
import type { AuditReport } from '../port.ts'
import { askAround } from './ask-around.ts'
import { createDelivery } from './deliver.ts'
import type { Endpoint } from './endpoint.ts'
import type { ChainBlock } from './parse-answer.ts'
import type { ReadContext } from './read-context.ts'
import { readStep } from './read-step.ts'
import type { SideJobs } from './side-jobs.ts'
import { createSideTasks } from './side-tasks.ts'
import type { SightKeeper } from './sight-keeper.ts'
import { SinkFailure } from './sink-failure.ts'
import { createStrangers } from './strangers.ts'
import type { TokenCheck } from './token-check.ts'
import type { GuardedToken } from './token-health.ts'

/** What one poll brought. */
export type PollResult = Readonly<{
  /** The newest block; absent when nobody answered. */
  head?: Readonly<{ number: number; timestamp: number }>
  /** More can be read at once. */
  isBehind: boolean
  /** Something is to be asked again this soon. */
  askAgainMs?: number
}>

/** The parts of a loop. */
export type LoopParts = Readonly<{
  context: ReadContext
  tokenCheck: TokenCheck
  /** All tokens of the chain on the list. */
  tokens: readonly GuardedToken[]
  sight: SightKeeper
  jobs: SideJobs
  isStopping: () => boolean
  /** An audit of final blocks has ended. */
  audited: (report: AuditReport) => void
  /** How often somebody has asked for news of the chain. */
  wakes: () => number
}>

type Answered = Readonly<{
  endpoint: Endpoint
  head: ChainBlock
  cursor: BlockRef | undefined
  /** The newest block read before this poll. */
  before: BlockRef | undefined
}>

// A full disk does not empty in milliseconds.
const afterFailureMs = 2_000

/** How long a chain may be without an answer before it counts as silent: one lost call is no silence. */
function graceMsOf({ chain, policy }: ReadContext): number {
  return Math.min(policy.graceMaxMs, Math.max(policy.graceMinMs, 3_000 * chain.blockSeconds))
}

function sightAfter(
  { endpoint, head, cursor, before: base }: Answered,
  { chain, clock, policy, pool }: ReadContext,
  before: ChainSight,
): ChainSight {
  const isStale = endpoint.standing === 'stale'
  const behind = cursor === undefined ? 0 : head.number - cursor.number
  const isBehind = behind > policy.liveWithinBlocks
  const fromNumber = before.fromNumber ?? base?.number ?? cursor?.number
  const isKnown = (tagged: number | undefined): tagged is number =>
    tagged !== undefined && cursor !== undefined && tagged <= cursor.number
  return {
    chain: chain.key,
    state: isStale ? 'silent' : isBehind ? 'catchingUp' : 'live',
    source: endpoint.rpc.host,
    at: clock.now(),
    headNumber: Math.max(head.number, cursor?.number ?? 0),
    ...(cursor
      ? { readUpTo: { number: cursor.number, hash: cursor.hash, timestamp: cursor.timestamp } }
      : {}),
    ...(isBehind && fromNumber !== undefined ? { fromNumber } : {}),
    ...(isKnown(before.safeNumber) ? { safeNumber: before.safeNumber } : {}),
    ...(isKnown(before.finalizedNumber) ? { finalizedNumber: before.finalizedNumber } : {}),
    ...(before.tokens ? { tokens: before.tokens } : {}),
    ...(isStale ? { problem: pool.problem() } : {}),
  }
}

/**
 * The loop of one chain. Each call polls once: one head, at most one step, and the start of what is due beside it. Calls
 * must not overlap.
 */
export function createChainLoop(parts: LoopParts): () => Promise<PollResult> {
  const { context, tokenCheck, sight, isStopping } = parts
  const { chain, sink, pool, clock, ticks, log } = context
  const delivery = createDelivery(context, createStrangers(context, parts.jobs))
  const side = createSideTasks(context, { ...parts, delivery })
  let heardAt = Number.NEGATIVE_INFINITY

  // The first step of many blocks takes a while, in which nobody should think that the till has read them.
  const announce = (behind: Answered): void => {
    if (sight.current().state !== 'catchingUp') sight.set(sightAfter(behind, context, sight.current()))
    side.lookAhead(behind.endpoint)
  }

  const takeStep = async ({
    endpoint,
    head,
  }: Readonly<{ endpoint: Endpoint; head: ChainBlock }>): Promise<Answered> => {
    const before = sink.cursor(chain.key)
    if (before) side.begin(before.number, false)
    const missedFrom = await tokenCheck.run(endpoint, before?.number ?? head.number)
    if (missedFrom !== undefined) side.goBack(missedFrom)
    if (before && head.number - before.number > context.policy.liveWithinBlocks)
      announce({ endpoint, head, cursor: before, before })
    const reading = await readStep({ context, endpoint, head })
    if (reading) {
      delivery.step(reading, endpoint.rpc.host)
      side.begin(reading.cursor.number, before === undefined)
      side.doubt(reading.doubts)
      if (reading.rewoundTo) side.goBack(reading.rewoundTo.number)
    }
    pool.succeed(endpoint)
    return { endpoint, head, before, cursor: reading?.cursor ?? before }
  }

  const fallSilent = (problem: string): void => {
    sight.patch({ state: 'silent', at: clock.now(), problem })
  }

  const poll = async (): Promise<PollResult> => {
    const answered = await askAround(pool, isStopping, takeStep)
    if (isStopping()) return { isBehind: false }
    if (!answered) {
      if (ticks() - heardAt > graceMsOf(context) || pool.isHopeless()) fallSilent(pool.problem())
      return { isBehind: false }
    }
    const { endpoint, head, cursor } = answered
    heardAt = ticks()
    sight.set(sightAfter(answered, context, sight.current()))
    side.start(endpoint)
    const askAgainMs = side.doubtDueMs()
    const isBehind = cursor !== undefined && cursor.number < head.number
    return { head, isBehind, ...(askAgainMs === undefined ? {} : { askAgainMs }) }
  }

  return async () => {
    try {
      return await poll()
    } catch (error) {
      // Whatever went wrong, the loop goes on; it is said loudly, because no payment is seen meanwhile.
      log.error('A chain step failed', { chain: chain.key, problem: messageOf(error) })
      const isSink = error instanceof SinkFailure
      fallSilent(
        isSink ? `This till could not keep what the network says: ${error.message}` : messageOf(error),
      )
      return { isBehind: false, askAgainMs: afterFailureMs }
    }
  }
}
