-- Draws of requests that reviewers have opened here, to list them: the evaluator keeps the draws, and lists none.
CREATE TABLE console.review_draw (
    id         uuid PRIMARY KEY,
    project_id integer NOT NULL,
    rubric     text    NOT NULL,
    feature    text,
    wanted     integer NOT NULL,
    author     text    NOT NULL,
    made_at    timestamptz NOT NULL
);
CREATE INDEX review_draw_of_project ON console.review_draw (project_id, made_at);
