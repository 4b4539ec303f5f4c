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

-- A message on its way by the mail server that the user names: its very bytes, and what is noted once it left.
CREATE TABLE outbox_message (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  deal INTEGER NOT NULL REFERENCES deal (id),
  kind TEXT NOT NULL,
  -- What was typed, in JSON: looked at again before the message leaves.
  payload TEXT NOT NULL,
  -- Nobody pressed a button for it.
  by_itself INTEGER NOT NULL,
  sender TEXT NOT NULL,
  recipient TEXT NOT NULL,
  copies TEXT NOT NULL,
  -- Who receives it and is not told to the others: oneself.
  blind TEXT NOT NULL,
  tone TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  invoice INTEGER REFERENCES invoice (id),
  quote_version INTEGER REFERENCES quote_version (id),
  -- The paper that it carries, and its own bytes.
  document INTEGER NOT NULL REFERENCES document (id),
  message INTEGER NOT NULL REFERENCES document (id),
  -- Of a reminder, in JSON: each invoice with its step and what is asked for.
  asked TEXT NOT NULL,
  message_id TEXT NOT NULL UNIQUE,
  -- The Message-ID of the message that it follows; empty for none.
  answers TEXT NOT NULL,
  -- ISO moment, local.
  made_at TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_message_by_client ON outbox_message (client);
CREATE INDEX outbox_message_by_deal ON outbox_message (deal);
CREATE INDEX outbox_message_by_invoice ON outbox_message (invoice) WHERE invoice IS NOT NULL;

-- What became of it; the latest row of a message counts.
CREATE TABLE outbox_event (
  id INTEGER PRIMARY KEY,
  message INTEGER NOT NULL REFERENCES outbox_message (id),
  state TEXT NOT NULL CHECK (state IN ('ready', 'sending', 'sent', 'failed', 'unknown', 'dropped')),
  -- ISO moment, local.
  at TEXT NOT NULL,
  -- Why, as people read it; what the server answered.
  words TEXT NOT NULL,
  -- Of a failure: what makes it leave after all, the moment of its next try, and whether every message meets the same.
  again TEXT NOT NULL,
  next_try TEXT,
  stops_all INTEGER NOT NULL,
  -- What was noted once it left.
  sending INTEGER REFERENCES sending (id)
) STRICT;
CREATE INDEX outbox_event_by_message ON outbox_event (message);

-- Why an invoice is late, as it was said at a contact.
CREATE TABLE late_reason (
  id INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  day TEXT NOT NULL,
  reason TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX late_reason_by_invoice ON late_reason (invoice);
