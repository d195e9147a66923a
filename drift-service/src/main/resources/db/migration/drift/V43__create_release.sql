-- When each release was first seen, and what answered before it: the traffic that it is compared with.
CREATE TABLE drift.release (
    project_id    integer NOT NULL,
    feature       text    NOT NULL,
    release       text    NOT NULL,
    first_ordinal bigint  NOT NULL,
    first_nano    bigint  NOT NULL,
    previous      text,
    from_ordinal  bigint,
    PRIMARY KEY (project_id, feature, release)
);
COMMENT ON COLUMN drift.release.previous IS 'the release of most of the thousand sessions before; null for the first of all';
COMMENT ON COLUMN drift.release.from_ordinal IS 'the first of the latest sessions of the previous release, which are kept for it';
CREATE INDEX release_first ON drift.release (project_id, feature, first_ordinal DESC);
