-- The life of an entry, by real logins: two signatures make it final, an edit voids them.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SELECT current_user AS owner \gset
CALL test.make_registry('life');
ALTER DATABASE :DBNAME SET search_path = life, surgical_registry, public;
CREATE FUNCTION test.sign(key text, meaning text DEFAULT 'operated', target text DEFAULT 'entry') RETURNS text LANGUAGE sql AS $$
    SELECT test.error_of(format('SELECT surgical_registry.sign_entry(%L, %L, %L, surgical_registry.content_digest(%L, %L))', $3, $1, $2, $3, $1))
$$;
CREATE FUNCTION test.finalise(key text, target text DEFAULT 'entry') RETURNS text LANGUAGE sql AS $$
    SELECT test.error_of(format('SELECT surgical_registry.finalise_entry(%L, %L)', $2, $1))
$$;

\c - regress_clerk
\set SHOW_CONTEXT never
-- Recording is never refused; below highly_complex nothing is needed, and nothing is written.
INSERT INTO entry VALUES
    (1, '2025-03-01', '1111111', '2222222', 'RGT', '{V41.1}', 61.5, 'a', 'highly_complex', 'draft'),
    (2, '2025-03-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, 'b', 'highly_complex', NULL),
    (3, '2025-03-01', '1111111', NULL, 'RGT', '{W28.1}', 10.0, 'c', 'low', 'final'),
    (4, '2025-03-01', '1111111', NULL, 'RGT', '{W28.1}', 10.0, 'd', 'high', 'submitted'),
    (5, '2025-03-01', '1111111', NULL, 'RGT', '{W28.1}', 10.0, 'e', NULL, 'submitted'),
    (6, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'draft');
SELECT finalise_entry('entry', '{4}');
SELECT (entry_status('entry', ARRAY[entry_id::text])).* FROM entry ORDER BY entry_id;
\c - :owner
\set SHOW_CONTEXT never
SELECT entry_key, state, revision, governed, highest_tier, policy_version FROM entry_state ORDER BY 1;
SELECT entry_key, action, state, revision, login FROM audit ORDER BY audit_id;

-- Submitted, signed by one: refused, and the message says what is missing and who mends it
\c - regress_clerk
\set SHOW_CONTEXT never
UPDATE entry SET status = 'submitted' WHERE entry_id = 1;
SELECT test.finalise('{1}');
SELECT test.error_of('UPDATE entry SET status = ''final'' WHERE entry_id = 1');
SELECT test.sign('{1}');
\c - regress_dr_a
\set SHOW_CONTEXT never
SELECT sign_entry('entry', '{1}', 'operated', content_digest('entry', '{1}'));
SELECT test.sign('{1}');
SELECT test.finalise('{1}');
\c - regress_dr_trainee
\set SHOW_CONTEXT never
SELECT test.sign('{1}');
\c - regress_dr_b
\set SHOW_CONTEXT never
SELECT test.error_of('SELECT sign_entry(''entry'', ''{1}'', ''operated'', ''\x00'')');
SELECT sign_entry('entry', '{01}', 'operated with her', content_digest('entry', '{ 1}'));
SELECT * FROM entry_status('entry', '{1}');

-- An edit voids; to revert it revives nothing.
\c - regress_clerk
\set SHOW_CONTEXT never
UPDATE entry SET note = 'uncovered' WHERE entry_id = 1;
SELECT state, revision, signatures, missing FROM entry_status('entry', '{1}');
UPDATE entry SET cobb_angle = 62 WHERE entry_id = 1;
SELECT state, revision, signatures, missing FROM entry_status('entry', '{1}');
UPDATE entry SET cobb_angle = 61.5 WHERE entry_id = 1;
SELECT state, revision, signatures, missing FROM entry_status('entry', '{1}');
SELECT test.finalise('{1}');

-- Signed again, and final in one statement with nothing else
\c - regress_dr_a
SELECT sign_entry('entry', '{1}', 'operated', content_digest('entry', '{1}'));
\c - regress_dr_b
SELECT sign_entry('entry', '{1}', 'operated', content_digest('entry', '{1}'));
\c - regress_clerk
\set SHOW_CONTEXT never
SELECT test.error_of('UPDATE entry SET status = ''final'', cobb_angle = 63 WHERE entry_id = 1');
SELECT finalise_entry('entry', '{1}');
SELECT * FROM entry_status('entry', '{1}');
SELECT status FROM entry WHERE entry_id = 1;
SELECT finalise_entry('entry', '{1}');

-- Final is final; what is not covered may still change.
SELECT test.error_of(statement) FROM unnest(ARRAY[
    'UPDATE entry SET cobb_angle = 1 WHERE entry_id = 1',
    'UPDATE entry SET status = ''draft'' WHERE entry_id = 1',
    'UPDATE entry SET status = NULL WHERE entry_id = 1',
    'UPDATE entry SET tier = ''low'' WHERE entry_id = 1',
    'DELETE FROM entry WHERE entry_id = 1',
    'UPDATE entry SET procedure_codes = ''{V42}'' WHERE entry_id = 3',
    'UPDATE entry SET status = ''submitted'' WHERE entry_id = 3',
    'UPDATE entry SET tier = ''highly_complex'' WHERE entry_id = 3',
    'DELETE FROM entry WHERE entry_id = 3',
    'UPDATE entry SET note = ''z'' WHERE entry_id IN (1, 3)']) statement;
SELECT test.error_of('SELECT amend_entry(''entry'', ''{1}'', ''a wrong angle'')');
\c - regress_dr_a
\set SHOW_CONTEXT never
SELECT test.sign('{1}');
SELECT test.error_of('SELECT withdraw_signature(''entry'', ''{1}'', ''second thoughts'')');
SELECT test.error_of('SELECT amend_entry(''entry'', ''{1}'', '' '')');

-- Amended: a new revision, the final one on record until that is final
SELECT amend_entry('entry', '{1}', 'a wrong angle');
SELECT test.error_of('SELECT amend_entry(''entry'', ''{1}'', ''again'')');
UPDATE entry SET cobb_angle = 64 WHERE entry_id = 1;
SELECT state, revision, signatures FROM entry_status('entry', '{1}');
SELECT test.finalise('{1}');
SELECT sign_entry('entry', '{1}', 'operated', content_digest('entry', '{1}'));
\c - regress_dr_c
\set SHOW_CONTEXT never
SELECT sign_entry('entry', '{1}', 'reviewed', content_digest('entry', '{1}'));
-- A withdrawal in time
SELECT withdraw_signature('entry', '{1}', 'not my case');
SELECT test.error_of('SELECT withdraw_signature(''entry'', ''{1}'', ''again'')');
SELECT test.finalise('{1}');
SELECT sign_entry('entry', '{1}', 'it is after all', content_digest('entry', '{1}'));
SELECT finalise_entry('entry', '{1}');

-- Below the governed tier an editor amends.
\c - regress_clerk
\set SHOW_CONTEXT never
SELECT amend_entry('entry', '{3}', 'a wrong code');
UPDATE entry SET procedure_codes = '{W28.2}', status = 'final' WHERE entry_id = 3;
SELECT test.error_of('UPDATE entry SET status = ''submitted'' WHERE entry_id = 3');
SELECT test.error_of('SELECT amend_entry(''entry'', ''{4}'', ''x''); SELECT amend_entry(''entry'', ''{4}'', ''x'')');

-- Unclassified counts as highly complex until it is classified.
SELECT test.finalise('{5}');
UPDATE entry SET tier = 'moderate' WHERE entry_id = 5;
SELECT finalise_entry('entry', '{5}');
SELECT (entry_status('entry', '{5}')).*;

-- Back to draft only while nobody has signed; drafts alone are deleted.
UPDATE entry SET status = 'submitted' WHERE entry_id = 2;
UPDATE entry SET status = 'draft' WHERE entry_id = 2;
SELECT test.error_of('DELETE FROM entry WHERE entry_id = 2');
DELETE FROM entry WHERE entry_id = 6;
\c - regress_dr_b
\set SHOW_CONTEXT never
-- A draft can be signed too; then it is no longer deleted, and not a draft again.
SELECT sign_entry('entry', '{2}', 'operated', content_digest('entry', '{2}'));
UPDATE entry SET status = 'submitted' WHERE entry_id = 2;
SELECT test.error_of('UPDATE entry SET status = ''draft'' WHERE entry_id = 2');

-- Signing what needs none, what is not there, what may not be read; arguments
INSERT INTO entry VALUES (7, '2099-01-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'highly_complex', 'submitted'),
                         (8, '1999-01-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'highly_complex', 'submitted'),
                         (9, '2025-01-01', '1111111', NULL, 'RGT', '{W28.1}', 61.5, NULL, 'low', 'submitted');
SELECT test.sign(k) FROM unnest('{"{7}","{8}","{9}","{77}","{1,2}","{}","{NULL}","{x}","{{1}}"}'::text[]) k;
SELECT test.finalise(k) FROM unnest('{"{7}","{8}","{77}"}'::text[]) k;
SELECT test.error_of(format('SELECT sign_entry(%s)', a)) FROM unnest(ARRAY[
    'NULL, ''{2}'', ''operated'', ''\x00''', '''entry'', NULL, ''operated'', ''\x00''', '''entry'', ''{2}'', NULL, ''\x00''',
    '''entry'', ''{2}'', ''operated'', NULL', '''entry'', ''{2}'', '' '', ''\x00''', '''entry'', ''{2}'', repeat(''x'', 5000), ''\x00''',
    '''test.member'', ''{2}'', ''operated'', ''\x00''']) a;
SELECT content_digest(NULL, '{1}'), content_digest('entry', NULL), entry_status(NULL, '{1}'), entry_key(1, NULL::text), entry_key(1, 'a'::text, '2025-03-01'::date);
SELECT test.error_of('INSERT INTO entry (entry_id, status) VALUES (10, ''Final'')');
\c - :owner
\set SHOW_CONTEXT never
REVOKE SELECT ON entry FROM PUBLIC;
GRANT SELECT (entry_id) ON entry TO regress_dr_a;
\c - regress_dr_a
\set SHOW_CONTEXT never
SELECT test.error_of('SELECT sign_entry(''entry'', ''{2}'', ''operated'', ''\x00'')');
SELECT test.error_of('SELECT entry_status(''entry'', ''{2}'')');
\c - :owner
\set SHOW_CONTEXT never
GRANT SELECT ON entry TO PUBLIC;

-- What is left on record
SELECT entry_key, operation_date, state, revision, tier, unclassified, governed, signatures, solo_operating, predates_policy, overdue, late, final_revision
FROM entry_governance ORDER BY entry_key;
SELECT signature_id, entry_key, revision, purpose, meaning, gmc_number, login, authentication, late FROM signature ORDER BY 1;
SELECT * FROM (SELECT signature_id, reason, login FROM signature_withdrawal) w;
SELECT entry_key, action, state, revision, reason, login FROM audit ORDER BY audit_id;
SELECT count(*) AS signatures_without_content FROM signature s LEFT JOIN signed_content c USING (target, entry_key, revision, content_digest)
WHERE c.payload IS NULL OR sha256(c.payload) <> s.content_digest;
ALTER DATABASE :DBNAME RESET search_path;
