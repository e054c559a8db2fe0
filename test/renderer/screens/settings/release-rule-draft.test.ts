import { describe, expect, it } from 'vitest'
import {
  checkReleaseRuleDrafts,
  toReleaseRuleDrafts,
} from '../../../../renderer/src/screens/settings/release-rule-draft.ts'
import type { ReleaseRule } from '../../../../shared/domain/policy/release-rule.ts'

const rules: readonly ReleaseRule[] = [
  { chain: 'fast', maxAmountMinor: 5_000n, require: { kind: 'depth', blocks: 1 }, minSeconds: 0 },
  { chain: 'fast', require: { kind: 'tag', tag: 'finalized' }, minSeconds: 3, sources: 2 },
]

describe('checkReleaseRuleDrafts', () => {
  it('saves what was not touched unchanged', () => {
    expect(checkReleaseRuleDrafts(toReleaseRuleDrafts(rules, 'USD'), 'USD')).toEqual({
      ok: true,
      value: rules,
    })
  })

  it.each([
    ['limit', { limit: '1.234' }, 'settings.problem.amount'],
    ['blocks', { blocks: '0' }, 'settings.problem.blocks'],
    ['minSeconds', { minSeconds: '1.5' }, 'settings.problem.seconds'],
  ])('names a wrong %s', (field, change, problem) => {
    const [first] = toReleaseRuleDrafts(rules, 'USD')
    const result = checkReleaseRuleDrafts(first ? [{ ...first, ...change }] : [], 'USD')
    expect(result).toEqual({ ok: false, problems: { [`rule-0.${field}`]: problem } })
  })

  it('refuses two rules for the same amount on one network', () => {
    const drafts = toReleaseRuleDrafts(rules, 'USD').map((draft) => ({ ...draft, limit: '50' }))
    expect(checkReleaseRuleDrafts(drafts, 'USD')).toMatchObject({
      ok: false,
      problems: { 'rule-1.limit': 'settings.problem.limitTwice' },
    })
  })

  it('reads a yen limit without decimals', () => {
    const [draft] = toReleaseRuleDrafts([{ ...rules[0], chain: 'fast' } as ReleaseRule], 'JPY')
    expect(draft?.limit).toBe('5000')
  })
})
