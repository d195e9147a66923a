-- Messages of which something was rejected, to be looked at and sent again after a repair; few, and not for long.
CREATE TABLE trace.dead_letter (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id  integer     NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    signal      text        NOT NULL,
    encoding    text        NOT NULL,
    items       integer     NOT NULL,
    reasons     text        NOT NULL,
    body        bytea       NOT NULL
);
ALTER TABLE trace.dead_letter ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX dead_letter_latest ON trace.dead_letter (project_id, id DESC);
