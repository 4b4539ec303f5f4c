-- What a file calls its account, and the titles of its table, so that taking its import back forgets what it alone taught;
-- none where it came in before that was kept.
ALTER TABLE statement_import ADD COLUMN iban TEXT;
ALTER TABLE statement_import ADD COLUMN called TEXT;
ALTER TABLE statement_import ADD COLUMN titles TEXT;
-- How many lines it shows; none where that was not counted as it came in.
ALTER TABLE statement_import ADD COLUMN lines INTEGER;
