import type { Migration } from './migration.ts'

/**
 * What other sources say of a payment, and the rule it was released under. No earlier entry says either, so the rows that
 * are there are right as they stand.
 */
export const migration002: Migration = {
  version: 2,
  name: 'witnesses and rules of payments',
  rebuildsReadTables: false,
  apply: (database) => {
    database.exec(`
      ALTER TABLE payment ADD COLUMN witnesses TEXT NOT NULL DEFAULT '[]';
      ALTER TABLE payment ADD COLUMN released_entry INTEGER REFERENCES journal (seq);
    `)
  },
}
