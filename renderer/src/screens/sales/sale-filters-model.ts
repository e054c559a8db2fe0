import type { z } from 'zod'
import type { saleFilters } from '../../../../shared/contract/sales.ts'
import type { SaleSummary } from '../../../../shared/contract/sale-views.ts'
import { dateRange, type DatePreset } from './date-range.ts'
import type { saleStates } from './sale-state.ts'

/** What the list of sales is narrowed to, as the screen holds it. */
export type SaleFilterState = Readonly<{
  search: string
  states: readonly (typeof saleStates)[number][]
  exceptions: readonly Exclude<SaleSummary['exception'], 'none'>[]
  date: DatePreset
  token: string | undefined
}>

/** Filters as the terminal takes them. */
export type SaleFilters = z.infer<typeof saleFilters>

/** Everything, newest first. */
export const noFilters: SaleFilterState = {
  search: '',
  states: [],
  exceptions: [],
  date: 'any',
  token: undefined,
}

/** The exceptions a list can be narrowed to. */
export const filterExceptions = [
  'underpaid',
  'overpaid',
  'duplicate',
  'paidLate',
  'wrongToken',
  'wrongChain',
  'counterfeit',
  'reverted',
  'sourcesDisagree',
] as const satisfies SaleFilterState['exceptions']

const statusOf = {
  waiting: 'open',
  detected: 'detected',
  paid: 'confirmed',
  settled: 'settled',
  notPaid: 'expired',
  cancelled: 'void',
} as const satisfies Record<(typeof saleStates)[number], SaleSummary['status']>

/** Longest search the terminal takes. */
const searchMax = 120

/** The question for the terminal; an empty filter is left out. */
export function toSaleFilters(state: SaleFilterState, now: number): SaleFilters {
  const search = state.search.trim().slice(0, searchMax)
  return {
    ...(search === '' ? {} : { search }),
    ...(state.states.length === 0 ? {} : { status: state.states.map((each) => statusOf[each]) }),
    ...(state.exceptions.length === 0 ? {} : { exception: [...state.exceptions] }),
    ...(state.token === undefined ? {} : { paidWith: state.token }),
    ...dateRange(state.date, now),
  }
}

/** True when nothing narrows the list: then the cache may paint first. */
export function isUnfiltered(state: SaleFilterState): boolean {
  return Object.keys(toSaleFilters(state, 0)).length === 0
}

/** How many filters are set, beside the search text. */
export function countFilters(state: SaleFilterState): number {
  return (
    state.states.length +
    state.exceptions.length +
    (state.date === 'any' ? 0 : 1) +
    (state.token === undefined ? 0 : 1)
  )
}

/** Sets or clears one value of a list of choices. */
export function toggle<T>(values: readonly T[], value: T): readonly T[] {
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value]
}
