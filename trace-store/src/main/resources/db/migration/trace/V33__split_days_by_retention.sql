-- A day is split by retention class, so that each part can be dropped whole; a project moves with the next new day.
CREATE OR REPLACE FUNCTION trace.ensure_day(wanted date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    parent text;
    child  text;
    kept   record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('trace.ensure_day'));
    FOREACH parent IN ARRAY ARRAY['span', 'payload', 'span_log', 'request'] LOOP
        child := parent || '_' || to_char(wanted, 'YYYYMMDD');
        IF to_regclass('trace.' || child) IS NULL THEN
            EXECUTE format('CREATE TABLE trace.%I (LIKE trace.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)
                            PARTITION BY LIST (project_id)', child, parent);
            FOR kept IN SELECT retention_days, string_agg(id::text, ', ' ORDER BY id) AS projects
                        FROM trace.project WHERE retention_days <> 30 GROUP BY retention_days LOOP
                EXECUTE format('CREATE TABLE trace.%I PARTITION OF trace.%I FOR VALUES IN (%s)',
                               child || '_c' || kept.retention_days, child, kept.projects);
            END LOOP;
            EXECUTE format('CREATE TABLE trace.%I PARTITION OF trace.%I DEFAULT', child || '_c30', child);
            EXECUTE format('ALTER TABLE trace.%I ATTACH PARTITION trace.%I FOR VALUES FROM (%L) TO (%L)',
                           parent, child, wanted, wanted + 1);
        END IF;
    END LOOP;
END $$;
