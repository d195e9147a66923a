-- What was said of requests, as it came: what counts now stands in trace.truth, all else is its history or waits for a request.
CREATE TABLE trace.statement (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id  integer     NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('feedback', 'truth', 'score')),
    subject     text        NOT NULL,
    span_id     bytea,
    name        text        NOT NULL,
    source      text        NOT NULL,
    value       double precision,
    label       text,
    comment     text,
    at_nano     bigint      NOT NULL,
    digest      bytea       NOT NULL,
    content     bytea       NOT NULL,
    state       text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'joined', 'expired', 'refused')),
    reason      text,
    requests    integer     NOT NULL DEFAULT 0,
    received_at timestamptz NOT NULL DEFAULT now(),
    not_before  timestamptz NOT NULL DEFAULT now(),
    look_at     timestamptz NOT NULL DEFAULT now(),
    until       timestamptz NOT NULL DEFAULT now(),
    UNIQUE (project_id, digest)
);
COMMENT ON COLUMN trace.statement.subject IS 'what it is about: trace, session, fingerprint, key or response, a space, and which';
COMMENT ON COLUMN trace.statement.digest IS 'of the id that its sender gave it, else of all it says: the same again is the same row';
CREATE INDEX statement_subject ON trace.statement (project_id, subject);
CREATE INDEX statement_due ON trace.statement (look_at) WHERE state = 'waiting';
CREATE INDEX statement_waiting ON trace.statement (project_id) WHERE state = 'waiting';
