import type { Database } from 'better-sqlite3'
import { parseStoredAmount } from './entry-codec.ts'
import type { StoredPosting } from './entry-hash.ts'
import type { Store } from './store.ts'

/** Teaches a database to add amounts in bigint: an 18-decimal amount overflows its own integers. */
export function teachAmounts(database: Database): void {
  database.function('add_amounts', { deterministic: true }, (augend: string, addend: string) =>
    (parseStoredAmount(augend) + parseStoredAmount(addend)).toString(),
  )
}

/** Adds postings to the balances they touch. */
export function addToBalances(store: Store, postings: readonly StoredPosting[]): void {
  store.run(
    `INSERT INTO balance (account, currency, amount)
     SELECT value ->> 'account', value ->> 'currency', value ->> 'amount' FROM json_each(?) WHERE true
     ON CONFLICT DO UPDATE SET amount = add_amounts(amount, excluded.amount)`,
    [JSON.stringify(postings)],
  )
}
