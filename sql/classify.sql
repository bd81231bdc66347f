-- classify and classify_tier: results, reasons, every shape of row, plans, errors
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;

CREATE FUNCTION test.rules() RETURNS complexity_ruleset LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN 'cutpoints 6 8 10
V41-V46: 2.5 + 3 + 4
V42.1: 3 + 3.5 + 4.5
W28-W30: 0.5 + 1 + 1
when age_years < 2: +1
when ''neuromuscular'' in patient_factors: +1.5
when procedure_codes in {V41-V46} and cobb_angle > 90: at least highly_complex
when asa_grade = 1 and age_years > 10: at most moderate'::surgical_registry.complexity_ruleset;
CREATE TABLE theatre_case (id int PRIMARY KEY, age_years float8, dropped text, asa_grade smallint, cobb_angle numeric, patient_factors text[], procedure_codes opcs4[], story text);
ALTER TABLE theatre_case DROP COLUMN dropped;
INSERT INTO theatre_case (id, procedure_codes, age_years, patient_factors, asa_grade, cobb_angle) VALUES
    (1, '{V41.1,W28.3}', 12, '{neuromuscular}', 2, 60), (2, '{V41.1}', 12, '{}', 2, 95), (3, '{W28.3,V42.1}', 12, '{}', 1, 95), (4, '{W28.3}', 1, '{asthma,neuromuscular}', 1, NULL),
    (5, '{V43,NULL}', NULL, NULL, NULL, NULL), (6, '{Z99}', 1, '{neuromuscular}', 4, 95), (7, '{}', 1, NULL, 1, 1), (8, NULL, 1, NULL, 1, 1), (9, '{V40.9,V47}', 1, '{}', 1, 1), (10, NULL, NULL, NULL, NULL, NULL);

SELECT id, c.complexity, c.tier, reason.ordinality AS no, reason FROM theatre_case o, LATERAL classify(test.rules(), o) c, LATERAL unnest(c.reasons) WITH ORDINALITY reason ORDER BY id, no;
-- Points up to 10.0; floor and cap against each other, the later last
SELECT c.* FROM (SELECT '{V41}'::opcs4[] AS procedure_codes, true AS a) o, LATERAL classify(E'cutpoints 6 8 10\nV41: 1+1+1\nwhen a: +6\nwhen not a is null: +4.1', o) c;
SELECT floor_first.tier AS floor_then_cap, cap_first.tier AS cap_then_floor
FROM (SELECT '{V41}'::opcs4[] AS procedure_codes) o, LATERAL classify(E'cutpoints 6 8 10\nV41: 3+3+3\nwhen true: at least highly_complex\nwhen true: at most low', o) floor_first,
     LATERAL classify(E'cutpoints 6 8 10\nV41: 3+3+3\nwhen true: at most low\nwhen true: at least highly_complex', o) cap_first;
-- The same code in two lines: the higher score, whatever the order; equal scores: the first written
SELECT c.complexity, c.reasons[1] FROM (VALUES (1, E'cutpoints 6 8 10\nV41: 1+1+1\nV40-V42: 2+2+2'), (2, E'cutpoints 6 8 10\nV40-V42: 2+2+2\nV41: 1+1+1'), (3, E'cutpoints 6 8 10\nV41: 1+1+2\nV40-V42: 1+2+1'), (4, E'cutpoints 6 8 10\nV41: 2+1+1\nV40-V41: 2+1+1')) v(no, r),
     (SELECT '{V41.2}'::opcs4[] AS procedure_codes) o, LATERAL classify(r::complexity_ruleset, o) c ORDER BY no;

-- Codes of every type
CREATE FUNCTION test.coded() RETURNS complexity_ruleset LANGUAGE sql IMMUTABLE RETURN E'cutpoints 3 4 5\nV41-V46: 1+1+1\nM41: 2+1+1'::surgical_registry.complexity_ruleset;
SELECT classify_tier(test.coded(), o) AS tier, 'opcs4' AS type FROM (SELECT 'V42.1'::opcs4 AS procedure_codes) o
UNION ALL SELECT classify_tier(test.coded(), o), 'icd10' FROM (SELECT 'M41.10'::icd10 AS procedure_codes) o
UNION ALL SELECT classify_tier(test.coded(), o), 'text' FROM (SELECT ' v421'::text AS procedure_codes) o
UNION ALL SELECT classify_tier(test.coded(), o), 'varchar' FROM (SELECT 'V42.1'::varchar(5) AS procedure_codes) o
UNION ALL SELECT classify_tier(test.coded(), o), 'char' FROM (SELECT 'V42.1'::char(9) AS procedure_codes) o
UNION ALL SELECT classify_tier(test.coded(), o), 'icd10[]' FROM (SELECT '{A00,NULL,M41.10}'::icd10[] AS procedure_codes) o
UNION ALL SELECT classify_tier(test.coded(), o), 'text[]' FROM (SELECT '{junk,NULL,V42.1,M41}'::text[] AS procedure_codes) o
UNION ALL SELECT classify_tier(test.coded(), o), 'text[] without a code' FROM (SELECT '{junk,""}'::text[] AS procedure_codes) o;

-- A code that is NULL or cannot be read is told, and neither lowers the tier by a cap nor raises it; what fills a gap is no code
SELECT codes, c.tier, c.reasons
FROM unnest(ARRAY['{v411}', '{V41.1,A01.1,Z99,a011}', '{V41.1,"V41 1?"}', '{V41.1,NULL,"?"}', '{V41.1,"",-,"-- "}', '{"see notes"}', '{""}', '{}', NULL, '{A01.1}', '{A01.1,NULL}']) codes,
     LATERAL (SELECT codes::text[] AS procedure_codes) o,
     LATERAL classify(E'cutpoints 6 8 10\nV41: 3+3+3\nW28: 1+1+1\nwhen procedure_codes not in {W28}: at most low', o) c;
SELECT c.tier, c.reasons FROM (VALUES ('{V41.1,A01.1,NULL}'::opcs4[]), ('{NULL}')) o(procedure_codes), LATERAL classify(E'cutpoints 6 8 10\nV41: 3+3+3\nwhen procedure_codes not in {W28}: at most low', o) c;
SELECT c.tier, c.reasons FROM (VALUES ('A01.1'::text), ('A011111111'), ('-')) o(procedure_codes), LATERAL classify(E'cutpoints 6 8 10\nV41: 3+3+3', o) c;

-- Every factor, floor and cap of the example changes some case; what is not known never lowers a tier
CREATE TABLE example_case AS
SELECT codes::opcs4[] AS procedure_codes, age_years, factors::text[] AS patient_factors, asa_grade, cobb_angle
FROM unnest(ARRAY['{V41.1}', '{X22.1}', '{X24.1}', '{W28.1}', '{X24.1,V41.1}', '{X24.1,W28.1}', '{X24.1,A01.1}', '{X25,Y53.4,Z94.2}', '{X24.1,NULL}', '{V41.1,NULL}']) codes, unnest(ARRAY[1, 4, 12, NULL]::float8[]) age_years,
     unnest(ARRAY['{}', '{neuromuscular}', NULL]) factors, unnest(ARRAY[1, 3, 4, NULL]) asa_grade, unnest(ARRAY[40, 95, NULL]::float8[]) cobb_angle;
CREATE TABLE example_rule AS
SELECT no, line, (SELECT string_agg(other, E'\n' ORDER BY n) FROM string_to_table(example_ruleset()::text, E'\n') WITH ORDINALITY o(other, n) WHERE n <> no)::complexity_ruleset AS without
FROM string_to_table(example_ruleset()::text, E'\n') WITH ORDINALITY l(line, no) WHERE line LIKE 'when %';
SELECT substring(line FROM '^(.*?)  --') AS rule, count(*) FILTER (WHERE classify_tier(example_ruleset(), e) > classify_tier(without, e)) AS raised,
       count(*) FILTER (WHERE classify_tier(example_ruleset(), e) < classify_tier(without, e)) AS lowered FROM example_rule, example_case e GROUP BY no, line ORDER BY no;
SELECT count(*) AS less_known, count(*) FILTER (WHERE classify_tier(example_ruleset(), u) < classify_tier(example_ruleset(), e)) AS lower_than_if_known
FROM example_case u JOIN example_case e
     ON (u.age_years IS NULL OR u.age_years = e.age_years) AND (u.patient_factors IS NULL OR u.patient_factors = e.patient_factors) AND (u.asa_grade IS NULL OR u.asa_grade = e.asa_grade)
        AND (u.cobb_angle IS NULL OR u.cobb_angle = e.cobb_angle) AND e.procedure_codes IN (u.procedure_codes, array_remove(u.procedure_codes, NULL))
WHERE u IS DISTINCT FROM e;
DROP TABLE example_case, example_rule;

-- Tier and classification agree, with each other and with the rules typed as SQL
CREATE TABLE many AS
SELECT i AS id, (SELECT array_agg(code) FROM unnest(ARRAY['V41.1', 'V42.1', 'V46', 'W28.3', 'Z99', NULL]::opcs4[]) WITH ORDINALITY u(code, k) WHERE (i / 7) & (1 << (k - 1)::int) <> 0) AS procedure_codes,
       CASE WHEN i % 5 > 0 THEN i % 14 END::float8 AS age_years, CASE i % 3 WHEN 0 THEN ARRAY['neuromuscular'] WHEN 1 THEN ARRAY['asthma', NULL] END AS patient_factors,
       nullif(i % 6, 0) AS asa_grade, CASE WHEN i % 4 > 0 THEN i % 97 * 1.5 END AS cobb_angle
FROM generate_series(1, 5000) i;
CREATE FUNCTION test.by_hand(m many) RETURNS text LANGUAGE sql AS $$
    SELECT CASE WHEN base IS NULL THEN NULL WHEN caps AND floored > 1 THEN 'moderate' ELSE (ARRAY['low', 'moderate', 'high', 'highly_complex'])[floored + 1] END
    FROM (SELECT CASE WHEN 'V42.1' = ANY (m.procedure_codes::text[]) THEN 11.0 WHEN m.procedure_codes::text[] && '{V41.1,V46}' THEN 9.5 WHEN 'W28.3' = ANY (m.procedure_codes::text[]) THEN 2.5 END AS base,
                 CASE WHEN m.age_years < 2 THEN 1.0 ELSE 0 END + CASE WHEN 'neuromuscular' = ANY (m.patient_factors) THEN 1.5 ELSE 0 END AS points,
                 coalesce(m.procedure_codes::text[] && '{V41.1,V42.1,V46}' AND m.cobb_angle > 90, false) AS floors, coalesce(m.asa_grade = 1 AND m.age_years > 10, false) AS caps) x,
         LATERAL (SELECT CASE WHEN floors THEN 3 ELSE (base + points >= 6)::int + (base + points >= 8)::int + (base + points >= 10)::int END AS floored) f
$$;
SELECT count(*), count(c.tier), count(*) FILTER (WHERE c.tier IS DISTINCT FROM classify_tier(test.rules(), m)) AS tiers_differ, count(*) FILTER (WHERE c.tier::text IS DISTINCT FROM test.by_hand(m)) AS wrong,
       count(*) FILTER (WHERE (c.tier IS NULL) <> (c.reasons[1] IN ('no rule matches', 'no procedure code is known'))) AS wrong_reason FROM many m, LATERAL classify(test.rules(), m) c;
SELECT classify_tier(test.rules(), m) AS tier, count(*) FROM many m GROUP BY 1 ORDER BY 1;

-- The same from parallel workers
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2;
SELECT test.plan_has('SELECT classify_tier(test.rules(), m) AS tier, count(*) FROM many m GROUP BY 1', 'Gather') AS parallel;
SELECT classify_tier(test.rules(), m) AS tier, count(*) FROM many m GROUP BY 1 ORDER BY 1;
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size; RESET max_parallel_workers_per_gather;

-- The planner passes columns; where it cannot, the record gives the same
CREATE FUNCTION test.opaque(theatre_case) RETURNS theatre_case LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN $1; END';
CREATE FUNCTION test.theatre_cases() RETURNS SETOF theatre_case LANGUAGE plpgsql STABLE AS 'BEGIN RETURN QUERY SELECT * FROM theatre_case; END';
CREATE VIEW theatre_view AS SELECT id, procedure_codes, asa_grade, cobb_angle, patient_factors, age_years FROM theatre_case;
CREATE TABLE part (age_years float8, id int, procedure_codes opcs4[], patient_factors text[], asa_grade int, cobb_angle float8) PARTITION BY RANGE (id);
CREATE TABLE part_low PARTITION OF part FOR VALUES FROM (0) TO (3);
CREATE TABLE part_high (gone int, cobb_angle float8, id int, asa_grade int, patient_factors text[], procedure_codes opcs4[], age_years float8);
ALTER TABLE part_high DROP COLUMN gone;
ALTER TABLE part ATTACH PARTITION part_high FOR VALUES FROM (3) TO (1000);
INSERT INTO part SELECT age_years, id, procedure_codes, patient_factors, asa_grade, cobb_angle FROM theatre_case;
CREATE DOMAIN years AS float8 CHECK (VALUE >= 0);
CREATE DOMAIN codes AS opcs4[];
CREATE TYPE fitness AS ENUM ('fit', 'frail');
CREATE TABLE typed (id int, procedure_codes codes, age_years years, patient_factors varchar(20)[], asa_grade bigint, cobb_angle real, state fitness);
INSERT INTO typed SELECT id, procedure_codes, age_years, patient_factors, asa_grade, cobb_angle, 'frail' FROM theatre_case;
CREATE TABLE truth AS SELECT id, classify_tier(test.rules(), test.opaque(o)) AS tier FROM theatre_case o;
CREATE FUNCTION test.shapes() RETURNS TABLE (shape text, query text) LANGUAGE sql AS $$VALUES
    ('whole row', 'SELECT id, classify_tier(test.rules(), o) AS tier FROM theatre_case o'),
    ('ROW of a named type', 'SELECT id, classify_tier(test.rules(), ROW(o.*)::theatre_case) AS tier FROM theatre_case o'),
    ('record of a function', 'SELECT id, classify_tier(test.rules(), test.opaque(o)) AS tier FROM theatre_case o'),
    ('subquery', 'SELECT id, classify_tier(test.rules(), o) AS tier FROM (SELECT procedure_codes, id, age_years, patient_factors, asa_grade, cobb_angle FROM theatre_case OFFSET 0) o'),
    ('subquery that is pulled up', 'SELECT id, classify_tier(test.rules(), o) AS tier FROM (SELECT cobb_angle, procedure_codes, id, age_years + 0 AS age_years, patient_factors, asa_grade FROM theatre_case) o'),
    ('view', 'SELECT id, classify_tier(test.rules(), o) AS tier FROM theatre_view o'),
    ('CTE', 'WITH o AS MATERIALIZED (SELECT * FROM theatre_case) SELECT id, classify_tier(test.rules(), o) AS tier FROM o'),
    ('function result', 'SELECT id, classify_tier(test.rules(), o) AS tier FROM test.theatre_cases() o'),
    ('partitions', 'SELECT id, classify_tier(test.rules(), o) AS tier FROM part o'),
    ('domains, varchar, bigint, real', 'SELECT id, classify_tier(test.rules(), o) AS tier FROM typed o'),
    ('join', 'SELECT o.id, classify_tier(test.rules(), o) AS tier FROM theatre_case o JOIN many m USING (id)'),
    ('by classify', 'SELECT id, (classify(test.rules(), o)).tier FROM theatre_case o'),
    ('by classify, LATERAL', 'SELECT id, c.tier FROM theatre_case o, LATERAL classify(test.rules(), o) c'),
    ('rules of a table', 'SELECT o.id, classify_tier(r, o) AS tier FROM theatre_case o, (SELECT test.rules() AS r OFFSET 0) x')$$;
CREATE FUNCTION test.rows_that_differ(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    answer bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM truth FULL JOIN (%s) q USING (id) WHERE truth.tier IS DISTINCT FROM q.tier', query) INTO answer;
    RETURN answer;
END
$$;
SELECT shape, test.rows_that_differ(query) AS differing, test.plan_has(query, '_columns(') AS by_columns FROM test.shapes();
-- An enum is a text
SELECT classify_tier(E'cutpoints 6 8 10\nV41-V46: 1+1+1\nwhen state = ''frail'': at least high', t) AS tier FROM typed t WHERE id = 1;

-- An outer join's NULL row is NULL; a row of NULLs is not
SELECT o.id, m.id AS other, classify_tier(test.rules(), m) AS tier, classify(test.rules(), m) FROM (VALUES (1), (10), (0)) o(id) LEFT JOIN theatre_case m USING (id) ORDER BY 1;
SELECT o.id, m IS NULL AS no_row, c.* FROM (VALUES (10), (0)) o(id) LEFT JOIN theatre_case m USING (id) LEFT JOIN LATERAL classify(test.rules(), m) c ON true ORDER BY 1;
SELECT o.id, c.* FROM (VALUES (10), (0)) o(id) LEFT JOIN (SELECT * FROM theatre_case OFFSET 0) m USING (id) LEFT JOIN LATERAL classify(test.rules(), m) c ON true ORDER BY 1;
SELECT classify(test.rules(), NULL::theatre_case), classify_tier(NULL, o) FROM theatre_case o WHERE id = 1;
-- No more columns than the rules name; a ROW without names
SELECT test.plan_has('SELECT classify_tier(test.rules(), o) FROM theatre_case o', 'story') AS reads_what_it_does_not_need;
SELECT test.error_of('SELECT surgical_registry.classify_tier(test.rules(), ROW(1, 2))');
SELECT test.error_of('SELECT surgical_registry.classify_tier(test.rules(), o) FROM (SELECT) o');

-- A plan that is made once, with other rules at each execution; rules that change under a view
SET plan_cache_mode = force_generic_plan;
PREPARE tiers(complexity_ruleset) AS SELECT array_agg(classify_tier($1, o) ORDER BY id) FROM theatre_case o;
EXECUTE tiers(test.rules());
EXECUTE tiers(E'cutpoints 1 2 3\nW28: 1+1+0.5');
EXECUTE tiers(NULL);
EXECUTE tiers(test.rules());
SELECT test.plan_has('EXECUTE tiers(NULL)', 'classify_tier_columns($1') AS by_columns;
RESET plan_cache_mode;
CREATE TABLE version (no int, rules complexity_ruleset);
INSERT INTO version VALUES (1, test.rules()), (2, E'cutpoints 6 8 10\nW28: 5+5+5'), (3, NULL);
CREATE VIEW tiered AS SELECT no, id, classify_tier(rules, o) AS tier FROM version, theatre_case o;
SELECT no, array_agg(tier ORDER BY id) FROM tiered GROUP BY no ORDER BY no;
UPDATE version SET rules = E'cutpoints 0 0.1 0.2\nV41: 1+1+1' WHERE no = 2;
SELECT no, array_agg(tier ORDER BY id) FROM tiered WHERE no = 2 GROUP BY no;
-- Rules that alternate from row to row
SELECT count(*) FILTER (WHERE mixed IS DISTINCT FROM CASE WHEN id % 2 = 0 THEN a ELSE b END) AS wrong, count(DISTINCT mixed) AS tiers
FROM (SELECT classify_tier(CASE WHEN id % 2 = 0 THEN test.rules() ELSE E'cutpoints 6 8 10\nW28: 5+5+5' END, o) AS mixed, classify_tier(test.rules(), o) AS a, classify_tier(E'cutpoints 6 8 10\nW28: 5+5+5', o) AS b, id FROM theatre_case o) x;
-- PL/pgSQL keeps an expression while its rules change
DO $$
DECLARE
    r complexity_ruleset;
    o theatre_case;
    tiers text;
BEGIN
    SELECT * INTO o FROM theatre_case WHERE id = 4;
    FOR i IN 1..4 LOOP
        r := format(E'cutpoints 6 8 10\nW28: %s+%s+%s', i, i, i);
        tiers := concat_ws(' ', tiers, classify_tier(r, o));
    END LOOP;
    RAISE NOTICE '%', tiers;
END
$$;
-- Immutable: in a generated column
CREATE TABLE stored (id int, procedure_codes opcs4[], tier complexity_tier GENERATED ALWAYS AS (classify_tier_columns(E'cutpoints 6 8 10\nV41: 3+3+4', '{procedure_codes}', procedure_codes)) STORED);
INSERT INTO stored VALUES (1, '{V41.2}'), (2, '{W28}');
SELECT * FROM stored ORDER BY id;

-- Errors: one clear line each
CREATE FUNCTION test.classify_error(rule text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    message text;
    detail text;
    hint text;
    context text;
BEGIN
    PERFORM surgical_registry.classify_tier(('cutpoints 6 8 10' || chr(10) || 'V41: 3 + 3 + 4' || chr(10) || rule)::surgical_registry.complexity_ruleset, o)
    FROM (SELECT '{V41}'::surgical_registry.opcs4[] AS procedure_codes, 3.0::float8 AS age_years, 0 AS zero, date '2026-01-01' AS operated, 'x'::text AS sex, 'NaN'::float8 AS nan, '{a,b}'::text[] AS factors, 1 AS twice, 2 AS twice) o;
    RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT, context = PG_EXCEPTION_CONTEXT;
    RETURN concat_ws(' | ', SQLSTATE, message, nullif(detail, ''), nullif(hint, ''), substring(context FROM '^complexity ruleset, .*?(?=\n)'));
END
$$;
SELECT rule, test.classify_error(rule) AS error
FROM unnest(ARRAY['when age_year < 2: +1', 'when nothing_alike > 2: +1', 'when "Age_years" < 2: +1', 'when operated < 2: +1', 'when sex < 2: +1', 'when age_years = ''x'': +1', 'when factors = 1: +1', 'when ''a'' in sex: +1', 'when age_years in {V41}: +1',
    'when 1/zero > 1: +1', 'when ln(zero) > 1: +1', 'when exp(age_years * 1000) > 1: +1', 'when sqrt(-age_years) > 1: at most low', 'when nan > 1: +1', 'when twice = 1: +1', 'M41.10: 1+1+1', 'when procedure_codes in {M41.10}: +1', 'V42, M41.10: 1+1+1', 'when sex: +1', 'when zero: +1']) rule;
SELECT test.error_of('SELECT surgical_registry.classify_tier(test.rules(), o) FROM (SELECT 1 AS age_years) o'),
       test.error_of('SELECT surgical_registry.classify_tier(test.rules(), o) FROM (SELECT 1 AS procedure_codes, 1.0 AS age_years, ''{}''::text[] AS patient_factors, 1 AS cobb_angle, 1 AS asa_grade) o');
-- Where no line of codes matches, no condition is looked at
SELECT c.* FROM (SELECT '{W28}'::opcs4[] AS procedure_codes, 0 AS zero) o, LATERAL classify(E'cutpoints 6 8 10\nV41: 3+3+4\nwhen 1/zero > 1: +1', o) c;
-- Called by hand
SELECT classify_tier_columns(E'cutpoints 6 8 10\nV41: 3+3+4', '{procedure_codes}', '{V41}'::opcs4[]), classify_columns(E'cutpoints 6 8 10\nV41: 3+3+4', '{procedure_codes,x}', '{V41}'::opcs4[], 5),
       classify_tier_columns(NULL, '{procedure_codes}', '{V41}'::opcs4[]);
SELECT test.error_of($$SELECT surgical_registry.classify_tier_columns(test.rules(), '{procedure_codes}', 1, 2)$$), test.error_of($$SELECT surgical_registry.classify_columns(test.rules(), NULL, 1)$$),
       test.error_of($$SELECT surgical_registry.classify_columns(test.rules(), '{a}', VARIADIC '{1}'::int[])$$);
-- The tier is the enum's
SELECT tier > 'low' AS ordered, tier = enum_last(NULL::complexity_tier) AS highest FROM (SELECT classify_tier(test.rules(), o) AS tier FROM theatre_case o WHERE id = 2) x;
DROP TABLE theatre_case, many, typed, part, version, stored, truth CASCADE;
