import { describe, expect, it } from 'vitest'
import {
  isEveryCase,
  nobody,
  openCases,
  toCaseQuery,
} from '../../../../renderer/src/screens/cases/case-filters-model.ts'

describe('toCaseQuery', () => {
  it.each([
    [openCases, { status: 'open' }],
    [
      { ...openCases, kind: 'counterfeit' as const },
      { status: 'open', kind: 'counterfeit' },
    ],
    [
      { ...openCases, owner: nobody },
      { status: 'open', ownerId: null },
    ],
    [
      { ...openCases, status: 'resolved' as const, owner: 'staff_ada' },
      { status: 'resolved', ownerId: 'staff_ada' },
    ],
  ])('reads %j as %j', (filters, query) => {
    expect(toCaseQuery(filters)).toEqual(query)
    expect(isEveryCase(filters)).toBe(!('kind' in query || 'ownerId' in query))
  })
})
