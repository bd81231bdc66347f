-- The schema must be ours before anything is put into it: who owns a schema,
-- or may create in it, can lay objects that our names would find first.
DO LANGUAGE plpgsql $$
DECLARE
    offence pg_catalog.text;
    remedy pg_catalog.text;
BEGIN
    SELECT v.offence, v.remedy INTO offence, remedy
    FROM pg_catalog.pg_namespace n
    JOIN pg_catalog.pg_roles owner ON owner.oid OPERATOR(pg_catalog.=) n.nspowner
    JOIN pg_catalog.pg_roles r ON r.rolname OPERATOR(pg_catalog.=) CURRENT_USER,
    LATERAL (VALUES
        (NOT (n.nspowner OPERATOR(pg_catalog.=) r.oid OR owner.rolsuper),
         'belongs to another role', 'Use ALTER SCHEMA surgical_registry OWNER TO CURRENT_USER; restore a dump with --no-owner.'),
        (EXISTS (SELECT FROM pg_catalog.aclexplode(n.nspacl) a
                 WHERE a.privilege_type OPERATOR(pg_catalog.=) 'CREATE'
                   AND a.grantee OPERATOR(pg_catalog.<>) n.nspowner),
         'lets other roles create in it', 'Use REVOKE CREATE ON SCHEMA surgical_registry, and look for default privileges that grant it.'),
        (EXISTS (SELECT FROM pg_catalog.pg_depend d
                 WHERE d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_namespace'::pg_catalog.regclass
                   AND d.refobjid OPERATOR(pg_catalog.=) n.oid
                   AND d.classid OPERATOR(pg_catalog.<>) 'pg_catalog.pg_extension'::pg_catalog.regclass),
         'is not empty', 'Move what is in it to another schema; CREATE EXTENSION makes its own.')
    ) AS v(found, offence, remedy)
    WHERE n.nspname OPERATOR(pg_catalog.=) 'surgical_registry' AND v.found
    LIMIT 1;

    IF offence IS NOT NULL THEN
        RAISE EXCEPTION 'schema "surgical_registry" %', offence
            USING ERRCODE = 'object_not_in_prerequisite_state', HINT = remedy;
    END IF;
END
$$;

GRANT USAGE ON SCHEMA surgical_registry TO PUBLIC;

