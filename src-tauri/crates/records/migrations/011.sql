-- Statements of banks.

-- An account of one’s own.
CREATE TABLE bank_account (
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL,
  -- Empty where no file gave it.
  iban TEXT NOT NULL,
  -- What files call it by beside its IBAN: a JSON list.
  names TEXT NOT NULL,
  currency TEXT NOT NULL,
  opened_on TEXT,
  closed_on TEXT
) STRICT;

-- A file of a bank, once for each account that it tells of.
CREATE TABLE statement_import (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES bank_account (id),
  day TEXT NOT NULL,
  -- SHA-256 of its bytes.
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  read_as TEXT NOT NULL,
  -- From the first to the last day of what it tells; none where it tells of no day.
  first_day TEXT,
  last_day TEXT,
  -- What was to be looked at: a JSON list.
  warnings TEXT NOT NULL
) STRICT;
CREATE INDEX statement_import_by_account ON statement_import (account);

-- What a line of a bank’s is, as the user says it: payments received, another income, one’s own money.
CREATE TABLE line_explanation (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;
-- The payments that it is.
CREATE TABLE line_payment (
  id INTEGER PRIMARY KEY,
  explanation INTEGER NOT NULL REFERENCES line_explanation (id),
  payment INTEGER NOT NULL REFERENCES payment (id),
  -- Written down for it; otherwise it was known before.
  made INTEGER NOT NULL
) STRICT;
CREATE INDEX line_payment_by_explanation ON line_payment (explanation);
CREATE INDEX line_payment_by_payment ON line_payment (payment);

-- One movement of money on an account.
CREATE TABLE bank_line (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES bank_account (id),
  day TEXT NOT NULL,
  value_day TEXT,
  -- Hundredths of the currency: above zero was received, below was paid.
  amount INTEGER NOT NULL,
  -- Where it is not the account’s.
  currency TEXT,
  label TEXT NOT NULL,
  payer TEXT NOT NULL,
  payer_account TEXT NOT NULL,
  reference TEXT NOT NULL,
  pending INTEGER NOT NULL,
  -- The line by which a pending one was booked.
  booked_as INTEGER REFERENCES bank_line (id),
  explanation INTEGER REFERENCES line_explanation (id)
) STRICT;
CREATE INDEX bank_line_by_day ON bank_line (account, day);
CREATE INDEX bank_line_in ON bank_line (day) WHERE explanation IS NULL AND pending = 0 AND amount > 0;
CREATE INDEX bank_line_out ON bank_line (day) WHERE explanation IS NULL AND pending = 0 AND amount <= 0;
CREATE INDEX bank_line_told ON bank_line (day) WHERE explanation IS NOT NULL;
CREATE INDEX bank_line_pending ON bank_line (day) WHERE pending = 1 AND booked_as IS NULL;
CREATE INDEX bank_line_by_booked ON bank_line (booked_as) WHERE booked_as IS NOT NULL;
CREATE INDEX bank_line_by_explanation ON bank_line (explanation) WHERE explanation IS NOT NULL;

-- A file shows a line: the line stays as long as one does.
CREATE TABLE line_sighting (
  id INTEGER PRIMARY KEY,
  import INTEGER NOT NULL REFERENCES statement_import (id),
  line INTEGER NOT NULL REFERENCES bank_line (id),
  -- The bank’s own number of it there; empty where it gives none.
  bank_id TEXT NOT NULL
) STRICT;
CREATE INDEX line_sighting_by_import ON line_sighting (import);
CREATE INDEX line_sighting_by_line ON line_sighting (line);

CREATE TABLE bank_balance (
  id INTEGER PRIMARY KEY,
  import INTEGER NOT NULL REFERENCES statement_import (id),
  day TEXT,
  amount INTEGER NOT NULL,
  currency TEXT,
  kind TEXT NOT NULL
) STRICT;
CREATE INDEX bank_balance_by_import ON bank_balance (import);

-- Whose money it is, learned from what was confirmed.
CREATE TABLE payer_alias (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  -- An account, or the words of a label.
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  explanation INTEGER NOT NULL REFERENCES line_explanation (id)
) STRICT;
CREATE INDEX payer_alias_by_client ON payer_alias (client);
CREATE INDEX payer_alias_by_explanation ON payer_alias (explanation);

-- How a table of a bank is read, by its titles.
CREATE TABLE table_mapping (
  id INTEGER PRIMARY KEY,
  titles TEXT NOT NULL UNIQUE,
  mapping TEXT NOT NULL
) STRICT;
