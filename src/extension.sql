-- The schema must be ours before anything is put into it: who owns a schema,
-- or may create in it, can lay objects that our names would find first.
DO LANGUAGE plpgsql $$
DECLARE
    offence pg_catalog.text;
BEGIN
    SELECT CASE
        WHEN NOT (n.nspowner OPERATOR(pg_catalog.=) r.oid OR owner.rolsuper)
            THEN 'belongs to another role'
        WHEN EXISTS (
            SELECT FROM pg_catalog.aclexplode(n.nspacl) a
            WHERE a.privilege_type OPERATOR(pg_catalog.=) 'CREATE'
              AND a.grantee OPERATOR(pg_catalog.<>) n.nspowner)
            THEN 'lets other roles create in it'
        WHEN EXISTS (
            SELECT FROM pg_catalog.pg_depend d
            WHERE d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_namespace'::pg_catalog.regclass
              AND d.refobjid OPERATOR(pg_catalog.=) n.oid
              AND d.classid OPERATOR(pg_catalog.<>) 'pg_catalog.pg_extension'::pg_catalog.regclass)
            THEN 'is not empty'
        END
    INTO offence
    FROM pg_catalog.pg_namespace n
    JOIN pg_catalog.pg_roles owner ON owner.oid OPERATOR(pg_catalog.=) n.nspowner
    JOIN pg_catalog.pg_roles r ON r.rolname OPERATOR(pg_catalog.=) CURRENT_USER
    WHERE n.nspname OPERATOR(pg_catalog.=) 'surgical_registry';

    IF offence IS NOT NULL THEN
        RAISE EXCEPTION 'schema "surgical_registry" %', offence
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = 'Drop or rename that schema; CREATE EXTENSION makes its own.';
    END IF;
END
$$;

GRANT USAGE ON SCHEMA surgical_registry TO PUBLIC;

