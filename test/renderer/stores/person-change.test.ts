import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useKeypad } from '../../../renderer/src/screens/register/keypad-store.ts'
import { useFilterStore } from '../../../renderer/src/screens/sales/filter-store.ts'
import { useDraftStore } from '../../../renderer/src/screens/settings/draft-store.ts'
import { useBasket } from '../../../renderer/src/stores/basket.ts'
import { welcomePerson } from '../../../renderer/src/stores/person-change.ts'

let page: { location: { hash: string } }

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
  page = { location: { hash: '' } }
  vi.stubGlobal('window', page)
  welcomePerson('ana')
  page.location.hash = '#/settings/release'
  useKeypad.setState({ entry: '125', label: 'Tea', taxRateId: 'reduced' })
  useFilterStore.getState().change({ search: 'tea' })
  useDraftStore.getState().keep('release', { staffId: 'ana', draft: {} })
  useBasket.getState().clear()
  useBasket.getState().add({ name: 'Tea', unitPriceMinor: 300n })
})

describe('welcomePerson', () => {
  it('brings whoever unlocks their own till back to where they were, with all they had typed', () => {
    welcomePerson('ana')
    expect(page.location.hash).toBe('#/settings/release')
    expect(useKeypad.getState()).toMatchObject({ entry: '125', label: 'Tea', taxRateId: 'reduced' })
    expect(useFilterStore.getState().filters.search).toBe('tea')
    expect(Object.keys(useDraftStore.getState().drafts)).toEqual(['release'])
  })

  it('starts everybody else on the register, with nothing of the person before but the basket of the customer', () => {
    welcomePerson('ben')
    expect(page.location.hash).toBe('#/register')
    expect(useKeypad.getState()).toMatchObject({ entry: '', label: '', taxRateId: undefined })
    expect(useFilterStore.getState().filters.search).toBe('')
    expect(useDraftStore.getState().drafts).toEqual({})
    expect(useBasket.getState().content.lines).toHaveLength(1)
  })

  it('starts the first person of a tab on the register, whatever the address says', () => {
    sessionStorage.setItem('stablepoint.person', '')
    welcomePerson('ana')
    expect(page.location.hash).toBe('#/register')
  })
})
