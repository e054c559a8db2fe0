import { describe, expect, it } from 'vitest'
import { isEntryOf } from '../../../../shared/domain/ledger/is-entry-of.ts'
import type { JournalEntry } from '../../../../shared/domain/ledger/journal-entry.ts'

const entry: JournalEntry = {
  type: 'outbox.givenUp',
  subject: { kind: 'outbox', id: 'ref_1' },
  body: { callId: 'ref_1', kind: 'refund.send', subject: 'refund:1', reason: 'She took cash' },
  actor: 'staff_ada',
  seq: 1,
  id: 'entry_1',
  at: 0,
  prev: '',
  hash: '',
}

describe('isEntryOf', () => {
  it('tells an entry of one of the types from all others', () => {
    expect(isEntryOf(['case.opened', 'outbox.givenUp'], entry)).toBe(true)
    expect(isEntryOf(['case.opened', 'case.noted'], entry)).toBe(false)
    expect(isEntryOf([], entry)).toBe(false)
  })
})
