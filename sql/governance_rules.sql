-- Rules beyond the first: emergencies, tiers, policies, entries from before, tables without a status.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SELECT current_user AS owner \gset
CALL test.make_registry('rules');
SET search_path = rules, surgical_registry, public;
ALTER DATABASE :DBNAME SET search_path = rules, surgical_registry, public;

-- Policies that cannot be read
SELECT s, test.error_of(format('INSERT INTO signoff_policy (effective_from, settings) VALUES (''2099-01-01'', %L)', s))
FROM unnest('{"{\"min_consultant\": 2}","{\"min_consultants\": 0}","{\"min_consultants\": 1.5}","{\"min_consultants\": \"2\"}","{\"min_consultants\": 1e99}","{\"primary_must_sign\": 1}","{\"tier\": \"complex\"}","{\"tier\": null}","{\"specialties\": []}","{\"specialties\": [1]}","{\"post_kinds\": \"consultant\"}","{\"emergency_hours\": 10000}","[]","1","null"}'::text[]) s;
SELECT test.error_of('INSERT INTO signoff_policy (effective_from) VALUES (NULL)'), test.error_of('INSERT INTO signoff_policy (effective_from) VALUES (''infinity'')');
-- In order, and not for days that are past once entries have been submitted
SELECT test.error_of('INSERT INTO signoff_policy (effective_from) VALUES (''2023-01-01'')') AS before_another,
       test.error_of('INSERT INTO signoff_policy (effective_from, settings) VALUES (''2025-01-01'', ''{"min_consultants": 3, "outside_provider": true}'')') AS after_it;
INSERT INTO entry VALUES (1, '2025-03-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'highly_complex', 'submitted'),
                         (2, '2024-03-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'highly_complex', 'submitted'),
                         (3, '2024-03-01', '1111111', '3333333', 'RGT', '{V41.1}', 61.5, NULL, 'highly_complex', 'submitted'),
                         (4, '2024-03-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'highly_complex', 'submitted'),
                         (5, '2024-03-01', '5555555', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'highly_complex', 'submitted');
SELECT test.error_of('INSERT INTO signoff_policy (effective_from) VALUES (''2025-06-01'')') AS too_late,
       test.error_of('INSERT INTO signoff_policy (effective_from, settings) VALUES (''2090-01-01'', ''{"tier": "high"}'')') AS in_time;
SELECT (entry_status('entry', '{1}')).missing;
SELECT (entry_status('entry', '{2}')).missing;
SELECT version, effective_from, settings, created_by = session_user AS ours FROM signoff_policy ORDER BY 1;
-- A policy with a lower tier reaches every session: entries below highly_complex are now looked at, and judged by their own policy.
INSERT INTO entry VALUES (6, '2025-03-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'high', 'submitted'), (7, '2025-03-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'low', 'final');
SELECT entry_key, governed, highest_tier FROM entry_state WHERE entry_key IN ('{6}', '{7}');
SELECT test.finalise('{6}');

\c - regress_dr_b
\set SHOW_CONTEXT never
-- Two who did not operate: the primary operator is missed, unless gone.
SELECT sign_entry('entry', ARRAY[k], 'reviewed', content_digest('entry', ARRAY[k])) > 0 FROM unnest('{1,2,3,5}'::text[]) k;
\c - regress_dr_c
\set SHOW_CONTEXT never
SELECT sign_entry('entry', ARRAY[k], 'reviewed', content_digest('entry', ARRAY[k])) > 0 FROM unnest('{1,2,5}'::text[]) k;
SELECT k, (entry_status('entry', ARRAY[k])).missing FROM unnest('{1,2,3,5}'::text[]) k;
\c - :owner
\set SHOW_CONTEXT never
INSERT INTO consultant_post VALUES ('5555555', 'RGT', 'consultant', NULL, '[2015-01-01,2024-12-31)');
SELECT test.finalise('{5}') AS primary_has_left;
\c - regress_dr_a
\set SHOW_CONTEXT never
SELECT sign_entry('entry', ARRAY[k], 'operated', content_digest('entry', ARRAY[k])) > 0 FROM unnest('{1,3}'::text[]) k;
SELECT test.finalise('{1}'), test.finalise('{3}');

-- Emergencies: provisional by one word, due, late, never refused
SELECT test.error_of('UPDATE entry SET status = ''provisional'' WHERE entry_id = 4'), test.error_of('SELECT declare_emergency(''entry'', ''{4}'', '''')');
SELECT declare_emergency('entry', '{4}', 'cord compression');
SELECT test.error_of('SELECT declare_emergency(''entry'', ''{4}'', ''again'')'), test.error_of('SELECT declare_emergency(''entry'', ''{3}'', ''final'')');
SELECT state, signatures, missing FROM entry_status('entry', '{4}');
SELECT test.finalise('{4}'), test.error_of('UPDATE entry SET status = ''submitted'' WHERE entry_id = 4');
UPDATE entry SET cobb_angle = 62 WHERE entry_id = 4;
SELECT state, overdue, late, due_at = '2024-03-04 00:00+00' AS due FROM entry_governance WHERE entry_key = '{4}';
SELECT sign_entry('entry', '{4}', 'operated', content_digest('entry', '{4}')) > 0;
\c - regress_dr_b
\set SHOW_CONTEXT never
SELECT sign_entry('entry', '{4}', 'operated', content_digest('entry', '{4}')) > 0;
SELECT finalise_entry('entry', '{4}');
SELECT state, overdue, late FROM entry_governance WHERE entry_key = '{4}';

-- Out of the tier by two consultants, each with a reason; what they signed before no longer counts
SELECT retier_entry('entry', '{2}', 'low', 'a wrong code');
SELECT test.error_of('SELECT retier_entry(''entry'', ''{2}'', ''low'', ''again'')'), test.error_of('SELECT retier_entry(''entry'', ''{4}'', ''low'', ''final'')');
SELECT tier FROM entry WHERE entry_id = 2;
\c - regress_dr_trainee
\set SHOW_CONTEXT never
SELECT test.error_of('SELECT retier_entry(''entry'', ''{2}'', ''low'', ''a wrong code'')');
\c - regress_clerk
\set SHOW_CONTEXT never
SELECT test.error_of('SELECT retier_entry(''entry'', ''{2}'', ''low'', ''a wrong code'')'), test.error_of('SELECT declare_emergency(''entry'', ''{2}'', ''x'')');
\c - regress_dr_a
\set SHOW_CONTEXT never
SELECT retier_entry('entry', '{2}', 'moderate', 'another tier is another matter');
SELECT retier_entry('entry', '{2}', 'low', 'a wrong code');
SELECT tier, status FROM entry WHERE entry_id = 2;
SELECT finalise_entry('entry', '{2}');
SELECT (entry_status('entry', '{2}')).*;
\c - :owner
\set SHOW_CONTEXT never
SELECT entry_key, purpose, meaning, login, late FROM signature ORDER BY signature_id;

-- Entries from before the first policy, and others beside them
INSERT INTO entry VALUES (20, '2019-03-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'highly_complex', 'submitted'),
                         (21, '2019-03-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, NULL, 'submitted'),
                         (22, '2019-03-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'highly_complex', 'draft'),
                         (23, '2024-01-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'highly_complex', 'submitted'),
                         (24, '2019-03-01', '1111111', NULL, 'RGT', '{V41.1}', 61.5, NULL, 'low', 'submitted');
SELECT test.finalise('{20}');
\c - regress_clerk
\set SHOW_CONTEXT never
SELECT test.error_of('SELECT import_entries(''entry'')');
\c - :owner
\set SHOW_CONTEXT never
SELECT import_entries('entry'), import_entries(NULL);
SELECT import_entries('entry') AS again;
SELECT entry_key, state, governed, predates_policy FROM entry_governance WHERE (entry_key)[1]::int >= 20 ORDER BY entry_key;
SELECT test.error_of('UPDATE entry SET cobb_angle = 1 WHERE entry_id = 20');
-- Rows that were final before the table was protected
CREATE TABLE older (id int PRIMARY KEY, d date, c text, tier text, status text);
INSERT INTO older VALUES (1, '2019-01-01', '1111111', 'highly_complex', 'final'), (2, '2025-01-01', '1111111', 'highly_complex', 'final'), (3, '2025-01-01', '1111111', 'highly_complex', 'submitted');
CALL protect('older', '{id}', 'd', 'c', NULL, NULL, '{}', 'tier', 'status');
SELECT code, object, detail FROM check_install() WHERE object LIKE 'rules.older%';
SELECT import_entries('older');
SELECT code, object, detail FROM check_install() WHERE object LIKE 'rules.older%';
SELECT test.error_of('UPDATE older SET tier = ''low'' WHERE id = 3'), test.error_of('UPDATE older SET tier = ''low'' WHERE id = 2'), test.finalise('{3}', 'older');

-- A table with neither status nor tier, as OMOP's: its state is evidence alone, and unclassified is highly complex.
CREATE TABLE procedure_occurrence (procedure_occurrence_id integer PRIMARY KEY, person_id integer, procedure_concept_id integer, procedure_date date, procedure_datetime timestamp,
    procedure_type_concept_id integer, quantity integer, provider_id integer, visit_occurrence_id integer, procedure_source_value varchar(50));
INSERT INTO procedure_occurrence SELECT i, 1, 4, '2024-03-01', NULL, 32817, 1, 1111111, 1, 'V41.1' FROM generate_series(1, 4) i;
CALL protect('procedure_occurrence', '{procedure_occurrence_id}', 'procedure_date', 'provider_id', NULL, NULL, '{person_id,procedure_concept_id,procedure_source_value}');
GRANT SELECT, UPDATE, DELETE ON procedure_occurrence TO PUBLIC;
UPDATE procedure_occurrence SET quantity = 2;
DELETE FROM procedure_occurrence WHERE procedure_occurrence_id = 4;
SELECT test.finalise('{1}', 'procedure_occurrence');
SELECT * FROM entry_status('procedure_occurrence', '{1}');
\c - regress_dr_a
\set SHOW_CONTEXT never
SELECT test.sign(k, 'operated', 'procedure_occurrence') FROM unnest(ARRAY['{1}','{2}','{3}']) k;
SELECT declare_emergency('procedure_occurrence', '{3}', 'cord compression');
\c - regress_dr_b
\set SHOW_CONTEXT never
SELECT test.sign(k, 'reviewed', 'procedure_occurrence') FROM unnest(ARRAY['{1}','{2}']) k;
UPDATE procedure_occurrence SET procedure_source_value = 'V42.1' WHERE procedure_occurrence_id = 2;
SELECT test.finalise(k, 'procedure_occurrence') FROM unnest(ARRAY['{1}','{2}','{3}']) k;
SELECT k, (entry_status('procedure_occurrence', k::text[])).* FROM unnest(ARRAY['{1}','{2}','{3}']) k;
SELECT test.error_of('UPDATE procedure_occurrence SET person_id = 2 WHERE procedure_occurrence_id = 1'), test.error_of('DELETE FROM procedure_occurrence WHERE procedure_occurrence_id = 2'),
       test.error_of('SELECT retier_entry(''procedure_occurrence'', ''{2}'', ''low'', ''x'')');
SELECT amend_entry('procedure_occurrence', '{1}', 'a wrong person');
UPDATE procedure_occurrence SET person_id = 2 WHERE procedure_occurrence_id = 1;
SELECT k, (entry_status('procedure_occurrence', k::text[])).* FROM unnest(ARRAY['{1}']) k;
SELECT target, entry_key, state, revision, tier, governed, final_revision FROM entry_governance WHERE target = 'procedure_occurrence' ORDER BY entry_key;

-- Below the governed tier nothing of the evidence is scanned, written or locked, once a session knows the table.
\c - :owner
\set SHOW_CONTEXT never
CREATE VIEW touched AS
SELECT (SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND relation IN (SELECT evidence FROM evidence_tables() WHERE place = 'rules'::regnamespace)) AS locks,
       (SELECT sum(coalesce(seq_scan, 0) + coalesce(idx_scan, 0) + n_tup_ins + n_tup_upd) FROM pg_stat_xact_user_tables
        WHERE relid IN (SELECT evidence FROM evidence_tables() WHERE place = 'rules'::regnamespace)) AS work;
INSERT INTO entry VALUES (40, '2025-03-01', '1111111', NULL, 'RGT', NULL, NULL, NULL, 'low', 'draft');
BEGIN;
SELECT locks AS locks_before, work AS work_before FROM touched \gset
INSERT INTO entry SELECT i, '2025-03-01', '1111111', NULL, 'RGT', NULL, NULL, NULL, 'low', 'final' FROM generate_series(41, 49) i;
UPDATE entry SET note = 'seen' WHERE entry_id BETWEEN 40 AND 49;
UPDATE entry SET status = 'final' WHERE entry_id = 40;
SELECT locks - :locks_before AS locks, work - :work_before AS work FROM touched;
INSERT INTO entry VALUES (50, '2025-03-01', '1111111', NULL, 'RGT', NULL, NULL, NULL, 'highly_complex', 'draft');
SELECT locks - :locks_before AS locks, work - :work_before AS work FROM touched;
INSERT INTO entry VALUES (51, '2025-03-01', '1111111', NULL, 'RGT', NULL, NULL, NULL, 'highly_complex', 'submitted');
SELECT locks - :locks_before > 0 AS control_locks, work - :work_before > 0 AS control_work FROM touched;
ROLLBACK;
\c - :owner
ALTER DATABASE :DBNAME RESET search_path;
