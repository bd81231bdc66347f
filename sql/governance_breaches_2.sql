-- Ways around sign-off that were open once: each refused, with an honest control.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SELECT current_user AS owner \gset
CALL test.make_registry('breach_by_hand');
SET search_path = breach_by_hand, surgical_registry, public;
ALTER DATABASE :DBNAME SET search_path = breach_by_hand, surgical_registry, public;

-- A trigger that signs as whoever writes to a table
CREATE TABLE bait (id int);
GRANT ALL ON bait TO PUBLIC;
CREATE FUNCTION test.trojan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE TG_ARGV[0];
    RETURN NULL;
END
$$;
CREATE TRIGGER sign AFTER INSERT ON bait FOR EACH ROW WHEN (NEW.id = 1)
    EXECUTE FUNCTION test.trojan($$SELECT surgical_registry.sign_entry('breach_by_hand.entry', '{1}', 'x', surgical_registry.content_digest('breach_by_hand.entry', '{1}'))$$);
CREATE TRIGGER withdraw AFTER INSERT ON bait FOR EACH ROW WHEN (NEW.id = 2)
    EXECUTE FUNCTION test.trojan($$SELECT surgical_registry.withdraw_signature('breach_by_hand.entry', '{2}', 'x')$$);
CREATE TRIGGER declare AFTER INSERT ON bait FOR EACH ROW WHEN (NEW.id = 3)
    EXECUTE FUNCTION test.trojan($$SELECT surgical_registry.declare_emergency('breach_by_hand.entry', '{1}', 'x')$$);
CREATE TRIGGER retier AFTER INSERT ON bait FOR EACH ROW WHEN (NEW.id = 4)
    EXECUTE FUNCTION test.trojan($$SELECT surgical_registry.retier_entry('breach_by_hand.entry', '{1}', 'low', 'x')$$);
CREATE TRIGGER amend AFTER INSERT ON bait FOR EACH ROW WHEN (NEW.id = 5)
    EXECUTE FUNCTION test.trojan($$SELECT surgical_registry.amend_entry('breach_by_hand.entry', '{3}', 'x')$$);
INSERT INTO entry VALUES
    (1, '2025-03-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'highly_complex', 'submitted'),
    (2, '2025-03-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'highly_complex', 'submitted'),
    (3, '2025-03-01', '1111111', NULL, 'RGT', '{W28.1}', 10, NULL, 'low', 'final');
\c - regress_dr_a
\set SHOW_CONTEXT never
SELECT sign_entry('entry', '{2}', 'operated', content_digest('entry', '{2}')) > 0 AS control;
SELECT id, test.error_of(format('INSERT INTO bait VALUES (%s)', id)) FROM generate_series(1, 6) id ORDER BY id;
SELECT amend_entry('entry', '{3}', 'a slip') AS control;

\c - :owner
\set SHOW_CONTEXT never
SELECT entry_key, gmc_number, purpose FROM signature;

-- A key that is equal and spelled otherwise
CREATE TABLE decimal_entry (id numeric PRIMARY KEY, procedure_date date, consultant text, tier surgical_registry.complexity_tier, status text);
CALL protect('decimal_entry', '{id}', 'procedure_date', 'consultant', NULL, NULL, '{}', 'tier', 'status');
CREATE TABLE wordless_entry (id numeric PRIMARY KEY, procedure_date date, consultant text);
CALL protect('wordless_entry', '{id}', 'procedure_date', 'consultant', NULL, NULL, '{}');
GRANT SELECT, INSERT, UPDATE, DELETE ON decimal_entry, wordless_entry TO PUBLIC;
INSERT INTO decimal_entry VALUES (1.0, '2025-03-01', '1111111', 'highly_complex', 'submitted'), (2.0, '2025-03-01', '1111111', 'highly_complex', 'submitted');
INSERT INTO wordless_entry VALUES (1.0, '2025-03-01', '1111111');
\c - regress_dr_a
\set SHOW_CONTEXT never
SELECT sign_entry('decimal_entry', '{1}', 'operated', content_digest('decimal_entry', '{1.00}')) > 0 AS signed;
SELECT sign_entry('wordless_entry', '{1}', 'operated', content_digest('wordless_entry', '{1.00}')) > 0 AS signed;
SELECT declare_emergency('decimal_entry', '{2}', 'at night');
\c - regress_dr_b
\set SHOW_CONTEXT never
SELECT sign_entry('decimal_entry', '{1.000}', 'assisted', content_digest('decimal_entry', '{1}')) > 0 AS signed;
SELECT sign_entry('wordless_entry', '{1.000}', 'assisted', content_digest('wordless_entry', '{1}')) > 0 AS signed;
SELECT finalise_entry('decimal_entry', '{1}'), finalise_entry('wordless_entry', '{1}');
\c - :owner
\set SHOW_CONTEXT never
SELECT target, entry_key, state FROM entry_state WHERE target ~ '_entry' ORDER BY 1, 2;
SELECT test.error_of('UPDATE wordless_entry SET procedure_date = ''2025-03-02'''), test.error_of('DELETE FROM wordless_entry');
\c - regress_dr_a
\set SHOW_CONTEXT never
SELECT amend_entry('decimal_entry', '{1}', 'a slip'), amend_entry('wordless_entry', '{1.00}', 'a slip');
SELECT id, state, revision FROM decimal_entry, entry_status('decimal_entry', entry_key(id)) ORDER BY id;

-- An amendment is a consultant's, and no trainee's
SELECT test.sign('{1}');
\c - regress_dr_b
\set SHOW_CONTEXT never
SELECT test.sign('{1}'), test.finalise('{1}');
\c - regress_dr_trainee
\set SHOW_CONTEXT never
SELECT test.error_of('SELECT amend_entry(''entry'', ''{1}'', ''x'')');
\c - regress_dr_b
\set SHOW_CONTEXT never
SELECT amend_entry('entry', '{1}', 'a slip') AS control;
SELECT state, revision, signatures FROM entry_status('entry', '{1}');

-- What was imported and amended is under the first policy, and is not imported again
\c - :owner
\set SHOW_CONTEXT never
INSERT INTO entry VALUES (4, '2020-03-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'highly_complex', 'submitted'),
    (5, '2020-03-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'highly_complex', 'submitted');
SELECT import_entries('entry');
\c - regress_dr_a
\set SHOW_CONTEXT never
SELECT amend_entry('entry', ARRAY[id], 'a slip') FROM unnest('{4,5}'::text[]) id;
UPDATE entry SET procedure_date = '2025-03-01' WHERE entry_id = 4;
UPDATE entry SET procedure_date = '2020-03-02', cobb_angle = 1 WHERE entry_id IN (4, 5);
SELECT test.finalise('{4}');
\c - :owner
\set SHOW_CONTEXT never
SELECT import_entries('entry') AS none;
SELECT entry_key, state, policy_version IS NOT NULL AS pinned, predates_policy FROM entry_state WHERE entry_key IN ('{4}', '{5}') AND target = 'entry' ORDER BY 1;
\c - regress_dr_a
\set SHOW_CONTEXT never
SELECT test.sign('{4}'), test.sign('{5}');
\c - regress_dr_b
\set SHOW_CONTEXT never
SELECT test.sign('{4}'), test.sign('{5}');
SELECT test.finalise('{4}') AS control, test.finalise('{5}') AS control;
\c - :owner
\set SHOW_CONTEXT never
SELECT status, procedure_date FROM entry WHERE entry_id IN (4, 5);

-- The date moves under a stricter policy; whole numbers written with a point
CALL test.make_registry('moved', '{"tier": "high", "min_consultants": 2.0}');
SET search_path = moved, surgical_registry, public;
ALTER DATABASE :DBNAME SET search_path = moved, surgical_registry, public;
INSERT INTO signoff_policy (effective_from, settings) VALUES ('2025-01-01', '{"min_consultants": 3.0, "emergency_hours": 24.0}');
SELECT test.error_of('INSERT INTO signoff_policy (effective_from, settings) VALUES (''2026-01-01'', ''{"min_consultants": 2.5}'')');
INSERT INTO entry VALUES
    (1, '2024-05-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'highly_complex', 'submitted'),
    (2, '2024-05-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'high', 'submitted'),
    (3, '2024-05-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'highly_complex', 'submitted'),
    (4, '2025-05-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'high', 'submitted');
UPDATE entry SET procedure_date = '2025-05-01' WHERE entry_id IN (1, 2);
\c - regress_dr_a
\set SHOW_CONTEXT never
SELECT test.sign('{1}'), test.sign('{3}');
\c - regress_dr_b
\set SHOW_CONTEXT never
SELECT test.sign('{1}'), test.sign('{3}');
SELECT test.finalise('{3}') AS control, test.finalise('{4}') AS control;
SELECT test.finalise('{1}'), test.finalise('{2}');
\c - regress_dr_c
\set SHOW_CONTEXT never
SELECT test.sign('{1}'), test.finalise('{1}');

-- No date: the lowest tier that some policy wants signatures for, and no way below it
INSERT INTO entry VALUES
    (5, NULL, '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'high', 'submitted'),
    (6, NULL, '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'moderate', 'submitted');
SELECT test.finalise('{5}'), test.finalise('{6}') AS control;
SELECT test.error_of('UPDATE entry SET tier = ''low'' WHERE entry_id = 5');

-- An emergency waits for no date, no policy, and no morning in Greenwich
INSERT INTO entry VALUES
    (7, NULL, '1111111', NULL, 'RGT', NULL, NULL, NULL, 'highly_complex', 'submitted'),
    (8, '2020-05-01', '1111111', NULL, 'RGT', NULL, NULL, NULL, 'highly_complex', 'submitted'),
    (9, (clock_timestamp() AT TIME ZONE 'UTC')::date + 1, '1111111', NULL, 'RGT', NULL, NULL, NULL, 'highly_complex', 'submitted'),
    (10, (clock_timestamp() AT TIME ZONE 'UTC')::date + 3, '1111111', NULL, 'RGT', NULL, NULL, NULL, 'highly_complex', 'submitted'),
    (11, NULL, '1111111', NULL, 'RGT', NULL, NULL, NULL, 'highly_complex', 'submitted'),
    (12, NULL, '1111111', NULL, 'RGT', NULL, NULL, NULL, 'low', 'submitted');
\c - regress_dr_trainee
\set SHOW_CONTEXT never
SELECT test.error_of('SELECT declare_emergency(''entry'', ''{11}'', ''x'')') AS by_a_trainee;
\c - regress_dr_a
\set SHOW_CONTEXT never
SELECT test.sign('{9}') AS tomorrow, test.sign('{10}');
SELECT id, test.error_of(format('SELECT declare_emergency(''entry'', ''{%s}'', ''at night'')', id)) FROM generate_series(7, 12) id ORDER BY id;
SELECT entry_id, state, signatures, missing FROM entry, entry_status('entry', entry_key(entry_id)) WHERE entry_id IN (7, 8) ORDER BY 1;
SELECT test.finalise('{7}');
\c - :owner
\set SHOW_CONTEXT never
SELECT entry_key, due_at - changed_at BETWEEN '71 hours' AND '73 hours' AS due_in_three_days FROM entry_state WHERE entry_key = '{7}';

-- A table that inherits from evidence is none
CREATE TABLE forged () INHERITS (signature);
INSERT INTO forged SELECT signature_id + 1000, target, entry_key, revision, purpose, meaning, '2222222', login, role_oid, authentication, content_digest, late, signed_at
FROM signature WHERE entry_key = '{9}' AND purpose = 'sign-off';
SELECT count(*) AS with_the_forged FROM signature WHERE entry_key = '{9}' AND purpose = 'sign-off';
SELECT signatures FROM entry_status('entry', '{9}');

ALTER DATABASE :DBNAME RESET search_path;
