import type { ReleaseRule } from './release-rule.ts'

function isSameRow(left: ReleaseRule, right: ReleaseRule): boolean {
  const isSameDepth =
    left.require.kind === 'depth'
      ? right.require.kind === 'depth' && left.require.blocks === right.require.blocks
      : right.require.kind === 'tag' && left.require.tag === right.require.tag
  return (
    isSameDepth &&
    left.chain === right.chain &&
    left.maxAmountMinor === right.maxAmountMinor &&
    left.minSeconds === right.minSeconds
  )
}

/**
 * Rules of a shop that are a shipped row word for word, but for the second source that the row asks for by now. Rules are
 * the shop's own decisions, so that a default which became stricter is offered and never applied by itself; a row that
 * somebody has changed in anything is theirs and is left alone.
 * @returns the rules that gain a second source, in the order of `rules`
 */
export function findStricterDefaults(
  rules: readonly ReleaseRule[],
  shipped: readonly ReleaseRule[],
): readonly ReleaseRule[] {
  return rules.filter(
    (rule) => (rule.sources ?? 1) === 1 && shipped.some((row) => row.sources === 2 && isSameRow(rule, row)),
  )
}

/** The same rules with a second source for those that `findStricterDefaults` names. */
export function withStricterDefaults(
  rules: readonly ReleaseRule[],
  shipped: readonly ReleaseRule[],
): readonly ReleaseRule[] {
  const stricter = findStricterDefaults(rules, shipped)
  return rules.map((rule) => (stricter.includes(rule) ? { ...rule, sources: 2 } : rule))
}
