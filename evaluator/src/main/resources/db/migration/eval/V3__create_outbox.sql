-- Events leave in the transaction of their cause; the relay claims by row lock, never by a high-water id.
CREATE TABLE eval.outbox (
    id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text  NOT NULL,
    key   text  NOT NULL,
    value bytea NOT NULL
);
