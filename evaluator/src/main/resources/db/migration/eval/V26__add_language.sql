-- The language of the question, to slice by: which languages an answer fails in is no attribute that anybody sends.
ALTER TABLE eval.score ADD COLUMN language text;
COMMENT ON COLUMN eval.score.language IS 'ISO 639-1; null where the question does not tell';
