import type { JournalEntry } from '../../shared/domain/ledger/journal-entry.ts'
import { messageOf } from '../../shared/errors/pos-error.ts'
import type { Log } from '../platform/log.ts'

type Listener = (entries: readonly JournalEntry[]) => void

/** Tells listeners of committed entries, in the order of the journal for each of them. */
export type CommitFeed = Readonly<{
  listen: (listener: Listener) => () => void
  deliver: (entries: readonly JournalEntry[]) => void
}>

/**
 * Makes a feed. A listener that commits more is not interrupted by its own news: what it adds is told after everyone has
 * heard what came before. One that throws is logged, because what it was told of is already kept.
 */
export function makeCommitFeed(log: Log): CommitFeed {
  const listeners = new Set<Listener>()
  const waiting: (readonly JournalEntry[])[] = []
  let isDelivering = false
  const tell = (listener: Listener, entries: readonly JournalEntry[]): void => {
    try {
      listener(entries)
    } catch (error) {
      log.error('a listener of the ledger failed', { seq: entries[0]?.seq, problem: messageOf(error) })
    }
  }
  return {
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    deliver: (entries) => {
      if (entries.length > 0) waiting.push(entries)
      if (isDelivering) return
      isDelivering = true
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        // One who begins to listen meanwhile has not missed what is told just now.
        const audience = [...listeners]
        for (const listener of audience) tell(listener, next)
      }
      isDelivering = false
    },
  }
}
