import type { LogFields } from '../../platform/log.ts'
import type { ChainHistory, ChainLimits } from './kept-chain.ts'

/** One chain to keep; `key` names its folder. */
export type KeeperChain = Readonly<{ key: string; chainId: number; blockSeconds: number }>

/** What the till tells its keeper, as the one argument of the process. */
export type KeeperConfig = Readonly<{
  directory: string
  binary: string
  mnemonic: string
  lockWaitMs: number
  limits: ChainLimits
  chains: readonly KeeperChain[]
}>

/** Where a kept chain is reached. */
export type ServedChain = Readonly<{ key: string; port: number; history: ChainHistory }>

/** What the keeper says, one JSON object a line on its standard output. */
export type KeeperMessage =
  | Readonly<{ type: 'ready'; chains: readonly ServedChain[] }>
  | Readonly<{ type: 'failed'; code: 'practice.chainInUse' | 'practice.chainUnavailable'; message: string }>
  | Readonly<{ type: 'log'; level: 'info' | 'warn' | 'error'; message: string; fields: LogFields }>
