-- One row per watched feature: its lease, how far its sessions are read, and what the detector remembers.
CREATE TABLE drift.feature (
    project_id    integer     NOT NULL,
    feature       text        NOT NULL,
    due_at        timestamptz NOT NULL,
    lease_until   timestamptz NOT NULL DEFAULT '-infinity',
    lease_token   bigint      NOT NULL DEFAULT 0,
    cursor_nano   bigint      NOT NULL DEFAULT -1,
    cursor_trace  bytea       NOT NULL DEFAULT '',
    cursor_span   bytea       NOT NULL DEFAULT '',
    observed      bigint      NOT NULL DEFAULT 0,
    same_session  bigint      NOT NULL DEFAULT 0,
    late          bigint      NOT NULL DEFAULT 0,
    consumed      bigint      NOT NULL DEFAULT 0,
    reference     integer     NOT NULL DEFAULT 1,
    model         text,
    learned_from  bigint,
    learned_until bigint,
    learned_n     integer,
    state         jsonb,
    PRIMARY KEY (project_id, feature)
);
COMMENT ON COLUMN drift.feature.lease_token IS 'fencing: who writes must hold the highest';
COMMENT ON COLUMN drift.feature.observed IS 'sessions so far, and the ordinal of the next one';
COMMENT ON COLUMN drift.feature.consumed IS 'the first ordinal that no reference and no look has taken';
COMMENT ON COLUMN drift.feature.learned_n IS 'sessions of the pinned reference; null while the feature is learning';
CREATE INDEX feature_due ON drift.feature (due_at);
