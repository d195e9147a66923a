-- What a judge said of contents that it saw: the same contents under the same rubric are not paid for twice.
CREATE TABLE eval.verdict (
    digest      bytea            PRIMARY KEY,
    label       text             NOT NULL CHECK (label IN ('pass', 'fail', 'abstain')),
    value       double precision,
    explanation text             NOT NULL,
    made_at     timestamptz      NOT NULL
);
COMMENT ON COLUMN eval.verdict.digest IS 'SHA-256 of rubric, model, question, passages and answer';
CREATE INDEX verdict_made ON eval.verdict (made_at);
