-- The schema must be the installer's own and empty; afterwards everyone may use it.
\set SHOW_CONTEXT never
SET client_min_messages = warning;

-- What later tests ask with: an error's SQLSTATE, words and hint; a plan's nodes.
CREATE SCHEMA test;
CREATE FUNCTION test.error_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    message text;
    hint text;
BEGIN
    EXECUTE statement;
    RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(' | ', SQLSTATE, message, nullif(hint, ''));
END
$$;
CREATE FUNCTION test.plan_has(statement text, words text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (VERBOSE, COSTS OFF) ' || statement LOOP
        IF strpos(line, words) > 0 THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END
$$;

-- Another role's schema
CREATE ROLE regress_sr_squatter;
CREATE SCHEMA surgical_registry AUTHORIZATION regress_sr_squatter;
SELECT test.error_of('CREATE EXTENSION surgical_registry');
DROP SCHEMA surgical_registry;

-- A schema with something in it
CREATE SCHEMA surgical_registry;
CREATE FUNCTION surgical_registry.trap() RETURNS int LANGUAGE sql RETURN 1;
SELECT test.error_of('CREATE EXTENSION surgical_registry');
DROP SCHEMA surgical_registry CASCADE;

-- A schema that another role may create in
CREATE SCHEMA surgical_registry;
GRANT CREATE ON SCHEMA surgical_registry TO regress_sr_squatter;
SELECT test.error_of('CREATE EXTENSION surgical_registry');
REVOKE CREATE ON SCHEMA surgical_registry FROM regress_sr_squatter;

-- An empty one of our own will do, and so will what DROP EXTENSION leaves.
CREATE EXTENSION surgical_registry;
DROP EXTENSION surgical_registry;
CREATE EXTENSION surgical_registry;
DROP EXTENSION surgical_registry;
DROP SCHEMA surgical_registry;

-- No other schema
SELECT test.error_of('CREATE EXTENSION surgical_registry SCHEMA test');

CREATE EXTENSION surgical_registry;
SELECT test.error_of('ALTER EXTENSION surgical_registry SET SCHEMA test');
SELECT has_schema_privilege('regress_sr_squatter', 'surgical_registry', 'USAGE') AS usage,
       has_schema_privilege('regress_sr_squatter', 'surgical_registry', 'CREATE') AS "create";

-- An ordinary role, and a path that does not name the schema
SET ROLE regress_sr_squatter;
SET search_path = pg_catalog;
SELECT surgical_registry.observed(surgical_registry.outcome_agg(true, 0.5::float8)),
       'V411'::surgical_registry.opcs4 OPERATOR(surgical_registry.<@) 'V41';
RESET ROLE;
RESET search_path;
DROP ROLE regress_sr_squatter;
