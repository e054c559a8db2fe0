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

/**
 * Holds a stream to its rules. It ends at once when the page lets go, even while its source waits for the next event,
 * and the source is told to stop; a check or an error ends it with a typed failure.
 */
export function guardStream<T>(source: AsyncIterator<T>, rules: StreamRules): AsyncIterableIterator<T> {
  const letGo = Promise.withResolvers<typeof finished>()
  let isOver = false

  const stop = (): void => {
    if (isOver) return
    isOver = true
    rules.signal?.removeEventListener('abort', stop)
    letGo.resolve(finished)
    // A generator that waits answers only after its next event; nobody listens any more.
    source.return?.().catch(() => undefined)
    rules.onEnd()
  }
  const next = async (): Promise<IteratorResult<T>> => {
    if (isOver) return finished
    try {
      const result = await Promise.race([letGo.promise, source.next()])
      if (result.done === true) stop()
      else rules.check()
      return result
    } catch (error) {
      stop()
      throw rules.toError(error)
    }
  }
  if (rules.signal?.aborted === true) stop()
  else rules.signal?.addEventListener('abort', stop, { once: true })

  const stream: AsyncIterableIterator<T> = {
    next,
    return: () => {
      stop()
      return Promise.resolve(finished)
    },
    [Symbol.asyncIterator]: () => stream,
  }
  return stream
}
