import type { Chain } from '../../../shared/domain/tokens/chain.ts'
import type { EvmAddress } from '../../../shared/domain/tokens/token.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import type { EndpointPool } from './endpoint-pool.ts'
import type { BloomReader } from './logs-bloom.ts'
import type { LogFilter } from './read-logs.ts'
import type { GuardedSink } from './sink-failure.ts'
import type { WatchPolicy } from './watch-policy.ts'

/** What every part of one chain's loop works with. */
export type ReadContext = Readonly<{
  chain: Chain
  policy: WatchPolicy
  sink: GuardedSink
  pool: EndpointPool
  clock: Clock
  /** Monotonic milliseconds. */
  ticks: () => number
  log: Log
  bloom: BloomReader
  /** Addresses of the tokens whose contracts were checked. */
  tokens: () => readonly EvmAddress[]
  /** Addresses of the tokens on the list whose contracts are unchecked, or wrong. */
  leftOut: () => readonly EvmAddress[]
}>

/**
 * The filter of this moment. Read it after the block it is used on: whoever pays in a block was shown the address before,
 * so the address is in the ledger by then.
 */
export function filterNow({ sink, chain, policy, tokens, leftOut }: ReadContext): LogFilter {
  const recipients = sink.recipients(chain.key).slice(0, policy.recipientsMax)
  return { tokens: tokens(), recipients, others: { leftOut: leftOut() } }
}
