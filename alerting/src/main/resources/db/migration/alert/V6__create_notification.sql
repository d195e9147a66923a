-- One row per transition and receiver, written in the transaction of the transition; a lease with a fence sends it.
CREATE TABLE alert.notification (
    id          text PRIMARY KEY,
    alert_id    bigint NOT NULL REFERENCES alert.alert (id),
    receiver_id integer NOT NULL REFERENCES alert.receiver (id) ON DELETE CASCADE,
    seq         integer NOT NULL,
    body        text NOT NULL,
    state       text NOT NULL DEFAULT 'pending',
    attempts    integer NOT NULL DEFAULT 0,
    next_at     timestamptz NOT NULL,
    lease_until timestamptz,
    fence       bigint NOT NULL DEFAULT 0,
    UNIQUE (alert_id, receiver_id, seq)
);
CREATE INDEX notification_due ON alert.notification (next_at) WHERE state = 'pending';
