-- Schema 7: a later day agreed with a client for what is left of an invoice, without a new paper.

CREATE TABLE agreed_due (
  id INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  -- The day on which it was noted.
  day TEXT NOT NULL,
  -- None: what was agreed before stands no more, and the days of the paper count again.
  due_on TEXT,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX agreed_due_by_invoice ON agreed_due (invoice);
