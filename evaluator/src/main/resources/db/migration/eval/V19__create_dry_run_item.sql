-- One past request of a trial: leased, asked, ended with a verdict or with the reason why there is none.
CREATE TABLE eval.dry_run_item (
    run_id      uuid        NOT NULL REFERENCES eval.dry_run,
    place       integer     NOT NULL,
    trace_id    bytea       NOT NULL,
    span_id     bytea       NOT NULL,
    state       text        NOT NULL CHECK (state IN ('open', 'judged', 'failed')),
    attempts    integer     NOT NULL DEFAULT 0,
    due_at      timestamptz NOT NULL,
    before      text,
    label       text,
    value       double precision,
    explanation text,
    PRIMARY KEY (run_id, place)
);
COMMENT ON COLUMN eval.dry_run_item.before IS 'the label that the compared scorer gave';
CREATE INDEX dry_run_item_due ON eval.dry_run_item (due_at) WHERE state = 'open';
