-- Several comparisons save what they may spend, each its own.
UPDATE drift.feature
SET state = state || jsonb_build_object('saved', jsonb_build_object('scales', state->'saved', 'views', '{}'::jsonb))
WHERE state IS NOT NULL;
