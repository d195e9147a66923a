-- What a detector remembers has directions too, a third scale, and tells what a story is about.
UPDATE drift.feature
SET state = replace(state::text, '"clusterId"', '"about"')::jsonb || '{"axes": [], "saved": [0, 0, 0]}'
WHERE state IS NOT NULL;
