-- Hours are compared with the same hours: what a detector remembers has the buckets counted for that, beginning now.
UPDATE drift.feature
SET state = state || jsonb_build_object('counting', jsonb_build_object('next', state->'look', 'taken', '[]'::jsonb))
WHERE state IS NOT NULL;
