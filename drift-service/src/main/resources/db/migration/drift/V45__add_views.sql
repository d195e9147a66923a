-- The comparisons that the last look of a feature had beside the first; and looks are found by their time, a week before.
ALTER TABLE drift.feature ADD COLUMN views jsonb;
CREATE INDEX look_until ON drift.look (project_id, feature, reference, until_nano);
