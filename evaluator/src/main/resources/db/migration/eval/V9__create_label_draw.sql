-- Draws of scored requests for reviewers: from what, by whom and when.
CREATE TABLE eval.label_draw (
    id         uuid        PRIMARY KEY,
    project_id integer     NOT NULL,
    rubric     text        NOT NULL,
    scorer     text        NOT NULL,
    feature    text,
    from_nano  bigint      NOT NULL,
    to_nano    bigint      NOT NULL,
    wanted     integer     NOT NULL,
    author     text        NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX label_draw_of_rubric ON eval.label_draw (project_id, rubric);
