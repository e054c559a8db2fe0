import type { Migration } from './migration.ts'

/** What a settlement backend keeps and says, and what goes back to customers. No earlier entry is about either. */
export const migration005: Migration = {
  version: 5,
  name: 'settlement and refunds',
  rebuildsReadTables: false,
  apply: (database) => {
    database.exec(`
      -- Receive addresses made ahead; the first ones are given out first.
      CREATE TABLE pool_address (
        entry INTEGER PRIMARY KEY REFERENCES journal (seq),
        backend TEXT NOT NULL,
        account TEXT NOT NULL,
        network TEXT NOT NULL,
        ref_id TEXT NOT NULL UNIQUE,
        address TEXT NOT NULL COLLATE NOCASE UNIQUE,
        sale_id TEXT
      ) STRICT;
      CREATE INDEX pool_address_free ON pool_address (backend, account, network, entry) WHERE sale_id IS NULL;

      -- The newest word of a backend about each movement.
      CREATE TABLE movement (
        backend TEXT NOT NULL,
        id TEXT NOT NULL,
        entry INTEGER NOT NULL REFERENCES journal (seq),
        first_entry INTEGER NOT NULL REFERENCES journal (seq),
        sale_id TEXT,
        status TEXT NOT NULL,
        PRIMARY KEY (backend, id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX movement_by_sale ON movement (sale_id, first_entry) WHERE sale_id IS NOT NULL;
      CREATE INDEX movement_unfinished ON movement (backend, first_entry) WHERE status IN ('pending', 'unknown');
      CREATE INDEX movement_by_age ON movement (backend, first_entry);

      CREATE TABLE refund (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        sale_id TEXT NOT NULL,
        ref_id TEXT NOT NULL UNIQUE,
        entry INTEGER NOT NULL REFERENCES journal (seq),
        step_entry INTEGER NOT NULL REFERENCES journal (seq),
        status TEXT NOT NULL,
        transfer_id TEXT,
        target TEXT NOT NULL COLLATE NOCASE,
        chain TEXT NOT NULL,
        progress TEXT NOT NULL
      ) STRICT;
      CREATE INDEX refund_by_sale ON refund (sale_id, number);
      CREATE INDEX refund_by_status ON refund (status, number);
      CREATE INDEX refund_by_transfer ON refund (transfer_id) WHERE transfer_id IS NOT NULL;

      -- The newest index of the own key stands far behind where a backend gives the addresses.
      CREATE INDEX sale_by_address_index ON sale (address_index) WHERE address_index IS NOT NULL;
    `)
  },
}
