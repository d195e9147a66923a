-- Failures are what people look for and are few: found without reading the others, at the price of an entry for each of them only.
CREATE INDEX request_failed ON trace.request (project_id, start_nano DESC, trace_id DESC) WHERE status = 'ERROR';
