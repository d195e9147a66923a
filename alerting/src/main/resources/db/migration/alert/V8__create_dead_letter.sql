-- Records of the bus that could not be read, with the reason; they never stop their neighbours.
CREATE TABLE alert.dead_letter (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL DEFAULT now(),
    topic    text NOT NULL,
    value    bytea NOT NULL,
    reason   text NOT NULL
);
