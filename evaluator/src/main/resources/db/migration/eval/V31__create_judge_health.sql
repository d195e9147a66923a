-- What is known of each judge version on each feature: what it was like when it was learned, and whether it has got worse since.
CREATE TABLE eval.judge_health (
    project_id integer     NOT NULL,
    feature    text        NOT NULL,
    rubric     text        NOT NULL,
    scorer     text        NOT NULL,
    state      jsonb       NOT NULL,
    bars       boolean     NOT NULL DEFAULT false,
    degraded   boolean     NOT NULL DEFAULT false,
    last_at    timestamptz NOT NULL,
    PRIMARY KEY (project_id, feature, rubric, scorer)
);
COMMENT ON COLUMN eval.judge_health.bars IS 'whether it has got worse in a respect for which its scores may neither gate nor page';
COMMENT ON COLUMN eval.judge_health.last_at IS 'when it was last asked';
