-- Schema 8: reminders by policy, gathered per client; promises, disputes, and what keeps reminders back.

-- The invoices that a reminder is about, each with the step of the policy that it was for it.
CREATE TABLE reminded (
  id INTEGER PRIMARY KEY,
  sending INTEGER NOT NULL REFERENCES sending (id),
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  -- The day from which steps counted.
  since TEXT NOT NULL,
  -- Days after it of the step; negative before the due date.
  days INTEGER NOT NULL,
  UNIQUE (sending, invoice)
) STRICT;
CREATE INDEX reminded_by_invoice ON reminded (invoice);
CREATE INDEX sending_reminder ON sending (client, day) WHERE kind = 'reminder';

-- The client said when they pay; the latest row of an invoice counts.
CREATE TABLE promise (
  id INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  day TEXT NOT NULL,
  -- None: the promise stands no more.
  promised_on TEXT,
  amount INTEGER NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX promise_by_invoice ON promise (invoice);

-- The client contests an invoice, whole or in part.
CREATE TABLE dispute (
  id INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  day TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- What of it is contested.
  amount INTEGER NOT NULL,
  words TEXT NOT NULL,
  -- Who does what, and by when.
  next TEXT NOT NULL,
  next_by TEXT
) STRICT;
CREATE INDEX dispute_by_invoice ON dispute (invoice);
CREATE TABLE dispute_end (
  id INTEGER PRIMARY KEY,
  dispute INTEGER NOT NULL UNIQUE REFERENCES dispute (id),
  day TEXT NOT NULL,
  outcome TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;

-- What keeps reminders back: a hold until a day, proceedings against the client, an invoice ceded to somebody.
CREATE TABLE reminder_stop (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  -- Of what is ceded.
  invoice INTEGER REFERENCES invoice (id),
  kind TEXT NOT NULL CHECK (kind IN ('hold', 'insolvency', 'ceded')),
  day TEXT NOT NULL,
  -- The first day after a hold; the day on which proceedings were published.
  on_day TEXT,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX reminder_stop_by_client ON reminder_stop (client);
CREATE TABLE reminder_stop_end (
  id INTEGER PRIMARY KEY,
  stop INTEGER NOT NULL UNIQUE REFERENCES reminder_stop (id),
  day TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;
