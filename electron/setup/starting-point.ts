import type { ChainSettings, Environment, Settings } from '../../shared/domain/settings/settings.ts'
import type { Practice } from '../practice/open-practice.ts'
import type { Config } from '../settings/config-file.ts'
import { defaultSettings } from '../settings/defaults.ts'
import { settingsSections, type StartingSettings } from '../settings/settings-store.ts'

/** The practice chains as they are now, switched on or off as somebody left them. */
function withSwitches(chains: ChainSettings, recorded: ChainSettings | undefined): ChainSettings {
  return {
    chains: chains.chains.map((chain) => ({
      ...chain,
      enabled: recorded?.chains.find((before) => before.key === chain.key)?.enabled ?? true,
    })),
    tokens: chains.tokens.map((token) => ({
      ...token,
      enabled: recorded?.tokens.find((before) => before.currency === token.currency)?.enabled ?? true,
    })),
  }
}

/**
 * Puts together defaults, practice mode and the configuration file. The addresses of the practice chains can change with a
 * start, so practice rules its chains; the file rules what it names.
 */
export function startingPoint(
  environment: Environment,
  config: Config | undefined,
  practice: Practice | undefined,
  recorded: Partial<Settings>,
): StartingSettings {
  const { backend, chains, releaseRules } = practice?.settings ?? {}
  const file = config?.settings ?? {}
  return {
    defaults: {
      ...defaultSettings(environment),
      ...(backend === undefined ? {} : { backend }),
      ...(releaseRules === undefined ? {} : { releaseRules }),
    },
    ruled: { ...(chains === undefined ? {} : { chains: withSwitches(chains, recorded.chains) }), ...file },
    fileSections: settingsSections.filter((section) => file[section] !== undefined),
  }
}
