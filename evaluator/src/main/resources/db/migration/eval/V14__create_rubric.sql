-- Versions of rubrics, as they were written. A version never changes: scores and labels are of it.
CREATE TABLE eval.rubric (
    name       text        NOT NULL,
    version    integer     NOT NULL CHECK (version >= 1),
    source     text        NOT NULL,
    author     text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (name, version)
);
