-- What a session's request came with, so that parts of the traffic can be compared for themselves.
ALTER TABLE drift.observation ADD COLUMN labels jsonb;
COMMENT ON COLUMN drift.observation.labels IS 'environment and the configured attributes; release and language have columns';
