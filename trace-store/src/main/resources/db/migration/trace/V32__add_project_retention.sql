-- How long a project's traces are kept; the class decides in which partition of a day they lie.
ALTER TABLE trace.project ADD COLUMN retention_days integer NOT NULL DEFAULT 30 CHECK (retention_days IN (7, 30, 90, 400));
