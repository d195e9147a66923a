-- Who is signed in. Only the digest of the cookie is kept, so that a copy of the database opens nothing.
CREATE TABLE console.session (
    digest     bytea  PRIMARY KEY,
    person_id  bigint NOT NULL REFERENCES console.person ON DELETE CASCADE,
    made_at    timestamptz NOT NULL DEFAULT now(),
    seen_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX session_by_person ON console.session (person_id);
