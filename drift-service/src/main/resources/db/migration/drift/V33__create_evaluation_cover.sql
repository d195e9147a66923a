-- How many cases cover what a cluster or a finding is about.
CREATE TABLE drift.evaluation_cover (
    set_id bigint  NOT NULL REFERENCES drift.evaluation_set (id) ON DELETE CASCADE,
    about  text    NOT NULL,
    cases  integer NOT NULL,
    PRIMARY KEY (about, set_id)
);
COMMENT ON COLUMN drift.evaluation_cover.about IS 'id of a cluster or of a finding';
CREATE INDEX evaluation_cover_set ON drift.evaluation_cover (set_id);
