-- When each score of a feature last came, verdict or not: a rule without scores cannot tell, and says so once.
CREATE TABLE alert.score_seen (
    project_id integer NOT NULL,
    feature    text    NOT NULL,
    name       text    NOT NULL,
    seen_at    timestamptz NOT NULL,
    raised_at  timestamptz,
    PRIMARY KEY (project_id, feature, name)
);
CREATE INDEX score_seen_longest ON alert.score_seen (seen_at);
