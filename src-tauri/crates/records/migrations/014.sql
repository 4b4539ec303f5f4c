-- A claim that was declared to who represents the creditors of a client in proceedings.
CREATE TABLE claim_declaration (
  id INTEGER PRIMARY KEY,
  -- The proceedings.
  stop INTEGER NOT NULL UNIQUE REFERENCES reminder_stop (id),
  declared_on TEXT NOT NULL,
  -- In cents, VAT included.
  amount INTEGER NOT NULL CHECK (amount > 0),
  words TEXT NOT NULL
) STRICT;
