import { createORPCClient } from '@orpc/client'
import type { TerminalClient } from '../../../shared/contract/contract.ts'
import type { CallLink } from './transport.ts'

/** The terminal's contract over one link. */
export function clientOver(link: CallLink): TerminalClient {
  return createORPCClient<TerminalClient>(link)
}
