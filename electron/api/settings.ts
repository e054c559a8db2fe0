import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import type { SettingsSection } from '../../shared/domain/settings/settings.ts'
import type { Rate } from '../../shared/domain/money/rate.ts'
import type { ReleaseRule } from '../../shared/domain/policy/release-rule.ts'
import type { Chain } from '../../shared/domain/tokens/chain.ts'
import { mayActAs } from '../../shared/domain/staff/role.ts'
import { xpubAddresses } from '../backends/selfcustody/xpub-addresses.ts'
import { checkChains, checkRates, checkReleaseRules, checkTax } from '../settings/save-settings.ts'
import { listUnseenChanges, markChangesSeen } from '../settings/unseen-changes.ts'
import { appendPin, checkPin, saveStaff } from '../staff/manage-staff.ts'
import { hashPin } from '../staff/pin-hash.ts'
import { signIn } from '../staff/sign-in.ts'
import type { Terminal } from '../terminal.ts'
import { callerOf } from './caller.ts'
import { answer, makeFailure, refuseWith } from './failure.ts'
import { os } from './middleware.ts'

const previewed = [0, 1, 2]

function staffView(terminal: Terminal, staffId: string) {
  const member = terminal.ledger.staff().find((candidate) => candidate.id === staffId)
  if (!member) throw makeFailure('staff.notFound', 'Nobody has this id.', { staffId })
  return { ...member, hasPin: terminal.ledger.pinHash(staffId) !== undefined }
}

/** The first addresses of an account key, or why it is none. */
export function previewAddresses(xpub: string): { ok: true; addresses: `0x${string}`[] } | Rejected {
  const derived = xpubAddresses(xpub.trim())
  return derived.ok ? { ok: true, addresses: previewed.map(derived.addresses.addressAt) } : derived
}

/** A rule without the keys that a schema leaves `undefined`. */
function toRule({
  maxAmountMinor,
  ...rest
}: Omit<ReleaseRule, 'maxAmountMinor'> & { readonly maxAmountMinor?: bigint | undefined }): ReleaseRule {
  return maxAmountMinor === undefined ? rest : { ...rest, maxAmountMinor }
}

function toChain<C extends Omit<Chain, 'explorer'> & { readonly explorer?: string | undefined }>({
  explorer,
  ...rest
}: C) {
  return explorer === undefined ? rest : { ...rest, explorer }
}

/** Reading and changing the settings. */
export function settingsApi(terminal: Terminal) {
  const { settings, ledger } = terminal
  const refuseFromFile = (section: SettingsSection): void => {
    if (!settings.fileSections.has(section)) return
    refuseWith(reject('contract.invalidInput', {
        field: section,
        problem: 'The configuration file rules this. Change it there and start the till again.',
      }),
    )
  }
  const isPractice = terminal.environment === 'practice'
  return {
    get: os.settings.get.handler(() => {
      const { backend, ...rest } = settings.current()
      return {
        environment: terminal.environment,
        ...rest,
        ...(backend ? { backend } : {}),
        fromFile: settings.fileSections.size > 0,
      }
    }),
    saveShop: os.settings.saveShop.handler(({ input, context }) => {
      refuseFromFile('shop')
      const before = settings.current().shop
      if (input.currency !== before.currency && ledger.listSales({ limit: 1 }).total > 0) {
        refuseWith(reject('contract.invalidInput', {
            field: 'currency',
            problem: 'The currency cannot change once there are sales',
          }),
        )
      }
      return { seq: settings.save('shop', input, callerOf(context).staffId) }
    }),
    saveTax: os.settings.saveTax.handler(({ input, context }) => {
      refuseFromFile('tax')
      const { defaultRateId, ...rest } = input
      const tax = defaultRateId === undefined ? rest : { ...rest, defaultRateId }
      answer(checkTax(tax))
      return { seq: settings.save('tax', tax, callerOf(context).staffId) }
    }),
    saveCheckout: os.settings.saveCheckout.handler(({ input, context }) => {
      refuseFromFile('checkout')
      return { seq: settings.save('checkout', input, callerOf(context).staffId) }
    }),
    saveChains: os.settings.saveChains.handler(async ({ input, context }) => {
      refuseFromFile('chains')
      const next = { chains: input.chains.map(toChain), tokens: input.tokens }
      answer(checkChains(next, settings.current().chains, terminal.setup.knownForLive()))
      answer(await terminal.probeChains(next))
      return { seq: settings.save('chains', next, callerOf(context).staffId) }
    }),
    saveReleaseRules: os.settings.saveReleaseRules.handler(({ input, context }) => {
      refuseFromFile('releaseRules')
      const rules = input.rules.map(toRule)
      answer(checkReleaseRules(rules, settings.current()))
      return { seq: settings.save('releaseRules', rules, callerOf(context).staffId) }
    }),
    saveRates: os.settings.saveRates.handler(({ input, context }) => {
      refuseFromFile('rates')
      const now = terminal.clock.now()
      const rates: readonly Rate[] = input.rates.map((rate) => ({
        ...rate,
        quotedAt: now,
        source: callerOf(context).name,
      }))
      answer(checkRates(rates))
      return { seq: settings.save('rates', rates, callerOf(context).staffId) }
    }),
    saveBackend: os.settings.saveBackend.handler(({ input, context }) => {
      refuseFromFile('backend')
      answer(xpubAddresses(input.xpub))
      return { seq: settings.save('backend', input, callerOf(context).staffId) }
    }),
    previewAddresses: os.settings.previewAddresses.handler(({ input }) => ({
      addresses: answer(previewAddresses(input.xpub)).addresses,
    })),
    listStaff: os.settings.listStaff.handler(() =>
      ledger.staff().map((member) => ({ ...member, hasPin: ledger.pinHash(member.id) !== undefined })),
    ),
    saveStaff: os.settings.saveStaff.handler(async ({ input, context }) => {
      const before = ledger.staff().find((member) => member.id === input.id)
      answer(await saveStaff(ledger, input, callerOf(context).staffId, isPractice))
      if (before && (before.role !== input.role || !input.active || input.pin !== undefined))
        context.services.sessions.endAllOf(input.id)
      return staffView(terminal, input.id)
    }),
    setPin: os.settings.setPin.handler(async ({ input, context }) => {
      const caller = callerOf(context)
      const isOwn = caller.staffId === input.staffId
      if (!isOwn && !mayActAs(caller.role, 'owner'))
        throw makeFailure('session.forbidden', 'Only the owner sets the PIN of somebody else.')
      staffView(terminal, input.staffId)
      if (isOwn) answer(await signIn(terminal, input.staffId, input.currentPin ?? ''))
      const weak = checkPin(input.newPin, isPractice)
      if (weak) return refuseWith(weak)
      const hash = await hashPin(input.newPin)
      const seq = ledger.transact((transaction) =>
        appendPin(transaction, input.staffId, hash, caller.staffId),
      )
      if (!isOwn) context.services.sessions.endAllOf(input.staffId)
      return { seq }
    }),
    listUnseenChanges: os.settings.listUnseenChanges.handler(() => listUnseenChanges(ledger)),
    markChangesSeen: os.settings.markChangesSeen.handler(({ input }) => ({
      seq: markChangesSeen(ledger, input.seq),
    })),
  }
}
