import { describe, expect, it } from 'vitest'
import { checkItemDraft, toItemDraft } from '../../../../renderer/src/screens/settings/item-draft.ts'
import { catalogItem } from '../../../../shared/contract/catalog.ts'
import type { CatalogItem } from '../../../../shared/domain/catalog/item.ts'

const item: CatalogItem = {
  id: 'item-1',
  name: 'Flat white',
  category: 'Coffee',
  priceMinor: 420n,
  currency: 'USD',
  barcode: '4012345000009',
  taxRateId: 'standard',
}

describe('checkItemDraft', () => {
  it('saves what was not touched unchanged, as the contract takes it', () => {
    const result = checkItemDraft(toItemDraft(item), 'USD')
    expect(result).toEqual({ ok: true, value: item })
    expect(catalogItem.parse(result.ok ? result.value : undefined)).toEqual(item)
  })

  it('leaves out what is empty', () => {
    const result = checkItemDraft({ ...toItemDraft(item), barcode: ' ', taxRateId: '' }, 'USD')
    expect(result.ok && Object.keys(result.value)).toEqual([
      'id',
      'name',
      'category',
      'priceMinor',
      'currency',
    ])
  })

  it.each([
    [{ name: '' }, { name: 'settings.problem.nameMissing' }],
    [{ category: ' ' }, { category: 'settings.problem.missing' }],
    [{ price: '4.205' }, { price: 'settings.problem.amount' }],
    [{ price: '-1' }, { price: 'settings.problem.amount' }],
    [{ price: '1000000.01' }, { price: 'settings.problem.amount' }],
  ])('refuses %j', (change, problems) => {
    expect(checkItemDraft({ ...toItemDraft(item), ...change }, 'USD')).toEqual({ ok: false, problems })
  })
})
