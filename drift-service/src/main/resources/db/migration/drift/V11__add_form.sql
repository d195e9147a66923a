-- The form of an input and of the answer beside the vector, and the tests of form and mean beside those of clusters.
ALTER TABLE drift.observation ADD COLUMN form real[], ADD COLUMN language text,
    ADD COLUMN output real[], ADD COLUMN output_language text;
COMMENT ON COLUMN drift.observation.form IS 'one number for each measure of form, in the order of the code; null where it was not read';
COMMENT ON COLUMN drift.observation.language IS 'ISO 639-1; empty where the text does not tell';
ALTER TABLE drift.look ADD COLUMN shares_p_value double precision, ADD COLUMN form_p_value double precision,
    ADD COLUMN mean_p_value double precision, ADD COLUMN output_p_value double precision;
COMMENT ON COLUMN drift.observation.output IS 'the form of the answer, in the same order';
