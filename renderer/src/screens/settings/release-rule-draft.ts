import { fiatUnit, type FiatCurrency } from '../../../../shared/domain/money/currency.ts'
import { toDecimalText } from '../../../../shared/domain/money/format-money.ts'
import { parseMoney } from '../../../../shared/domain/money/parse-money.ts'
import type { ReleaseRule } from '../../../../shared/domain/policy/release-rule.ts'
import { checked, type Checked, type ProblemKey } from './problem-key.ts'

/** A release rule as it is typed. An empty limit means any amount. */
export type ReleaseRuleDraft = Readonly<{
  id: string
  chain: string
  limit: string
  require: 'depth' | 'safe' | 'finalized'
  blocks: string
  minSeconds: string
  sources: '1' | '2'
}>

/** All rules as they are typed. */
export type RulesDraft = Readonly<{ rules: readonly ReleaseRuleDraft[] }>

/** Drafts of what is saved, in the order of chains and limits. */
export function toReleaseRuleDrafts(
  rules: readonly ReleaseRule[],
  currency: FiatCurrency,
): readonly ReleaseRuleDraft[] {
  return rules.map((rule, index) => ({
    id: `rule-${index}`,
    chain: rule.chain,
    limit:
      rule.maxAmountMinor === undefined ? '' : toDecimalText(rule.maxAmountMinor, fiatUnit(currency).scale),
    require: rule.require.kind === 'depth' ? 'depth' : rule.require.tag,
    blocks: rule.require.kind === 'depth' ? String(rule.require.blocks) : '1',
    minSeconds: String(rule.minSeconds),
    sources: rule.sources === 2 ? '2' : '1',
  }))
}

function wholeNumber(text: string, min: number, max: number): number | undefined {
  if (!/^\d{1,6}$/.test(text.trim())) return undefined
  const value = Number(text.trim())
  return value >= min && value <= max ? value : undefined
}

/** Checks every row; two rows of one chain with the same limit contradict each other and are refused. */
export function checkReleaseRuleDrafts(
  drafts: readonly ReleaseRuleDraft[],
  currency: FiatCurrency,
): Checked<readonly ReleaseRule[]> {
  const problems: Record<string, ProblemKey> = {}
  const seen = new Set<string>()
  const rules = drafts.map((draft): ReleaseRule => {
    const limit = draft.limit.trim() === '' ? undefined : parseMoney(draft.limit, fiatUnit(currency))
    const blocks = wholeNumber(draft.blocks, 1, 100_000)
    const minSeconds = wholeNumber(draft.minSeconds, 0, 86_400)
    const limitMinor = limit?.ok ? limit.money.minor : undefined
    if (limit && !limit.ok) problems[`${draft.id}.limit`] = 'settings.problem.amount'
    if (draft.require === 'depth' && blocks === undefined)
      problems[`${draft.id}.blocks`] = 'settings.problem.blocks'
    if (minSeconds === undefined) problems[`${draft.id}.minSeconds`] = 'settings.problem.seconds'
    const place = `${draft.chain} ${limitMinor ?? 'any'}`
    if (seen.has(place)) problems[`${draft.id}.limit`] = 'settings.problem.limitTwice'
    seen.add(place)
    return {
      chain: draft.chain,
      ...(limitMinor === undefined ? {} : { maxAmountMinor: limitMinor }),
      require:
        draft.require === 'depth'
          ? { kind: 'depth', blocks: blocks ?? 1 }
          : { kind: 'tag', tag: draft.require },
      minSeconds: minSeconds ?? 0,
      ...(draft.sources === '2' ? { sources: 2 } : {}),
    }
  })
  return checked(rules, problems)
}
