-- Somebody asked for a new reference: the ordinal of the first session that it is to be learned from.
ALTER TABLE drift.feature ADD COLUMN anew_from bigint;
