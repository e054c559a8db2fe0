import type { TerminalClient } from '../../../shared/contract/contract.ts'
import { assertInvariant } from '../../../shared/errors/assert.ts'
import type { Host } from './connect-host.ts'

let current: Host | undefined

/** Sets the one host of this page; called by its entry point, and by tests. */
export function setHost(host: Host | undefined): void {
  current = host
}

/** The host of this page. */
export function host(): Host {
  assertInvariant(current !== undefined, 'The page has not been connected to a terminal')
  return current
}

/** The terminal: what screens and stores call. */
export function terminal(): TerminalClient {
  return host().client
}
