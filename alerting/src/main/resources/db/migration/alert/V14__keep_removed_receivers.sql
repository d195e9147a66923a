-- A removed receiver leaves its delivery log: what was sent to whom must be known afterwards. Its secret is wiped.
ALTER TABLE alert.receiver ADD COLUMN removed_at timestamptz;
ALTER TABLE alert.receiver DROP CONSTRAINT receiver_name_key;
CREATE UNIQUE INDEX receiver_name ON alert.receiver (name) WHERE removed_at IS NULL;
ALTER TABLE alert.notification DROP CONSTRAINT notification_receiver_id_fkey;
ALTER TABLE alert.notification ADD FOREIGN KEY (receiver_id) REFERENCES alert.receiver (id);
ALTER TABLE alert.delivery DROP CONSTRAINT delivery_notification_id_fkey;
ALTER TABLE alert.delivery ADD FOREIGN KEY (notification_id) REFERENCES alert.notification (id);
