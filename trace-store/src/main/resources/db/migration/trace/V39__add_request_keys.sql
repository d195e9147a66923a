-- What late truth may call a request by: business keys and the ids of its models' responses.
ALTER TABLE trace.request ADD COLUMN keys text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN trace.request.keys IS 'each as the subject of a statement: key name=value, or response id';
CREATE INDEX request_by_key ON trace.request USING gin (keys);
