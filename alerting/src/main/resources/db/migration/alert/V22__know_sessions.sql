-- Requests of one session are alike: a rule counts them as one observation. Null where the sender names no session.
ALTER TABLE alert.signal ADD COLUMN session_id text;
