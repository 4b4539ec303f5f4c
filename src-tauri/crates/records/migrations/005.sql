-- Schema 5: credit notes by line, remainders given up, copies of messages, clients merged,
-- reasons of VAT.

-- The rank of the line that a line of a credit note takes back, and how much of its quantity, nothing of it for an
-- amount; none where it takes back a whole rate.
ALTER TABLE invoice_line ADD COLUMN credits INTEGER;
ALTER TABLE invoice_line ADD COLUMN credits_quantity INTEGER;

-- What one no longer claims of an invoice, and why; claimed again by its negative.
CREATE TABLE given_up (
  id INTEGER PRIMARY KEY,
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  day TEXT NOT NULL,
  amount INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX given_up_by_invoice ON given_up (invoice);

-- An allocation links a payment, a credit note or what is given up to an invoice; it is undone by its negative.
CREATE TABLE allocation_5 (
  id INTEGER PRIMARY KEY,
  payment INTEGER REFERENCES payment (id),
  invoice INTEGER NOT NULL REFERENCES invoice (id),
  amount INTEGER NOT NULL,
  credit_note INTEGER REFERENCES invoice (id),
  given_up INTEGER REFERENCES given_up (id),
  CHECK ((payment IS NOT NULL) + (credit_note IS NOT NULL) + (given_up IS NOT NULL) = 1)
) STRICT;
INSERT INTO allocation_5 SELECT *, NULL FROM allocation;
DROP TABLE allocation;
ALTER TABLE allocation_5 RENAME TO allocation;
CREATE INDEX allocation_by_invoice ON allocation (invoice);
CREATE INDEX allocation_by_payment ON allocation (payment);

-- Who received a copy of a message.
ALTER TABLE sending ADD COLUMN copies TEXT NOT NULL DEFAULT '';

-- The card that goes on for one that was merged into it; sealed rows keep the card that they were written with.
ALTER TABLE client ADD COLUMN merged_into INTEGER REFERENCES client (id);
CREATE INDEX client_merged ON client (merged_into) WHERE merged_into IS NOT NULL;

-- Why a line bears no VAT, or bears it though its buyer is abroad: a code of the dated reasons or one's own words;
-- empty where its rate says it all.
ALTER TABLE quote_line ADD COLUMN vat_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE invoice_line ADD COLUMN vat_reason TEXT NOT NULL DEFAULT '';

-- What is found also by its telephones, its VAT number and the mail addresses of its people, in figures alone.
UPDATE search_index SET words = words || ' ' || coalesce((
  SELECT group_concat(CASE
      WHEN said LIKE '+330%' THEN '0' || substr(said, 5)
      WHEN said LIKE '+33%' THEN '0' || substr(said, 4)
      WHEN said LIKE '0033%' THEN '0' || substr(said, 5)
      WHEN said LIKE '+%' THEN substr(said, 2)
      WHEN said LIKE '00%' THEN substr(said, 3)
      ELSE said END, ' ')
  FROM (
    SELECT replace(replace(replace(replace(replace(replace(replace(replace(phone,
      ' ', ''), '.', ''), '-', ''), '/', ''), '(', ''), ')', ''), char(160), ''), char(8239), '') AS said
    FROM (
      SELECT card ->> '$.phone' AS phone FROM client WHERE id = search_index.ref
      UNION ALL SELECT card ->> '$.phone' FROM person WHERE client = search_index.ref
    )
    UNION ALL SELECT card ->> '$.email' FROM person WHERE client = search_index.ref
    UNION ALL SELECT card ->> '$.vat_number' FROM client WHERE id = search_index.ref
    UNION ALL SELECT printf('FR%02d%s', (12 + 3 * (substr(card ->> '$.siret', 1, 9) % 97)) % 97, substr(card ->> '$.siret', 1, 9))
      FROM client WHERE id = search_index.ref AND length(card ->> '$.siret') >= 9
  ) WHERE said <> ''
), '') WHERE kind = 'client';

-- Letters that the index does not fold by itself.
UPDATE search_index SET words = words || ' ' || replace(replace(replace(replace(replace(replace(replace(replace(replace(words,
  'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l')
WHERE words GLOB '*[œŒæÆßøØłŁ]*';
