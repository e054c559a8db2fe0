import type { TerminalClient } from '../../../../shared/contract/contract.ts'

/** What the customer display shows, as the terminal pushes it. */
export type DisplayState =
  Awaited<ReturnType<TerminalClient['display']['follow']>> extends AsyncIterable<infer T> ? T : never
