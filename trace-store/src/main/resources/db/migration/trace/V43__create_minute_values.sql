-- Which values the requests of a minute have, in few bits, so that a search for what is rare passes over the other minutes: see package tracestore.skip.
CREATE TABLE trace.minute_values (
    project_id   integer NOT NULL,
    start_minute integer NOT NULL,
    bits         bytea STORAGE EXTERNAL,
    PRIMARY KEY (project_id, start_minute)
);
COMMENT ON COLUMN trace.minute_values.start_minute IS 'minutes since the Unix epoch';
COMMENT ON COLUMN trace.minute_values.bits IS 'null until noted: the minute can hold anything';
CREATE INDEX minute_values_due ON trace.minute_values (start_minute) WHERE bits IS NULL;
INSERT INTO trace.minute_values SELECT DISTINCT project_id, start_minute FROM trace.traffic WHERE minutes = 1;
