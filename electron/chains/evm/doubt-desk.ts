import type { Delivery } from './deliver.ts'
import { askAbout, type Doubt } from './doubts.ts'
import type { Endpoint } from './endpoint.ts'
import type { ReadContext } from './read-context.ts'

/** Holds what an endpoint may have indexed late until it is asked once more. */
export type DoubtDesk = Readonly<{
  add: (doubts: readonly Doubt[]) => void
  isDue: () => boolean
  /** Milliseconds until the next question; `undefined` without a doubt. */
  dueMs: () => number | undefined
  ask: (endpoint: Endpoint) => Promise<void>
}>

// A lagging log index has caught up half a second later (chain fact sheet 3.2).
const doubtAfterMs = 500
const doubtsMax = 64

/** A desk without doubts. */
export function openDoubtDesk(context: ReadContext, delivery: Delivery): DoubtDesk {
  const { ticks } = context
  let waiting: Readonly<{ doubts: readonly Doubt[]; dueAt: number }> | undefined

  return {
    add: (doubts) => {
      // A newer block's doubts join those that wait; a step adds at most one for each of its blocks.
      if (doubts.length > 0)
        waiting = {
          doubts: [...(waiting?.doubts ?? []), ...doubts].slice(-doubtsMax),
          dueAt: waiting?.dueAt ?? ticks() + doubtAfterMs,
        }
    },
    isDue: () => waiting !== undefined && waiting.dueAt <= ticks(),
    dueMs: () => (waiting ? Math.max(0, waiting.dueAt - ticks()) : undefined),
    ask: async (endpoint) => {
      if (!waiting) return
      const { doubts } = waiting
      waiting = undefined
      const found = await askAbout(context, endpoint, doubts)
      if (found) delivery.late(found, endpoint.rpc.host)
    },
  }
}
