-- Content that a client reports in log records; it joins its span by ids when read, whichever came first.
CREATE TABLE trace.span_log (
    day        date    NOT NULL,
    project_id integer NOT NULL,
    trace_id   bytea   NOT NULL,
    span_id    bytea   NOT NULL,
    digest     bytea   NOT NULL,
    time_nano  bigint  NOT NULL,
    event_name text    NOT NULL,
    body       bytea   NOT NULL,
    PRIMARY KEY (trace_id, span_id, project_id, digest, day)
) PARTITION BY RANGE (day);
ALTER TABLE trace.span_log ALTER COLUMN body SET STORAGE EXTERNAL;
