-- An alert is one row from its opening to its end; only one of a fingerprint is open at a time.
CREATE TABLE alert.alert (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    fingerprint     text   NOT NULL,
    project_id      integer NOT NULL,
    feature         text   NOT NULL,
    kind            text   NOT NULL,
    subject         text   NOT NULL,
    severity        text   NOT NULL,
    state           text   NOT NULL,
    statement       text   NOT NULL,
    evidence        jsonb  NOT NULL,
    opened_nano     bigint NOT NULL,
    opened_at       timestamptz NOT NULL,
    resolved_nano   bigint,
    resolved_at     timestamptz,
    acknowledged_by text,
    acknowledged_at timestamptz
);
CREATE UNIQUE INDEX alert_open ON alert.alert (fingerprint) WHERE state = 'firing';
CREATE INDEX alert_latest ON alert.alert (project_id, id DESC);
