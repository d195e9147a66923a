-- In which form a receiver wants its messages, and how often it wants to hear that alerting lives; null for never.
ALTER TABLE alert.receiver
    ADD COLUMN encoding          text NOT NULL DEFAULT 'standard',
    ADD COLUMN heartbeat_seconds integer,
    ADD COLUMN beat_due_at       timestamptz,
    ADD COLUMN beat_at           timestamptz,
    ADD COLUMN beat_error        text;
