-- What a span took in and gave out, compressed by the writer: first byte is the codec, so the server must not try again.
CREATE TABLE trace.payload (
    day        date    NOT NULL,
    project_id integer NOT NULL,
    trace_id   bytea   NOT NULL,
    span_id    bytea   NOT NULL,
    start_nano bigint  NOT NULL,
    body       bytea   NOT NULL,
    PRIMARY KEY (trace_id, span_id, project_id, start_nano, day)
) PARTITION BY RANGE (day);
ALTER TABLE trace.payload ALTER COLUMN body SET STORAGE EXTERNAL;
