import type { Failure } from '../../../shared/contract/procedure.ts'

/** `connecting` is the first attempt, or a drop of a moment; `offline` means an attempt has failed. */
export type ConnectionState = 'connecting' | 'online' | 'offline'

/** Why the last attempt failed, while there is no connection. */
export type ConnectionProblem = Failure | undefined

/** The state of a connection, for everybody who wants to hear of it. */
export type Connection = Readonly<{
  state: () => ConnectionState
  problem: () => ConnectionProblem
  enter: (next: ConnectionState, problem?: Failure) => void
  subscribe: (listener: () => void) => () => void
  whenOnline: () => Promise<void>
}>

/** A connection that has not been tried yet. */
export function createConnection(): Connection {
  let state: ConnectionState = 'connecting'
  let problem: ConnectionProblem
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return {
    state: () => state,
    problem: () => problem,
    enter: (next, nextProblem) => {
      if (state === next && problem?.code === nextProblem?.code) return
      state = next
      problem = nextProblem
      for (const listener of listeners) listener()
    },
    subscribe,
    whenOnline: () =>
      new Promise((resolve) => {
        if (state === 'online') return resolve()
        const stop = subscribe(() => {
          if (state !== 'online') return
          stop()
          resolve()
        })
      }),
  }
}
