-- What the clock explains of a finding: the share around the clock beside that at the same hours, which ref_hits has.
ALTER TABLE drift.finding ADD COLUMN hours text NOT NULL DEFAULT 'any' CHECK (hours IN ('any', 'same', 'unseen')),
    ADD COLUMN usual_hits integer, ADD COLUMN usual_n integer;
COMMENT ON COLUMN drift.finding.hours IS 'same: compared with the same hours; unseen: the reference does not have them';
UPDATE drift.finding SET usual_hits = ref_hits, usual_n = ref_n;
