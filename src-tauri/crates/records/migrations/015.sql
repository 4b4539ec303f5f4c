-- An electronic invoice that a supplier sent, as it was read when it was kept; its file in the vault.
CREATE TABLE received_invoice (
  id INTEGER PRIMARY KEY,
  kept_on TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE REFERENCES vault (sha256),
  -- What the file was called.
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  -- A credit note: its amounts are to be had back.
  credit INTEGER NOT NULL CHECK (credit IN (0, 1)),
  seller TEXT NOT NULL,
  -- SIREN or VAT number; empty where it says none.
  seller_number TEXT NOT NULL,
  number TEXT NOT NULL,
  issued_on TEXT,
  due_on TEXT,
  -- Hundredths of it: in all, VAT included, and still to be paid when it was issued.
  currency TEXT NOT NULL,
  total INTEGER NOT NULL,
  to_pay INTEGER NOT NULL,
  account TEXT NOT NULL,
  reference TEXT NOT NULL,
  -- What the check found.
  verdict TEXT NOT NULL CHECK (verdict IN ('valid', 'warnings', 'errors')),
  -- As noted by hand; none while it is to be paid.
  paid_on TEXT,
  -- Taken off the list; kept again it stands there again.
  removed_on TEXT
) STRICT;
CREATE INDEX received_invoice_by_number ON received_invoice (number);
CREATE INDEX received_invoice_to_pay ON received_invoice (due_on) WHERE paid_on IS NULL AND removed_on IS NULL;
