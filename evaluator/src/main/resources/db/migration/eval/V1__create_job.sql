-- One row per request and kind of work: what makes a re-sent event nothing, and the lease that workers hold.
CREATE TABLE eval.job (
    project_id     integer          NOT NULL,
    trace_id       bytea            NOT NULL,
    span_id        bytea            NOT NULL,
    kind           text             NOT NULL CHECK (kind IN ('scorers', 'judge')),
    version        integer          NOT NULL,
    feature        text             NOT NULL,
    start_nano     bigint           NOT NULL,
    probability    double precision NOT NULL CHECK (probability >= 0 AND probability <= 1),
    reason         text             NOT NULL,
    policy_version integer          NOT NULL,
    state          text             NOT NULL CHECK (state IN ('open', 'scored', 'failed', 'not_scored')),
    fence          bigint           NOT NULL DEFAULT 0,
    attempts       integer          NOT NULL DEFAULT 0,
    opened_at      timestamptz      NOT NULL,
    due_at         timestamptz      NOT NULL,
    lease_until    timestamptz,
    ended_at       timestamptz,
    end_reason     text,
    end_detail     text,
    PRIMARY KEY (trace_id, span_id, project_id, kind),
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK (state NOT IN ('failed', 'not_scored') OR end_reason IS NOT NULL)
);
COMMENT ON COLUMN eval.job.reason IS 'why the request was chosen: all, rate, rule:<name>; none when it was not';
COMMENT ON COLUMN eval.job.fence IS 'grows with each lease and each re-opening: who holds an older number has lost the job';
COMMENT ON COLUMN eval.job.due_at IS 'not leased before; a leased job is due again when its lease runs out';
CREATE INDEX job_due ON eval.job (kind, due_at) WHERE state = 'open';
CREATE INDEX job_ended ON eval.job (ended_at) WHERE state <> 'open';
CREATE INDEX job_without_score ON eval.job (project_id, start_nano)
    WHERE state IN ('failed', 'not_scored') AND reason <> 'none';
