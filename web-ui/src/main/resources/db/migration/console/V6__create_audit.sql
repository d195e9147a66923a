-- Who changed what and who read whose content, append-only; every owner keeps a table of this shape.
CREATE TABLE console.audit (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT now(),
    actor   text NOT NULL,
    action  text NOT NULL,
    subject text NOT NULL,
    before  jsonb,
    after   jsonb
);
CREATE INDEX audit_by_actor ON console.audit (actor, at);
