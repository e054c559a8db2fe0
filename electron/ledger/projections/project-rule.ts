import type { JournalEntry } from '../../../shared/domain/ledger/journal-entry.ts'
import { encodeBody } from '../entry-codec.ts'
import type { Store } from '../store.ts'
import type { EntryOf } from './entry-of.ts'

export function projectRuleAdded(store: Store, { seq, body }: EntryOf<'rule.added'>): void {
  store.run(
    'INSERT INTO payout_rule (id, backend, entry, step_entry, progress) VALUES (?1, ?2, ?3, ?3, ?4)',
    [body.id, body.backend, seq, encodeBody({ status: 'requested' })],
  )
}

/** A step of a standing order, of whatever name. */
type RuleStepEntry = Exclude<Extract<JournalEntry, { type: `rule.${string}` }>, { type: 'rule.added' }>

/** A step says everything that is known now, so that what no longer holds is not kept. */
export function projectRuleStep(store: Store, { seq, body }: RuleStepEntry): void {
  const { id, from: _from, text: _text, reason: _reason, ...progress } = body
  store.run('UPDATE payout_rule SET step_entry = ?, progress = ? WHERE id = ?', [
    seq,
    encodeBody(progress),
    id,
  ])
}
