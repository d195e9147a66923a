-- Tokens by which programs call the API; revoking one deletes it.
CREATE TABLE console.token (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text    NOT NULL,
    digest     bytea   NOT NULL UNIQUE,
    role       text    NOT NULL CHECK (role IN ('viewer', 'reviewer', 'operator', 'admin')),
    content    boolean NOT NULL,
    expires_at timestamptz NOT NULL,
    made_at    timestamptz NOT NULL DEFAULT now()
);
