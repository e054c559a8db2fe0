/** A value that screens follow: each follower gets the newest one, and those it was too slow for are skipped. */
export type Latest<T> = Readonly<{
  push: (value: T) => void
  /** Yields the newest value not yet seen, waiting for one, until the signal ends it. */
  follow: (signal: AbortSignal | undefined) => AsyncGenerator<T, void>
}>

/** Starts without a value. */
export function createLatest<T>(): Latest<T> {
  let newest: { value: T; version: number } | undefined
  const waiting = new Set<() => void>()
  const push = (value: T): void => {
    newest = { value, version: (newest?.version ?? 0) + 1 }
    for (const wake of waiting) wake()
  }
  async function* follow(signal: AbortSignal | undefined): AsyncGenerator<T, void> {
    let seen = 0
    while (!signal?.aborted) {
      if (newest && newest.version > seen) {
        seen = newest.version
        yield newest.value
        continue
      }
      await untilPushed(waiting, signal)
    }
  }
  return { push, follow }
}

function untilPushed(waiting: Set<() => void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      waiting.delete(wake)
      signal?.removeEventListener('abort', wake)
      resolve()
    }
    waiting.add(wake)
    signal?.addEventListener('abort', wake, { once: true })
    if (signal?.aborted) wake()
  })
}
