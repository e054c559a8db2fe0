import type { Environment } from '../shared/domain/settings/settings.ts'
import type { Api, TerminalRouter } from './api/serve.ts'
import type { Clock } from './platform/clock.ts'
import type { Ids } from './platform/ids.ts'
import type { Log } from './platform/log.ts'
import type { SecretSeal } from './platform/secret-seal.ts'
import type { DrillStart } from './practice/drills/drill-start.ts'
import type { Config } from './settings/config-file.ts'

/** What a host gives a terminal. `environment` is set when somebody asked for one on purpose. */
export type TerminalOptions = Readonly<{
  dataFolder: string
  environment?: Environment
  config?: Config
  /** Set to open the drill instead of practice, in its own folder. */
  drill?: DrillStart
  version: string
  clock: Clock
  ids: Ids
  log: Log
  /** Seals the credentials of this machine; a host that gives none keeps none. */
  secrets?: SecretSeal
}>

/** What a host prints when the terminal is ready. */
export type TerminalFacts = Readonly<{
  environment: Environment
  chains: readonly Readonly<{
    name: string
    chainId: number
    rpcUrl: string
    tokens: readonly Readonly<{ symbol: string; address: string; decimals: number }>[]
  }>[]
  practice?: Readonly<{ customerKey: string }>
}>

/** What a terminal is opened with anew; without an environment as the host was told to. */
export type Restart = Readonly<{ environment?: Environment; drill?: DrillStart }>

/** An open terminal as its host sees it. */
export type OpenTerminal = Readonly<{
  environment: Environment
  router: TerminalRouter
  api: Api
  describe: () => TerminalFacts
  /** Somebody chose another environment, or a drill begins or ends: the host stops this terminal and opens the next. */
  onRestartWanted: (listener: (next: Restart) => void) => void
  /** The machine woke up: every open invoice is checked again now. */
  wake: () => void
  stop: () => Promise<void>
}>
