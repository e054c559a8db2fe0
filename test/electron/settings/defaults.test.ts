import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../electron/settings/defaults.ts'
import { checkoutSettings, shopSettings, taxSettings } from '../../../shared/contract/settings.ts'
import { environments } from '../../../shared/domain/settings/settings.ts'

describe('defaultSettings', () => {
  it.each(environments)('of %s are settings that the screens can show and save', (environment) => {
    const { shop, tax, checkout } = defaultSettings(environment)
    expect(shopSettings.parse(shop)).toEqual(shop)
    expect(taxSettings.parse(tax)).toEqual(tax)
    expect(checkoutSettings.parse(checkout)).toEqual(checkout)
  })

  it.each(environments)('of %s bring no network, no key and no rule of release', (environment) => {
    const { chains, backend, releaseRules, rates } = defaultSettings(environment)
    expect(chains).toEqual({ chains: [], tokens: [] })
    expect(backend).toBeUndefined()
    expect(releaseRules).toEqual([])
    expect(rates).toEqual([])
  })

  it('let practice begin with a shop that charges tax', () => {
    const { shop, tax, checkout } = defaultSettings('practice')
    expect(shop).toMatchObject({ name: 'Practice Shop', till: 'Till 1', currency: 'USD' })
    expect(tax).toMatchObject({ mode: 'exclusive', defaultRateId: 'standard' })
    expect(tax.rates).toContainEqual({ id: 'standard', name: 'Sales tax', bps: 825 })
    expect(checkout).toEqual({
      invoiceSeconds: 900,
      extendSeconds: 300,
      tipBps: [1_000, 1_500, 2_000],
      idleLockSeconds: 300,
      sound: true,
    })
  })

  it.each(['testnet', 'live'] as const)('guess no tax for %s: that is the shop to say', (environment) => {
    expect(defaultSettings(environment).tax).toEqual({ mode: 'exclusive', rates: [] })
  })
})
