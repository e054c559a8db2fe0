import type { Migration } from './migration.ts'

/** What arrived and credits nothing, and the cases that people decide. No earlier entry is about either. */
export const migration003: Migration = {
  version: 3,
  name: 'arrivals and cases',
  rebuildsReadTables: false,
  apply: (database) => {
    database.exec(`
      CREATE TABLE arrival (
        sale INTEGER NOT NULL REFERENCES sale (number),
        key TEXT NOT NULL,
        first_entry INTEGER NOT NULL REFERENCES journal (seq),
        entry INTEGER NOT NULL REFERENCES journal (seq),
        status TEXT NOT NULL,
        chain TEXT NOT NULL,
        block_number INTEGER NOT NULL,
        PRIMARY KEY (sale, key)
      ) STRICT, WITHOUT ROWID;
      -- Those that a reorganisation takes back.
      CREATE INDEX arrival_by_block ON arrival (chain, block_number) WHERE status = 'seen';

      -- One case of a kind for each sale.
      CREATE TABLE case_file (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        sale_id TEXT NOT NULL,
        sale_number INTEGER NOT NULL,
        status TEXT NOT NULL,
        entry INTEGER NOT NULL REFERENCES journal (seq),
        resolved_entry INTEGER REFERENCES journal (seq),
        owner_id TEXT,
        owner_name TEXT,
        things TEXT NOT NULL,
        seq INTEGER NOT NULL,
        UNIQUE (sale_id, kind)
      ) STRICT, WITHOUT ROWID;
      -- Open cases oldest first, resolved ones by when they were resolved.
      CREATE INDEX case_by_status ON case_file (status, entry);
      CREATE INDEX case_by_resolution ON case_file (status, resolved_entry);
    `)
  },
}
