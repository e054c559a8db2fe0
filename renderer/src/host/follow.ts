import type { Failure } from '../../../shared/contract/procedure.ts'
import type { ErrorCode } from '../../../shared/errors/codes.ts'
import { backoffMs } from './backoff.ts'
import type { Host } from './connect-host.ts'
import { failureOf } from './failure-of.ts'

/** Opens a stream of the terminal; called again after every reconnect. */
export type OpenStream<T> = (signal: AbortSignal) => Promise<AsyncIterable<T>>

type Follower<T> = Readonly<{
  onValue: (value: T) => void | Promise<void>
  /** A failure that repeating cannot mend; the stream has ended. */
  onFailure?: (failure: Failure) => void
}>

/** Failures after which the same stream is worth opening again. */
const passing: readonly ErrorCode[] = ['connection.lost', 'contract.timeout', 'invariant.broken']

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}

/**
 * Follows a stream for as long as the caller wants it: waits for the connection, opens, hands over each value, and
 * opens it again after a loss. Values are handed over one at a time.
 * @returns a function that lets go
 */
export function follow<T>(host: Host, open: OpenStream<T>, follower: Follower<T>): () => void {
  const controller = new AbortController()
  const { signal } = controller
  // Asked through a function: the compiler would otherwise take the answer of the first look for good.
  const isOver = (): boolean => signal.aborted
  const readOnce = async (): Promise<Failure | undefined> => {
    try {
      for await (const value of await open(signal)) {
        if (isOver()) return undefined
        await follower.onValue(value)
      }
      return undefined
    } catch (error) {
      if (isOver()) return undefined
      host.noteFailure(error)
      return failureOf(error)
    }
  }
  const run = async (): Promise<void> => {
    for (let attempt = 0; !isOver(); attempt += 1) {
      await Promise.race([host.whenOnline(), aborted(signal)])
      if (isOver()) return
      const failure = await readOnce()
      if (failure && !passing.includes(failure.code)) {
        follower.onFailure?.(failure)
        return
      }
      await pause(backoffMs(Math.min(attempt, 3), Math.random()), signal)
    }
  }
  void run()
  return () => controller.abort()
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
