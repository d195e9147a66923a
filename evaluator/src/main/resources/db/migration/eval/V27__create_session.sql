-- Conversations, from their first request on: what is judged as a whole is judged when it has been idle, and again when it goes on.
CREATE TABLE eval.session (
    project_id  integer     NOT NULL,
    feature     text        NOT NULL,
    session     text        NOT NULL,
    trace_id    bytea       NOT NULL,
    span_id     bytea       NOT NULL,
    last_nano   bigint      NOT NULL,
    last_status text        NOT NULL,
    received_at timestamptz NOT NULL,
    state       text        NOT NULL CHECK (state IN ('open', 'idle')),
    turns       integer     NOT NULL DEFAULT 0,
    settled     bigint      NOT NULL DEFAULT 0,
    version     integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (project_id, feature, session)
);
COMMENT ON COLUMN eval.session.trace_id IS 'with span_id the first request that came: the session''s scores stand under it';
COMMENT ON COLUMN eval.session.last_nano IS 'start of its latest request, event time';
COMMENT ON COLUMN eval.session.settled IS 'sum of its requests'' versions when it was last idle: another one means that there is news';
COMMENT ON COLUMN eval.session.version IS 'how often it was idle with news; a score of a lower one is superseded';
CREATE INDEX session_open ON eval.session (received_at) WHERE state = 'open';
CREATE INDEX session_latest ON eval.session (project_id, feature, last_nano DESC);
CREATE INDEX session_received ON eval.session (received_at);
