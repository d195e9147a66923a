-- received = stored + duplicate + rejected + dropped, per project, signal and minute; one row per writer avoids hot rows.
CREATE TABLE trace.ledger (
    minute     timestamptz NOT NULL,
    project_id integer     NOT NULL,
    signal     text        NOT NULL,
    received   bigint      NOT NULL,
    stored     bigint      NOT NULL,
    duplicate  bigint      NOT NULL,
    rejected   bigint      NOT NULL,
    dropped    bigint      NOT NULL
);
CREATE INDEX ledger_minute ON trace.ledger (minute, project_id, signal);
