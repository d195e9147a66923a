-- Which release, prompt or model was first seen when a finding began; written once, when it opens.
CREATE TABLE drift.arrival (
    finding_id text    NOT NULL,
    what       text    NOT NULL CHECK (what IN ('release', 'prompt', 'model')),
    value      text    NOT NULL,
    first_nano bigint  NOT NULL,
    sessions   integer NOT NULL,
    PRIMARY KEY (finding_id, what, value)
);
