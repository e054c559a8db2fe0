import { z } from '../../shared/contract/z.ts'
import { formatBankName, type BankAccount } from '../../shared/domain/payout/bank-account.ts'
import { isPosError, PosError } from '../../shared/errors/pos-error.ts'
import { reject } from '../../shared/errors/rejected.ts'
import type { BankDetails } from '../backends/payout-port.ts'
import type { OutboxOwner, OutboxResult } from '../outbox/outbox-handler.ts'
import { bankSecretName, recordBankWord } from './decide-bank.ts'
import { payingBackend, type PayoutDesk } from './payout-desk.ts'
import { payoutActor } from './step-payout.ts'
import { stepBank } from './step-bank.ts'

/** What was sealed is what `addBank` wrote; whatever else is there is refused by the backend. */
const sealed = z.custom<BankDetails>((value) => typeof value === 'object' && value !== null && 'to' in value)

function refused(bank: BankAccount, error: PosError): OutboxResult {
  return {
    outcome: 'dead',
    error,
    apply: (transaction) => {
      const now = transaction.findBank(bank.id) ?? bank
      const news = { review: 'rejected', problem: error.message.slice(0, 200) } as const
      stepBank(transaction, now, { type: 'bank.reviewed', news }, payoutActor)
    },
  }
}

/** Hands bank accounts in for review, each once, and forgets its number afterwards. */
export function bankSender(desk: PayoutDesk): OutboxOwner {
  const { ledger, secrets } = desk
  const findBank = (body: Readonly<Record<string, string>>): BankAccount | undefined =>
    ledger.findBank(body['bankId'] ?? '')
  return {
    describe: ({ body }) => {
      const bank = findBank(body)
      return bank ? formatBankName(bank) : ''
    },
    send: async ({ body }) => {
      const bank = findBank(body)
      if (bank?.status !== 'approved' || bank.bankAccountId !== undefined)
        return { outcome: 'done', apply: () => undefined }
      const backend = payingBackend(desk)
      if (backend?.key !== bank.backend)
        return {
          outcome: 'again',
          error: new PosError('payout.noBackend', 'No account is connected to hand this in.'),
        }
      const text = await secrets.read(bankSecretName(bank.id))
      if (text === undefined)
        return refused(bank, new PosError('bank.detailsLost', 'The number of this account is not here.'))
      try {
        const made = await backend.payouts.makeBank(bank.refId, sealed.parse(JSON.parse(text)))
        await secrets.remove(bankSecretName(bank.id))
        return {
          outcome: 'done',
          apply: (transaction) => {
            recordBankWord(transaction, transaction.findBank(bank.id) ?? bank, made)
          },
        }
      } catch (error) {
        if (isPosError(error, 'backend.refused')) return refused(bank, error)
        if (isPosError(error, 'paxos.refIdConflict')) return { outcome: 'dead', error }
        throw error
      }
    },
    givenUp: ({ body, attempts }, transaction) => {
      const bank = transaction.findBank(body['bankId'] ?? '')
      if (!bank) return undefined
      if (attempts > 0) return reject('payout.mayHaveLeft', {})
      stepBank(transaction, bank, { type: 'bank.removed', news: { status: 'removed' } }, payoutActor)
      return undefined
    },
  }
}
