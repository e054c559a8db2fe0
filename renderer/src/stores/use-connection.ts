import { useSyncExternalStore } from 'react'
import type { ConnectionState } from '../host/connection.ts'
import { host } from '../host/terminal.ts'

/** Whether the page reaches its terminal. */
export function useConnection(): ConnectionState {
  return useSyncExternalStore(host().subscribe, host().state)
}
