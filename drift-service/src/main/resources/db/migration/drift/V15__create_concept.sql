-- What the watch over one name of truth remembers, one row for each reference.
CREATE TABLE drift.concept (
    project_id integer NOT NULL,
    feature    text    NOT NULL,
    reference  integer NOT NULL,
    name       text    NOT NULL,
    looked     bigint  NOT NULL,
    state      jsonb   NOT NULL,
    PRIMARY KEY (project_id, feature, reference, name)
);
COMMENT ON COLUMN drift.concept.looked IS 'the first ordinal that no look has taken';
