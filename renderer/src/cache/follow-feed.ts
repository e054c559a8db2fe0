import type { TerminalClient } from '../../../shared/contract/contract.ts'
import type { SaleSummary } from '../../../shared/contract/sale-views.ts'
import type { Host } from '../host/connect-host.ts'
import { follow } from '../host/follow.ts'
import type { CacheDatabase } from './cache-database.ts'
import { coalesce } from './coalesce.ts'
import { cacheLimits, fillCatalogue, refillCache } from './fill-cache.ts'

/** An import writes many entries; the catalogue is read once they pause, in milliseconds. */
const catalogPauseMs = 400

type FeedEvent =
  Awaited<ReturnType<TerminalClient['feed']['follow']>> extends AsyncIterable<infer T> ? T : never

/** What else a page does when the feed reports a change. */
type FeedReactions = Readonly<{ onSettings: () => void; onStaff: () => void; onCatalog: () => void }>

/** The number of the newest journal entry that this cache has seen; zero for an empty one. */
async function readCursor(database: CacheDatabase): Promise<number> {
  const fact = await database.facts.get('cursor')
  return fact?.key === 'cursor' ? fact.value : 0
}

/** Stores a sale unless a newer view of it is there, keeps the newest ones, and moves the cursor with it. */
async function putSale(database: CacheDatabase, sale: SaleSummary, seq: number): Promise<void> {
  await database.transaction('rw', database.sales, database.facts, async () => {
    const known = await database.sales.get(sale.saleId)
    if (!known || known.seq <= sale.seq) await database.sales.put(sale)
    await database.sales.orderBy('number').reverse().offset(cacheLimits.sales).delete()
    await database.facts.put({ key: 'cursor', value: seq })
  })
}

/**
 * Applies one event of the feed to the cache. The cursor moves in the transaction that applies the event, so that a
 * page closed in between asks for it again.
 */
async function applyFeedEvent(
  database: CacheDatabase,
  terminal: TerminalClient,
  event: FeedEvent,
  reactions: FeedReactions,
): Promise<void> {
  switch (event.kind) {
    case 'reset':
      return refillCache(database, terminal, event.seq)
    case 'sale':
      return putSale(database, event.sale, event.seq)
    case 'catalog':
      reactions.onCatalog()
      break
    case 'settings':
      reactions.onSettings()
      break
    case 'staff':
      reactions.onStaff()
      break
    case 'caughtUp':
      break
  }
  await database.facts.put({ key: 'cursor', value: event.seq })
}

/**
 * Keeps the cache of this page in step with the journal until the caller lets go. After a reconnect it goes on from the
 * stored cursor; a cache that somebody deleted has none and fills from the start.
 */
export function followFeed(
  host: Host,
  database: CacheDatabase,
  others: Omit<FeedReactions, 'onCatalog'>,
): () => void {
  const refresh = coalesce(() => fillCatalogue(database, host.client), catalogPauseMs)
  const letGo = follow<FeedEvent>(
    host,
    async (signal) => {
      const after = await readCursor(database)
      // A page closed between an event and its refill would otherwise keep the old catalogue.
      if (after > 0) refresh.ask()
      return host.client.feed.follow({ after }, { signal })
    },
    {
      onValue: (event) => applyFeedEvent(database, host.client, event, { ...others, onCatalog: refresh.ask }),
    },
  )
  return () => {
    letGo()
    refresh.stop()
  }
}
