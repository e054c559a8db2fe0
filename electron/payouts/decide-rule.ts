import { whyNotApproved, whyNotPayable } from '../../shared/domain/payout/payout-policy.ts'
import type { PayoutRule, RuleOrder, RuleRequest } from '../../shared/domain/payout/payout-rule.ts'
import { zoneOffsetMs } from '../../shared/domain/payout/zone-offset.ts'
import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import { signIn } from '../staff/sign-in.ts'
import {
  accountKey,
  payingBackend,
  policyOf,
  type Approval,
  type PayoutDesk,
  type Person,
} from './payout-desk.ts'
import { stepRule } from './step-rule.ts'

type Decided = Readonly<{ ok: true; rule: PayoutRule }> | Rejected

/** More standing orders than a shop has. */
const rulesMax = 50

/** The outbox call that ends a rule at the backend. */
function endingCallId({ refId }: Pick<RuleRequest, 'refId'>): string {
  return `${refId}-end`
}

function isZone(timeZone: string): boolean {
  try {
    zoneOffsetMs(timeZone, 0)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function whyNotRule(desk: PayoutDesk, order: RuleOrder): Rejected | undefined {
  const backend = payingBackend(desk)
  if (!backend) return reject('payout.noBackend', {})
  const bank = desk.ledger.findBank(order.bankId)
  if (!bank || bank.status !== 'approved') return reject('bank.notApproved', {})
  if (!backend.payouts.assets.includes(order.asset))
    return reject('payout.assetRefused', { asset: order.asset })
  const isDaily = order.kind === 'sweep' && order.when.kind === 'daily'
  return isDaily && order.when.kind === 'daily' && !isZone(order.when.timeZone)
    ? reject('contract.invalidInput', { field: 'order.when.timeZone' })
    : undefined
}

/** Asks for a standing order; nothing happens before another person approves. The same key gives the same rule. */
export function requestRule(
  desk: PayoutDesk,
  { key, name, order, person }: Readonly<{ key: string; name: string; order: RuleOrder; person: Person }>,
): Decided {
  const refused = whyNotRule(desk, order)
  if (refused) return refused
  return desk.ledger.transact((transaction): Decided => {
    const earlier = transaction.findByKey(`rule.add:${key}`)
    const repeated = earlier?.type === 'rule.added' ? transaction.findRule(earlier.body.id) : undefined
    if (repeated) return { ok: true, rule: repeated }
    const backend = accountKey(desk)
    const live = transaction
      .listRules(backend)
      .filter(({ status }) => status !== 'declined' && status !== 'deleted')
    if (live.length >= rulesMax) return reject('contract.tooLarge', {})
    const body: RuleRequest = {
      ...order,
      id: desk.ids.next('rule'),
      backend,
      name,
      refId: desk.ids.next('rr'),
      requestedAt: desk.clock.now(),
      requestedBy: person.id,
      requestedByName: person.name,
    }
    const subject = { kind: 'settings', id: body.id } as const
    transaction.append({ type: 'rule.added', subject, body, actor: person.id, key: `rule.add:${key}` })
    const rule = transaction.findRule(body.id)
    return rule ? { ok: true, rule } : reject('rule.notFound', {})
  })
}

/**
 * Another person agrees to a standing order: somebody without a limit, because it has no end. The bank account has to be payable
 * by then, its cool-off over.
 */
export async function approveRule(
  desk: PayoutDesk,
  { ruleId, approverId, pin }: Approval & Readonly<{ ruleId: string }>,
): Promise<Decided> {
  if (!desk.ledger.findRule(ruleId)) return reject('rule.notFound', {})
  const signed = await signIn(desk, approverId, pin)
  if (!signed.ok) return signed
  const { id, name, role } = signed.staff
  return desk.ledger.transact((transaction): Decided => {
    const rule = transaction.findRule(ruleId)
    if (!rule) return reject('rule.notFound', {})
    if (rule.approvedBy === id) return { ok: true, rule }
    if (rule.status !== 'requested') return reject('rule.decided', {})
    const bank = transaction.findBank(rule.bankId)
    const people = { approver: { id, role }, requestedBy: rule.requestedBy }
    const refused =
      whyNotApproved(policyOf(desk), people, undefined) ??
      (bank ? whyNotPayable(policyOf(desk), bank, desk.clock.now()) : reject('bank.notFound', {}))
    if (refused) return refused
    const isSweep = rule.kind === 'sweep'
    const who = { approvedBy: id, approvedByName: name, approvedAt: desk.clock.now() }
    const news = { ...who, status: isSweep ? ('active' as const) : ('sending' as const) }
    const approved = stepRule(transaction, rule, { type: 'rule.approved', news }, id)
    if (!isSweep)
      transaction.enqueue({
        id: rule.refId,
        kind: 'rule.create',
        subject: `rule:${rule.id}`,
        body: { ruleId: rule.id },
      })
    return { ok: true, rule: approved }
  })
}

/** Says no to a standing order, or ends it. One that the backend carries out ends there too. */
export function endRule(
  desk: PayoutDesk,
  {
    ruleId,
    as,
    reason,
    person,
  }: Readonly<{
    ruleId: string
    as: 'declined' | 'deleted'
    reason: string
    person: Person
  }>,
): Decided {
  return desk.ledger.transact((transaction): Decided => {
    const rule = transaction.findRule(ruleId)
    if (!rule) return reject('rule.notFound', {})
    if (rule.status === as || rule.status === 'ending') return { ok: true, rule }
    if (as === 'declined') {
      if (rule.status !== 'requested') return reject('rule.decided', {})
      const step = { type: 'rule.declined', news: { status: 'declined' }, reason } as const
      return { ok: true, rule: stepRule(transaction, rule, step, person.id) }
    }
    if (rule.status === 'declined' || rule.status === 'deleted') return reject('rule.decided', {})
    // What certainly never reached the backend has nothing to be ended there.
    const isThere =
      rule.kind === 'address' &&
      (rule.ruleId !== undefined || rule.status === 'sending') &&
      !transaction.cancelQueued(rule.refId)
    if (isThere)
      transaction.enqueue({
        id: endingCallId(rule),
        kind: 'rule.delete',
        subject: `rule:${rule.id}`,
        body: { ruleId: rule.id },
      })
    const news = { status: isThere ? ('ending' as const) : ('deleted' as const) }
    return { ok: true, rule: stepRule(transaction, rule, { type: 'rule.ended', news, reason }, person.id) }
  })
}
