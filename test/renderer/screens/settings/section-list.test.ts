import { describe, expect, it } from 'vitest'
import { sectionFrom, sectionsFor } from '../../../../renderer/src/screens/settings/section-list.ts'

describe('sectionsFor', () => {
  it('shows each role no more than it may open', () => {
    const count = (role: 'cashier' | 'manager' | 'owner'): number => sectionsFor(role).length
    expect(count('cashier')).toBeLessThan(count('manager'))
    expect(count('manager')).toBeLessThan(count('owner'))
    expect(sectionsFor('cashier').map((section) => section.id)).toEqual(['appearance', 'pin'])
  })

  it('opens the first section when an address names none or one that is not theirs', () => {
    expect(sectionFrom('staff', 'cashier')).toBe('appearance')
    expect(sectionFrom(undefined, 'owner')).toBe('appearance')
    expect(sectionFrom('staff', 'owner')).toBe('staff')
  })
})
