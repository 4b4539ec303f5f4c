-- Schema 6: one's own tasks, and what one chose about any task; sendings withdrawn; lists that are filtered and sorted by any of their
-- columns as quickly in long books as in short ones.

-- Something to do that one wrote down oneself, on a day or whenever.
CREATE TABLE own_task (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client INTEGER REFERENCES client (id),
  deal INTEGER REFERENCES deal (id),
  text TEXT NOT NULL,
  day TEXT,
  added_on TEXT NOT NULL,
  done_on TEXT
) STRICT;
CREATE INDEX own_task_to_do ON own_task (id) WHERE done_on IS NULL;
CREATE INDEX own_task_done ON own_task (done_on) WHERE done_on IS NOT NULL;

-- A task put off until a day, or left for good where there is none; its key says of which rows it is made.
CREATE TABLE task_choice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client INTEGER REFERENCES client (id),
  task TEXT NOT NULL UNIQUE,
  until TEXT,
  reason TEXT NOT NULL,
  chosen_on TEXT NOT NULL
) STRICT;

-- A sending that was noted by mistake: it did not leave after all.
CREATE TABLE sending_withdrawal (
  id INTEGER PRIMARY KEY,
  sending INTEGER NOT NULL UNIQUE REFERENCES sending (id),
  day TEXT NOT NULL
) STRICT;

-- Projection: where each invoice and credit note stands, narrow enough to be walked in any order.
CREATE TABLE invoice_state (
  invoice INTEGER PRIMARY KEY,
  client INTEGER NOT NULL,
  kind TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  -- The first due date that is not covered.
  due_on TEXT NOT NULL,
  -- Negative for a credit note.
  amount INTEGER NOT NULL,
  open INTEGER NOT NULL,
  -- Taken back by credit notes.
  credited INTEGER NOT NULL,
  to_send INTEGER NOT NULL
) STRICT;
INSERT INTO invoice_state (invoice, client, kind, issued_on, due_on, amount, open, credited, to_send)
  SELECT i.id, i.client, i.kind, i.issued_on,
         coalesce((SELECT x.due_on FROM open_invoice x WHERE x.invoice = i.id ORDER BY x.id LIMIT 1), i.due_on),
         CASE i.kind WHEN 'credit_note' THEN -i.gross ELSE i.gross END,
         (SELECT coalesce(sum(x.open), 0) FROM open_invoice x WHERE x.invoice = i.id),
         (SELECT coalesce(sum(n.gross), 0) FROM invoice n WHERE n.credits = i.id),
         i.kind <> 'elsewhere' AND NOT EXISTS (SELECT 1 FROM sending WHERE invoice = i.id AND kind = 'invoice')
           AND (EXISTS (SELECT 1 FROM open_invoice x WHERE x.invoice = i.id AND x.open > 0)
             OR EXISTS (SELECT 1 FROM sending WHERE invoice = i.credits AND kind = 'invoice'))
  FROM invoice i;
CREATE INDEX invoice_state_by_client ON invoice_state (client);
CREATE INDEX invoice_state_by_kind ON invoice_state (kind);
CREATE INDEX invoice_state_by_day ON invoice_state (issued_on);
CREATE INDEX invoice_state_by_due ON invoice_state (due_on);
CREATE INDEX invoice_state_by_amount ON invoice_state (amount);
CREATE INDEX invoice_state_by_open ON invoice_state (open);
CREATE INDEX invoice_state_by_state ON invoice_state (open <= 0, due_on);
CREATE INDEX invoice_state_still_open ON invoice_state (due_on) WHERE open > 0;
CREATE INDEX invoice_state_to_send ON invoice_state (to_send) WHERE to_send = 1;

-- Projection: where the latest version of each quote stands.
CREATE TABLE quote_state (
  quote INTEGER PRIMARY KEY,
  deal INTEGER NOT NULL,
  sent_on TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  amount INTEGER NOT NULL,
  -- 'signed' or 'lost'; empty while it waits.
  ended TEXT NOT NULL,
  -- It was numbered and did not leave: no quote of the past is.
  to_send INTEGER NOT NULL
) STRICT;
INSERT INTO quote_state (quote, deal, sent_on, valid_until, amount, ended, to_send)
  SELECT q.id, q.deal, v.sent_on, v.valid_until, v.gross,
         CASE WHEN EXISTS (SELECT 1 FROM signed_order o WHERE o.quote_version = v.id) THEN 'signed'
              WHEN EXISTS (SELECT 1 FROM deal_end e WHERE e.deal = q.deal AND e.kind = 'lost') THEN 'lost'
              WHEN EXISTS (SELECT 1 FROM order_event x
                WHERE x.signed_order = q.amends AND x.kind = 'amendment_dropped' AND x.item = q.id) THEN 'lost'
              ELSE '' END, 0
  FROM quote q JOIN quote_version v ON v.quote = q.id
    AND v.version = (SELECT max(version) FROM quote_version WHERE quote = q.id);
CREATE INDEX quote_state_by_deal ON quote_state (deal);
CREATE INDEX quote_state_by_day ON quote_state (sent_on);
CREATE INDEX quote_state_by_end ON quote_state (valid_until);
CREATE INDEX quote_state_by_amount ON quote_state (amount);
CREATE INDEX quote_state_to_send ON quote_state (to_send) WHERE to_send = 1;
CREATE INDEX quote_state_by_state ON quote_state (ended, valid_until);

-- What else a list is walked by.
CREATE INDEX payment_by_day ON payment (received_on);
CREATE INDEX payment_by_method ON payment (method);
CREATE INDEX payment_by_amount ON payment (CASE kind WHEN 'received' THEN amount ELSE -amount END);
CREATE INDEX payment_by_kind ON payment (kind);
CREATE INDEX deal_by_title ON deal (title COLLATE NOCASE);
CREATE INDEX deal_state_by_amount ON deal_state (active, amount);
CREATE INDEX deal_state_by_stage ON deal_state (active, stage);
CREATE INDEX deal_state_by_last_change ON deal_state (active, changed_on);
CREATE INDEX client_by_kind ON client (card ->> '$.kind');
CREATE INDEX client_by_city ON client (card ->> '$.address.city' COLLATE NOCASE);
