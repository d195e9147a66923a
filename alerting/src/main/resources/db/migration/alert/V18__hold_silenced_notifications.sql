-- A notification that a silence holds back waits in its row, so that it can be counted, and told when the silence ends.
ALTER TABLE alert.notification ADD COLUMN silence_id integer REFERENCES alert.silence (id);
CREATE INDEX notification_silenced ON alert.notification (alert_id) WHERE state = 'silenced';
