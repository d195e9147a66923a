-- One row per request, rubric and scorer version; the day of the request's start partitions it, so that ageing is a drop.
CREATE TABLE eval.score (
    day            date             NOT NULL,
    project_id     integer          NOT NULL,
    trace_id       bytea            NOT NULL,
    span_id        bytea            NOT NULL,
    name           text             NOT NULL,
    scorer         text             NOT NULL,
    version        integer          NOT NULL,
    at_nano        bigint           NOT NULL,
    feature        text             NOT NULL,
    release        text,
    environment    text,
    session_id     text,
    attributes     jsonb            NOT NULL,
    value          double precision CHECK (value >= 0 AND value <= 1),
    label          text             NOT NULL CHECK (label IN ('pass', 'fail', 'abstain')),
    explanation    text             NOT NULL,
    probability    double precision NOT NULL CHECK (probability > 0 AND probability <= 1),
    reason         text             NOT NULL,
    policy_version integer          NOT NULL,
    content_digest bytea,
    tokens_in      bigint,
    tokens_out     bigint,
    scored_at      timestamptz      NOT NULL,
    PRIMARY KEY (trace_id, span_id, project_id, name, scorer, day)
) PARTITION BY RANGE (day);
COMMENT ON COLUMN eval.score.version IS 'of the request that was scored';
COMMENT ON COLUMN eval.score.content_digest IS 'SHA-256 of what a judge saw: the same content is not paid for twice';
CREATE INDEX score_latest ON eval.score (project_id, at_nano DESC, trace_id DESC);
CREATE INDEX score_by_feature ON eval.score (project_id, feature, at_nano DESC, trace_id DESC);
