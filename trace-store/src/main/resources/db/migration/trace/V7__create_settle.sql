-- Traces whose requests must be settled again; append-only so that receiving never waits for settling.
CREATE TABLE trace.settle (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id integer     NOT NULL,
    trace_id   bytea       NOT NULL,
    due_at     timestamptz NOT NULL
);
CREATE INDEX settle_due ON trace.settle (due_at);
