import type { Ledger } from '../ledger/port.ts'
import { createLatest } from '../platform/latest.ts'

/**
 * Pushes an order of the shop, a refund or a payout, now and whenever an entry of its kind, or a call of the outbox, may have
 * changed it.
 */
export async function* followOrder<T>(
  ledger: Ledger,
  kind: 'refund' | 'payout',
  read: () => T,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void> {
  const latest = createLatest<T>()
  const push = (): void => latest.push(read())
  const stops = [
    ledger.onCommitted((entries) => {
      if (entries.some(({ type }) => type.startsWith(`${kind}.`))) push()
    }),
    ledger.onQueueChanged(push),
  ]
  push()
  try {
    yield* latest.follow(signal)
  } finally {
    for (const stop of stops) stop()
  }
}
