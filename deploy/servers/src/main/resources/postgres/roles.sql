-- The roles and schemas of Plumbline: one schema and one role per owner, readers of schema trace. Runs as superuser in the
-- database plumbline, at every start: each statement may be repeated. The password of the roles comes in the setting
-- plumbline.password (psql: PGOPTIONS="-c plumbline.password=...").
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON DATABASE plumbline FROM PUBLIC;

DO $roles$
DECLARE
    owner text;
BEGIN
    FOREACH owner IN ARRAY ARRAY['trace', 'eval', 'drift', 'alert', 'console'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'plumbline_' || owner) THEN
            EXECUTE format('CREATE ROLE %I', 'plumbline_' || owner);
        END IF;
        EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD %L',
            'plumbline_' || owner, current_setting('plumbline.password'));
        EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE plumbline TO %I', 'plumbline_' || owner);
        EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', owner, 'plumbline_' || owner);
    END LOOP;
    -- Readers of the trace store. alerting needs no other owner's table.
    FOREACH owner IN ARRAY ARRAY['eval', 'drift', 'console'] LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA trace TO %I', 'plumbline_' || owner);
        EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA trace TO %I', 'plumbline_' || owner);
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE plumbline_trace IN SCHEMA trace GRANT SELECT ON TABLES TO %I',
            'plumbline_' || owner);
    END LOOP;
END
$roles$;
