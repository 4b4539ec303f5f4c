-- Schema 3: the journey in depth. People, checks and files of a client; a catalogue; quotes with sections, options and
-- conditions; amendments and what happens to an order; several due dates; what was sent and when; cheques on their
-- way; a past with another tool.

-- Lines: a title above the line, an option ticked at signature, and what the line is for VAT and turnover.
ALTER TABLE quote_line ADD COLUMN section TEXT NOT NULL DEFAULT '';
ALTER TABLE quote_line ADD COLUMN optional INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quote_line ADD COLUMN nature TEXT NOT NULL DEFAULT 'service';
ALTER TABLE quote_line ADD COLUMN activity TEXT NOT NULL DEFAULT 'liberal';
ALTER TABLE invoice_line ADD COLUMN section TEXT NOT NULL DEFAULT '';
ALTER TABLE invoice_line ADD COLUMN optional INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invoice_line ADD COLUMN nature TEXT NOT NULL DEFAULT 'service';
ALTER TABLE invoice_line ADD COLUMN activity TEXT NOT NULL DEFAULT 'liberal';

-- What is agreed beside the lines, as JSON: prices with VAT, supplies, stages, means of payment, reminders.
ALTER TABLE quote_version ADD COLUMN conditions TEXT NOT NULL DEFAULT '{}';
-- An amendment is a quote of the whole that replaces the order it names.
ALTER TABLE quote ADD COLUMN amends INTEGER REFERENCES signed_order (id);
CREATE INDEX quote_amending ON quote (amends) WHERE amends IS NOT NULL;
ALTER TABLE signed_order ADD COLUMN amends INTEGER REFERENCES signed_order (id);
-- Positions of the options that were ticked, as JSON.
ALTER TABLE signed_order ADD COLUMN options TEXT NOT NULL DEFAULT '[]';
-- Where it was signed: 'premises', 'off_premises' or 'distance'; empty where it does not matter.
ALTER TABLE signed_order ADD COLUMN place TEXT NOT NULL DEFAULT '';
-- A buyer protected as a consumer: a private person, or a small firm outside its trade (C. conso. L221-3).
ALTER TABLE signed_order ADD COLUMN protected INTEGER NOT NULL DEFAULT 0;
-- The quote with its signature, sealed.
ALTER TABLE signed_order ADD COLUMN signed_paper INTEGER REFERENCES document (id);

-- Terms may be a file; they may provide that silence is acceptance.
ALTER TABLE terms ADD COLUMN file TEXT REFERENCES vault (sha256);
ALTER TABLE terms ADD COLUMN tacit_days INTEGER;

-- A paper may be about a client without a deal, or about a payment.
ALTER TABLE document ADD COLUMN client INTEGER REFERENCES client (id);
ALTER TABLE document ADD COLUMN payment INTEGER REFERENCES payment (id);
-- What a paper without rows of its own (a letter, a receipt) was made from, as JSON.
ALTER TABLE document ADD COLUMN made_from TEXT NOT NULL DEFAULT '';
CREATE INDEX document_by_payment ON document (payment) WHERE payment IS NOT NULL;
CREATE INDEX document_by_client ON document (client) WHERE client IS NOT NULL;

-- What a file that was joined is, in words.
ALTER TABLE document ADD COLUMN label TEXT NOT NULL DEFAULT '';
-- A line of the journal may be about a client without a deal.
ALTER TABLE journal ADD COLUMN client INTEGER;
CREATE INDEX journal_by_client ON journal (client, seq) WHERE client IS NOT NULL;
-- Cheques and credit notes of late, whose deals may be over; what was invoiced in a year.
CREATE INDEX payment_cheque ON payment (received_on) WHERE method = 'cheque';
CREATE INDEX invoice_credit_note ON invoice (issued_on) WHERE credits IS NOT NULL;
CREATE INDEX invoice_by_day ON invoice (issued_on);
CREATE INDEX invoice_deducted ON invoice_deduction (deducted);

-- The deals that changed last, whose clients one keeps in touch with.
CREATE INDEX deal_state_by_change ON deal_state (changed_on);

-- What happens to an order after its signature: stages planned, reached and announced, supplies asked for and
-- received, an engagement number, a request to start early, a withdrawal, an acceptance.
CREATE TABLE order_event (
  id INTEGER PRIMARY KEY,
  signed_order INTEGER NOT NULL REFERENCES signed_order (id),
  kind TEXT NOT NULL,
  -- Rank of the stage or of the supply in the order's conditions.
  item INTEGER,
  day TEXT NOT NULL,
  value TEXT NOT NULL,
  words TEXT NOT NULL,
  document INTEGER REFERENCES document (id)
) STRICT;
CREATE INDEX order_event_by_order ON order_event (signed_order);

-- Due dates of an invoice that is paid in several parts; none for a single one.
CREATE TABLE invoice_due (
  id INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  position INTEGER NOT NULL,
  due_on TEXT NOT NULL,
  amount INTEGER NOT NULL,
  UNIQUE (invoice, position)
) STRICT;

-- Projection: a row for each part still to be paid, at its own day; one for an invoice paid in one go.
DROP TABLE open_invoice;
CREATE TABLE open_invoice (
  -- Ten times the invoice, and the rank of the part.
  id INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL,
  client INTEGER NOT NULL,
  deal INTEGER NOT NULL,
  due_on TEXT NOT NULL,
  open INTEGER NOT NULL
) STRICT;
INSERT INTO open_invoice (id, invoice, client, deal, due_on, open)
  SELECT id * 10, id, client, deal, due_on, open FROM (
    SELECT i.id, i.client, i.deal, i.due_on,
           i.gross - (SELECT coalesce(sum(a.amount), 0) FROM allocation a WHERE a.invoice = i.id) AS open
    FROM invoice i WHERE i.kind <> 'credit_note')
  WHERE open <> 0;
CREATE INDEX open_invoice_by_invoice ON open_invoice (invoice);
CREATE INDEX open_invoice_by_client ON open_invoice (client);

-- What left for the client: an invoice sent, a quote followed up, a reminder, a receipt.
CREATE TABLE sending (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  deal INTEGER REFERENCES deal (id),
  kind TEXT NOT NULL,
  method TEXT NOT NULL,
  day TEXT NOT NULL,
  recipient TEXT NOT NULL,
  tone TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  invoice INTEGER REFERENCES invoice (id),
  quote_version INTEGER REFERENCES quote_version (id),
  -- The paper that went, and the message's own bytes.
  document INTEGER REFERENCES document (id),
  message INTEGER REFERENCES document (id)
) STRICT;
CREATE INDEX sending_by_client ON sending (client);
CREATE INDEX sending_by_deal ON sending (deal) WHERE deal IS NOT NULL;
CREATE INDEX sending_by_quote_version ON sending (quote_version) WHERE quote_version IS NOT NULL;
CREATE INDEX sending_by_invoice ON sending (invoice) WHERE invoice IS NOT NULL;

-- A cheque on its way: received (the payment itself), then deposited, then cleared; one that bounces is reversed.
CREATE TABLE payment_event (
  id INTEGER PRIMARY KEY,
  payment INTEGER NOT NULL REFERENCES payment (id),
  kind TEXT NOT NULL CHECK (kind IN ('deposited', 'cleared', 'bounced')),
  day TEXT NOT NULL,
  words TEXT NOT NULL,
  UNIQUE (payment, kind)
) STRICT;

-- An outside check of a client, by hand.
CREATE TABLE solvency_check (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  day TEXT NOT NULL,
  source TEXT NOT NULL,
  result TEXT NOT NULL,
  words TEXT NOT NULL,
  document INTEGER REFERENCES document (id)
) STRICT;
CREATE INDEX solvency_check_by_client ON solvency_check (client);

-- Receipts of the year taken with another tool, so that yearly figures are right; undone by a negative.
CREATE TABLE past_receipt (
  id INTEGER PRIMARY KEY,
  month TEXT NOT NULL,
  activity TEXT NOT NULL,
  amount INTEGER NOT NULL,
  words TEXT NOT NULL,
  undoes INTEGER REFERENCES past_receipt (id)
) STRICT;
-- The whole total of an invoice issued elsewhere, of which only the balance is followed.
ALTER TABLE invoice ADD COLUMN original_gross INTEGER;

-- More is kept of the follow-up than thanks and satisfaction.
CREATE TABLE follow_up_3 (
  id INTEGER PRIMARY KEY,
  deal INTEGER NOT NULL REFERENCES deal (id),
  kind TEXT NOT NULL,
  day TEXT NOT NULL,
  score INTEGER,
  words TEXT NOT NULL,
  -- May a testimonial be published?
  may_publish INTEGER
) STRICT;
INSERT INTO follow_up_3 SELECT id, deal, kind, day, score, words, NULL FROM follow_up;
DROP TABLE follow_up;
ALTER TABLE follow_up_3 RENAME TO follow_up;
CREATE INDEX follow_up_by_deal ON follow_up (deal);
CREATE INDEX follow_up_by_day ON follow_up (kind, day);

-- A note may be about a client without a deal.
CREATE TABLE note_3 (
  id INTEGER PRIMARY KEY,
  deal INTEGER REFERENCES deal (id),
  kind TEXT NOT NULL,
  day TEXT NOT NULL,
  text TEXT NOT NULL,
  client INTEGER REFERENCES client (id),
  CHECK ((deal IS NULL) <> (client IS NULL))
) STRICT;
INSERT INTO note_3 SELECT id, deal, kind, day, text, NULL FROM note;
DROP TABLE note;
ALTER TABLE note_3 RENAME TO note;
CREATE INDEX note_by_deal ON note (deal) WHERE deal IS NOT NULL;
CREATE INDEX note_by_client ON note (client) WHERE client IS NOT NULL;

-- Kept and journaled, may change: a client's people, and what one sells.
CREATE TABLE person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client INTEGER NOT NULL REFERENCES client (id),
  name TEXT NOT NULL,
  card TEXT NOT NULL
) STRICT;
CREATE INDEX person_by_client ON person (client);

CREATE TABLE catalogue_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  card TEXT NOT NULL
) STRICT;
