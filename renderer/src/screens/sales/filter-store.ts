import { create } from 'zustand'
import { forgetWithPerson } from '../../stores/person-change.ts'
import { noFilters, type SaleFilterState } from './sale-filters-model.ts'

type FilterStore = Readonly<{
  filters: SaleFilterState
  change: (part: Partial<SaleFilterState>) => void
  clear: () => void
}>

/** What the list is narrowed to; kept while somebody looks at one sale and comes back. */
export const useFilterStore = create<FilterStore>((set) => ({
  filters: noFilters,
  change: (part) => set((state) => ({ filters: { ...state.filters, ...part } })),
  clear: () => set({ filters: noFilters }),
}))

forgetWithPerson(() => useFilterStore.setState({ filters: noFilters }))
