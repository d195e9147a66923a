-- A trial of a rubric for sessions is of past sessions: which, and as of when.
ALTER TABLE eval.dry_run_item ADD COLUMN feature text, ADD COLUMN session text, ADD COLUMN session_version integer;
COMMENT ON COLUMN eval.dry_run_item.session IS 'of a trial on sessions: its id; trace_id and span_id are of its first request';
COMMENT ON COLUMN eval.dry_run_item.session_version IS 'of the session when it was picked: one that went on since is another conversation';
