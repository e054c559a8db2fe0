import type { PayoutRule } from '../../shared/domain/payout/payout-rule.ts'
import { isPosError, PosError } from '../../shared/errors/pos-error.ts'
import { reject } from '../../shared/errors/rejected.ts'
import type { BackendRule } from '../backends/payout-port.ts'
import type { LedgerTransaction } from '../ledger/port.ts'
import type { OutboxOwner, OutboxResult } from '../outbox/outbox-handler.ts'
import { payingBackend, type PayingBackend, type PayoutDesk } from './payout-desk.ts'
import { payoutActor } from './step-payout.ts'
import { stepRule } from './step-rule.ts'

const nothingToDo: OutboxResult = { outcome: 'done', apply: () => undefined }
const statuses = {
  active: 'active',
  pending: 'sending',
  refused: 'refused',
  deleted: 'deleted',
  unknown: 'sending',
} as const

/** What the backend says of a rule now; one that is to end does not come back. */
export function recordRuleWord(transaction: LedgerTransaction, rule: PayoutRule, word: BackendRule): void {
  const isEnding = rule.status === 'ending' || rule.status === 'deleted'
  const status = isEnding && word.status !== 'deleted' ? rule.status : statuses[word.status]
  const { id: ruleId, address } = word
  const news = { status, ruleId, ...(address === undefined ? {} : { address }) }
  stepRule(transaction, rule, { type: 'rule.reviewed', news }, payoutActor)
}

function describe(desk: PayoutDesk): NonNullable<OutboxOwner['describe']> {
  return ({ body }) => desk.ledger.findRule(body['ruleId'] ?? '')?.name ?? ''
}

function connected(desk: PayoutDesk, rule: PayoutRule): PayingBackend {
  const backend = payingBackend(desk)
  if (backend?.key === rule.backend) return backend
  throw new PosError('payout.noBackend', 'No account is connected that carries rules out.')
}

/** Has the backend make a rule, once. */
export function ruleMaker(desk: PayoutDesk): OutboxOwner {
  return {
    describe: describe(desk),
    send: async ({ body }) => {
      const rule = desk.ledger.findRule(body['ruleId'] ?? '')
      if (rule?.kind !== 'address' || rule.ruleId !== undefined) return nothingToDo
      const bankAccountId = desk.ledger.findBank(rule.bankId)?.bankAccountId ?? ''
      const { refId, name, asset, network } = rule
      try {
        const wish = { refId, name, asset, network, bankAccountId }
        const made = await connected(desk, rule).payouts.makeRule(wish)
        return {
          outcome: 'done',
          apply: (transaction) => recordRuleWord(transaction, transaction.findRule(rule.id) ?? rule, made),
        }
      } catch (error) {
        if (isPosError(error, 'paxos.refIdConflict')) return { outcome: 'dead', error }
        if (!isPosError(error, 'backend.refused')) throw error
        const news = { status: 'refused', problem: error.message.slice(0, 200) } as const
        return {
          outcome: 'dead',
          error,
          apply: (transaction) => {
            const now = transaction.findRule(rule.id) ?? rule
            stepRule(transaction, now, { type: 'rule.reviewed', news }, payoutActor)
          },
        }
      }
    },
    givenUp: ({ body, attempts }, transaction) => {
      const rule = transaction.findRule(body['ruleId'] ?? '')
      if (!rule) return undefined
      if (attempts > 0) return reject('payout.mayHaveLeft', {})
      stepRule(transaction, rule, { type: 'rule.ended', news: { status: 'deleted' } }, payoutActor)
      return undefined
    },
  }
}

/** Has the backend end a rule; twice is the same as once. */
export function ruleEnder(desk: PayoutDesk): OutboxOwner {
  return {
    describe: describe(desk),
    send: async ({ body }) => {
      const rule = desk.ledger.findRule(body['ruleId'] ?? '')
      if (rule?.status !== 'ending') return nothingToDo
      const { payouts } = connected(desk, rule)
      // Its answer may have been lost when it was made.
      const there = rule.ruleId ?? (await payouts.listRules()).find(({ refId }) => refId === rule.refId)?.id
      if (there !== undefined) await payouts.deleteRule(there)
      return {
        outcome: 'done',
        apply: (transaction) => {
          const now = transaction.findRule(rule.id) ?? rule
          stepRule(transaction, now, { type: 'rule.ended', news: { status: 'deleted' } }, payoutActor)
        },
      }
    },
    // It goes on receiving until somebody ends it at the backend by hand; the rule keeps saying that it is to end.
    givenUp: () => undefined,
  }
}
