-- Schema 2: invoices without an order, credit notes, refunds and reversals, cancelled deals.
-- Tables whose columns change their rules are made again with every row as it was; foreign keys are checked before the
-- migration is kept.

CREATE TABLE invoice_2 (
  id INTEGER PRIMARY KEY,
  deal INTEGER NOT NULL REFERENCES deal (id),
  client INTEGER NOT NULL REFERENCES client (id),
  -- None for an invoice without an order.
  signed_order INTEGER REFERENCES signed_order (id),
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
  -- The invoice that a credit note takes back, and why.
  credits INTEGER REFERENCES invoice (id),
  reason TEXT,
  -- What an invoice without an order is about; none where the order tells.
  subject TEXT,
  UNIQUE (series, year, n)
) STRICT;
INSERT INTO invoice_2 SELECT *, NULL, NULL, NULL FROM invoice;
DROP TABLE invoice;
ALTER TABLE invoice_2 RENAME TO invoice;
CREATE INDEX invoice_by_deal ON invoice (deal);
CREATE INDEX invoice_by_client ON invoice (client);
CREATE INDEX invoice_by_order ON invoice (signed_order);
CREATE INDEX invoice_credited ON invoice (credits) WHERE credits IS NOT NULL;

-- An allocation links a payment or a credit note to an invoice; it is undone by its negative.
CREATE TABLE allocation_2 (
  id INTEGER PRIMARY KEY,
  payment INTEGER REFERENCES payment (id),
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  amount INTEGER NOT NULL,
  credit_note INTEGER REFERENCES invoice (id),
  CHECK ((payment IS NULL) <> (credit_note IS NULL))
) STRICT;
INSERT INTO allocation_2 SELECT *, NULL FROM allocation;
DROP TABLE allocation;
ALTER TABLE allocation_2 RENAME TO allocation;
CREATE INDEX allocation_by_invoice ON allocation (invoice);
CREATE INDEX allocation_by_payment ON allocation (payment);

-- A refund, a reversal or money kept with its reason is a row of its own that takes from the payment it names.
ALTER TABLE payment ADD COLUMN kind TEXT NOT NULL DEFAULT 'received' CHECK (kind IN ('received', 'refund', 'reversal', 'kept'));
ALTER TABLE payment ADD COLUMN undoes INTEGER REFERENCES payment (id);
ALTER TABLE payment ADD COLUMN reason TEXT NOT NULL DEFAULT '';
-- What a provider kept of the gross amount.
ALTER TABLE payment ADD COLUMN fee INTEGER NOT NULL DEFAULT 0;
CREATE INDEX payment_undone ON payment (undoes) WHERE undoes IS NOT NULL;

ALTER TABLE deal_end ADD COLUMN kind TEXT NOT NULL DEFAULT 'lost' CHECK (kind IN ('lost', 'cancelled'));
