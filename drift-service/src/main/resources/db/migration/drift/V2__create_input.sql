-- One row per request, with what became of it: the first of its session, another of the same, or too late to count.
CREATE TABLE drift.input (
    project_id  integer     NOT NULL,
    trace_id    bytea       NOT NULL,
    span_id     bytea       NOT NULL,
    version     integer     NOT NULL,
    feature     text        NOT NULL,
    session     bytea       NOT NULL,
    start_nano  bigint      NOT NULL,
    received_at timestamptz NOT NULL,
    fate        text CHECK (fate IN ('observed', 'same_session', 'late')),
    PRIMARY KEY (project_id, trace_id, span_id)
);
COMMENT ON COLUMN drift.input.session IS 'digest of the session, else of the user, else of the request';
CREATE INDEX input_waiting ON drift.input (project_id, feature, start_nano, trace_id, span_id) WHERE fate IS NULL;
CREATE INDEX input_session ON drift.input (project_id, feature, session, start_nano);
CREATE INDEX input_received ON drift.input (received_at);
