-- One project that floods must not slow the others; unset means no limit of its own.
ALTER TABLE trace.project ADD COLUMN spans_per_second integer CHECK (spans_per_second > 0);
