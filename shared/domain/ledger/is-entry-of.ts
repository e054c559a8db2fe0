import type { EntryType, JournalEntry } from './journal-entry.ts'

/** Whether an entry is of one of some types; narrows it, so that a `switch` over the others stays exhaustive. */
export function isEntryOf<T extends EntryType>(
  types: readonly T[],
  entry: JournalEntry,
): entry is Extract<JournalEntry, Readonly<{ type: T }>> {
  const known: readonly EntryType[] = types
  return known.includes(entry.type)
}
