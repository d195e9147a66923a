-- Phase 2 of sampling draws by the cluster of a session, after phase 1 has decided: both probabilities must be known then.
ALTER TABLE eval.job ADD COLUMN session text, ADD COLUMN rate double precision CHECK (rate >= 0 AND rate <= 1),
    ADD COLUMN cluster_id text;
COMMENT ON COLUMN eval.job.session IS 'session id, or the trace id where there is none';
COMMENT ON COLUMN eval.job.rate IS 'probability of phase 1, whatever chose the request in the end; null in rows from before phase 2';
COMMENT ON COLUMN eval.job.cluster_id IS 'of the session, once phase 2 has decided';
COMMENT ON COLUMN eval.job.reason IS
    'why the request was chosen: all, rate, cluster (phase 2), rule:<name>; none when it was not';
CREATE INDEX job_of_session ON eval.job (project_id, session) WHERE kind = 'judge';
