import {
  formatBankName,
  type BankAccount,
  type BankProgress,
} from '../../shared/domain/payout/bank-account.ts'
import { encodeBody } from '../ledger/entry-codec.ts'
import type { LedgerTransaction } from '../ledger/port.ts'

type BankStepType =
  | 'bank.approved'
  | 'bank.declined'
  | 'bank.removed'
  | 'bank.reviewed'
  | 'bank.changedOutside'

/** What a step brings with it; `undefined` takes back what was known. */
type BankNews = { readonly [K in keyof BankProgress]?: BankProgress[K] | undefined }

/** Moves a bank account by one entry. What changes nothing writes nothing. */
export function stepBank(
  transaction: LedgerTransaction,
  bank: BankAccount,
  { type, news, reason }: Readonly<{ type: BankStepType; news: BankNews; reason?: string }>,
  actor: string,
): BankAccount {
  const { status, review, bankAccountId, approvedBy, approvedByName, approvedAt, problem } = bank
  const before = { bankAccountId, approvedBy, approvedByName, approvedAt, problem }
  const changed = Object.entries({ ...before, ...news }).filter(([, value]) => value !== undefined)
  const known = Object.entries({ ...before, status, review }).filter(([, value]) => value !== undefined)
  const after: BankProgress = { status, review, ...Object.fromEntries(changed) }
  if (encodeBody(after) === encodeBody(Object.fromEntries(known))) return bank
  transaction.append({
    type,
    subject: { kind: 'settings', id: bank.id },
    body: {
      bankId: bank.id,
      from: status,
      text: formatBankName(bank),
      ...after,
      ...(reason === undefined ? {} : { reason }),
    },
    actor,
  })
  return transaction.findBank(bank.id) ?? bank
}
