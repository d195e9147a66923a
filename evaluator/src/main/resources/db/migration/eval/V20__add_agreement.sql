-- Where several judges, or one asked several times, gave the verdict: who disagreed is for reviewers to see.
ALTER TABLE eval.score ADD COLUMN agreement double precision CHECK (agreement > 0 AND agreement <= 1);
COMMENT ON COLUMN eval.score.agreement IS 'share of the votes that say what most of them say; null where there was one';
CREATE INDEX score_disputed ON eval.score (project_id, name, agreement, at_nano DESC) WHERE agreement < 1;
