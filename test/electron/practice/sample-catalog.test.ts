import { describe, expect, it } from 'vitest'
import { sampleCatalog } from '../../../electron/practice/sample-catalog.ts'
import { defaultSettings } from '../../../electron/settings/defaults.ts'
import { catalogItem } from '../../../shared/contract/catalog.ts'

describe('sampleCatalog', () => {
  it('is a café of some two dozen items in four or five categories', () => {
    const categories = new Set(sampleCatalog.map((item) => item.category))
    expect(sampleCatalog.length).toBeGreaterThanOrEqual(20)
    expect(categories.size).toBeGreaterThanOrEqual(4)
    expect(categories.size).toBeLessThanOrEqual(5)
  })

  it.each(sampleCatalog)('$name is an item that the contract takes', (item) => {
    expect(catalogItem.parse(item)).toEqual(item)
  })

  it('names every item, id and barcode once', () => {
    for (const field of ['id', 'name', 'barcode'] as const)
      expect(new Set(sampleCatalog.map((item) => item[field])).size).toBe(sampleCatalog.length)
  })

  it('is priced in the currency of the practice shop, at tax rates that the shop has', () => {
    const { shop, tax } = defaultSettings('practice')
    const rates = tax.rates.map((rate) => rate.id)
    for (const item of sampleCatalog) {
      expect(item.currency).toBe(shop.currency)
      expect(rates).toContain(item.taxRateId)
    }
  })

  it.each(sampleCatalog)(
    'the barcode of $name is an EAN-13 of the range for use inside a shop',
    ({ barcode }) => {
      expect(barcode).toMatch(/^20\d{11}$/)
      const sum = Array.from(barcode ?? '', Number).reduce(
        (total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3),
        0,
      )
      expect(sum % 10).toBe(0)
    },
  )
})
