-- Requests counted per feature and minute, and per hour, so that charts of days read no requests: see package tracestore.traffic.
CREATE TABLE trace.traffic (
    project_id   integer NOT NULL,
    minutes      smallint NOT NULL,
    start_minute integer NOT NULL,
    feature      text    NOT NULL,
    requests     bigint  NOT NULL,
    errors       bigint  NOT NULL,
    tokens       bigint  NOT NULL,
    last_nano    bigint  NOT NULL,
    buckets      smallint[] NOT NULL,
    counts       integer[]  NOT NULL,
    PRIMARY KEY (project_id, minutes, start_minute, feature) INCLUDE (requests, errors)
);
COMMENT ON COLUMN trace.traffic.minutes IS 'length of the stretch: 1 or 60';
COMMENT ON COLUMN trace.traffic.start_minute IS 'minutes since the Unix epoch';
COMMENT ON COLUMN trace.traffic.buckets IS 'of the duration, bucket b up to 1.02^b milliseconds; how many requests in each stands in counts';

-- Minutes whose requests changed since they were counted. Appended by whoever writes, taken away by whoever counts: no row is
-- waited for. A reader counts these minutes from the requests themselves.
CREATE TABLE trace.traffic_due (
    project_id integer NOT NULL,
    minute     integer NOT NULL
);
CREATE INDEX traffic_due_by_minute ON trace.traffic_due (project_id, minute);
INSERT INTO trace.traffic_due SELECT DISTINCT project_id, (start_nano / 60000000000)::integer FROM trace.request;

CREATE FUNCTION trace.mark_traffic() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO trace.traffic_due SELECT DISTINCT project_id, (start_nano / 60000000000)::integer FROM changed;
    RETURN NULL;
END $$;
CREATE TRIGGER traffic_of_new AFTER INSERT ON trace.request
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION trace.mark_traffic();
CREATE TRIGGER traffic_of_after AFTER UPDATE ON trace.request
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION trace.mark_traffic();
CREATE TRIGGER traffic_of_before AFTER UPDATE ON trace.request
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION trace.mark_traffic();
CREATE TRIGGER traffic_of_gone AFTER DELETE ON trace.request
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION trace.mark_traffic();
