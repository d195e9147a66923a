-- The delivery log: one row per attempt.
CREATE TABLE alert.delivery (
    notification_id text NOT NULL REFERENCES alert.notification (id) ON DELETE CASCADE,
    attempt         integer NOT NULL,
    at              timestamptz NOT NULL,
    millis          bigint NOT NULL,
    status          integer,
    error           text,
    PRIMARY KEY (notification_id, attempt)
);
