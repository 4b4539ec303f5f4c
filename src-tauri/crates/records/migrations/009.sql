-- What is owed is paid in parts, as agreed in writing.
CREATE TABLE payment_plan (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  -- What was settled of its invoices when it was agreed: what is settled since is paid on the plan.
  settled INTEGER NOT NULL,
  -- Late parts from which the whole is due again.
  breaks_at INTEGER NOT NULL,
  words TEXT NOT NULL,
  -- The agreement that both sign.
  document INTEGER NOT NULL REFERENCES document (id)
) STRICT;
CREATE TABLE payment_plan_invoice (
  id INTEGER PRIMARY KEY,
  plan INTEGER NOT NULL REFERENCES payment_plan (id),
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  UNIQUE (plan, invoice)
) STRICT;
CREATE INDEX payment_plan_by_invoice ON payment_plan_invoice (invoice);
CREATE TABLE payment_plan_part (
  id INTEGER PRIMARY KEY,
  plan INTEGER NOT NULL REFERENCES payment_plan (id),
  position INTEGER NOT NULL,
  due_on TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  UNIQUE (plan, position)
) STRICT;
CREATE TABLE payment_plan_end (
  id INTEGER PRIMARY KEY,
  plan INTEGER NOT NULL UNIQUE REFERENCES payment_plan (id),
  day TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

-- Charges of late payment that are given up, up to a day.
CREATE TABLE charge_waiver (
  id INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  day TEXT NOT NULL,
  -- The last day of the interest that is given up.
  until TEXT NOT NULL,
  -- What had not been claimed yet.
  interest INTEGER NOT NULL,
  indemnity INTEGER NOT NULL,
  -- What had.
  claimed INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX charge_waiver_by_invoice ON charge_waiver (invoice);
