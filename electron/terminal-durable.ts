import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '../shared/domain/settings/settings.ts'
import { PosError } from '../shared/errors/pos-error.ts'
import { xpubAddresses } from './backends/selfcustody/xpub-addresses.ts'
import { openLedger } from './ledger/open-ledger.ts'
import type { Ledger } from './ledger/port.ts'
import { enterDrill } from './practice/drills/enter-drill.ts'
import { drillFolder, type EnteredDrill } from './practice/drills/open-drills.ts'
import { openPractice, type Practice } from './practice/open-practice.ts'
import { sampleCatalog } from './practice/sample-catalog.ts'
import type { Config } from './settings/config-file.ts'
import { openSettings, type SettingsStore } from './settings/settings-store.ts'
import { chooseEnvironment, type EnvironmentChoice } from './setup/choose-environment.ts'
import { seedLedger } from './setup/seed-ledger.ts'
import { startingPoint } from './setup/starting-point.ts'
import type { TerminalOptions } from './terminal-options.ts'

/** What stays open as long as the terminal: its ledger, its settings, and practice mode where it is that. */
export type Durable = Readonly<{
  choice: EnvironmentChoice
  directory: string
  ledger: Ledger
  practice: Practice | undefined
  entered: EnteredDrill | undefined
  settings: SettingsStore
}>

function failOnForeignKey(config: Config | undefined): void {
  const { backend } = config?.settings ?? {}
  if (!backend || xpubAddresses(backend.xpub).ok) return
  const problem = "this is not the extended public key of an account (m/44'/60'/0')"
  throw new PosError('config.invalid', `backend.xpub: ${problem}`, {
    details: { field: 'backend.xpub', problem },
  })
}

/** A drill is practice in a folder of its own, without the configuration: it rules what is practised itself. */
function placeOf({ dataFolder, drill, config }: TerminalOptions, environment: Environment) {
  const own = join(dataFolder, environment)
  if (drill) return { own, directory: drillFolder(own), config: undefined }
  return { own, directory: own, config }
}

/** The durable parts, in the order in which each needs the one before; on failure what was opened is closed again. */
export async function openDurable(options: TerminalOptions): Promise<Durable> {
  failOnForeignKey(options.config)
  const choice = chooseEnvironment(options)
  const { environment } = choice
  const { own, directory, config } = placeOf(options, environment)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const { clock, ids, log, version, drill } = options
  const ledger = openLedger({ directory, environment, clock, ids, log, product: `Stablepoint ${version}` })
  let practice: Practice | undefined
  let entered: EnteredDrill | undefined
  try {
    const ownChains = config?.settings.chains !== undefined
    if (environment === 'practice') practice = await openPractice({ directory: own, ownChains, drill, log })
    await seedLedger(ledger, environment, sampleCatalog)
    if (drill) {
      const drillId = ids.next('drill')
      const chains = practice?.nodes ?? []
      entered = { start: drill, drillId, startedSeq: await enterDrill(ledger, drill, { drillId, chains }) }
    }
    const start = startingPoint(environment, config, practice, ledger.settings())
    return { choice, directory, ledger, practice, entered, settings: openSettings(ledger, start) }
  } catch (error) {
    await practice?.stop()
    ledger.close()
    throw error
  }
}
