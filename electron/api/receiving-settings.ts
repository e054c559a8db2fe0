import type { ReleaseRule } from '../../shared/domain/policy/release-rule.ts'
import { withStricterDefaults } from '../../shared/domain/policy/stricter-defaults.ts'
import type { Chain } from '../../shared/domain/tokens/chain.ts'
import type { PriceGuard } from '../../shared/domain/tokens/token-health.ts'
import { reject } from '../../shared/errors/rejected.ts'
import { accountKeyProblem } from '../settings/account-key-problem.ts'
import { previewAddresses } from '../backends/port.ts'
import { checkChains, checkExposureCaps, checkReleaseRules } from '../settings/save-settings.ts'
import { shippedRules } from '../settings/shipped-rules.ts'
import type { TerminalParts } from '../terminal-parts.ts'
import { callerOf } from './caller.ts'
import { answer, refuseWith } from './failure.ts'
import { os } from './middleware.ts'
import { refuseFromFile } from './refuse-from-file.ts'

type RuleInput = Omit<ReleaseRule, 'maxAmountMinor' | 'sources'> & {
  readonly maxAmountMinor?: bigint | undefined
  readonly sources?: ReleaseRule['sources'] | undefined
}
type ChainInput = Omit<Chain, 'explorer' | 'wakeUrl'> & {
  readonly explorer?: string | undefined
  readonly wakeUrl?: string | undefined
}

type TokenInput = Readonly<{ priceGuard?: PriceGuard | undefined }>

type LimitsInput = {
  readonly managerMaxMinor?: bigint | undefined
  readonly ownerMaxMinor?: bigint | undefined
}

/** Limits without the keys that a schema leaves `undefined`. */
function toPolicy<P extends LimitsInput>({ managerMaxMinor, ownerMaxMinor, ...rest }: P) {
  return {
    ...rest,
    ...(managerMaxMinor === undefined ? {} : { managerMaxMinor }),
    ...(ownerMaxMinor === undefined ? {} : { ownerMaxMinor }),
  }
}

/** A rule without the keys that a schema leaves `undefined`: the journal knows no such value. */
function toRule({ maxAmountMinor, sources, ...rest }: RuleInput): ReleaseRule {
  return {
    ...rest,
    ...(maxAmountMinor === undefined ? {} : { maxAmountMinor }),
    ...(sources === undefined ? {} : { sources }),
  }
}

function toChain<C extends ChainInput>({ explorer, wakeUrl, ...rest }: C) {
  return {
    ...rest,
    ...(explorer === undefined ? {} : { explorer }),
    ...(wakeUrl === undefined ? {} : { wakeUrl }),
  }
}

function toToken<T extends TokenInput>({ priceGuard, ...rest }: T) {
  return { ...rest, ...(priceGuard === undefined ? {} : { priceGuard }) }
}

/** Where money is received and when goods may leave: networks, tokens, release rules and the receiving key. */
export function receivingSettingsApi(terminal: TerminalParts) {
  const { settings, deriveAddresses } = terminal
  return {
    saveChains: os.settings.saveChains.handler(async ({ input, context }) => {
      refuseFromFile(settings, 'chains')
      const next = { chains: input.chains.map(toChain), tokens: input.tokens.map(toToken) }
      const check = () => {
        const hasSales = terminal.ledger.nextSaleNumber() > 1
        answer(checkChains(next, settings.current().chains, terminal.setup.knownForLive(), hasSales))
      }
      check()
      answer(await terminal.probeChains(next))
      // Settings and sales went on while the networks were asked.
      check()
      return { seq: settings.save('chains', next, callerOf(context).staffId) }
    }),
    saveReleaseRules: os.settings.saveReleaseRules.handler(({ input, context }) => {
      refuseFromFile(settings, 'releaseRules')
      const rules = input.rules.map(toRule)
      answer(checkReleaseRules(rules, settings.current()))
      return { seq: settings.save('releaseRules', rules, callerOf(context).staffId) }
    }),
    applyStricterRules: os.settings.applyStricterRules.handler(({ context }) => {
      refuseFromFile(settings, 'releaseRules')
      const releaseRules = withStricterDefaults(settings.current().releaseRules, shippedRules(settings))
      return { seq: settings.saveChanged({ releaseRules }, callerOf(context).staffId) }
    }),
    saveRefunds: os.settings.saveRefunds.handler(({ input, context }) => {
      refuseFromFile(settings, 'refunds')
      return { seq: settings.save('refunds', toPolicy(input), callerOf(context).staffId) }
    }),
    savePayouts: os.settings.savePayouts.handler(({ input, context }) => {
      refuseFromFile(settings, 'payouts')
      return { seq: settings.save('payouts', toPolicy(input), callerOf(context).staffId) }
    }),
    saveRisk: os.settings.saveRisk.handler(({ input: { caps, tolerances }, context }) => {
      refuseFromFile(settings, 'exposureCaps')
      refuseFromFile(settings, 'tolerances')
      answer(checkExposureCaps(caps))
      const seq = settings.saveChanged({ exposureCaps: caps, tolerances }, callerOf(context).staffId)
      return { seq }
    }),
    saveBackend: os.settings.saveBackend.handler(({ input, context }) => {
      refuseFromFile(settings, 'backend')
      const problem = accountKeyProblem(input.xpub, terminal.environment)
      if (problem !== undefined) refuseWith(reject('config.invalid', { field: 'xpub', problem }))
      answer(deriveAddresses(input.xpub))
      return { seq: settings.save('backend', input, callerOf(context).staffId) }
    }),
    previewAddresses: os.settings.previewAddresses.handler(({ input }) => {
      const { addresses } = answer(previewAddresses(deriveAddresses, input.xpub))
      return { addresses }
    }),
  }
}
