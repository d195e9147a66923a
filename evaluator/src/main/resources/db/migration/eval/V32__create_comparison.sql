-- Comparisons of two answers to the same input, pair by pair: who asked for what, by which rubric.
CREATE TABLE eval.comparison (
    id         uuid        PRIMARY KEY,
    project_id integer     NOT NULL,
    rubric     text        NOT NULL,
    version    integer     NOT NULL,
    scorer     text        NOT NULL,
    side_a     text        NOT NULL,
    side_b     text        NOT NULL,
    author     text        NOT NULL,
    created_at timestamptz NOT NULL
);
COMMENT ON COLUMN eval.comparison.side_a IS 'in words: the release, or that the requests were named';
CREATE INDEX comparison_latest ON eval.comparison (project_id, created_at DESC);
