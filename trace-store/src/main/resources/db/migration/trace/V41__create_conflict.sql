-- Spans that lost against another of the same ids and another start: seen when their trace settles, removed later.
CREATE TABLE trace.conflict (
    project_id integer     NOT NULL,
    trace_id   bytea       NOT NULL,
    span_id    bytea       NOT NULL,
    start_nano bigint      NOT NULL,
    found_at   timestamptz NOT NULL DEFAULT now(),
    removed    boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (trace_id, span_id, project_id, start_nano)
);
