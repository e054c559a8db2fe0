import type { TerminalClient } from '../../../shared/contract/contract.ts'
import type { SaleSummary } from '../../../shared/contract/sale-views.ts'
import type { Host } from '../host/connect-host.ts'
import { follow } from '../host/follow.ts'
import type { CacheDatabase } from './cache-database.ts'
import { coalesce } from './coalesce.ts'
import { cacheLimits, fillCatalogue, refillCache } from './fill-cache.ts'
import { forgetOtherLedger } from './forget-other-ledger.ts'

/** An import writes many entries; the catalogue is read once they pause, in milliseconds. */
const catalogPauseMs = 400

type FeedEvent =
  Awaited<ReturnType<TerminalClient['feed']['follow']>> extends AsyncIterable<infer T> ? T : never

/** What else a page does when the feed reports a change. */
type FeedReactions = Readonly<{
  onSettings: () => void
  onStaff: () => void
  onCatalog: () => void
  onCase: (open: number, seq: number) => void
}>

/** The number of the newest journal entry that this cache has seen; zero for an empty one. */
async function readCursor(database: CacheDatabase): Promise<number> {
  const fact = await database.facts.get('cursor')
  return fact?.key === 'cursor' ? fact.value : 0
}

/**
 * Moves the cursor within the transaction that applies an event. Another page may have moved it further; one that stands
 * behind means that the cache was emptied meanwhile, and a cursor in an empty cache would keep it empty.
 */
async function moveCursor(database: CacheDatabase, from: number, to: number): Promise<void> {
  const stored = await readCursor(database)
  if (stored < from) throw new Error('The cache was emptied while it was being followed')
  await database.facts.put({ key: 'cursor', value: Math.max(stored, to) })
}

/** Stores a sale unless a newer view of it is there, keeps the newest ones, and moves the cursor with it. */
async function putSale(database: CacheDatabase, sale: SaleSummary, from: number, seq: number): Promise<void> {
  await database.transaction('rw', database.sales, database.facts, async () => {
    await moveCursor(database, from, seq)
    const known = await database.sales.get(sale.saleId)
    if (!known || known.seq <= sale.seq) await database.sales.put(sale)
    await database.sales.orderBy('number').reverse().offset(cacheLimits.sales).delete()
  })
}

/**
 * Applies one event of the feed to a cache that stands at `from`. The cursor moves in the transaction that applies the
 * event, so that a page closed in between asks for it again.
 */
async function applyFeedEvent(
  database: CacheDatabase,
  terminal: TerminalClient,
  event: FeedEvent,
  from: number,
  reactions: FeedReactions,
): Promise<void> {
  switch (event.kind) {
    case 'reset':
      return refillCache(database, terminal, event.seq)
    case 'sale':
      return putSale(database, event.sale, from, event.seq)
    case 'catalog':
      reactions.onCatalog()
      break
    case 'settings':
      reactions.onSettings()
      break
    case 'staff':
      reactions.onStaff()
      break
    case 'case':
      reactions.onCase(event.open, event.seq)
      break
    case 'account':
    case 'caughtUp':
      break
  }
  await database.transaction('rw', database.facts, () => moveCursor(database, from, event.seq))
}

/**
 * Keeps the cache of this page in step with the journal until the caller lets go. After a reconnect it goes on from the
 * stored cursor; a cache that somebody deleted, or that is of another ledger, has none and fills from the start.
 */
export function followFeed(
  host: Host,
  database: CacheDatabase,
  others: Omit<FeedReactions, 'onCatalog'>,
): () => void {
  const refresh = coalesce(() => fillCatalogue(database, host.client), catalogPauseMs)
  let at = 0
  const letGo = follow<FeedEvent>(
    host,
    async (signal) => {
      const { ledgerId } = await host.client.session.hello()
      await forgetOtherLedger(database, ledgerId)
      const after = await readCursor(database)
      at = after
      // A page closed between an event and its refill would otherwise keep the old catalogue.
      if (after > 0) refresh.ask()
      return host.client.feed.follow({ after }, { signal })
    },
    {
      onValue: async (event) => {
        await applyFeedEvent(database, host.client, event, at, { ...others, onCatalog: refresh.ask })
        at = event.seq
      },
    },
  )
  return () => {
    letGo()
    refresh.stop()
  }
}
