import type { PayoutRule, RuleProgress } from '../../shared/domain/payout/payout-rule.ts'
import { encodeBody } from '../ledger/entry-codec.ts'
import type { LedgerTransaction } from '../ledger/port.ts'

type RuleStepType = 'rule.approved' | 'rule.declined' | 'rule.reviewed' | 'rule.ended' | 'rule.ran'

/** What a step brings with it. */
type RuleNews = { readonly [K in keyof RuleProgress]?: RuleProgress[K] }

/** Moves a rule by one entry. What changes nothing writes nothing. `key` makes a repeat harmless. */
export function stepRule(
  transaction: LedgerTransaction,
  rule: PayoutRule,
  {
    type,
    news,
    reason,
    key,
  }: Readonly<{ type: RuleStepType; news: RuleNews; reason?: string; key?: string }>,
  actor: string,
): PayoutRule {
  const { status, approvedBy, approvedByName, approvedAt, ruleId, address, problem, lastRun } = rule
  const all = { approvedBy, approvedByName, approvedAt, ruleId, address, problem, lastRun }
  const known = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
  const after: RuleProgress = { status, ...known, ...news }
  if (encodeBody(after) === encodeBody({ status, ...known })) return rule
  transaction.append({
    type,
    subject: { kind: 'settings', id: rule.id },
    body: {
      id: rule.id,
      from: status,
      text: rule.name,
      ...after,
      ...(reason === undefined ? {} : { reason }),
    },
    actor,
    ...(key === undefined ? {} : { key }),
  })
  return transaction.findRule(rule.id) ?? rule
}
