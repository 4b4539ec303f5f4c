-- What money that came for charges pays: charges of late payment, or costs of one's own (a registered letter).
ALTER TABLE charge_payment ADD COLUMN kind TEXT NOT NULL DEFAULT 'late' CHECK (kind IN ('late', 'costs'));
-- Of costs: which.
ALTER TABLE charge_payment ADD COLUMN words TEXT NOT NULL DEFAULT '';
-- What of it no paper had claimed, up to the day it came: interest and compensation, in cents.
ALTER TABLE charge_payment ADD COLUMN interest INTEGER NOT NULL DEFAULT 0;
ALTER TABLE charge_payment ADD COLUMN indemnity INTEGER NOT NULL DEFAULT 0;
-- The day of the judgment that opened proceedings; none where only its publication is known.
ALTER TABLE reminder_stop ADD COLUMN judged_on TEXT;
-- The latest sending of the invoice when that was answered; none in what was answered before that was kept.
ALTER TABLE reception_check ADD COLUMN after_sending INTEGER;
