import type { ChainSettings, Environment, Settings } from '../../shared/domain/settings/settings.ts'
import { PosError } from '../../shared/errors/pos-error.ts'
import type { Practice } from '../practice/open-practice.ts'
import type { Config } from '../settings/config-file.ts'
import { defaultSettings } from '../settings/defaults.ts'
import { settingsSections, type StartingSettings } from '../settings/settings-store.ts'

/** The most networks and tokens that the contract carries. */
const chainsMax = 40
const tokensMax = 200

/** The practice chains as they are now, switched on or off as somebody left them. */
function withSwitches(chains: ChainSettings, recorded: ChainSettings | undefined): ChainSettings {
  return {
    chains: chains.chains.map((chain) => ({
      ...chain,
      enabled: recorded?.chains.find((before) => before.key === chain.key)?.enabled ?? chain.enabled,
    })),
    tokens: chains.tokens.map((token) => ({
      ...token,
      enabled:
        recorded?.tokens.find((before) => before.currency === token.currency)?.enabled ?? token.enabled,
    })),
  }
}

/**
 * The networks of a configuration file, with those of the journal that it leaves out kept and switched off: past sales were
 * offered on them, and money that comes late must be found.
 * @throws {PosError} `config.invalid` when the file gives the id of a network of the past to another network
 */
function withPast(file: ChainSettings, recorded: ChainSettings | undefined): ChainSettings {
  const past =
    recorded?.chains.filter((before) => !file.chains.some((chain) => chain.key === before.key)) ?? []
  for (const [index, chain] of file.chains.entries()) {
    const before = recorded?.chains.find((candidate) => candidate.key === chain.key)
    if (before !== undefined && before.chainId !== chain.chainId) {
      const field = `chains[${index}].id`
      const problem = `${chain.key} was network ${before.chainId} before; give network ${chain.chainId} another id`
      throw new PosError('config.invalid', `${field}: ${problem}`, { details: { field, problem } })
    }
  }
  const isKept = (token: ChainSettings['tokens'][number]): boolean =>
    !file.tokens.some((candidate) => candidate.currency === token.currency)
  const off = <T extends Readonly<{ enabled: boolean }>>(row: T): T => ({ ...row, enabled: false })
  const room = (max: number, used: number): number => Math.max(0, max - used)
  const pastTokens = recorded?.tokens.filter(isKept) ?? []
  return {
    chains: [...file.chains, ...past.slice(0, room(chainsMax, file.chains.length)).map(off)],
    tokens: [...file.tokens, ...pastTokens.slice(0, room(tokensMax, file.tokens.length)).map(off)],
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
  const { backend, chains, releaseRules, settlement } = practice?.settings ?? {}
  const { ruled = {} } = practice ?? {}
  const named = config?.settings ?? {}
  const file =
    named.chains === undefined ? named : { ...named, chains: withPast(named.chains, recorded.chains) }
  return {
    defaults: {
      ...defaultSettings(environment),
      ...(backend === undefined ? {} : { backend }),
      ...(releaseRules === undefined ? {} : { releaseRules }),
      ...(settlement === undefined ? {} : { settlement }),
    },
    ruled: {
      ...(chains === undefined ? {} : { chains: withSwitches(chains, recorded.chains) }),
      ...ruled,
      ...file,
    },
    fileSections: settingsSections.filter((section) => file[section] !== undefined),
  }
}
