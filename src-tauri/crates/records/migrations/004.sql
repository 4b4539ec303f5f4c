-- Schema 4: what is known of one person can be erased.

-- The sealed rows that an erasure may change or remove, while it is at work; empty at rest. A row without a name says
-- that bytes of what was erased are still to be wiped from the file.
CREATE TABLE erasing (
  name TEXT NOT NULL,
  ref INTEGER NOT NULL,
  PRIMARY KEY (name, ref)
) STRICT;

-- The day on which all that the law does not ask to keep of a client was erased.
ALTER TABLE client ADD COLUMN erased_on TEXT;
