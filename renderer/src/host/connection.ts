/** `connecting` is the first attempt, or a drop of a moment; `offline` means an attempt has failed. */
export type ConnectionState = 'connecting' | 'online' | 'offline'

/** The state of a connection, for everybody who wants to hear of it. */
export type Connection = Readonly<{
  state: () => ConnectionState
  enter: (next: ConnectionState) => void
  subscribe: (listener: () => void) => () => void
  whenOnline: () => Promise<void>
}>

/** A connection that has not been tried yet. */
export function createConnection(): Connection {
  let state: ConnectionState = 'connecting'
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return {
    state: () => state,
    enter: (next) => {
      if (state === next) return
      state = next
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
