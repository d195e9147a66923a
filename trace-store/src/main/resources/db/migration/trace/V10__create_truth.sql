-- Feedback of users and late ground truth; the same statement of the same source again is the same row.
CREATE TABLE trace.truth (
    project_id  integer NOT NULL,
    trace_id    bytea   NOT NULL,
    span_id     bytea   NOT NULL,
    kind        text    NOT NULL,
    name        text    NOT NULL,
    source      text    NOT NULL,
    value       double precision,
    label       text,
    at_nano     bigint      NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (trace_id, project_id, kind, name, source)
);
