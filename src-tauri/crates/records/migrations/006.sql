-- Schema 6: one's own tasks, and what one chose about any task.

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
