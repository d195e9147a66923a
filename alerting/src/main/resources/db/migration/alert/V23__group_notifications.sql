-- Notifications of a group go out in one message: one carries the others. What is held back, by what, is told as a count.
CREATE TABLE alert.notification_group (
    receiver_id integer NOT NULL REFERENCES alert.receiver (id),
    group_key   text    NOT NULL,
    due_at      timestamptz,
    flushed_at  timestamptz,
    PRIMARY KEY (receiver_id, group_key)
);
ALTER TABLE alert.notification
    ADD COLUMN group_key   text,
    ADD COLUMN carrier_id  text REFERENCES alert.notification (id),
    ADD COLUMN held_by     text,
    ADD COLUMN reported_in text;
UPDATE alert.notification SET held_by = 'silence', reported_in = id WHERE state = 'silenced';
CREATE INDEX notification_carried ON alert.notification (carrier_id) WHERE carrier_id IS NOT NULL;
CREATE INDEX notification_held ON alert.notification (receiver_id) WHERE held_by IS NOT NULL AND reported_in IS NULL;
