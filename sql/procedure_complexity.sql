-- procedure_complexity and its tiers: components, total, order
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET jit = off; -- a disabled path looks dear enough for it

-- With or without the total, with or without patient factors, blanks anywhere between
SELECT c AS literal, c::procedure_complexity
FROM unnest(ARRAY['11.0 (3.0+2.5+4.0+1.5)', '(3.0+2.5+4.0+1.5)', '11 (3+2.5+4+1.5)', '11(3+2.5+4+1.5)', '(3+2.5+4)', '9.5 (3+2.5+4)', ' ( 3 + 2.5 + 4.0 + 1.50 ) ', E'\t11.000\n( 3.0+2.5+4.0+1.5 )\n',
    '(.5+.5+.5)', '(0.5+0.5+0.5+0)', '25.0 (5.0+5.0+5.0+10.0)', '(05.0+5.+5.00+010)', '(0.5+0.6+0.7+0.1)', '(5+0.5+0.5+0.1)']) c;

-- Syntax is 22P02
SELECT c AS literal, split_part(test.error_of(format('SELECT %L::surgical_registry.procedure_complexity', c)), ' | ', 1) AS state,
       split_part(test.error_of(format('SELECT %L::surgical_registry.procedure_complexity', c)), ' | ', 2) AS message
FROM unnest(ARRAY['', ' ', '11.0', '()', '(3)', '(3+2)', '(3+2+)', '(3+2+4+)', '(3+2+4+1+1)', '3+2+4', '(3+2+4', '3+2+4)', '9 3+2+4', '(3,2,4)', '(3 2 4)', '9.0 (3+2+4) x', '(3+2+4))', '((3+2+4))',
    '(-3+2+4)', '-9 (3+2+4)', '(+3+2+4)', '(3+2+4+-1)', '(NaN+2+4)', '(3+Infinity+4)', '(3+2+inf)', 'NaN (3+2+4)', '(3e0+2+4)', '(0x3+2+4)', '(3..0+2+4)', '(3.0.0+2+4)', '(３+2+4)', '(3+2+4+1_0)', 'null']) c;
-- A component off the tenth or out of range, or a total that is not the sum, is 22003
SELECT c AS literal, split_part(test.error_of(format('SELECT %L::surgical_registry.procedure_complexity', c)), ' | ', 1) AS state,
       split_part(test.error_of(format('SELECT %L::surgical_registry.procedure_complexity', c)), ' | ', 2) AS message
FROM unnest(ARRAY['(3.05+2.5+4)', '(3+2.5+4.01)', '(3+2.5+4+1.55)', '9.51 (3+2.5+4)', '(3.00000000000000000001+2+4)', '(0+2+4)', '(0.4+2+4)', '(3+0.4+4)', '(3+2+0.4)', '(5.1+2+4)', '(3+5.1+4)', '(3+2+5.1)', '(3+2+4+10.1)',
    '11.1 (3.0+2.5+4.0+1.5)', '10.9 (3.0+2.5+4.0+1.5)', '0 (0.5+0.5+0.5)', '9.5 (3.0+2.5+4.0+1.5)', '101 (3+2+4)', '99999999999999999999 (3+2+4)', '(18446744073709551619+2+4)', '(3+2+4+4294967296)']) c;
SELECT test.error_of('SELECT surgical_registry.procedure_complexity ''(3.05+2.5+4)''');
SELECT length(test.error_of(format('SELECT %L::surgical_registry.procedure_complexity', '(' || repeat('3', 100000)))) < 500 AS short_message;
SELECT CASE WHEN current_setting('server_version_num')::int < 160000 THEN true
       ELSE test.error_of('DO $d$ BEGIN ASSERT NOT pg_input_is_valid(''(3+2+9)'', ''surgical_registry.procedure_complexity'')
           AND NOT pg_input_is_valid(''9'', ''surgical_registry.procedure_complexity'')
           AND pg_input_is_valid(''(3+2+4)'', ''surgical_registry.procedure_complexity''); END $d$') = 'no error' END AS soft_errors;

-- Constructor, with names and without patient factors; parts; the cast is the total
SELECT c, total(c), mortality(c), morbidity(c), difficulty(c), patient_factors(c), c::float8 = total(c) AS cast_is_total
FROM (VALUES (procedure_complexity(3, 2.5, 4, 1.5)), (procedure_complexity(0.5, 0.5, 0.5)), (procedure_complexity(mortality => 5, morbidity => 5, difficulty => 5, patient_factors => 10)),
             (procedure_complexity(0.1 + 0.6, 1.1, 0.7, 0.3)), (NULL), (procedure_complexity(3, NULL, 4))) v(c);
SELECT a AS arguments, test.error_of(format('SELECT surgical_registry.procedure_complexity(%s)', a))
FROM unnest(ARRAY['3.05, 2, 4', '3, 2, 4, 0.01', '0.4, 2, 4', '3, 5.1, 4', '3, 2, 0', '3, 2, 4, 10.1', '-3, 2, 4', '3, 2, 4, -0.1', '''NaN'', 2, 4', '3, ''Infinity'', 4', '3, 2, ''-Infinity''', '3, 2, 4, ''NaN''', '1e308, 2, 4', '3, 2, 4, -0.0', '3.0000000001, 2, 4']) a;

-- Every component there is, on its own and through text
SELECT count(*) AS components,
       count(*) FILTER (WHERE mortality(m) <> x OR difficulty(m) <> 0.5 OR morbidity(d) <> 0.5 OR difficulty(d) <> x OR morbidity(b) <> x OR mortality(b) <> 0.5) AS wrong_part,
       count(*) FILTER (WHERE total(m) <> (x::numeric + 1)::float8 OR total(d) <> total(m) OR total(b) <> total(m)) AS wrong_total,
       count(*) FILTER (WHERE m::text <> format('%s (%s+0.5+0.5+0.0)', to_char(x + 1, 'FM0.0'), to_char(x, 'FM0.0'))) AS wrong_text
FROM (SELECT x, procedure_complexity(x, 0.5, 0.5) AS m, procedure_complexity(0.5, x, 0.5) AS b, procedure_complexity(0.5, 0.5, x) AS d
      FROM (SELECT i / 10.0::float8 AS x FROM generate_series(5, 50) i) c) v;
SELECT count(*) AS factors, count(*) FILTER (WHERE patient_factors(c) <> x OR total(c) <> (x::numeric + 1.5)::float8) AS wrong
FROM (SELECT x, procedure_complexity(0.5, 0.5, 0.5, x) AS c FROM (SELECT i / 10.0::float8 AS x FROM generate_series(0, 100) i) f) v;

-- Order: total, then difficulty, mortality, morbidity, patient factors; ranked here from tenths alone
CREATE TABLE complexity_sample AS
SELECT (format('(%s+%s+%s+%s)', m / 10.0, b / 10.0, d / 10.0, f / 10.0))::procedure_complexity AS v,
       row_number() OVER (ORDER BY m + b + d + f, d, m, b, f) AS rank, m, b, d, f
FROM unnest('{5,6,21,39,50}'::int[]) m, unnest('{5,15,20,49,50}'::int[]) b, unnest('{5,10,22,39,50}'::int[]) d, unnest('{0,1,11,45,100}'::int[]) f;
SELECT count(*), count(DISTINCT total(v)) > 150 AS totals, count(*) FILTER (WHERE total(v) <> (m + b + d + f) / 10.0::float8) AS wrong_total FROM complexity_sample;
SELECT array_agg(c ORDER BY c)
FROM unnest('{(1+1+2),(1+2+1),(2+1+1),(1+1+1+1),(1.1+1+2),(1+1+1.9)}'::procedure_complexity[]) c;
SELECT question, asked > 0 AS asked, wrong FROM test.wrong('complexity_sample');
SELECT min(v), max(v) FROM complexity_sample WHERE difficulty(v) = 3.9;

-- Forged binary: the total must be the sum, each component in range
SELECT procedure_complexity_send('11.0 (3.0+2.5+4.0+1.5)');
CREATE FUNCTION test.complexity_bytes(total int, difficulty int, mortality int, morbidity int, factors int) RETURNS bytea LANGUAGE sql AS
    $$SELECT int8send((((total * 64::bigint + difficulty) * 64 + mortality) * 64 + morbidity) * 128 + factors)$$;
SELECT said, test.binary_input('procedure_complexity', v) FROM (VALUES
    ('11.0', test.complexity_bytes(110, 40, 30, 25, 15)), ('least', test.complexity_bytes(15, 5, 5, 5, 0)), ('greatest', test.complexity_bytes(250, 50, 50, 50, 100)),
    ('wrong total', test.complexity_bytes(111, 40, 30, 25, 15)), ('no total', test.complexity_bytes(0, 40, 30, 25, 15)), ('total beyond a byte', test.complexity_bytes(110 + 256, 40, 30, 25, 15)),
    ('low', test.complexity_bytes(84, 40, 4, 25, 15)), ('high', test.complexity_bytes(131, 51, 40, 25, 15)), ('factors', test.complexity_bytes(196, 40, 30, 25, 101)),
    ('nothing', int8send(0)), ('negative', int8send(-1)), ('bits above', int8send(1::bigint << 60)), ('no bytes', ''), ('four bytes', '\x0000006e'), ('nine bytes', '\x00000000dd43cc8f00')) f(said, v);

-- Tiers: at a cutpoint is above it
SELECT c, tier(c), tier_number(c, '{6,8,10}'), tier(c, '{2,11,25}') AS own, tier(c, cutpoints => '{-1,0,1}') AS all_above, tier(c, '{0.1,0.25,1e300}') AS none_above
FROM unnest('{(0.5+0.5+0.5),(2+2+1.9),(2+2+2),(2+2+3.9),(2+2+4),(3+3+3.9),(3+3+4),(5+5+5+10)}'::procedure_complexity[]) c;
SELECT tier(NULL::procedure_complexity), tier('(2+2+2)', NULL);
SELECT a AS cutpoints, test.error_of(format('SELECT surgical_registry.tier(''(2+2+2)'', %L)', a))
FROM unnest(ARRAY['{}', '{6}', '{6,8}', '{6,8,10,12}', '{8,6,10}', '{6,6,8}', '{6,8,8}', '{6,8,NULL}', '{NULL,8,10}', '{NaN,8,10}', '{6,8,NaN}', '{6,8,Infinity}', '{-Infinity,8,10}', '{{6},{8},{10}}', '{{6,8,10}}']) a;
SELECT tier('(2+2+2)', '[5:7]={6,8,10}') AS lower_bound_does_not_matter;
SELECT count(*) AS asked, count(*) FILTER (WHERE tier(v) <> (CASE WHEN s >= 100 THEN 'highly_complex' WHEN s >= 80 THEN 'high' WHEN s >= 60 THEN 'moderate' ELSE 'low' END)::complexity_tier) AS wrong
FROM (SELECT v, m + b + d + f AS s FROM complexity_sample) t;
SELECT enum_range(NULL::complexity_tier), 'low' < 'moderate'::complexity_tier AND 'moderate' < 'high'::complexity_tier AND 'high' < 'highly_complex'::complexity_tier AS ascending;
SELECT test.error_of('SELECT ''extreme''::surgical_registry.complexity_tier');

-- Generated column, index on the tier, filter by the total
CREATE TABLE theatre (complexity procedure_complexity, tier complexity_tier GENERATED ALWAYS AS (tier(complexity)) STORED);
INSERT INTO theatre SELECT v FROM complexity_sample;
CREATE INDEX theatre_total ON theatre (total(complexity));
CREATE INDEX theatre_tier ON theatre (tier(complexity));
ANALYZE theatre;
SELECT tier, count(*), min(complexity), max(complexity) FROM theatre GROUP BY tier ORDER BY tier;
SET enable_seqscan = off;
SELECT test.plan_has('SELECT FROM theatre WHERE total(complexity) > 24', 'theatre_total') AS by_total,
       test.plan_has('SELECT FROM theatre WHERE tier(complexity) = ''low''', 'theatre_tier') AS by_tier;
DROP TABLE theatre;

-- From a path that does not name the schema
SET search_path = pg_catalog;
SELECT surgical_registry.procedure_complexity(3, 2.5, 4, 1.5), surgical_registry.total('(3+2.5+4)'::surgical_registry.procedure_complexity),
       '(3+2.5+4)'::surgical_registry.procedure_complexity::float8, surgical_registry.tier('(3+2.5+4)'::surgical_registry.procedure_complexity),
       surgical_registry.max(v) OPERATOR(surgical_registry.>=) '(5+5+5+10)' AS greatest FROM public.complexity_sample;
RESET ALL;
