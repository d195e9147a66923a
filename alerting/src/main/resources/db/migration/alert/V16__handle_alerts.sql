-- What people do about an alert: who has it, until when it is quiet, who ended it; and when receivers were last told.
ALTER TABLE alert.alert
    ADD COLUMN assigned_to   text,
    ADD COLUMN snoozed_until timestamptz,
    ADD COLUMN resolved_by   text,
    ADD COLUMN told_at       timestamptz;
UPDATE alert.alert SET told_at = opened_at;
ALTER TABLE alert.alert ALTER COLUMN told_at SET NOT NULL;
