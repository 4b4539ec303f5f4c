-- Issued things are insert-only. This rule is made for every sealed table, dropped and made again in each migration.
CREATE TRIGGER {table}_is_never_changed BEFORE UPDATE ON {table}{unless}
BEGIN SELECT RAISE(ABORT, '{table} is sealed: a correction is a new entry'); END;
CREATE TRIGGER {table}_is_never_deleted BEFORE DELETE ON {table}{unless}
BEGIN SELECT RAISE(ABORT, '{table} is sealed: nothing issued is deleted'); END;
