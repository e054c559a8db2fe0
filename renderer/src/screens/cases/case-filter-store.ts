import { create } from 'zustand'
import { forgetWithPerson } from '../../stores/person-change.ts'
import { openCases, type CaseFilters } from './case-filters-model.ts'

type CaseFilterStore = Readonly<{
  filters: CaseFilters
  change: (part: Partial<CaseFilters>) => void
  clear: () => void
}>

/** What the list of cases is narrowed to; kept while somebody looks at one case and comes back. */
export const useCaseFilters = create<CaseFilterStore>((set) => ({
  filters: openCases,
  change: (part) => set((state) => ({ filters: { ...state.filters, ...part } })),
  clear: () => set(({ filters }) => ({ filters: { ...openCases, status: filters.status } })),
}))

forgetWithPerson(() => useCaseFilters.setState({ filters: openCases }))
