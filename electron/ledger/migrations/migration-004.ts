import type { Migration } from './migration.ts'

/** The queue of calls that leave the till. Like notes it is no history: a rebuild of the read tables leaves it alone. */
export const migration004: Migration = {
  version: 4,
  name: 'outbox',
  rebuildsReadTables: false,
  apply: (database) => {
    database.exec(`
      CREATE TABLE outbox (
        -- The order in which calls were queued, and are sent within a subject.
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        body TEXT NOT NULL,
        state TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        next_at INTEGER NOT NULL,
        lease_until INTEGER,
        last_tried_at INTEGER,
        error_code TEXT,
        error_message TEXT,
        ended_at INTEGER,
        ended_because TEXT
      ) STRICT;
      -- What has ended only grows; what has not stays small, and is all that the worker looks at.
      CREATE INDEX outbox_open ON outbox (subject, seq) WHERE ended_at IS NULL;
      CREATE INDEX outbox_waiting ON outbox (seq) WHERE ended_at IS NULL;
      CREATE INDEX outbox_sending ON outbox (seq) WHERE state = 'sending';
      CREATE INDEX outbox_ended ON outbox (seq) WHERE ended_at IS NOT NULL;
      -- A call that was queued is never taken out again: its id must stay known.
      CREATE TRIGGER outbox_stays BEFORE DELETE ON outbox
        BEGIN SELECT RAISE(ABORT, 'a call is never deleted'); END;
      CREATE TRIGGER outbox_ends_once BEFORE UPDATE ON outbox WHEN OLD.ended_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a call ends once'); END;
    `)
  },
}
