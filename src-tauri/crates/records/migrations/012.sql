-- What a file calls its account, and the titles of its table, so that taking its import back forgets what it alone taught;
-- none where it came in before that was kept.
ALTER TABLE statement_import ADD COLUMN iban TEXT;
ALTER TABLE statement_import ADD COLUMN called TEXT;
ALTER TABLE statement_import ADD COLUMN titles TEXT;
-- How many lines it shows; none where that was not counted as it came in.
ALTER TABLE statement_import ADD COLUMN lines INTEGER;
-- What the approved platform said of an invoice: a status of its life cycle.
CREATE TABLE platform_status (
  id INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  -- The day on which it stood so.
  day TEXT NOT NULL,
  -- 200 deposited, … 213 rejected.
  status TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX platform_status_by_invoice ON platform_status (invoice, day);
