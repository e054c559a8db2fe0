import { describe, expect, it } from 'vitest'
import type { ReleaseRule } from '../../../../shared/domain/policy/release-rule.ts'
import {
  findStricterDefaults,
  withStricterDefaults,
} from '../../../../shared/domain/policy/stricter-defaults.ts'

const final: ReleaseRule = { chain: 'base', require: { kind: 'tag', tag: 'finalized' }, minSeconds: 0 }
const small: ReleaseRule = {
  chain: 'base',
  maxAmountMinor: 5_000n,
  require: { kind: 'depth', blocks: 2 },
  minSeconds: 0,
}
const shipped: readonly ReleaseRule[] = [small, { ...final, sources: 2 }]

describe('findStricterDefaults', () => {
  it.each<readonly [string, readonly ReleaseRule[], boolean]>([
    ['the row as it shipped before', [small, final], true],
    ['the row that says one source', [{ ...final, sources: 1 }], true],
    ['the row of today', [{ ...final, sources: 2 }], false],
    ['a row with another limit', [{ ...final, maxAmountMinor: 1n }], false],
    ['a row with other seconds', [{ ...final, minSeconds: 5 }], false],
    ['a row with another tag', [{ ...final, require: { kind: 'tag', tag: 'safe' } }], false],
    ['a row by depth', [{ ...final, require: { kind: 'depth', blocks: 64 } }], false],
    ['a row of another network', [{ ...final, chain: 'polygon' }], false],
    ['a row whose default asks for one source', [small], false],
    ['no rules at all', [], false],
  ])('%s', (_, rules, isOffered) => {
    expect(findStricterDefaults(rules, shipped)).toHaveLength(isOffered ? 1 : 0)
    const applied = withStricterDefaults(rules, shipped)
    expect(applied).toHaveLength(rules.length)
    expect(findStricterDefaults(applied, shipped)).toEqual([])
    if (!isOffered) expect(applied).toEqual(rules)
  })
})
