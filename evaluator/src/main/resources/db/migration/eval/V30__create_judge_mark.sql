-- What each asking of a judge was like, in each respect once per session, so that a judge who gets worse is seen by independent answers.
CREATE TABLE eval.judge_mark (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id integer     NOT NULL,
    feature    text        NOT NULL,
    rubric     text        NOT NULL,
    scorer     text        NOT NULL,
    sign       text        NOT NULL,
    session    text        NOT NULL,
    bad        boolean     NOT NULL,
    at         timestamptz NOT NULL,
    counted    boolean     NOT NULL DEFAULT false,
    UNIQUE (project_id, feature, rubric, scorer, sign, session)
);
CREATE INDEX judge_mark_waits ON eval.judge_mark (project_id, feature, rubric, scorer, id) WHERE NOT counted;
CREATE INDEX judge_mark_at ON eval.judge_mark (at);
