-- Which version of a rubric judges since when, and who decided it; the latest counts, a null version judges nothing.
CREATE TABLE eval.rubric_activation (
    id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name    text        NOT NULL,
    version integer,
    author  text        NOT NULL,
    at      timestamptz NOT NULL
);
CREATE INDEX rubric_activation_latest ON eval.rubric_activation (name, id DESC);
