-- Attempts to sign in, counted before they are looked at, so that guessing many at once gains nothing.
CREATE TABLE console.attempt (
    key      text PRIMARY KEY,
    attempts integer NOT NULL,
    last_at  timestamptz NOT NULL,
    next_at  timestamptz NOT NULL
);
