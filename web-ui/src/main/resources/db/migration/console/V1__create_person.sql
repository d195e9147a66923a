-- Users. Without a password nobody can sign in as one: the password is set by a one-time link.
CREATE TABLE console.person (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name     text    NOT NULL UNIQUE,
    role     text    NOT NULL CHECK (role IN ('viewer', 'reviewer', 'operator', 'admin')),
    content  boolean NOT NULL,
    password text,
    made_at  timestamptz NOT NULL DEFAULT now()
);
