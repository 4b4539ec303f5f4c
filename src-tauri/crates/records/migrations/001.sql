-- Schema 1: the main road, from contact to follow-up.
-- Money is integer cents, unit prices ten-thousandths of a euro, rates basis points, quantities thousandths,
-- days ISO text (YYYY-MM-DD), moments ISO text in local time.

-- Kept and journaled, may change: the last journal body that names a row holds its present state.
CREATE TABLE setting (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE client (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  card TEXT NOT NULL,
  added_on TEXT NOT NULL,
  confirmed_on TEXT NOT NULL
) STRICT;
CREATE INDEX client_by_name ON client (name COLLATE NOCASE, id);

CREATE TABLE deal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client INTEGER NOT NULL REFERENCES client (id),
  title TEXT NOT NULL,
  source TEXT NOT NULL,
  need TEXT NOT NULL,
  budget INTEGER,
  ideal INTEGER,
  next_step TEXT NOT NULL,
  next_on TEXT,
  opened_on TEXT NOT NULL,
  qualified_on TEXT
) STRICT;
CREATE INDEX deal_by_client ON deal (client);

-- Sealed: insert-only, see triggers.sql.
CREATE TABLE vault (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE terms (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL UNIQUE,
  text TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  published_on TEXT NOT NULL
) STRICT;

-- One row per paper issued or received. prior_seal is the journal's head when it was issued, printed on it.
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  deal INTEGER REFERENCES deal (id),
  number TEXT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES vault (sha256),
  created_on TEXT NOT NULL,
  prior_seal TEXT
) STRICT;
CREATE INDEX document_by_deal ON document (deal);

CREATE TABLE quote (
  id INTEGER PRIMARY KEY,
  deal INTEGER NOT NULL REFERENCES deal (id),
  series TEXT NOT NULL,
  year INTEGER NOT NULL,
  n INTEGER NOT NULL,
  number TEXT NOT NULL UNIQUE,
  UNIQUE (series, year, n)
) STRICT;
CREATE INDEX quote_by_deal ON quote (deal);

CREATE TABLE quote_version (
  id INTEGER PRIMARY KEY,
  quote INTEGER NOT NULL REFERENCES quote (id),
  version INTEGER NOT NULL,
  sent_on TEXT NOT NULL,
  method TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  subject TEXT NOT NULL,
  start TEXT NOT NULL,
  duration TEXT NOT NULL,
  notes TEXT NOT NULL,
  discount INTEGER NOT NULL,
  deposit INTEGER NOT NULL,
  payment_days INTEGER NOT NULL,
  terms INTEGER REFERENCES terms (id),
  seller TEXT NOT NULL,
  buyer TEXT NOT NULL,
  logo TEXT REFERENCES vault (sha256),
  wordings TEXT NOT NULL,
  net INTEGER NOT NULL,
  vat INTEGER NOT NULL,
  gross INTEGER NOT NULL,
  document INTEGER REFERENCES document (id),
  UNIQUE (quote, version)
) STRICT;

CREATE TABLE quote_line (
  id INTEGER PRIMARY KEY,
  quote_version INTEGER NOT NULL REFERENCES quote_version (id),
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  detail TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  unit TEXT NOT NULL,
  unit_price INTEGER NOT NULL,
  discount INTEGER NOT NULL,
  vat_rate INTEGER NOT NULL,
  net INTEGER NOT NULL,
  UNIQUE (quote_version, position)
) STRICT;

CREATE TABLE signed_order (
  id INTEGER PRIMARY KEY,
  deal INTEGER NOT NULL REFERENCES deal (id),
  quote_version INTEGER NOT NULL UNIQUE REFERENCES quote_version (id),
  series TEXT NOT NULL,
  year INTEGER NOT NULL,
  n INTEGER NOT NULL,
  number TEXT NOT NULL UNIQUE,
  ordered_on TEXT NOT NULL,
  signed_on TEXT NOT NULL,
  signed_by TEXT NOT NULL,
  quality TEXT NOT NULL,
  method TEXT NOT NULL,
  terms_accepted INTEGER NOT NULL,
  client_number TEXT NOT NULL,
  words TEXT NOT NULL,
  proof INTEGER REFERENCES document (id),
  net INTEGER NOT NULL,
  vat INTEGER NOT NULL,
  gross INTEGER NOT NULL,
  deposit_gross INTEGER NOT NULL,
  UNIQUE (series, year, n)
) STRICT;
CREATE INDEX signed_order_by_deal ON signed_order (deal);

CREATE TABLE delivery (
  id INTEGER PRIMARY KEY,
  signed_order INTEGER NOT NULL REFERENCES signed_order (id),
  kind TEXT NOT NULL CHECK (kind IN ('begun', 'delivered')),
  day TEXT NOT NULL,
  override_reason TEXT NOT NULL,
  note TEXT NOT NULL,
  proof INTEGER REFERENCES document (id),
  UNIQUE (signed_order, kind)
) STRICT;

CREATE TABLE invoice (
  id INTEGER PRIMARY KEY,
  deal INTEGER NOT NULL REFERENCES deal (id),
  client INTEGER NOT NULL REFERENCES client (id),
  signed_order INTEGER NOT NULL REFERENCES signed_order (id),
  kind TEXT NOT NULL,
  series TEXT NOT NULL,
  year INTEGER NOT NULL,
  n INTEGER NOT NULL,
  number TEXT NOT NULL UNIQUE,
  issued_on TEXT NOT NULL,
  supplied_on TEXT,
  due_on TEXT NOT NULL,
  percent INTEGER NOT NULL,
  order_number TEXT NOT NULL,
  discount INTEGER NOT NULL,
  seller TEXT NOT NULL,
  buyer TEXT NOT NULL,
  logo TEXT REFERENCES vault (sha256),
  wordings TEXT NOT NULL,
  net INTEGER NOT NULL,
  vat INTEGER NOT NULL,
  gross INTEGER NOT NULL,
  document INTEGER REFERENCES document (id),
  UNIQUE (series, year, n)
) STRICT;
CREATE INDEX invoice_by_deal ON invoice (deal);
CREATE INDEX invoice_by_client ON invoice (client);
CREATE INDEX invoice_by_order ON invoice (signed_order);

CREATE TABLE invoice_line (
  id INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  detail TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  unit TEXT NOT NULL,
  unit_price INTEGER NOT NULL,
  discount INTEGER NOT NULL,
  vat_rate INTEGER NOT NULL,
  net INTEGER NOT NULL,
  UNIQUE (invoice, position)
) STRICT;

-- What is to be paid on this invoice, per VAT rate, deductions taken.
CREATE TABLE invoice_vat (
  id INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  rate INTEGER NOT NULL,
  net INTEGER NOT NULL,
  vat INTEGER NOT NULL,
  UNIQUE (invoice, rate)
) STRICT;

-- Deposits deducted on a balance invoice, per VAT rate.
CREATE TABLE invoice_deduction (
  id INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  deducted INTEGER NOT NULL REFERENCES invoice (id),
  rate INTEGER NOT NULL,
  net INTEGER NOT NULL,
  vat INTEGER NOT NULL,
  UNIQUE (invoice, deducted, rate)
) STRICT;

CREATE TABLE payment (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  amount INTEGER NOT NULL,
  received_on TEXT NOT NULL,
  method TEXT NOT NULL,
  reference TEXT NOT NULL
) STRICT;
CREATE INDEX payment_by_client ON payment (client);

CREATE TABLE allocation (
  id INTEGER PRIMARY KEY,
  payment INTEGER NOT NULL REFERENCES payment (id),
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  amount INTEGER NOT NULL
) STRICT;
CREATE INDEX allocation_by_invoice ON allocation (invoice);
CREATE INDEX allocation_by_payment ON allocation (payment);

CREATE TABLE follow_up (
  id INTEGER PRIMARY KEY,
  deal INTEGER NOT NULL REFERENCES deal (id),
  kind TEXT NOT NULL CHECK (kind IN ('thanked', 'satisfaction')),
  day TEXT NOT NULL,
  score INTEGER,
  words TEXT NOT NULL,
  UNIQUE (deal, kind)
) STRICT;

CREATE TABLE deal_end (
  id INTEGER PRIMARY KEY,
  deal INTEGER NOT NULL UNIQUE REFERENCES deal (id),
  day TEXT NOT NULL,
  reason TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;

CREATE TABLE note (
  id INTEGER PRIMARY KEY,
  deal INTEGER NOT NULL REFERENCES deal (id),
  kind TEXT NOT NULL,
  day TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX note_by_deal ON note (deal);

-- A series resumes after n (a restore, or another tool before): numbers up to n were given out elsewhere.
CREATE TABLE series_floor (
  id INTEGER PRIMARY KEY,
  series TEXT NOT NULL,
  year INTEGER NOT NULL,
  n INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  day TEXT NOT NULL,
  action TEXT NOT NULL,
  deal INTEGER,
  body_hash TEXT NOT NULL,
  prev TEXT NOT NULL,
  seal TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX journal_by_deal ON journal (deal, seq) WHERE deal IS NOT NULL;

CREATE TABLE journal_body (
  seq INTEGER PRIMARY KEY,
  salt TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

-- Work in progress: no journal line.
CREATE TABLE draft (
  key TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;

-- Projections: rebuilt and compared by `verify`, never the truth.
CREATE TABLE open_invoice (
  invoice INTEGER PRIMARY KEY,
  client INTEGER NOT NULL,
  deal INTEGER NOT NULL,
  due_on TEXT NOT NULL,
  open INTEGER NOT NULL
) STRICT;
CREATE INDEX open_invoice_by_client ON open_invoice (client);

CREATE TABLE deal_state (
  deal INTEGER PRIMARY KEY,
  stage TEXT NOT NULL,
  active INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  changed_on TEXT NOT NULL
) STRICT;
CREATE INDEX deal_state_active ON deal_state (active, deal);

CREATE TABLE month_receipts (
  month TEXT PRIMARY KEY,
  amount INTEGER NOT NULL
) STRICT;

-- Words are looked for as they are typed: a beginning without its own index is gathered from every row that has it.
CREATE VIRTUAL TABLE search_index USING fts5 (
  words, kind UNINDEXED, ref UNINDEXED,
  tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4 5 6 7 8 9 10 11 12'
);
