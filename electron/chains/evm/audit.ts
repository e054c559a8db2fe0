import { isPosError } from '../../../shared/errors/pos-error.ts'
import { paymentKey } from '../../../shared/domain/payment/payment.ts'
import type { AuditBook, AuditReport, SeenTransfer } from '../port.ts'
import type { Delivery } from './deliver.ts'
import type { Endpoint } from './endpoint.ts'
import type { ReadContext } from './read-context.ts'
import { filterNow } from './read-context.ts'
import { findBlock } from './read-block.ts'
import { askRange, inChainOrder, placeLogs, readTransferLogs, type LogFilter } from './read-logs.ts'
import { findTaggedBlock } from './read-tag.ts'
import { SinkFailure } from './sink-failure.ts'
import { readWipedLogs } from './wiped-logs.ts'
import { judgeTransfer } from './witness.ts'

/** Reads what is final once more, slowly, at another endpoint than the one in use, and compares it with the ledger. */
export type Audit = Readonly<{
  /** The loop has read up to here; an audit that never ran begins there. */
  begin: (readUpTo: number) => void
  /** Blocks after this one were replaced, or a token was not watched in them. */
  goBack: (toBlock: number) => void
  /** Audits what is due, within bounds. @returns false when more is due at once */
  run: (inUse: Endpoint) => Promise<boolean>
}>

type Range = Readonly<{ fromBlock: number; toBlock: number }>
type Found = Readonly<{ upTo: number; transfers: readonly SeenTransfer[]; wiped: readonly SeenTransfer[] }>
type Auditor = Readonly<{ endpoint: Endpoint; inUse: Endpoint; book: AuditBook }>

/** The newest block that the auditor itself calls final, never above what was read. */
async function finalNumber(context: ReadContext, auditor: Endpoint, readUpTo: number): Promise<number> {
  const { chain, clock, policy, pool } = context
  const head = await pool.introduce(auditor)
  const tagged = chain.finality.tag
    ? await findTaggedBlock(auditor, 'finalized', clock.now(), policy)
    : undefined
  return Math.min(readUpTo, head.number, tagged?.number ?? readUpTo - chain.finality.depth)
}

function auditFilter(context: ReadContext): LogFilter {
  const { sink, chain, policy } = context
  const hot = filterNow(context)
  const swept = sink.sweptRecipients(chain.key).slice(0, policy.recipientsMax)
  // Only money is audited: of what strangers send the ledger keeps a part.
  return { tokens: hot.tokens, recipients: [...hot.recipients, ...swept] }
}

async function readRange(
  context: ReadContext,
  endpoint: Endpoint,
  { fromBlock, toBlock }: Range,
): Promise<Found> {
  const { policy, tokens } = context
  const filter = auditFilter(context)
  const [transfers, wiped]: [SeenTransfer[], SeenTransfer[]] = [[], []]
  let upTo = fromBlock - 1
  for (let piece = 0; piece < policy.lookPiecesMax && upTo < toBlock; piece += 1) {
    const part = await askRange(endpoint, { fromBlock: upTo + 1, toBlock }, policy, async (within) => {
      const scope = { ...within, tokens: tokens(), holders: filter.recipients }
      const received = await readTransferLogs(endpoint, [within], filter, policy)
      const taken = await readWipedLogs(endpoint, scope, policy)
      return [await placeLogs(endpoint, received, policy), await placeLogs(endpoint, taken, policy)] as const
    })
    transfers.push(...part.answer[0])
    wiped.push(...part.answer[1])
    upTo = part.toBlock
  }
  return { upTo, transfers: inChainOrder(transfers), wiped: inChainOrder(wiped) }
}

/** Two nodes that call different blocks final are on two networks: neither can audit the other. */
async function areOnOneChain({ endpoint, inUse }: Auditor, number: number): Promise<boolean> {
  if (endpoint === inUse) return true
  const [own, other] = await Promise.all([findBlock(endpoint, number), findBlock(inUse, number)])
  return own !== undefined && own.hash === other?.hash
}

/**
 * Asks about each transfer that the ledger holds and the auditor did not show: only a clear no counts.
 * @returns how many it denies; `undefined` while it cannot say
 */
async function contradict(
  { chain, log }: ReadContext,
  { endpoint, book }: Auditor,
  found: Found,
  fromBlock: number,
): Promise<number | undefined> {
  const nameOf = (txHash: SeenTransfer['txHash'], logIndex: number, hash: string): string =>
    `${paymentKey(chain.key, txHash, logIndex)}:${hash}`
  const shown = new Set(found.transfers.map((seen) => nameOf(seen.txHash, seen.logIndex, seen.block.hash)))
  let denied = 0
  for (const held of book.held(chain.key, fromBlock, found.upTo)) {
    if (shown.has(nameOf(held.txHash, held.logIndex, held.blockHash))) continue
    const says = await judgeTransfer(endpoint, held)
    if (says === undefined) return undefined
    const fields = { chain: chain.key, host: endpoint.rpc.host, txHash: held.txHash, block: held.blockNumber }
    if (says === 'same') log.warn('An endpoint left a transfer out of its logs', fields)
    else {
      log.error('An audit does not find a payment of the ledger', { ...fields, says })
      book.contradicted(chain.key, held, { source: endpoint.rpc.host, says })
      denied += 1
    }
  }
  return denied
}

/** An audit that keeps its place in the sink; without a book there is nothing to compare with, and nothing is asked. */
export function createAudit(
  context: ReadContext,
  delivery: Delivery,
  told: (report: AuditReport) => void,
): Audit {
  const { chain, sink, pool, clock, log } = context
  let totals = { found: 0, contradicted: 0 }
  let begun = false

  const compare = async (auditor: Auditor, fromBlock: number, toBlock: number): Promise<boolean> => {
    const { endpoint, inUse, book } = auditor
    const source = endpoint.rpc.host
    const found = await readRange(context, endpoint, { fromBlock, toBlock })
    if (!(await areOnOneChain(auditor, found.upTo))) {
      log.error('Two endpoints call different blocks final', {
        chain: chain.key,
        source,
        inUse: inUse.rpc.host,
      })
      return true
    }
    const denied = await contradict(context, auditor, found, fromBlock)
    if (denied === undefined) return true
    const news = delivery.late(found.transfers, source).length
    if (news > 0) log.warn('An audit found transfers', { chain: chain.key, source, transfers: news })
    if (found.wiped.length > 0) book.wiped(chain.key, found.wiped, source)
    // Whatever ends the process before this line is found again by the next run.
    book.done(chain.key, found.upTo)
    pool.took('audit', endpoint)
    totals = { found: totals.found + news, contradicted: totals.contradicted + denied }
    told({ upTo: found.upTo, at: clock.now(), source, independent: endpoint !== inUse, ...totals })
    return found.upTo >= toBlock
  }

  const run = async (auditor: Auditor): Promise<boolean> => {
    const cursor = sink.cursor(chain.key)
    const auditedUpTo = auditor.book.upTo(chain.key)
    if (!cursor || auditedUpTo === undefined) return true
    const toBlock = await finalNumber(context, auditor.endpoint, cursor.number)
    return toBlock <= auditedUpTo ? true : await compare(auditor, auditedUpTo + 1, toBlock)
  }

  return {
    begin: (readUpTo) => {
      if (begun || !sink.audit) return
      begun = true
      // A chain that began anew is lower than where the audit of the one before ended.
      if ((sink.audit.upTo(chain.key) ?? Number.POSITIVE_INFINITY) > readUpTo)
        sink.audit.done(chain.key, readUpTo)
    },
    goBack: (toBlock) => {
      const auditedUpTo = sink.audit?.upTo(chain.key)
      if (auditedUpTo !== undefined && toBlock < auditedUpTo) sink.audit?.done(chain.key, toBlock)
    },
    run: async (inUse) => {
      const { audit: book } = sink
      if (!book) return true
      // Others that do not answer are waited for: what nobody compared stays due.
      const endpoint = pool.othersOf(inUse).length === 0 ? inUse : pool.auditorFor(inUse)
      if (!endpoint) return true
      try {
        return await run({ endpoint, inUse, book })
      } catch (error) {
        if (error instanceof SinkFailure) throw error
        // The endpoint in use serves the loop; an extra task must not take it away.
        if (endpoint !== inUse && !isPosError(error, 'chain.nodeBehind')) pool.fail(endpoint, error)
        else log.warn('An audit broke off', { chain: chain.key, problem: String(error) })
        return true
      }
    },
  }
}
