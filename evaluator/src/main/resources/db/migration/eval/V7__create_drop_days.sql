-- Ageing drops whole days. The lock it needs is waited for briefly: a long reader delays the drop, never other writers.
CREATE FUNCTION eval.drop_days(before date) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    child   text;
    dropped integer := 0;
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    PERFORM pg_advisory_xact_lock(hashtext('eval.ensure_day'));
    FOR child IN
        SELECT inhrelid::regclass::text FROM pg_inherits
        WHERE inhparent = 'eval.score'::regclass
          AND to_date(right(inhrelid::regclass::text, 8), 'YYYYMMDD') < before
    LOOP
        EXECUTE 'DROP TABLE ' || child;
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;
