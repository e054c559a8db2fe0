import { useSyncExternalStore } from 'react'
import type { ConnectionProblem, ConnectionState } from '../host/connection.ts'
import { host } from '../host/terminal.ts'

/** Why the page does not reach its terminal; undefined while it does. */
export function useConnectionProblem(): ConnectionProblem {
  return useSyncExternalStore(host().subscribe, host().problem)
}

/** Whether the page reaches its terminal. */
export function useConnection(): ConnectionState {
  return useSyncExternalStore(host().subscribe, host().state)
}
