-- What went through the guard, its evidence and check_install() once, each with what it must not stop.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SELECT current_user AS superuser \gset
DROP ROLE IF EXISTS regress_registry, regress_analyst, regress_keeper;
CREATE ROLE regress_registry NOLOGIN;
CREATE ROLE regress_analyst LOGIN;
CREATE ROLE regress_keeper LOGIN IN ROLE regress_registry;
CREATE SCHEMA breach AUTHORIZATION regress_registry;
CREATE SCHEMA lab AUTHORIZATION regress_analyst;
GRANT USAGE ON SCHEMA breach TO PUBLIC;
SET ROLE regress_registry;
CREATE TABLE breach.entry (id int PRIMARY KEY, d date, c text, n numeric, tier text, status text);
CALL surgical_registry.protect('breach.entry', '{id}', 'd', 'c', NULL, NULL, '{n}', 'tier', 'status');
INSERT INTO breach.signoff_policy (effective_from) VALUES ('2024-01-01');
INSERT INTO breach.consultant_post (gmc_number, organisation_code, valid) VALUES ('1111111', 'RGT', '[2015-01-01,)');
GRANT SELECT, INSERT, UPDATE, DELETE ON breach.entry TO PUBLIC;
RESET ROLE;

-- A trigger function of sign-off on a table of anybody's: an error and no crash.
\c - regress_analyst
\set SHOW_CONTEXT never
CREATE TEMP TABLE t1 (settings int, effective_from date);
CREATE TRIGGER t BEFORE INSERT ON t1 FOR EACH ROW EXECUTE FUNCTION surgical_registry.check_signoff_policy();
SELECT test.error_of('INSERT INTO t1 VALUES (1, ''2024-01-01'')');
CREATE TEMP TABLE t2 (settings jsonb, effective_from text);
CREATE TRIGGER t BEFORE INSERT ON t2 FOR EACH ROW EXECUTE FUNCTION surgical_registry.check_signoff_policy();
SELECT test.error_of('INSERT INTO t2 VALUES (''{}'', ''2024-01-01'')');
CREATE TEMP TABLE t3 (settings jsonb, effective_from date);
CREATE TRIGGER t BEFORE INSERT ON t3 FOR EACH STATEMENT EXECUTE FUNCTION surgical_registry.check_signoff_policy();
SELECT test.error_of('INSERT INTO t3 VALUES (''{}'', ''2024-01-01'')');
DROP TRIGGER t ON t3;
CREATE TRIGGER t AFTER INSERT ON t3 FOR EACH ROW EXECUTE FUNCTION surgical_registry.check_signoff_policy();
SELECT test.error_of('INSERT INTO t3 VALUES (''{}'', ''2024-01-01'')');
-- Evidence of one's own make, whose columns are of other types
CALL surgical_registry.create_evidence('lab');
SET search_path = lab;
CREATE TABLE made (id int PRIMARY KEY, d date, c text, n numeric, tier text, status text);
CALL surgical_registry.protect('made', '{id}', 'd', 'c', NULL, NULL, '{n}', 'tier', 'status');
INSERT INTO signoff_policy (effective_from) VALUES ('2024-01-01');
INSERT INTO made VALUES (1, '2025-01-01', '1', 1, 'highly_complex', 'submitted');
BEGIN;
DROP VIEW entry_governance;
ALTER TABLE entry_state DISABLE TRIGGER USER;
ALTER TABLE entry_state ALTER content_digest TYPE int USING 5;
SELECT test.error_of('UPDATE lab.made SET n = 2');
ROLLBACK;
BEGIN;
DROP VIEW entry_governance;
ALTER TABLE entry_state ALTER governed TYPE text;
SELECT test.error_of('UPDATE lab.made SET n = 2');
ROLLBACK;
BEGIN;
DROP VIEW entry_governance;
ALTER TABLE protected_table ALTER key_columns TYPE int USING 5;
SELECT test.error_of('UPDATE lab.made SET n = 2');
ROLLBACK;
BEGIN;
DROP VIEW entry_governance;
ALTER TABLE signature RENAME TO signature_table;
CREATE VIEW signature AS SELECT * FROM signature_table;
SELECT test.error_of('UPDATE lab.made SET n = 2');
ROLLBACK;
SELECT test.error_of('UPDATE lab.made SET n = 2') AS control;
RESET search_path;

-- CREATE in the schema of the registry: another's table does not write the registry's evidence.
\c - :superuser
\set SHOW_CONTEXT never
GRANT CREATE ON SCHEMA breach TO regress_clerk;
\c - regress_clerk
\set SHOW_CONTEXT never
CREATE TABLE breach.mine (LIKE breach.entry INCLUDING ALL);
CREATE CONSTRAINT TRIGGER guard_entry AFTER INSERT OR UPDATE OR DELETE ON breach.mine FOR EACH ROW EXECUTE FUNCTION surgical_registry.guard_entry('entry');
SELECT test.error_of('INSERT INTO breach.mine VALUES (78, ''2019-01-01'', ''1111111'', 1, ''highly_complex'', ''submitted'')'),
       test.error_of('SELECT surgical_registry.import_entries(''breach.mine'')');
DROP TABLE breach.mine;
-- TRIGGER on another table of the registry's own: the name belongs to one table, renamed or not.
\c - :superuser
\set SHOW_CONTEXT never
REVOKE CREATE ON SCHEMA breach FROM regress_clerk;
SET ROLE regress_registry;
CREATE TABLE breach.scratch (LIKE breach.entry INCLUDING ALL);
GRANT ALL ON breach.scratch TO regress_clerk;
GRANT TRIGGER ON breach.entry TO regress_clerk;
\c - regress_clerk
\set SHOW_CONTEXT never
CREATE CONSTRAINT TRIGGER guard_entry AFTER INSERT OR UPDATE OR DELETE ON breach.scratch FOR EACH ROW EXECUTE FUNCTION surgical_registry.guard_entry('entry');
SELECT test.error_of('INSERT INTO breach.scratch VALUES (78, ''2025-01-01'', ''1111111'', 1, ''highly_complex'', ''submitted'')'),
       test.error_of('INSERT INTO breach.entry VALUES (78, ''2025-01-01'', ''1111111'', 1, ''highly_complex'', ''submitted'')') AS control;
\c - regress_keeper
\set SHOW_CONTEXT never
BEGIN;
ALTER TABLE breach.entry RENAME TO registered;
SELECT test.error_of('INSERT INTO breach.scratch VALUES (79, ''2025-01-01'', ''1111111'', 1, ''highly_complex'', ''submitted'')');
DROP TABLE breach.scratch;
SELECT test.error_of('INSERT INTO breach.registered VALUES (79, ''2025-01-01'', ''1111111'', 1, ''highly_complex'', ''submitted'')') AS control;
ROLLBACK;
DROP TRIGGER guard_entry ON breach.scratch;
SELECT entry_key, state FROM breach.entry_state ORDER BY 1;

-- TRIGGER on the table: a second guard, by another mapping, does not take the place of the first.
SET ROLE regress_registry;
CREATE TABLE breach.other (id int PRIMARY KEY, d date, c text, n numeric, tier text, status text, state text);
ALTER TABLE breach.entry ADD state text DEFAULT 'draft';
CALL surgical_registry.protect('breach.other', '{id}', 'd', 'c', NULL, NULL, '{n}', 'tier', 'state');
\c - regress_clerk
\set SHOW_CONTEXT never
BEGIN;
CREATE CONSTRAINT TRIGGER guard_entry_2 AFTER INSERT OR UPDATE OR DELETE ON breach.entry FOR EACH ROW EXECUTE FUNCTION surgical_registry.guard_entry('other');
SELECT test.error_of('INSERT INTO breach.entry VALUES (90, ''2025-01-01'', ''1111111'', 1, ''low'', ''draft''), (91, ''2025-01-01'', ''1111111'', 1, ''highly_complex'', ''final''), (92, ''2025-01-01'', ''1111111'', 1, ''highly_complex'', ''final'')');
SELECT count(*) FROM breach.entry WHERE id >= 90;
SELECT test.error_of('SELECT surgical_registry.finalise_entry(''breach.entry'', ''{78}'')');
ROLLBACK;
\c - :superuser
\set SHOW_CONTEXT never
REVOKE TRIGGER ON breach.entry FROM regress_clerk;

-- The type of the key changes between two calls: the plan that was kept is not for it.
SET ROLE regress_registry;
INSERT INTO breach.entry VALUES (5, '2025-01-01', '1111111', 1, 'highly_complex', 'submitted');
SELECT length(surgical_registry.content_digest('breach.entry', '{5}'));
BEGIN;
DROP VIEW breach.entry_governance;
ALTER TABLE breach.entry ALTER id TYPE text;
SELECT test.error_of('SELECT length(surgical_registry.content_digest(''breach.entry'', ''{5}''))'),
       test.error_of('SELECT length(surgical_registry.content_digest(''breach.entry'', ''{6}''))') AS absent;
ROLLBACK;
RESET ROLE;

-- A function that reads by an old snapshot keeps nothing of it for the guard.
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT count(*) FROM breach.entry WHERE id = 5;
\setenv BREACH_DB :DBNAME
\! psql -X -q -d "$BREACH_DB" -c "INSERT INTO breach.signoff_policy (effective_from, settings) VALUES (current_date + 30, '{\"tier\": \"moderate\"}')"
SELECT count(*) FROM surgical_registry.entry_status('breach.entry', '{5}');
COMMIT;
SELECT test.error_of('INSERT INTO breach.entry VALUES (6, current_date, ''1111111'', 1, ''moderate'', ''submitted'')');
SELECT entry_key, highest_tier FROM breach.entry_state WHERE entry_key = '{6}';

-- Words in character(n) are read without their padding.
CREATE SCHEMA padded;
SET search_path = padded;
CREATE TABLE entry (id int PRIMARY KEY, d date, c text, tier char(16), status char(12));
CALL surgical_registry.protect('entry', '{id}', 'd', 'c', NULL, NULL, '{}', 'tier', 'status');
INSERT INTO signoff_policy (effective_from) VALUES ('2024-01-01');
SELECT test.error_of('INSERT INTO padded.entry VALUES (1, ''2025-01-01'', ''1'', ''low'', ''draft''), (2, ''2025-01-01'', ''1'', ''low'', ''final'')'),
       test.error_of('INSERT INTO padded.entry VALUES (3, ''2025-01-01'', ''1'', ''highly_complex'', ''final'')');
SELECT entry_key, state, tier, governed FROM entry_governance ORDER BY 1;
RESET search_path;

-- check_install() runs nothing that another wrote, and goes on where a view is gone.
\c - regress_analyst
\set SHOW_CONTEXT never
SET search_path = lab;
CREATE FUNCTION spring() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'sprung as %', current_user; END $$;
CREATE VIEW trap AS SELECT spring() AS id, NULL::text AS status;
INSERT INTO protected_table (target, identity, key_columns, covered_columns, operation_date, primary_consultant, status_column)
VALUES ('trap', 'lab.trap', '{id}', '{}', 'id', 'id', 'status');
CREATE OR REPLACE VIEW entry_governance AS
SELECT target, entry_key, operation_date, primary_consultant, state, revision, tier, unclassified, governed, signatures, solo_operating,
       predates_policy, overdue, late, due_at, finalised_at, length(spring()) AS final_revision FROM
    (VALUES ('made'::text, '{1}'::text[], NULL::date, NULL::text, NULL::text, 1, NULL::surgical_registry.complexity_tier, NULL::boolean, NULL::boolean, 1::bigint,
             NULL::boolean, NULL::boolean, NULL::boolean, NULL::boolean, NULL::timestamptz, NULL::timestamptz))
    v(target, entry_key, operation_date, primary_consultant, state, revision, tier, unclassified, governed, signatures, solo_operating, predates_policy, overdue, late, due_at, finalised_at)
WHERE spring() IS NOT NULL;
\c - :superuser
\set SHOW_CONTEXT never
SELECT code, object, detail FROM surgical_registry.check_install() WHERE code = 'not_examined' AND object IN ('lab', 'breach') ORDER BY 2;
SET ROLE regress_registry;
SELECT code, object, detail FROM surgical_registry.check_install() WHERE code = 'not_examined' AND object IN ('lab', 'breach') ORDER BY 2;
BEGIN;
DROP VIEW breach.entry_governance;
SELECT code, object, detail FROM surgical_registry.check_install() WHERE code = 'not_examined' AND object = 'breach';
ROLLBACK;

-- What it lists: a child of evidence, guards that look like ours, a second guard, a column renamed, content rewritten past the guard.
SELECT code, object, detail FROM surgical_registry.check_install() WHERE object LIKE 'breach%' AND code NOT IN ('column_not_covered') ORDER BY 1, 2, 3;
SET search_path = breach;
BEGIN;
CREATE TABLE forged () INHERITS (signature);
DROP TRIGGER keep_evidence ON audit;
CREATE TRIGGER keep_evidence BEFORE INSERT OR UPDATE OR DELETE ON audit FOR EACH ROW WHEN (false) EXECUTE FUNCTION surgical_registry.keep_evidence('written');
DROP TRIGGER keep_evidence ON signature;
CREATE TRIGGER keep_evidence BEFORE INSERT OR UPDATE OR DELETE ON signature FOR EACH ROW EXECUTE FUNCTION surgical_registry.keep_evidence('state');
DROP TRIGGER keep_evidence ON signed_content;
CREATE TRIGGER keep_evidence BEFORE INSERT ON signed_content FOR EACH ROW EXECUTE FUNCTION surgical_registry.keep_evidence('erasable');
DROP TRIGGER check_policy ON signoff_policy;
DROP TRIGGER guard_entry ON other;
CREATE CONSTRAINT TRIGGER guard_entry AFTER INSERT OR UPDATE OF status OR DELETE ON other FOR EACH ROW EXECUTE FUNCTION surgical_registry.guard_entry('other');
CREATE CONSTRAINT TRIGGER guard_again AFTER INSERT OR UPDATE OR DELETE ON other FOR EACH ROW EXECUTE FUNCTION surgical_registry.guard_entry('other');
SELECT code, object, detail FROM surgical_registry.check_install()
WHERE object ~ '(other|signature|audit|signed_content|signoff_policy)$' AND code NOT IN ('column_not_covered', 'guard_not_always') ORDER BY 1, 2, 3;
ROLLBACK;
BEGIN;
ALTER TABLE entry RENAME n TO angle;
SELECT code, object, detail FROM surgical_registry.check_install() WHERE object = 'breach.entry' AND code = 'column_gone';
ROLLBACK;
INSERT INTO entry VALUES (40, '2019-01-01', '1111111', 1.5, 'highly_complex', 'submitted'), (41, '2019-01-01', '1111111', 2, 'highly_complex', 'submitted');
SELECT surgical_registry.import_entries('entry');
BEGIN;
DROP VIEW entry_governance;
ALTER TABLE entry ALTER n TYPE numeric(4,0);
CALL surgical_registry.make_governance_view('breach');
SELECT code, object, detail FROM surgical_registry.check_install() WHERE object LIKE 'breach.entry {4%';
ROLLBACK;
SELECT code, object, detail FROM surgical_registry.check_install() WHERE object LIKE 'breach.entry {4%';

-- A covered column was renamed: drafts and lower tiers are written, and nothing else.
INSERT INTO entry VALUES (50, '2025-01-01', '1111111', 1, 'highly_complex', 'draft'), (51, '2025-01-01', '1111111', 1, 'low', 'final');
BEGIN;
ALTER TABLE entry RENAME n TO angle;
SELECT v, test.error_of(v) FROM unnest(ARRAY[
    $$INSERT INTO breach.entry VALUES (52, '2025-01-01', '1111111', 1, 'highly_complex', 'draft')$$,
    $$INSERT INTO breach.entry VALUES (53, '2025-01-01', '1111111', 1, 'low', 'final')$$,
    $$INSERT INTO breach.entry VALUES (54, '2025-01-01', '1111111', 1, 'highly_complex', 'submitted')$$,
    $$UPDATE breach.entry SET angle = 2 WHERE id = 50$$,
    $$UPDATE breach.entry SET id = 60 WHERE id = 50$$,
    $$UPDATE breach.entry SET status = 'submitted' WHERE id = 50$$,
    $$UPDATE breach.entry SET status = 'final' WHERE id = 50$$,
    $$UPDATE breach.entry SET angle = 2 WHERE id = 51$$,
    $$UPDATE breach.entry SET angle = 2 WHERE id = 40$$,
    $$DELETE FROM breach.entry WHERE id = 40$$,
    $$SELECT surgical_registry.finalise_entry('breach.entry', '{50}')$$]) v;
ROLLBACK;
BEGIN;
ALTER TABLE entry RENAME status TO stage;
SELECT test.error_of($$INSERT INTO breach.entry VALUES (52, '2025-01-01', '1111111', 1, 'low', 'draft')$$);
ROLLBACK;
