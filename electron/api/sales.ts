import type { z } from 'zod'
import type { TimelineEntry } from '../../shared/contract/sale-views.ts'
import type { feedEvent } from '../../shared/contract/sales.ts'
import type { JournalEntry } from '../../shared/domain/ledger/journal-entry.ts'
import { findCheckout } from '../checkout/checkout-view.ts'
import { lookUpView } from '../checkout/look-up-view.ts'
import { toTimeline } from '../checkout/timeline.ts'
import { createLatest } from '../platform/latest.ts'
import type { TerminalParts } from '../terminal-parts.ts'
import { callerOf } from './caller.ts'
import { answer } from './failure.ts'
import { os } from './middleware.ts'

type FeedEvent = z.infer<typeof feedEvent>

/** Entries a page may be behind before it is told to start anew. */
const feedGapMax = 5_000
const feedBatch = 500
const timelineMax = 2_000

/** The history of a sale and of its cases in the order of the journal; of a longer one, its beginning. */
function timelineOf({ ledger, settings }: TerminalParts, saleId: string): TimelineEntry[] {
  const cases = ledger.casesOf(saleId)
  const entries = [
    ...ledger.entriesOf('sale', saleId, timelineMax),
    ...cases.flatMap(({ id }) => ledger.entriesOf('case', id, timelineMax)),
  ]
  const inOrder = entries.toSorted((left, right) => left.seq - right.seq).slice(0, timelineMax)
  const staff = new Map(ledger.staff().map((member) => [member.id, member.name]))
  const caseKinds = new Map(cases.map(({ id, kind }) => [id, kind]))
  return toTimeline(inOrder, { settings: settings.current(), staff, caseKinds })
}

/** Reading sales, and looking transactions up. */
export function salesApi(terminal: TerminalParts) {
  return {
    list: os.sales.list.handler(({ input }) => {
      const { sales, total } = terminal.ledger.listSales(input)
      return { sales: [...sales], total }
    }),
    lookUp: os.sales.lookUp.handler(async ({ input, context }) => {
      const { staffId: actor } = callerOf(context)
      const { result } = answer(await terminal.lookUps.lookUp({ ...input, actor }))
      return lookUpView(terminal.settings.current(), terminal.ledger, result, input.saleId)
    }),
    get: os.sales.get.handler(({ input }) => {
      const checkout = answer(findCheckout(terminal.till, input.saleId)).view
      const facts = terminal.ledger.findSale(input.saleId)
      if (!facts) throw new Error('A sale with a checkout is in the ledger')
      return {
        sale: facts.sale,
        checkout,
        timeline: timelineOf(terminal, input.saleId),
      }
    }),
  }
}

function toFeedEvent(terminal: TerminalParts, entry: JournalEntry): FeedEvent | undefined {
  const { seq, type } = entry
  switch (entry.subject.kind) {
    case 'sale': {
      const row = terminal.ledger.findSaleRow(entry.subject.id)
      return row ? { kind: 'sale', seq, type, sale: row } : undefined
    }
    case 'catalog':
      return { kind: 'catalog', seq, type }
    case 'settings':
      return { kind: 'settings', seq, type }
    case 'staff':
      return { kind: 'staff', seq, type }
    case 'case':
      return {
        kind: 'case',
        seq,
        type,
        open: terminal.ledger.countCases({ status: 'open', since: terminal.drills.since }),
      }
    case 'account':
      return { kind: 'account', seq, type }
    case 'ledger':
    case 'outbox':
    case 'drill':
      return undefined
  }
}

/**
 * The journal as a stream. The cursor is the last number sent, so that nothing committed between two reads is missed,
 * and a slow page reads from the ledger at its own pace instead of filling a queue.
 */
async function* followFeed(
  terminal: TerminalParts,
  after: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<FeedEvent, void> {
  const committed = createLatest<number>()
  const stop = terminal.ledger.onCommitted((entries) => committed.push(entries.at(-1)?.seq ?? 0))
  try {
    const head = terminal.ledger.head().seq
    let cursor = after
    if (after > head || head - after > feedGapMax) {
      cursor = head
      yield { kind: 'reset', seq: head }
    }
    committed.push(head)
    let isFirst = true
    for await (const _ of committed.follow(signal)) {
      for (
        let entries = terminal.ledger.entriesAfter(cursor, feedBatch);
        entries.length > 0;
        entries = terminal.ledger.entriesAfter(cursor, feedBatch)
      ) {
        for (const entry of entries) {
          cursor = entry.seq
          const event = toFeedEvent(terminal, entry)
          if (event) yield event
        }
      }
      if (isFirst) yield { kind: 'caughtUp', seq: cursor }
      isFirst = false
    }
  } finally {
    stop()
  }
}

/** The feed of the journal. */
export function feedApi(terminal: TerminalParts) {
  return {
    follow: os.feed.follow.handler(async function* ({ input, signal }) {
      yield* followFeed(terminal, input.after, signal)
    }),
  }
}
