-- A trace may hold several requests, and a request several spans of which something is said; each value knows its statement.
ALTER TABLE trace.truth
    ADD COLUMN about        bytea NOT NULL DEFAULT '',
    ADD COLUMN statement_id bigint,
    ADD COLUMN said_nano    bigint,
    ADD COLUMN request_nano bigint;
COMMENT ON COLUMN trace.truth.about IS 'the span within the request that it is about; empty for the request as a whole';
COMMENT ON COLUMN trace.truth.said_nano IS 'when it was said last; at_nano is when it was said first';
ALTER TABLE trace.truth DROP CONSTRAINT truth_pkey;
ALTER TABLE trace.truth ADD PRIMARY KEY (trace_id, project_id, span_id, about, kind, name, source);
CREATE INDEX truth_by_statement ON trace.truth (statement_id) WHERE statement_id IS NOT NULL;
INSERT INTO trace.statement (project_id, kind, subject, name, source, value, label, at_nano, digest, content, state, requests,
                             received_at)
SELECT project_id, kind, 'trace ' || encode(trace_id, 'hex'), name, source, value, label, at_nano,
       sha256(convert_to(concat_ws(chr(31), kind, encode(trace_id, 'hex'), name, source), 'UTF8')), '', 'joined', 1, recorded_at
FROM trace.truth;
UPDATE trace.truth SET statement_id = statement.id FROM trace.statement
WHERE statement.project_id = truth.project_id AND statement.subject = 'trace ' || encode(truth.trace_id, 'hex')
  AND statement.kind = truth.kind AND statement.name = truth.name AND statement.source = truth.source;
