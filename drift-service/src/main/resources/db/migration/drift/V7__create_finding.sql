-- One row per story: opened once, kept up to date until it is closed.
CREATE TABLE drift.finding (
    id          text             PRIMARY KEY,
    project_id  integer          NOT NULL,
    feature     text             NOT NULL,
    reference   integer          NOT NULL,
    kind        text             NOT NULL CHECK (kind IN ('share_moved', 'new_cluster')),
    cluster_id  text             NOT NULL,
    direction   text             NOT NULL CHECK (direction IN ('up', 'down')),
    state       text             NOT NULL CHECK (state IN ('open', 'closed')),
    p_value     double precision NOT NULL,
    since_nano  bigint           NOT NULL,
    opened_nano bigint           NOT NULL,
    closed_nano bigint,
    until_nano  bigint           NOT NULL,
    hits        integer          NOT NULL,
    n           integer          NOT NULL,
    ref_hits    integer          NOT NULL,
    ref_n       integer          NOT NULL,
    examples    text[]           NOT NULL,
    statement   text             NOT NULL
);
COMMENT ON COLUMN drift.finding.since_nano IS 'start of the window that raised it';
COMMENT ON COLUMN drift.finding.until_nano IS 'last event time that hits and n count';
CREATE INDEX finding_latest ON drift.finding (project_id, opened_nano DESC, id);
