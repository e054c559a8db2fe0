import { parseStoredAmount } from './entry-codec.ts'
import type { StoredPosting } from './entry-hash.ts'
import type { Store } from './store.ts'

/** Adds postings to the balances they touch, in bigint: an 18-decimal amount overflows the integers of SQLite. */
export function addToBalances(store: Store, postings: readonly StoredPosting[]): void {
  for (const { account, currency, amount } of postings) {
    const before = store.find<{ amount: string }>(
      'SELECT amount FROM balance WHERE account = ? AND currency = ?',
      [account, currency],
    )
    const after = BigInt(amount) + (before ? parseStoredAmount(before.amount) : 0n)
    store.run(
      'INSERT INTO balance (account, currency, amount) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET amount = ?3',
      [account, currency, after.toString()],
    )
  }
}
