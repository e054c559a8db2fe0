import { describe, expect, it } from 'vitest'
import { changeWords } from '../../../../renderer/src/screens/settings/change-words.ts'

describe('changeWords', () => {
  it.each([
    ['settings.backend', 'backend', {}],
    ['settings.chains', 'chains', {}],
    ['settings.releaseRules', 'releaseRules', {}],
    ['settings.exposureCaps', 'exposureCaps', {}],
    ['settings.tolerances', 'tolerances', {}],
    ['settings.rates', 'rates', {}],
    ['staff.added:Ana: the new one', 'added', { name: 'Ana: the new one' }],
    ['staff.changed:Ben', 'changed', { name: 'Ben' }],
    ['staff.pinChanged', 'pinChanged', { name: '' }],
    ['staff.lockedOut', 'lockedOut', { name: '' }],
    ['something.new', 'other', { what: 'something.new' }],
  ])('has words for %s', (what, key, values) => {
    expect(changeWords(what)).toEqual({ key: `settings.changes.what.${key}`, values })
  })
})
