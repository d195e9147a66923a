-- A signal is counted in one step, once, whenever it comes: null waits for its step to close, -1 is never counted.
ALTER TABLE alert.signal
    ADD COLUMN step        bigint,
    ADD COLUMN scored_at   timestamptz,
    ADD COLUMN reason      text NOT NULL DEFAULT 'all',
    ADD COLUMN probability double precision NOT NULL DEFAULT 1;
UPDATE alert.signal SET step = at_nano / 300000000000;
DROP INDEX alert.signal_in_time;
DROP INDEX alert.signal_received;
CREATE INDEX signal_waiting ON alert.signal (project_id, feature, at_nano) WHERE step IS NULL;
CREATE INDEX signal_of_step ON alert.signal (project_id, feature, step);
