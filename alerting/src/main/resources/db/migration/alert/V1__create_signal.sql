-- The alerting's own history of scores: one row per request and score name, a rescore replaces it.
CREATE TABLE alert.signal (
    project_id  integer NOT NULL,
    trace_id    text    NOT NULL,
    span_id     text    NOT NULL,
    name        text    NOT NULL,
    feature     text    NOT NULL,
    at_nano     bigint  NOT NULL,
    bad         boolean NOT NULL,
    slices      jsonb   NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (project_id, trace_id, span_id, name)
);
CREATE INDEX signal_in_time ON alert.signal (project_id, feature, at_nano, name);
CREATE INDEX signal_received ON alert.signal (project_id, feature, received_at);
