-- Which release, prompt and model answered each session, so that a finding can say what came when it began.
ALTER TABLE drift.observation ADD COLUMN release text, ADD COLUMN prompt text, ADD COLUMN answering_model text;
COMMENT ON COLUMN drift.observation.prompt IS 'digest of the system messages, 64 hex digits';
COMMENT ON COLUMN drift.observation.answering_model IS 'the requested model of the first model call; "model" is the one that made the vector';
