-- What was written to the client at that moment of the follow-up, where it was a message.
ALTER TABLE follow_up ADD COLUMN sending INTEGER REFERENCES sending (id);

-- Money that came for charges of late payment: they bear no VAT and settle no invoice.
CREATE TABLE charge_payment (
  id INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  received_on TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  method TEXT NOT NULL,
  reference TEXT NOT NULL
) STRICT;
CREATE INDEX charge_payment_by_invoice ON charge_payment (invoice);
-- What is lost, and prudence with clients.

-- What is lost of an invoice, and on what ground; the row of what is given up settles it.
CREATE TABLE write_off (
  id INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  given_up INTEGER NOT NULL UNIQUE REFERENCES given_up (id),
  lost_on TEXT NOT NULL,
  ground TEXT NOT NULL,
  -- VAT of it that was due before any payment, in cents.
  vat INTEGER NOT NULL
) STRICT;
CREATE INDEX write_off_by_invoice ON write_off (invoice);

-- All work for a client is stopped (exception d’inexécution, C. civ. 1219 and 1220), until it is taken up again.
CREATE TABLE suspension (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  day TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX suspension_by_client ON suspension (client);
CREATE TABLE suspension_end (
  id INTEGER PRIMARY KEY,
  suspension INTEGER NOT NULL UNIQUE REFERENCES suspension (id),
  day TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;

-- What stands good for what a client owes.
CREATE TABLE security (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- The guarantor, the insurer.
  who TEXT NOT NULL,
  -- The most that it stands good for, in cents.
  amount INTEGER,
  until TEXT,
  -- Days after the due date within which an insurer is to be told.
  days INTEGER,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX security_by_client ON security (client);
CREATE TABLE security_end (
  id INTEGER PRIMARY KEY,
  security INTEGER NOT NULL UNIQUE REFERENCES security (id),
  day TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;
-- An insurer was told that an invoice is not paid.
CREATE TABLE security_claim (
  id INTEGER PRIMARY KEY,
  security INTEGER NOT NULL REFERENCES security (id),
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  day TEXT NOT NULL,
  UNIQUE (security, invoice)
) STRICT;

-- How one goes on with a client at risk; the latest row counts.
CREATE TABLE risk_decision (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  day TEXT NOT NULL,
  choice TEXT NOT NULL,
  -- Of a deposit, in basis points.
  share INTEGER NOT NULL,
  reason TEXT NOT NULL,
  again_on TEXT NOT NULL
) STRICT;
CREATE INDEX risk_decision_by_client ON risk_decision (client);

-- A line of the invoice that a dispute is about, by its rank from zero.
CREATE TABLE dispute_line (
  id INTEGER PRIMARY KEY,
  dispute INTEGER NOT NULL REFERENCES dispute (id),
  rank INTEGER NOT NULL,
  label TEXT NOT NULL,
  UNIQUE (dispute, rank)
) STRICT;

-- Whether an invoice came, as the client says it.
CREATE TABLE reception_check (
  id INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  day TEXT NOT NULL,
  result TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX reception_check_by_invoice ON reception_check (invoice);

-- What was filed with a court or a bailiff for what a client owes, and what happened to it.
CREATE TABLE court_claim (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  route TEXT NOT NULL,
  court TEXT NOT NULL,
  reference TEXT NOT NULL
) STRICT;
CREATE INDEX court_claim_by_client ON court_claim (client);
CREATE TABLE court_step (
  id INTEGER PRIMARY KEY,
  claim INTEGER NOT NULL REFERENCES court_claim (id),
  kind TEXT NOT NULL,
  day TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX court_step_by_claim ON court_step (claim);

-- The last allocation when a plan was agreed: what came since is paid on it. None of older plans: what was settled then
-- tells where they began.
ALTER TABLE payment_plan ADD COLUMN allocations INTEGER;
