-- Why items were rejected or dropped, beside the sums of the ledger.
CREATE TABLE trace.loss (
    minute     timestamptz NOT NULL,
    project_id integer     NOT NULL,
    signal     text        NOT NULL,
    outcome    text        NOT NULL CHECK (outcome IN ('rejected', 'dropped')),
    reason     text        NOT NULL,
    items      bigint      NOT NULL
);
CREATE INDEX loss_minute ON trace.loss (minute, project_id, signal);
