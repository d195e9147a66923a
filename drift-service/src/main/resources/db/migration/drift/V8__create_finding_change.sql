-- How each finding went; append-only.
CREATE TABLE drift.finding_change (
    finding_id text        NOT NULL,
    look       integer     NOT NULL,
    change     text        NOT NULL CHECK (change IN ('opened', 'grown', 'closed')),
    at         timestamptz NOT NULL,
    until_nano bigint      NOT NULL,
    hits       integer     NOT NULL,
    n          integer     NOT NULL,
    statement  text        NOT NULL,
    PRIMARY KEY (finding_id, look)
);
