/** What a stream is held to while it runs. */
export type StreamRules = Readonly<{
  /** Aborts when the page lets go or its connection ends. */
  signal: AbortSignal | undefined
  /** Throws when the stream may not go on, such as after signing out; asked before each event leaves. */
  check: () => void
  /** Turns what the stream throws into what may leave the terminal. */
  toError: (error: unknown) => Error
  /** Called once, however the stream ends. */
  onEnd: () => void
}>

const finished = { done: true, value: undefined } as const

function untilAborted(signal: AbortSignal | undefined): Promise<typeof finished> | undefined {
  if (signal === undefined) return undefined
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(finished)
    signal.addEventListener('abort', () => resolve(finished), { once: true })
  })
}

/**
 * Holds a stream to its rules. It ends at once when the page lets go, even while its source waits for the next event,
 * and the source is told to stop; a check or an error ends it with a typed failure.
 */
export function guardStream<T>(source: AsyncIterator<T>, rules: StreamRules): AsyncIterableIterator<T> {
  let isOver = false
  const aborted = untilAborted(rules.signal)

  const end = (): void => {
    if (isOver) return
    isOver = true
    rules.onEnd()
  }
  const stopSource = (): void => {
    // A generator that waits answers only after its next event; nobody listens any more.
    source.return?.().catch(() => undefined)
  }
  const next = async (): Promise<IteratorResult<T>> => {
    if (isOver) return finished
    try {
      const pulled = source.next()
      const result = await (aborted === undefined ? pulled : Promise.race([aborted, pulled]))
      if (result === finished) {
        pulled.catch(() => undefined)
        stopSource()
      }
      if (result.done === true) end()
      else rules.check()
      return result
    } catch (error) {
      end()
      stopSource()
      throw rules.toError(error)
    }
  }
  const stream: AsyncIterableIterator<T> = {
    next,
    return: () => {
      end()
      stopSource()
      return Promise.resolve(finished)
    },
    [Symbol.asyncIterator]: () => stream,
  }
  return stream
}
