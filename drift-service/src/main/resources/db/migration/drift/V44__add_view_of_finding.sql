-- Which comparison raised a finding, and in which it holds: it is one finding, however many see it.
ALTER TABLE drift.finding ADD COLUMN view text NOT NULL DEFAULT 'first',
    ADD COLUMN compared_with text NOT NULL DEFAULT 'in the reference', ADD COLUMN holds text[] NOT NULL DEFAULT '{first}';
COMMENT ON COLUMN drift.finding.view IS 'first, last_release, last_week, or slice with attribute=value';
