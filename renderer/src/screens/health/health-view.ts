import type { TerminalClient } from '../../../../shared/contract/contract.ts'

/** The state of the terminal as the health stream pushes it. */
export type HealthView =
  Awaited<ReturnType<TerminalClient['system']['health']>> extends AsyncIterable<infer T> ? T : never

/** How one network is doing. */
export type ChainHealth = HealthView['chains'][number]

/** How the settlement account is doing. */
export type AccountHealth = NonNullable<HealthView['backend']>

/** How one source of a network is doing. */
export type SourceHealth = ChainHealth['endpoints'][number]
