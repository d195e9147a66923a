-- The share of each cluster in each window.
CREATE TABLE drift.cluster_window (
    cluster_id text    NOT NULL,
    look       integer NOT NULL,
    from_nano  bigint  NOT NULL,
    until_nano bigint  NOT NULL,
    hits       integer NOT NULL,
    n          integer NOT NULL,
    PRIMARY KEY (cluster_id, look)
);
