-- A session is read as a conversation, whenever it was: without this every one would be a scan of all days.
CREATE INDEX request_by_session ON trace.request (project_id, session_id, start_nano, trace_id)
    WHERE session_id IS NOT NULL;
