-- Each policy that has decided anything, whole: why an old request was chosen can be told for as long as its score is kept.
CREATE TABLE eval.sampling_policy (
    version integer     PRIMARY KEY CHECK (version >= 1),
    policy  jsonb       NOT NULL,
    made_at timestamptz NOT NULL
);
