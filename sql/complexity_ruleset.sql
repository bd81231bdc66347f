-- complexity_ruleset: text, canonical form, errors with their place, binary form, order, differences
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;

-- One rule a line; comments and single blank lines stay
SELECT 'CUTPOINTS 6 8 10 --agreed
  -- spine: cord at risk


v41-v46 , W051: 3+3.50+4.5-- why

when Age_Years<2 : +1
when  ''neuro''  in patient_factors:+1.5
when procedure_codes in {v41-V46} AND cobb_angle>90: At Least HIGHLY_COMPLEX
when (asa_grade = 1) and ("Age" is not null): at most moderate
'::complexity_ruleset;
SELECT example_ruleset()::text::complexity_ruleset = example_ruleset() AS example_reads_back, example_ruleset()::text ~ 'EXAMPLE, NOT POLICY' AS plainly_marked;
-- Line ends of another system; hyphens in quotes; the cutpoints last
SELECT replace(E'V41: 1+1+1\r\nwhen a = ''x--y'': +1\r\ncutpoints 0 .5 25\r\n'::complexity_ruleset::text, E'\r', '<CR>');

-- Errors: SQLSTATE, place and what was expected
CREATE FUNCTION test.ruleset_error(rules text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text;
    hint text;
BEGIN
    PERFORM ('cutpoints 6 8 10' || chr(10) || 'V41-V46: 3 + 3 + 4' || chr(10) || rules)::surgical_registry.complexity_ruleset;
    RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(' | ', SQLSTATE, detail, nullif(hint, ''));
END
$$;
SELECT rule, test.ruleset_error(rule) AS error
FROM unnest(ARRAY['cutpoints 6 8 10', 'V41-V46: 1+1+1', 'v41 - V46: 1+1+1', 'V47', 'V47 3+3+4', ': 1+1+1', 'V47, V4: 1+1+1', 'V47,: 1+1+1', 'V48-V47: 1+1+1', 'V47: 1+1', 'V47: 1+1+1+1', 'V47: 1+1+1 x',
    'V47: 0.4+1+1', 'V47: 1+5.1+1', 'V47: 1+1+1.25', 'V47: 1+1+1e0', 'V47: 1+1+NaN', 'V47: -1+1+1', 'whn a < 2: +1', 'V47: 1+1+1 - why',
    'when a < 2', 'when: +1', 'when a <: +1', 'when a < 2 +1', 'when a < 2: 1', 'when a < 2: -1', 'when a < 2: +0', 'when a < 2: +10.1', 'when a < 2: +0.05', 'when a < 2: +1 and more',
    'when a < 2: at last high', 'when a < 2: at least difficult', 'when a < 2: at least', 'when a < 2: at most high or low', 'when a + 1: +1', 'when ''x'' = 1: +1', 'when a in {V46-V41}: +1', 'when a in {V}: +1',
    'when a = ''x: +1', 'when f(a): +1', E'when a = 1: +1\nwhen A=1: +2', E'when a = 1: at least low\nwhen a = 1: at least high', 'when "a b" = 1: +1', E'when a = 1: +1\nwhen a = 1: at least high\nwhen a = 1: at most high', '-- only a comment']) rule;
SELECT c AS cutpoints, split_part(test.error_of(format('SELECT %L::surgical_registry.complexity_ruleset', c || E'\nV41: 1+1+1')), ' | ', 1) AS state
FROM unnest(ARRAY['cutpoints 6 8', 'cutpoints 6 8 10 12', 'cutpoints 6 6 8', 'cutpoints 8 6 10', 'cutpoints 6 8 25.1', 'cutpoints 6 8 8.05', 'cutpoints -1 8 10', 'cutpoints nan 8 10', 'cutpoints 6, 8, 10', 'cutpoint 6 8 10', '', '-- none', 'cutpoints 0 0.1 25']) c;
SELECT 'cutpoints 6 8 10'::complexity_ruleset;
SELECT ''::complexity_ruleset;
SELECT E'cutpoints 6 8 10\nV41: 3 + 3 + 55'::complexity_ruleset;
-- What a ruleset may hold: 1000 rules, 64 kB, 100 levels; canonical text too
SELECT length(r.t::complexity_ruleset::text) FROM (SELECT E'cutpoints 6 8 10\nV41: 1+1+1' || string_agg(format(E'\nwhen a = %s: +0.1', i), '') AS t FROM generate_series(1, 998) i) r;
SELECT test.ruleset_error(string_agg(format('when a = %s: +0.1', i), E'\n')) FROM generate_series(1, 999) i;
SELECT test.ruleset_error('--' || repeat('x', 70000));
SELECT test.ruleset_error('V47' || repeat(',V47', 16000) || ': 1+1+1');
SELECT test.ruleset_error('V47' || repeat(',V471', 10900) || ': 1+1+1');
SELECT test.ruleset_error('when ' || repeat('(', 10000) || 'a' || repeat(')', 10000) || ': +1');
SELECT (E'cutpoints 6 8 10\nV41: 1+1+1\nwhen ' || repeat('- ', 90) || 'a > 1: +1')::complexity_ruleset::text::complexity_ruleset IS NOT NULL AS reads_back;
SELECT length(test.error_of(format('SELECT %L::surgical_registry.complexity_ruleset', repeat('x', 1000000)))) < 500 AS short_message;
SELECT CASE WHEN current_setting('server_version_num')::int < 160000 THEN true
       ELSE test.error_of('DO $d$ BEGIN ASSERT NOT pg_input_is_valid(''cutpoints 6 8'', ''surgical_registry.complexity_ruleset'')
           AND NOT pg_input_is_valid('''', ''surgical_registry.complexity_ruleset''); END $d$') = 'no error' END AS soft_errors;

-- Binary form: a format byte and the text, as strict as text
CREATE TABLE definition (name text PRIMARY KEY, rules complexity_ruleset);
INSERT INTO definition VALUES ('example', example_ruleset()), ('small', E'cutpoints 6 8 10\nV41: 3+3+4'), ('none', NULL);
INSERT INTO definition SELECT 'large', (E'cutpoints 6 8 10\n' || string_agg(format('V%s: 1+1+1 -- %s', lpad(i::text, 2, '0'), repeat(md5(i::text), 18)), E'\n'))::complexity_ruleset FROM generate_series(0, 99) i;
SELECT name, pg_column_size(rules) < length(rules::text) AS compressed, length(rules::text) FROM definition ORDER BY name COLLATE "C";
\set copied `mktemp -u`
COPY definition TO :'copied' (FORMAT binary);
CREATE TABLE definition_back (LIKE definition);
COPY definition_back FROM :'copied' (FORMAT binary);
\! rm -f :copied
SELECT count(*), count(*) FILTER (WHERE d.rules IS DISTINCT FROM b.rules) AS differing FROM definition d JOIN definition_back b USING (name);
SELECT substr(complexity_ruleset_send(rules), 1, 4) FROM definition WHERE name = 'small';
SELECT said, test.binary_input('complexity_ruleset', v) FROM (VALUES
    ('canonical', '\x01'::bytea || convert_to(E'cutpoints 6.0 8.0 10.0\nV41: 3.0 + 3.0 + 4.0', 'UTF8')),
    ('not canonical', '\x01'::bytea || convert_to(E'cutpoints 6 8 10\nV41: 3+3+4', 'UTF8')),
    ('empty', ''::bytea), ('no text', '\x01'::bytea), ('format 2', '\x02'::bytea || convert_to(E'cutpoints 6 8 10\nV41: 3+3+4', 'UTF8')),
    ('malformed', '\x01'::bytea || convert_to(E'cutpoints 6 8 10\nV41: 3+3', 'UTF8')), ('bad encoding', '\x01ff'::bytea)) v(said, v);

-- Equality is that of the text; sorting and hashing agree with it
SELECT E'cutpoints 6 8 10\nV41: 3+3+4'::complexity_ruleset = E'CUTPOINTS 6.0 8.0 10.0\n V41 : 3.0+3.0+4.0'::complexity_ruleset AS same_rules,
       E'cutpoints 6 8 10\nV41: 3+3+4'::complexity_ruleset = E'cutpoints 6 8 10\nV41: 3+3+4 -- why'::complexity_ruleset AS other_comment;
SELECT count(*), count(DISTINCT rules) FROM (SELECT rules FROM definition UNION ALL SELECT rules FROM definition_back) u;
SET enable_hashagg = off;
SELECT count(*) AS by_sort FROM (SELECT rules FROM definition UNION SELECT rules FROM definition_back) u;
RESET enable_hashagg;
SET enable_sort = off;
SELECT count(*) AS by_hash FROM (SELECT rules FROM definition UNION SELECT rules FROM definition_back) u;
RESET enable_sort;
SELECT name FROM definition WHERE rules = E'cutpoints 6 8 10\nV41: 3+3+4';

-- What differs
SELECT * FROM ruleset_diff(example_ruleset(), example_ruleset());
SELECT * FROM ruleset_diff('cutpoints 6 8 10
V41-V46: 3 + 3 + 4
V47: 1 + 1 + 1  -- one reason
when age_years < 2: +1
when asa_grade = 5: at least highly_complex
when a: at least high
when b: at most low', 'cutpoints 6 8.5 10
when AGE_YEARS<2: +1.5
V47: 1+1+1  -- another reason
V48: 2 + 2 + 2
v41 - V46: 3 + 3 + 4.5
when b: at most moderate
when a: at least high
when asa_grade = 5: at most highly_complex');
-- Of the floors and caps in any order, no two rulesets give the same differences to one of them
CREATE TABLE ordering AS
WITH RECURSIVE chain(rules, used) AS (
    SELECT E'cutpoints 6 8 10\nV41: 3+3+4', '{}'::int[]
    UNION ALL
    SELECT chain.rules || E'\n' || r, used || no::int FROM chain, unnest(ARRAY['when a: at most low', 'when b: at least high', 'when c: at most moderate', 'when a: at least high']) WITH ORDINALITY u(r, no) WHERE no <> ALL (used)
) SELECT rules::complexity_ruleset FROM chain;
SELECT * FROM ruleset_diff(E'cutpoints 6 8 10\nV41: 3+3+4\nwhen b: at least high', E'cutpoints 6 8 10\nV41: 3+3+4\nwhen b: at least high\nwhen a: at most low');
SELECT * FROM ruleset_diff(E'cutpoints 6 8 10\nV41: 3+3+4\nwhen a: at most low\nwhen b: at least high', E'cutpoints 6 8 10\nV41: 3+3+4\nwhen b: at least high');
SELECT count(DISTINCT rules) AS rulesets, min(differences) AS differences
FROM (SELECT a.rules, count(DISTINCT d) AS differences
      FROM ordering a, LATERAL (SELECT array_agg(concat_ws('|', change, rule, before, after) ORDER BY ordinality) AS d FROM ordering b LEFT JOIN LATERAL ruleset_diff(a.rules, b.rules) WITH ORDINALITY ON true GROUP BY b.rules) x
      GROUP BY a.rules) y;
DROP TABLE ordering;
SELECT count(*) FROM ruleset_diff(NULL, example_ruleset());
SELECT a.name, b.name, count(d.change) FROM definition a CROSS JOIN definition b LEFT JOIN LATERAL ruleset_diff(a.rules, b.rules) d ON true GROUP BY 1, 2 ORDER BY a.name COLLATE "C", b.name COLLATE "C";
DROP TABLE definition, definition_back;
