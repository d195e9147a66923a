-- Whole sessions are judged by rubrics of their own, under their first request.
ALTER TABLE eval.job DROP CONSTRAINT job_kind_check;
ALTER TABLE eval.job ADD CONSTRAINT job_kind_check CHECK (kind IN ('scorers', 'judge', 'ranking', 'session'));
