-- Trials of a rubric's version on past requests, before it judges anything that counts.
CREATE TABLE eval.dry_run (
    id         uuid        PRIMARY KEY,
    name       text        NOT NULL,
    version    integer     NOT NULL,
    project_id integer     NOT NULL,
    compared   text,
    author     text        NOT NULL,
    created_at timestamptz NOT NULL
);
COMMENT ON COLUMN eval.dry_run.compared IS 'the scorer whose verdicts on the same requests it is held against; null without any';
