-- What each look at a feature's windows gave; number 0 is the first bucket after the reference, with which no look is made.
CREATE TABLE drift.look (
    project_id      integer NOT NULL,
    feature         text    NOT NULL,
    reference       integer NOT NULL,
    number          integer NOT NULL,
    from_ordinal    bigint  NOT NULL,
    until_ordinal   bigint  NOT NULL,
    from_nano       bigint  NOT NULL,
    until_nano      bigint  NOT NULL,
    alpha           double precision,
    new_p_value     double precision,
    novelty_p_value double precision,
    far_hits        integer,
    far_n           integer,
    PRIMARY KEY (project_id, feature, reference, number)
);
COMMENT ON COLUMN drift.look.from_ordinal IS 'the fresh bucket: from here, until_ordinal not included';
COMMENT ON COLUMN drift.look.from_nano IS 'first event time of the window, which is two buckets';
