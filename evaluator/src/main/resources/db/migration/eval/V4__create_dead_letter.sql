-- Records of the bus that could not be read, with the reason; the place of a record is its key, so a replay adds nothing.
CREATE TABLE eval.dead_letter (
    topic       text        NOT NULL,
    partition   integer     NOT NULL,
    position    bigint      NOT NULL,
    key         bytea,
    value       bytea,
    reason      text        NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (topic, partition, position)
);
CREATE INDEX dead_letter_received ON eval.dead_letter (received_at);
