-- Sessions are told where they belong before their bucket is full: how far that has come must outlive a restart.
ALTER TABLE drift.feature ADD COLUMN told_reference integer, ADD COLUMN told_until bigint;
COMMENT ON COLUMN drift.feature.told_until IS 'sessions before it have been placed by told_reference, and told unless they were far from all clusters';
