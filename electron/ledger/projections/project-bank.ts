import type { JournalEntry } from '../../../shared/domain/ledger/journal-entry.ts'
import { encodeBody } from '../entry-codec.ts'
import type { Store } from '../store.ts'
import type { EntryOf } from './entry-of.ts'

export function projectBankAdded(store: Store, { seq, body }: EntryOf<'bank.added'>): void {
  store.run(
    'INSERT INTO bank_account (id, backend, entry, step_entry, progress) VALUES (?1, ?2, ?3, ?3, ?4)',
    [body.id, body.backend, seq, encodeBody({ status: 'requested', review: 'notSent' })],
  )
}

/** A step of a bank account, of whatever name. */
type BankStepEntry = Exclude<Extract<JournalEntry, { type: `bank.${string}` }>, { type: 'bank.added' }>

/** A step says everything that is known now, so that what no longer holds is not kept. */
export function projectBankStep(store: Store, { seq, body }: BankStepEntry): void {
  const { bankId, from: _from, text: _text, reason: _reason, ...progress } = body
  store.run('UPDATE bank_account SET step_entry = ?, progress = ? WHERE id = ?', [
    seq,
    encodeBody(progress),
    bankId,
  ])
}
