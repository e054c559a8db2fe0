import { formatMoney } from '../../shared/domain/money/format-money.ts'
import { custodyOf } from '../../shared/domain/payout/payout-rule.ts'
import { formatPayoutNumber, type Payout } from '../../shared/domain/payout/payout.ts'
import type { ErrorCode } from '../../shared/errors/codes.ts'
import { isPosError, PosError } from '../../shared/errors/pos-error.ts'
import { reject } from '../../shared/errors/rejected.ts'
import type { PayoutWord } from '../backends/payout-port.ts'
import type { LedgerTransaction } from '../ledger/port.ts'
import type { OutboxOwner, OutboxResult } from '../outbox/outbox-handler.ts'
import { payingBackend, type PayingBackend, type PayoutDesk } from './payout-desk.ts'
import { recordPayoutWord } from './record-payout-word.ts'
import { payoutActor, stepPayout } from './step-payout.ts'

/** After so long a list that did not show an order does not have it. */
const listLagMs = 120_000

/** Refusals that say the money did not leave, and will not as it was asked for. */
const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'backend.insufficientFunds',
  'backend.belowMinimum',
  'backend.aboveMaximum',
  'backend.travelRule',
  'backend.refused',
  'backend.notFound',
  'money.tooPrecise',
])

function find(transaction: LedgerTransaction, id: string): Payout {
  const payout = transaction.findPayout(id)
  if (!payout) throw new PosError('invariant.broken', 'A payout that is sent is in the ledger')
  return payout
}

function failed(id: string, error: PosError): OutboxResult {
  return {
    outcome: 'dead',
    error,
    apply: (transaction) => {
      const problem = { code: error.code, text: error.message }
      stepPayout(transaction, find(transaction, id), 'failed', { problem }, payoutActor)
    },
  }
}

function again(error: PosError): OutboxResult {
  return { outcome: 'again', error }
}

/** It may have left: nothing is sent under another id, and a look-up has to tell. */
function lost(id: string, error: PosError): OutboxResult {
  return {
    ...again(error),
    apply: (transaction) => {
      stepPayout(transaction, find(transaction, id), 'answerLost', {}, payoutActor)
    },
  }
}

/** The outbox's side of payouts: sends each under its own id, and says what became of it. */
export function payoutSender(desk: PayoutDesk): OutboxOwner {
  const { ledger, clock, log } = desk
  const done = (id: string, word: PayoutWord): OutboxResult => ({
    outcome: 'done',
    apply: (transaction) => recordPayoutWord(transaction, find(transaction, id), word, log),
  })
  /** What a refusal means where an earlier try may have been taken: only a list that had time to show it says that it was not. */
  const judge = async (backend: PayingBackend, payout: Payout, error: PosError): Promise<OutboxResult> => {
    const found = await backend.payouts.findPayout(payout)
    if (found) return done(payout.id, found)
    return clock.now() - payout.at > listLagMs ? failed(payout.id, error) : again(error)
  }
  const send = async (payout: Payout, mayHaveLeft: boolean): Promise<OutboxResult> => {
    const backend = payingBackend(desk)
    if (backend?.key !== payout.backend)
      return again(new PosError('payout.noBackend', 'No account is connected that can send this.'))
    const bank = ledger.findBank(payout.bankId)
    try {
      if (mayHaveLeft) {
        const found = await backend.payouts.findPayout(payout)
        if (found) return done(payout.id, found)
      } else if (bank?.status !== 'approved')
        return failed(payout.id, new PosError('bank.notApproved', 'The bank account was taken out of use.'))
      const { refId, asset, bankAccountId, memo } = payout
      const order = { refId, asset, bankAccountId, memo, totalMinor: custodyOf(payout) }
      return done(payout.id, await backend.payouts.sendPayout(order))
    } catch (error) {
      if (!isPosError(error)) throw error
      if (error.code === 'backend.outcomeUnknown') return lost(payout.id, error)
      if (refusals.has(error.code))
        return mayHaveLeft ? await judge(backend, payout, error) : failed(payout.id, error)
      // Another record under this id: whatever it is, a person has to look, and nothing is sent or taken back.
      return error.code === 'paxos.refIdConflict' ? { outcome: 'dead', error } : again(error)
    }
  }
  return {
    describe: ({ body }) => {
      const payout = ledger.findPayout(body['payoutId'] ?? '')
      if (!payout) return ''
      const amount = formatMoney(payout.dollarsMinor, { currency: 'USD', scale: 2 })
      return `${formatPayoutNumber(payout.number)}: ${amount}, ${payout.bankText}`
    },
    send: async (call, { wasTriedBefore }) => {
      const payout = ledger.findPayout(call.body['payoutId'] ?? '')
      // A poll may have told what became of it before this try.
      if (payout?.status !== 'approved' && payout?.status !== 'unknown')
        return { outcome: 'done', apply: () => undefined }
      return await send(payout, wasTriedBefore || payout.status === 'unknown')
    },
    givenUp: (call, transaction) => {
      const payout = transaction.findPayout(call.body['payoutId'] ?? '')
      if (!payout) return undefined
      if (call.attempts > 0) return reject('payout.mayHaveLeft', {})
      const stepped = stepPayout(transaction, payout, 'cancelled', {}, payoutActor)
      return stepped.ok ? undefined : stepped
    },
  }
}
