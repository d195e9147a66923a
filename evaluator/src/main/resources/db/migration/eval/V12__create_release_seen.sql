-- How many requests of each release a feature has had, up to the number that is always scored.
CREATE TABLE eval.release_seen (
    project_id integer NOT NULL,
    feature    text    NOT NULL,
    release    text    NOT NULL,
    requests   integer NOT NULL,
    PRIMARY KEY (project_id, feature, release)
);
