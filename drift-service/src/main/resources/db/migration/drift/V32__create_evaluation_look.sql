-- How an evaluation set stood in each window of traffic; append-only.
CREATE TABLE drift.evaluation_look (
    set_id     bigint  NOT NULL REFERENCES drift.evaluation_set (id) ON DELETE CASCADE,
    look       integer NOT NULL,
    version    integer NOT NULL,
    from_nano  bigint  NOT NULL,
    until_nano bigint  NOT NULL,
    covered    integer NOT NULL,
    n          integer NOT NULL,
    area       double precision,
    p_value    double precision,
    PRIMARY KEY (set_id, look)
);
COMMENT ON COLUMN drift.evaluation_look.area IS 'under the curve of the classifier; null where it was not asked';
