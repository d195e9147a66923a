-- Attaching a finished table takes a weaker lock than CREATE TABLE ... PARTITION OF, so readers and writers go on.
CREATE FUNCTION trace.ensure_day(wanted date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    parent text;
    child  text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('trace.ensure_day'));
    FOREACH parent IN ARRAY ARRAY['span', 'payload', 'span_log', 'request'] LOOP
        child := parent || '_' || to_char(wanted, 'YYYYMMDD');
        IF to_regclass('trace.' || child) IS NULL THEN
            EXECUTE format('CREATE TABLE trace.%I (LIKE trace.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)', child, parent);
            EXECUTE format('ALTER TABLE trace.%I ATTACH PARTITION trace.%I FOR VALUES FROM (%L) TO (%L)',
                           parent, child, wanted, wanted + 1);
        END IF;
    END LOOP;
END $$;
