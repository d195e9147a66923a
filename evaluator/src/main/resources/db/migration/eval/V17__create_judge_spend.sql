-- What each rubric of a project has cost on a UTC day. Reserved before a call, set right after it.
CREATE TABLE eval.judge_spend (
    day        date    NOT NULL,
    project_id integer NOT NULL,
    rubric     text    NOT NULL,
    calls      integer NOT NULL,
    tokens     bigint  NOT NULL,
    micros     bigint  NOT NULL,
    PRIMARY KEY (day, project_id, rubric)
);
COMMENT ON COLUMN eval.judge_spend.micros IS 'millionths of the currency that the prices are in';
