-- The cases of evaluation sets; a case that names a trace keeps no text of it, so that erasing the trace erases it.
CREATE TABLE drift.evaluation_case (
    set_id       bigint      NOT NULL REFERENCES drift.evaluation_set (id) ON DELETE CASCADE,
    case_id      text        NOT NULL,
    position     integer     NOT NULL,
    input        text,
    trace_id     bytea,
    span_id      bytea,
    digest       bytea       NOT NULL,
    state        text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'embedded', 'unreadable')),
    reason       text,
    vector       bytea,
    model        text,
    added_at     timestamptz NOT NULL,
    visited_nano bigint,
    lease_until  timestamptz NOT NULL DEFAULT '-infinity',
    attempts     integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (set_id, case_id),
    CHECK ((input IS NULL) <> (trace_id IS NULL))
);
ALTER TABLE drift.evaluation_case ALTER COLUMN vector SET STORAGE EXTERNAL;
COMMENT ON COLUMN drift.evaluation_case.digest IS 'SHA-256 of the text that is embedded, UTF-8: the first 2 kB of the input';
COMMENT ON COLUMN drift.evaluation_case.visited_nano IS 'event time of the latest session that came near';
CREATE INDEX evaluation_case_waiting ON drift.evaluation_case (lease_until, set_id, position) WHERE state = 'waiting';
