-- What a project keeps of what it is sent, and the key of its tokens; readers of traces must not read the key.
CREATE TABLE trace.privacy (
    project_id integer     PRIMARY KEY,
    key        bytea       NOT NULL,
    policy     jsonb       NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
DO $$
DECLARE
    reader text;
BEGIN
    FOR reader IN SELECT DISTINCT rolname FROM pg_class, aclexplode(relacl) AS acl, pg_roles
                  WHERE pg_class.oid = 'trace.privacy'::regclass AND pg_roles.oid = acl.grantee
                    AND rolname <> current_user LOOP
        EXECUTE format('REVOKE ALL ON trace.privacy FROM %I', reader);
    END LOOP;
END $$;
