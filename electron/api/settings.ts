import { findStricterDefaults } from '../../shared/domain/policy/stricter-defaults.ts'
import { reject } from '../../shared/errors/rejected.ts'
import { shippedRules } from '../settings/shipped-rules.ts'
import { checkRates, checkTax } from '../settings/save-settings.ts'
import type { TerminalParts } from '../terminal-parts.ts'
import { callerOf } from './caller.ts'
import { answer, refuseWith } from './failure.ts'
import { os } from './middleware.ts'
import { refuseFromFile } from './refuse-from-file.ts'
import { receivingSettingsApi } from './receiving-settings.ts'
import { staffSettingsApi } from './staff-settings.ts'

function shopSettingsApi(terminal: TerminalParts) {
  const { settings, ledger } = terminal
  return {
    get: os.settings.get.handler(() => {
      const { backend, settlement, ...rest } = settings.current()
      const { environment } = terminal
      const stricter = findStricterDefaults(rest.releaseRules, shippedRules(settings))
      return {
        environment,
        ...rest,
        ...(backend ? { backend } : {}),
        ...(settlement ? { settlement } : {}),
        ...(stricter.length > 0 ? { stricterRules: stricter } : {}),
        fromFile: settings.fileSections.size > 0,
      }
    }),
    saveShop: os.settings.saveShop.handler(({ input, context }) => {
      refuseFromFile(settings, 'shop')
      const { currency } = settings.current().shop
      if (input.currency !== currency && ledger.listSales({ limit: 1 }).total > 0) {
        const problem = 'The currency cannot change once there are sales'
        refuseWith(reject('contract.invalidInput', { field: 'currency', problem }))
      }
      return { seq: settings.save('shop', input, callerOf(context).staffId) }
    }),
    saveTax: os.settings.saveTax.handler(({ input, context }) => {
      refuseFromFile(settings, 'tax')
      const { defaultRateId, ...rest } = input
      const tax = defaultRateId === undefined ? rest : { ...rest, defaultRateId }
      answer(checkTax(tax))
      return { seq: settings.save('tax', tax, callerOf(context).staffId) }
    }),
    saveCheckout: os.settings.saveCheckout.handler(({ input, context }) => {
      refuseFromFile(settings, 'checkout')
      return { seq: settings.save('checkout', input, callerOf(context).staffId) }
    }),
    saveRates: os.settings.saveRates.handler(({ input, context }) => {
      refuseFromFile(settings, 'rates')
      const { name, staffId } = callerOf(context)
      const rates = input.rates.map((rate) => ({ ...rate, quotedAt: terminal.clock.now(), source: name }))
      answer(checkRates(rates))
      return { seq: settings.save('rates', rates, staffId) }
    }),
  }
}

/** Reading and changing the settings. */
export function settingsApi(terminal: TerminalParts) {
  return { ...shopSettingsApi(terminal), ...receivingSettingsApi(terminal), ...staffSettingsApi(terminal) }
}
