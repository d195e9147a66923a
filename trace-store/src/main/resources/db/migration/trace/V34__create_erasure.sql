-- The receipt of an erasure: what was removed, and a keyed digest of whose it was, never the id itself.
CREATE TABLE trace.erasure (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id integer     NOT NULL,
    subject    text        NOT NULL,
    actor      text        NOT NULL,
    erased_at  timestamptz NOT NULL DEFAULT now(),
    traces     integer     NOT NULL,
    removed    jsonb       NOT NULL
);
