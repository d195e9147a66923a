-- Grades of relevance arrive long after a request was scored: ranking its documents is work of its own.
ALTER TABLE eval.job DROP CONSTRAINT job_kind_check;
ALTER TABLE eval.job ADD CONSTRAINT job_kind_check CHECK (kind IN ('scorers', 'judge', 'ranking'));
