import type { Migration } from './migration.ts'

const journal = `
  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    type TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    key TEXT UNIQUE,
    body TEXT NOT NULL,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX journal_by_subject ON journal (subject_id, subject_kind);
  -- The few entries that are not about sales are found among millions that are.
  CREATE INDEX journal_by_kind ON journal (subject_kind) WHERE subject_kind <> 'sale';

  CREATE TABLE posting (
    entry INTEGER NOT NULL REFERENCES journal (seq),
    position INTEGER NOT NULL,
    account TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount TEXT NOT NULL,
    PRIMARY KEY (entry, position)
  ) STRICT, WITHOUT ROWID;

  -- The newest entry once more: a journal that lost its last rows still says how many it had.
  CREATE TABLE journal_head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
`

const guards = `
  CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER journal_in_order BEFORE INSERT ON journal
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
    BEGIN SELECT RAISE(ABORT, 'the journal grows by one'); END;
  CREATE TRIGGER posting_no_update BEFORE UPDATE ON posting
    BEGIN SELECT RAISE(ABORT, 'a posting is never edited'); END;
  CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting
    BEGIN SELECT RAISE(ABORT, 'a posting is never edited'); END;
  CREATE TRIGGER posting_of_newest BEFORE INSERT ON posting
    WHEN NEW.entry <> (SELECT max(seq) FROM journal)
    BEGIN SELECT RAISE(ABORT, 'a posting comes with its entry'); END;
`

const sales = `
  CREATE TABLE balance (
    account TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount TEXT NOT NULL,
    PRIMARY KEY (account, currency)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE sale (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    staff_name TEXT NOT NULL,
    currency TEXT NOT NULL,
    total TEXT NOT NULL,
    items_text TEXT NOT NULL,
    entry INTEGER NOT NULL REFERENCES journal (seq),
    invoice_entry INTEGER REFERENCES journal (seq),
    address TEXT COLLATE NOCASE UNIQUE,
    address_index INTEGER,
    expires_at INTEGER,
    status TEXT NOT NULL,
    exception TEXT NOT NULL,
    answer TEXT NOT NULL,
    paid_with TEXT NOT NULL,
    unsettled INTEGER NOT NULL,
    seq INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX sale_by_total ON sale (total);
  CREATE INDEX sale_by_facet ON sale (status, exception, paid_with);
  -- Money still moving on a sale that is over; the others are found by their status.
  CREATE INDEX sale_unsettled ON sale (number) WHERE unsettled = 1;

  -- How many sales stand where: all of them (thousand -1), and by thousands of numbers, so that a count over a range
  -- of a million sales adds up a few thousand rows.
  CREATE TABLE sale_count (
    thousand INTEGER NOT NULL,
    status TEXT NOT NULL,
    exception TEXT NOT NULL,
    paid_with TEXT NOT NULL,
    sales INTEGER NOT NULL,
    PRIMARY KEY (thousand, status, exception, paid_with)
  ) STRICT, WITHOUT ROWID;

  CREATE VIRTUAL TABLE sale_text USING fts5 (
    words, content = '', columnsize = 0, detail = none, prefix = '1 2 3 4 5 6',
    tokenize = 'unicode61 remove_diacritics 2'
  );

  CREATE TABLE payment (
    sale INTEGER NOT NULL REFERENCES sale (number),
    key TEXT NOT NULL,
    first_entry INTEGER NOT NULL REFERENCES journal (seq),
    entry INTEGER NOT NULL REFERENCES journal (seq),
    status TEXT NOT NULL,
    currency TEXT NOT NULL,
    tx_hash TEXT NOT NULL COLLATE NOCASE,
    payer TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (sale, key)
  ) STRICT, WITHOUT ROWID;
  -- Money belongs to one sale: the same log, which the key names, cannot pay two.
  CREATE UNIQUE INDEX payment_by_tx ON payment (tx_hash, key);
  CREATE INDEX payment_by_payer ON payment (payer);
`

const shop = `
  -- Where numbers and addresses go on after a restore; both columns only grow.
  CREATE TABLE first_free (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    sale_number INTEGER NOT NULL,
    address_index INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE setting (section TEXT PRIMARY KEY, entry INTEGER NOT NULL REFERENCES journal (seq)) STRICT, WITHOUT ROWID;

  CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    first_entry INTEGER NOT NULL REFERENCES journal (seq),
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE item (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sort TEXT NOT NULL,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    price TEXT NOT NULL,
    currency TEXT NOT NULL,
    barcode TEXT,
    tax_rate_id TEXT,
    seq INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX item_by_name ON item (sort, id);
  CREATE INDEX item_by_category ON item (category, sort, id);
  CREATE INDEX item_by_barcode ON item (barcode, seq) WHERE barcode IS NOT NULL;
  CREATE VIRTUAL TABLE item_text USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, prefix = '1 2',
    tokenize = 'unicode61 remove_diacritics 2'
  );
`

const besideTheJournal = `
  CREATE TABLE pin (staff_id TEXT PRIMARY KEY, hash TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE chain_cursor (
    chain TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    hash TEXT NOT NULL,
    parent_hash TEXT NOT NULL,
    timestamp INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE chain_block (
    chain TEXT NOT NULL,
    number INTEGER NOT NULL,
    hash TEXT NOT NULL,
    parent_hash TEXT NOT NULL,
    timestamp INTEGER NOT NULL,
    PRIMARY KEY (chain, number)
  ) STRICT, WITHOUT ROWID;
`

/** The journal with its guards, the read tables, and what is kept beside the journal. */
export const migration001: Migration = {
  version: 1,
  name: 'journal and read tables',
  rebuildsReadTables: false,
  apply: (database) => {
    database.exec(journal + guards + sales + shop + besideTheJournal)
  },
}
