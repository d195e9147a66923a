-- What a team tests on: one row for each set of a feature, with how it stands against traffic.
CREATE TABLE drift.evaluation_set (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id  integer     NOT NULL,
    feature     text        NOT NULL,
    name        text        NOT NULL,
    version     integer     NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL,
    replaced_at timestamptz NOT NULL,
    reference   integer,
    looked      integer,
    state       jsonb,
    standing    jsonb,
    UNIQUE (project_id, feature, name)
);
COMMENT ON COLUMN drift.evaluation_set.version IS 'one more with each upload that changes a case';
COMMENT ON COLUMN drift.evaluation_set.reference IS 'number of the reference that the last look compared with';
COMMENT ON COLUMN drift.evaluation_set.looked IS 'number of the last look at traffic that was taken, within that reference';
COMMENT ON COLUMN drift.evaluation_set.standing IS 'what the last look gave, for people';
