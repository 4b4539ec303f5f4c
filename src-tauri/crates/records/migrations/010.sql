-- What was written to the client at that moment of the follow-up, where it was a message.
ALTER TABLE follow_up ADD COLUMN sending INTEGER REFERENCES sending (id);

-- Money that came for charges of late payment: they are no turnover, and settle no invoice.
CREATE TABLE charge_payment (
  id INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  received_on TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  method TEXT NOT NULL,
  reference TEXT NOT NULL
) STRICT;
CREATE INDEX charge_payment_by_invoice ON charge_payment (invoice);
