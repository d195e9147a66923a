-- One row per session, numbered in the order of event time; the vector of its first input follows.
CREATE TABLE drift.observation (
    project_id   integer     NOT NULL,
    feature      text        NOT NULL,
    ordinal      bigint      NOT NULL,
    trace_id     bytea       NOT NULL,
    span_id      bytea       NOT NULL,
    start_nano   bigint      NOT NULL,
    state        text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'embedded', 'unreadable')),
    reason       text,
    vector       bytea,
    model        text,
    input_digest bytea,
    lease_until  timestamptz NOT NULL DEFAULT '-infinity',
    attempts     integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (project_id, feature, ordinal)
);
-- A vector does not compress.
ALTER TABLE drift.observation ALTER COLUMN vector SET STORAGE EXTERNAL;
COMMENT ON COLUMN drift.observation.vector IS '384 float32, big-endian';
COMMENT ON COLUMN drift.observation.input_digest IS 'SHA-256 of the text that was embedded, UTF-8';
COMMENT ON COLUMN drift.observation.reason IS 'why it is unreadable';
CREATE INDEX observation_to_lease ON drift.observation (lease_until, start_nano) WHERE state = 'waiting';
-- Rows with vectors are wide: what only counts must not read them.
CREATE INDEX observation_waiting ON drift.observation (project_id, feature, ordinal) WHERE state = 'waiting';
CREATE INDEX observation_unreadable ON drift.observation (project_id, feature) WHERE state = 'unreadable';
