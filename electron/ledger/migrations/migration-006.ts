import type { Migration } from './migration.ts'

/** Money that goes to the bank, where to, and by which standing orders. No earlier entry is about any of them. */
export const migration006: Migration = {
  version: 6,
  name: 'payouts',
  rebuildsReadTables: false,
  apply: (database) => {
    database.exec(`
      CREATE TABLE payout (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        ref_id TEXT NOT NULL UNIQUE,
        memo TEXT NOT NULL COLLATE NOCASE UNIQUE,
        rule_id TEXT,
        entry INTEGER NOT NULL REFERENCES journal (seq),
        step_entry INTEGER NOT NULL REFERENCES journal (seq),
        status TEXT NOT NULL,
        progress TEXT NOT NULL
      ) STRICT;
      CREATE INDEX payout_by_status ON payout (status, number);
      CREATE INDEX payout_by_rule ON payout (rule_id, status) WHERE rule_id IS NOT NULL;

      -- The transfers at the backend that payouts are made of.
      CREATE TABLE payout_transfer (
        transfer_id TEXT PRIMARY KEY,
        payout_id TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE bank_account (
        id TEXT PRIMARY KEY,
        backend TEXT NOT NULL,
        entry INTEGER NOT NULL REFERENCES journal (seq),
        step_entry INTEGER NOT NULL REFERENCES journal (seq),
        progress TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX bank_account_by_age ON bank_account (backend, entry);

      CREATE TABLE payout_rule (
        id TEXT PRIMARY KEY,
        backend TEXT NOT NULL,
        entry INTEGER NOT NULL REFERENCES journal (seq),
        step_entry INTEGER NOT NULL REFERENCES journal (seq),
        progress TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX payout_rule_by_age ON payout_rule (backend, entry);
    `)
  },
}
