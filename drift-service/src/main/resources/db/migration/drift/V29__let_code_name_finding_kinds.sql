-- Kinds of findings are named in one place, the code; the database holds their form alone.
ALTER TABLE drift.finding DROP CONSTRAINT finding_kind_check;
ALTER TABLE drift.finding ADD CONSTRAINT finding_kind_check CHECK (kind ~ '^[a-z]+(_[a-z]+)*$');
