-- What became known about sessions in time: one row for each session and name of feedback or truth.
CREATE TABLE drift.judged (
    project_id integer NOT NULL,
    feature    text    NOT NULL,
    name       text    NOT NULL,
    ordinal    bigint  NOT NULL,
    bad        boolean NOT NULL,
    PRIMARY KEY (project_id, feature, name, ordinal)
);
COMMENT ON COLUMN drift.judged.name IS 'kind and name, for example "feedback thumbs"';
COMMENT ON COLUMN drift.judged.ordinal IS 'of the observation, in the order of event time';
ALTER TABLE drift.feature ADD COLUMN judged_until bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN drift.feature.judged_until IS 'the first ordinal whose time for truth was not over';
