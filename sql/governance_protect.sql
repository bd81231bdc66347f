-- What can be protected, and what protect() makes of it.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
DROP ROLE IF EXISTS regress_dr_a, regress_dr_b, regress_dr_c, regress_dr_trainee, regress_clerk;
CREATE ROLE regress_dr_a LOGIN;
CREATE ROLE regress_dr_b LOGIN;
CREATE ROLE regress_dr_c LOGIN;
CREATE ROLE regress_dr_trainee LOGIN;
CREATE ROLE regress_clerk LOGIN;
GRANT USAGE ON SCHEMA test TO PUBLIC;

-- A small registry: an entry table under sign-off, three consultants of two providers and a trainee.
CREATE PROCEDURE test.make_registry(place name, policy jsonb DEFAULT '{}') LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE SCHEMA %I', place);
    PERFORM set_config('search_path', format('%I, public', place), true);
    CREATE TABLE entry (
        entry_id integer PRIMARY KEY,
        procedure_date date,
        consultant text,
        second_consultant text,
        organisation_code text,
        procedure_codes text[],
        cobb_angle numeric,
        note text,
        tier surgical_registry.complexity_tier,
        status text
    );
    CALL surgical_registry.protect('entry', '{entry_id}', 'procedure_date', 'consultant', 'second_consultant', 'organisation_code',
        '{procedure_codes,cobb_angle}', 'tier', 'status');
    INSERT INTO consultant VALUES ('1111111', 'Ann'), ('2222222', 'Bob'), ('3333333', 'Cas'), ('4444444', 'Dee');
    INSERT INTO consultant_post VALUES
        ('1111111', 'RGT', 'consultant', 'trauma and orthopaedics', '[2015-01-01,)'),
        ('2222222', 'RGT', 'consultant', 'trauma and orthopaedics', '[2015-01-01,)'),
        ('3333333', 'RXH', 'consultant', 'spinal surgery', '[2015-01-01,)'),
        ('4444444', 'RGT', 'trainee', 'trauma and orthopaedics', '[2015-01-01,)');
    INSERT INTO login_binding
    SELECT rolname, oid, number, '[2015-01-01,)'
    FROM pg_roles JOIN (VALUES ('regress_dr_a', '1111111'), ('regress_dr_b', '2222222'), ('regress_dr_c', '3333333'),
                               ('regress_dr_trainee', '4444444')) v(login, number) ON rolname = login;
    INSERT INTO signoff_policy (effective_from, settings) VALUES ('2024-01-01', policy);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO PUBLIC', place);
    GRANT SELECT, INSERT, UPDATE, DELETE ON entry TO PUBLIC;
    GRANT SELECT ON entry_governance TO PUBLIC;
END
$$;

-- Tables that cannot be protected, each with its reason
CREATE SCHEMA refused;
SET search_path = refused, public;
CREATE TABLE parent (id int PRIMARY KEY, d date, c text);
CREATE TABLE child () INHERITS (parent);
ALTER TABLE child ADD PRIMARY KEY (id);
CREATE TABLE whole (id int PRIMARY KEY, d date, c text) PARTITION BY RANGE (id);
CREATE TABLE part PARTITION OF whole FOR VALUES FROM (0) TO (10);
CREATE TEMP TABLE passing (id int PRIMARY KEY, d date, c text);
CREATE UNLOGGED TABLE unlogged (id int PRIMARY KEY, d date, c text);
CREATE TABLE keyless (id int, d date, c text);
CREATE VIEW looked_at AS SELECT * FROM parent;
CREATE FOREIGN DATA WRAPPER regress_nowhere;
CREATE SERVER regress_nowhere FOREIGN DATA WRAPPER regress_nowhere;
CREATE FOREIGN TABLE elsewhere (id int, d date, c text) SERVER regress_nowhere;
CREATE TABLE sound (id int PRIMARY KEY, d date, t timestamp, c text, f float8, m money, j json, jb jsonb, p parent, a float4[], n numeric, r regclass,
    x int4range, status text, tier text);
CREATE DOMAIN angle AS float8;
ALTER TABLE sound ADD COLUMN da angle;
SELECT t, test.error_of(format('CALL surgical_registry.protect(%L, %L, ''d'', ''c'', NULL, NULL, ''{}'')', t, '{id}'))
FROM unnest('{parent,child,part,passing,unlogged,keyless,looked_at,elsewhere,pg_catalog.pg_class,parent_pkey}'::text[]) t;
SELECT test.error_of('CALL surgical_registry.protect(NULL, ''{id}'', ''d'', ''c'', NULL, NULL, ''{}'')');
SELECT test.error_of('CALL surgical_registry.protect(''nothing'', ''{id}'', ''d'', ''c'', NULL, NULL, ''{}'')');

-- Columns
SELECT v.what, test.error_of(format('CALL surgical_registry.protect(''sound'', %L, %L, %L, NULL, NULL, %L, %L, %L)', k, d, c, covered, tier, status))
FROM (VALUES ('no such column', '{id}', 'd', 'c', '{nonesuch}', NULL, NULL),
             ('no such role', '{id}', 'd', 'surgeon', '{n}', NULL, NULL),
             ('no such status', '{id}', 'd', 'c', '{n}', NULL, 'state'),
             ('another key', '{n}', 'd', 'c', '{n}', NULL, NULL),
             ('longer key', '{id,n}', 'd', 'c', '{n}', NULL, NULL),
             ('no key', '{}', 'd', 'c', '{n}', NULL, NULL),
             ('NULL key', NULL, 'd', 'c', '{n}', NULL, NULL),
             ('float8', '{id}', 'd', 'c', '{f}', NULL, NULL),
             ('domain over float8', '{id}', 'd', 'c', '{da}', NULL, NULL),
             ('float4[]', '{id}', 'd', 'c', '{a}', NULL, NULL),
             ('money', '{id}', 'd', 'c', '{m}', NULL, NULL),
             ('json', '{id}', 'd', 'c', '{j}', NULL, NULL),
             ('composite', '{id}', 'd', 'c', '{p}', NULL, NULL),
             ('regclass', '{id}', 'd', 'c', '{r}', NULL, NULL),
             ('timestamp', '{id}', 't', 'c', '{n}', NULL, NULL),
             ('tier that is no word', '{id}', 'd', 'c', '{}', 'n', NULL),
             ('covered status', '{id}', 'd', 'c', '{status}', 'tier', 'status')) v(what, k, d, c, covered, tier, status);
INSERT INTO sound (id, status) VALUES (1, 'complete');
SELECT test.error_of('CALL surgical_registry.protect(''sound'', ''{id}'', ''d'', ''c'', NULL, NULL, ''{}'', ''tier'', ''status'')');
DELETE FROM sound;

-- Nothing was made by any of these.
SELECT count(*) AS guards FROM pg_trigger WHERE tgname IN ('guard_entry', 'refuse_truncate');
SELECT to_regclass('refused.protected_table') AS evidence;

-- By nobody but the owner
GRANT CREATE, USAGE ON SCHEMA refused TO regress_clerk;
SET ROLE regress_clerk;
SELECT test.error_of('CALL surgical_registry.protect(''refused.sound'', ''{id}'', ''d'', ''c'', NULL, NULL, ''{}'')');
RESET ROLE;

-- The same table, well described; and not twice
CALL surgical_registry.protect('sound', '{id}', 'd', 'c', NULL, NULL, '{n,jb,x}', 'tier', 'status');
SELECT test.error_of('CALL surgical_registry.protect(''sound'', ''{id}'', ''d'', ''c'', NULL, NULL, ''{n}'', ''tier'', ''status'')');
SELECT target, identity, key_columns, covered_columns, operation_date, primary_consultant, second_consultant, provider, tier_column, status_column
FROM protected_table;
DROP TABLE child;
ALTER TABLE parent OWNER TO regress_clerk;
SET ROLE regress_clerk;
SELECT test.error_of('CALL surgical_registry.protect(''refused.parent'', ''{id}'', ''d'', ''c'', NULL, NULL, ''{}'')');
RESET ROLE;

-- What it makes: tables of core types, owned by the caller, no members of the extension, granted to nobody
ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO regress_clerk;
CALL test.make_registry('first');
ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM regress_clerk;
SELECT relname, has_table_privilege('regress_clerk', oid, 'SELECT') AS reads, has_table_privilege('regress_clerk', oid, 'INSERT') AS writes,
       pg_get_userbyid(relowner) = current_user AS ours
FROM pg_class WHERE relnamespace = 'first'::regnamespace AND relkind IN ('r', 'v') ORDER BY relname COLLATE "C";
SELECT c.relname, a.attname, a.atttypid::regtype FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relnamespace = 'first'::regnamespace AND c.relkind = 'r' AND c.relname <> 'entry' AND a.attnum > 0 AND t.typnamespace <> 'pg_catalog'::regnamespace;
SELECT c.relname FROM pg_class c JOIN pg_depend d ON d.objid = c.oid AND d.classid = 'pg_class'::regclass
WHERE c.relnamespace = 'first'::regnamespace AND d.refclassid = 'pg_extension'::regclass;
SELECT c.relname || '.' || a.attname AS uncommented FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'first'::regnamespace AND c.relkind = 'r' AND c.relname <> 'entry' AND a.attnum > 0 AND col_description(c.oid, a.attnum) IS NULL;
SELECT tgrelid::regclass, tgname, tgenabled FROM pg_trigger WHERE tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'first'::regnamespace)
ORDER BY tgrelid::regclass::text COLLATE "C", tgname;

-- A second table of the same schema shares the evidence, and the view
CREATE TABLE first.revision (a date, b text, consultant text, tier text, PRIMARY KEY (b, a));
CALL surgical_registry.protect('first.revision', '{b,a}', 'a', 'consultant', NULL, NULL, '{}', 'tier');
INSERT INTO first.entry VALUES (1, '2025-03-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'low', 'final');
INSERT INTO first.revision VALUES ('2025-03-01', 'x', '1111111', 'low');
SELECT target, entry_key, operation_date, state, revision, tier, governed FROM first.entry_governance ORDER BY 1;

-- Partitions: the guard on each, now and later; TRUNCATE on each that was there
CREATE TABLE first.divided (id int PRIMARY KEY, d date, c text, tier text, status text) PARTITION BY RANGE (id);
CREATE TABLE first.divided_1 PARTITION OF first.divided FOR VALUES FROM (0) TO (10);
CREATE TABLE first.divided_2 (status text, tier text, c text, gone int, d date, id int NOT NULL);
ALTER TABLE first.divided_2 DROP COLUMN gone;
ALTER TABLE first.divided ATTACH PARTITION first.divided_2 FOR VALUES FROM (10) TO (20);
CALL surgical_registry.protect('first.divided', '{id}', 'd', 'c', NULL, NULL, '{}', 'tier', 'status');
CREATE TABLE first.divided_3 PARTITION OF first.divided FOR VALUES FROM (20) TO (30);
SELECT tgrelid::regclass, tgname, tgenabled FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'first.divided%' ORDER BY 1, 2;
INSERT INTO first.divided SELECT i, '2025-03-01', '1111111', 'low', 'final' FROM unnest('{1,11,21}'::int[]) i;
SELECT i, test.error_of(format('INSERT INTO first.divided VALUES (%s, ''2025-03-01'', ''1111111'', ''highly_complex'', ''final'')', i + 1)) FROM unnest('{1,11,21}'::int[]) i;
SELECT test.error_of('TRUNCATE first.divided'), test.error_of('TRUNCATE first.divided_2');
RESET search_path;
