-- Requests with negative feedback, which can come before the request: they are always scored.
CREATE TABLE eval.unhappy (
    trace_id   bytea       NOT NULL,
    span_id    bytea       NOT NULL,
    project_id integer     NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (trace_id, span_id, project_id)
);
CREATE INDEX unhappy_at ON eval.unhappy (at);
