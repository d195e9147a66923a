-- Rules as people write them: a row per version, one of a name in force; what was in force when is never lost.
CREATE TABLE alert.rule (
    project_id integer     NOT NULL,
    name       text        NOT NULL,
    version    integer     NOT NULL,
    text       jsonb       NOT NULL,
    source     text        NOT NULL,
    changed_by text        NOT NULL,
    changed_at timestamptz NOT NULL,
    ended_by   text,
    ended_at   timestamptz,
    PRIMARY KEY (project_id, name, version)
);
CREATE UNIQUE INDEX rule_in_force ON alert.rule (project_id, name) WHERE ended_at IS NULL;
