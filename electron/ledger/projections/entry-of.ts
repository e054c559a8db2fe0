import type { EntryType, JournalEntry } from '../../../shared/domain/ledger/journal-entry.ts'

/** A journal entry of one type. */
export type EntryOf<T extends EntryType> = Extract<JournalEntry, Readonly<{ type: T }>>
