-- Attaching a finished table takes a weaker lock than CREATE TABLE ... PARTITION OF, so readers and writers go on.
CREATE FUNCTION eval.ensure_day(wanted date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    child text := 'score_' || to_char(wanted, 'YYYYMMDD');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('eval.ensure_day'));
    IF to_regclass('eval.' || child) IS NULL THEN
        EXECUTE format('CREATE TABLE eval.%I (LIKE eval.score INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)',
                       child);
        EXECUTE format('ALTER TABLE eval.score ATTACH PARTITION eval.%I FOR VALUES FROM (%L) TO (%L)',
                       child, wanted, wanted + 1);
    END IF;
END $$;
