-- One-time links to set a password; without a person, the one by which the first user is made.
CREATE TABLE console.link (
    digest     bytea  PRIMARY KEY,
    person_id  bigint REFERENCES console.person ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
);
