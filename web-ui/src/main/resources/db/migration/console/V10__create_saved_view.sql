-- Lists of traces that somebody gave a name, for all who see the project.
CREATE TABLE console.saved_view (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id integer NOT NULL,
    name       text    NOT NULL,
    address    text    NOT NULL,
    author     text    NOT NULL,
    made_at    timestamptz NOT NULL,
    UNIQUE (project_id, name)
);
