-- What was written to the client at that moment of the follow-up, where it was a message.
ALTER TABLE follow_up ADD COLUMN sending INTEGER REFERENCES sending (id);
