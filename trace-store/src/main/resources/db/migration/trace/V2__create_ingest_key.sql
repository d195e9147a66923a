-- Only a hash of a key is kept: the key itself is random enough for a fast hash and is shown once.
CREATE TABLE trace.ingest_key (
    id         text PRIMARY KEY,
    project_id integer     NOT NULL REFERENCES trace.project (id),
    key_hash   bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);
