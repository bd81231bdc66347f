-- Risk models: their text, what they make of rows, and how a plan passes rows to them.
CREATE SCHEMA risk_test;
SET search_path = risk_test, public, surgical_registry;
SET client_min_messages = warning;

-- As printed, and in canonical form
SELECT m::risk_model FROM (VALUES
    ('logit(p) = -4.12 + 0.31*(age_years < 2) + 0.87*(asa_grade = 3) + 1.42*(asa_grade >= 4)'),
    (E'LOGIT ( P )\n  = −4.12 + 0.31 × (Age_Years ≤ 2) -- of a paper\n'),
    ('probit(p)=x'), ('cloglog(p) = x'), ('log(rate) = x'), ('mean = "Cobb angle" * 1e-3'),
    ('survival(365, 0.95) = 0.3*diabetes'), ('mean = rcs(age, 2, 5, 10, 15)')) v(m);
SELECT count(*) AS read_back_otherwise FROM (VALUES ('mean = (a + b)*c - -d ^ 2 ^ (e - f)'), ('mean = not (a = 1 or b) and c is not null')) v(m)
WHERE m::risk_model::text::risk_model::text <> m::risk_model::text;
SELECT model_columns('logit(p) = b + a*b + "A"'), model_columns('mean = 1');

-- What is no model: SQLSTATE, place, hint
CREATE FUNCTION test.place_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text;
BEGIN
    EXECUTE statement;
    RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RETURN concat_ws(' | ', SQLSTATE, detail);
END
$$;
SELECT m, test.place_of(format('SELECT %L::risk_model', m)) FROM (VALUES
    (''), ('p = 1'), ('logit(q) = 1'), ('logit(p) 1'), ('logit(p) ='), ('logit(p) = 1 +* 2'), ('logit(p) = 1 2'),
    (E'logit(p) = 1\n  + 2 +'), ('mean = ''a'''), ('mean = 1 + ''a'''), ('mean = ''a'' < ''b'''), ('mean = (1'), ('mean = a < b < c'),
    ('mean = sin(x)'), ('mean = ln(x, y)'), ('survival(1, 1.5) = x'), ('survival(1) = x'), ('mean = x in {V46-V41}'), ('mean = x in {}'),
    ('mean = e.x'), ('mean = "'), ('mean = rcs(x, 3, 1, 2, 3)'), ('mean = rcs(x, 1, 3, 2, 1)'), ('mean = 1e999'), ('mean = and'),
    ('mean = 4·12'), ('mean = 0·31 × x'), ('logit(p) = -4.12 + 0.31*age < 2'), ('log(rate) = not a')) v(m);
SELECT test.error_of($$SELECT 'mean = 0·31'::risk_model$$), test.error_of($$SELECT 'logit(p) = 1 + x < 2'::risk_model$$),
       'mean = 0.31 · x'::risk_model AS product, 'mean = x·2'::risk_model AS beside_a_name;
-- Whatever a reader sees as a new line ends a comment.
SELECT count(*) AS broken_lines, count(DISTINCT m) AS models
FROM (SELECT ('mean = 1 -- one' || line_break || '+ x')::risk_model AS m FROM unnest(ARRAY[E'\n', E'\r', E'\r\n', E'\x0B', E'\f', U&'\0085', U&'\2028', U&'\2029']) line_break) b;
SELECT left(test.place_of(format('SELECT %L::risk_model', 'mean = ' || repeat('(', 10000) || '1' || repeat(')', 10000))), 200) AS nested,
       test.place_of(format('SELECT %L::risk_model', 'mean = 1' || repeat(' + 1', 250000))) AS megabyte;
SELECT predict(('mean = 1' || repeat(' + 1', 9999))::risk_model, ROW()) AS long_sum;
SELECT test.error_of($$SELECT 'logit(p) = 1 +* 2'::risk_model$$);

-- Binary input is as strict as text, and equality is that of the canonical text.
CREATE TABLE model (name text, model risk_model);
INSERT INTO model VALUES ('a', 'logit(p)=a'), ('b', 'logit(p) = b + 1'), ('none', NULL);
SELECT test.binary_round_trip('model');
SELECT test.binary_input('risk_model', '\x01'::bytea || 'mean = 1 +'), test.binary_input('risk_model', '\x02'::bytea || 'mean = 1'), test.binary_input('risk_model', '\x');
SELECT 'mean=1'::risk_model = 'mean = 1' AS same, count(DISTINCT model), min(model::text) FROM model;

-- Every kind of column
CREATE DOMAIN years AS integer CHECK (VALUE >= 0);
CREATE TYPE approach AS ENUM ('anterior', 'posterior');
CREATE TABLE operation (
    id integer, gone text, age years, asa smallint, weight numeric(6, 2), bmi real, score float8, big bigint, urgent boolean,
    sex char(3), note varchar, approach approach, procedure opcs4, procedures opcs4[], diagnosis icd10, diagnoses icd10[],
    codes_as_text text[], code_as_text text, factors text[], complexity procedure_complexity, operated date, waited interval, shape point);
ALTER TABLE operation DROP COLUMN gone;
INSERT INTO operation VALUES
    (1, 4, 3, 12.5, 15.5, 0.25, 5000000000, true, 'm', 'n', 'posterior', 'V41.1', '{V41.1,W05}', 'M41.1', '{M41.1,Q67.5}', '{v411,x}', 'V411', '{neuromuscular,cardiac}', '11.0 (3.0+2.5+4.0+1.5)', '2026-01-02', '3 days', '(1,2)'),
    (2, 14, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (3, 0, 5, 2, 14, 0, 1, false, 'f', '', 'anterior', 'W05', '{NULL,W05}', 'I10', '{}', '{NULL}', 'nonsense', '{NULL,a}', '3(1+1+1)', '2026-01-03', '1 day', '(0,0)');
CREATE TABLE asked (no integer GENERATED ALWAYS AS IDENTITY, model risk_model);
INSERT INTO asked (model) VALUES
    ('mean = age + asa + weight + bmi + score + big + urgent'), ('mean = (sex = ''m'') + 2*(note = ''n'') + 4*(approach = ''posterior'')'),
    ('mean = procedure in {V41}'), ('mean = procedure = ''v41.1'''), ('mean = procedure > ''V42'''), ('mean = procedures in {V40-V42, X99}'),
    ('mean = diagnosis in {I10X}'), ('mean = diagnoses in {Q00-Q99}'), ('mean = codes_as_text in {V41}'), ('mean = code_as_text in {V41}'),
    ('mean = ''neuromuscular'' in factors'), ('mean = ''b'' not in factors'), ('mean = sex in (''m'', ''x'')'), ('mean = age in (4, NULL_age)'),
    ('mean = factors is null'), ('mean = complexity + 1'), ('mean = coalesce(sex, ''f'') = ''f'''), ('mean = coalesce(urgent, true)'),
    ('mean = urgent and score > 1 or asa < 2'), ('mean = least(weight, bmi, age)'), ('mean = age between 1 and 5'), ('mean = not urgent'),
    ('logit(p) = ln(age + 1)'), ('cloglog(p) = 0.1*age'), ('probit(p) = 0.1*age'), ('log(rate) = 0.1*age'), ('survival(1, 0.9) = 0.1*age'),
    ('mean = rcs(age, 2, 1, 5, 10)');
UPDATE asked SET model = replace(model::text, 'null_age', 'big')::risk_model;
SELECT model, array_agg(round(predict(model, o)::numeric, 6) ORDER BY o.id) AS risks FROM asked, operation o GROUP BY no, model ORDER BY no;

-- With a record that the planner cannot take apart the answers are the same.
CREATE FUNCTION kept(record) RETURNS record LANGUAGE plpgsql AS 'BEGIN RETURN $1; END';
CREATE FUNCTION operations() RETURNS SETOF operation LANGUAGE plpgsql AS 'BEGIN RETURN QUERY TABLE operation; END';
SELECT count(*) AS asked, count(*) FILTER (WHERE predict(model, o) IS DISTINCT FROM predict(model, kept(o))) AS otherwise_as_record,
       count(*) FILTER (WHERE predict(model, o) IS DISTINCT FROM (SELECT predict(model, f) FROM operations() f WHERE f.id = o.id)) AS otherwise_from_function
FROM asked, operation o;

-- Where the row comes from: plans pass columns, but for a record made elsewhere.
CREATE VIEW young AS SELECT id, age, asa FROM operation WHERE age < 10;
CREATE TABLE part (asa smallint, id integer, age integer) PARTITION BY LIST (id);
CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1);
CREATE TABLE part_2 (age integer, filler text, asa smallint, id integer);
ALTER TABLE part_2 DROP COLUMN filler;
ALTER TABLE part ATTACH PARTITION part_2 FOR VALUES IN (2);
INSERT INTO part SELECT asa, id, age FROM operation WHERE id < 3;
CREATE TYPE pair AS (age integer, asa integer);
CREATE TABLE ask (place integer GENERATED ALWAYS AS IDENTITY, of text, query text);
INSERT INTO ask (of, query) VALUES
    ('table', 'SELECT o.id, predict(''mean = 10*age + asa'', o) FROM operation o'),
    ('view', 'SELECT o.id, predict(''mean = 10*age + asa'', o) FROM young o'),
    ('subquery', 'SELECT o.id, predict(''mean = 10*age + asa'', o) FROM (SELECT id, asa, age FROM operation) o'),
    ('fenced subquery', 'SELECT o.id, predict(''mean = 10*age + asa'', o) FROM (SELECT id, asa, age FROM operation OFFSET 0) o'),
    ('common table', 'WITH o AS MATERIALIZED (SELECT id, asa, age FROM operation) SELECT o.id, predict(''mean = 10*age + asa'', o) FROM o'),
    ('partitions', 'SELECT o.id, predict(''mean = 10*age + asa'', o) FROM part o'),
    ('named row', 'SELECT o.id, predict(''mean = 10*age + asa'', ROW(o.age, o.asa)::pair) FROM operation o'),
    ('row', 'SELECT o.id, predict(''mean = 10*f1 + f2'', ROW(o.age, o.asa)) FROM operation o'),
    ('values', 'SELECT o.id, predict(''mean = 10*age + asa'', o) FROM (VALUES (1, 4, 3), (2, 14, 1), (3, 0, 5)) o(id, age, asa)'),
    ('function', 'SELECT o.id, predict(''mean = 10*age + asa'', o) FROM operations() o'),
    ('join', 'SELECT o.id, predict(''mean = 10*age + asa'', o) FROM part p JOIN operation o USING (id)'),
    ('outer join', 'SELECT p.id, predict(''mean = 10*age + asa'', o) FROM part p LEFT JOIN operation o USING (id)'),
    ('correlated', 'SELECT o.id, (SELECT predict(''mean = 10*age + asa'', o) FROM part LIMIT 1) FROM operation o'),
    ('stored model', 'SELECT o.id, predict(m.model, o) FROM operation o, (SELECT ''mean = 10*age + asa''::risk_model AS model OFFSET 0) m'),
    ('record', 'SELECT o.id, predict(''mean = 10*age + asa'', kept(o)) FROM operation o');
CREATE FUNCTION test.answers(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answers text;
BEGIN
    EXECUTE format('SELECT string_agg(format(''%%s: %%s'', id, predict), ''; '' ORDER BY id) FROM (%s) a(id, predict)', query) INTO answers;
    RETURN answers;
END
$$;
SELECT of, test.plan_has(query, 'predict_columns(') AS by_columns, test.plan_has(query, 'predict(') AS by_record, test.answers(query) FROM ask ORDER BY place;
-- A model that is constant is passed its own columns alone, another all that fit.
SELECT test.plan_has('SELECT predict(''mean = asa*asa'', o) FROM operation o', '''{asa}''::text[], asa)') AS its_own,
       test.plan_has('SELECT predict(model, o) FROM operation o, asked', 'o.waited, o.shape)') AS all_of_them;

-- A row that an outer join did not find is NULL, not a row of NULLs.
SELECT n, predict('mean = coalesce(asa, 7)', o), predict('mean = coalesce(asa, 7)', kept(o)) AS as_record
FROM generate_series(2, 4) n LEFT JOIN operation o ON n = id ORDER BY n;
SELECT n, predict('mean = 7', f) FROM generate_series(2, 4) n FULL JOIN (SELECT id FROM operation OFFSET 0) f ON n = id ORDER BY n, id;
SELECT predict('mean = coalesce(a, 7)', r) AS row_of_nulls, predict('mean = 1', NULL::pair) AS no_row, predict(NULL, r) AS no_model
FROM (SELECT NULL::integer AS a) r;
SELECT predict('mean = 2', r) AS no_columns FROM (SELECT) r;

-- More columns than a call can have go as a record.
DO $$
BEGIN
    EXECUTE 'CREATE TABLE wide AS SELECT ' || (SELECT string_agg(format('%s::integer AS c%s', i, i), ', ') FROM generate_series(1, 120) i);
END
$$;
SELECT predict('mean = c1 + c120', w) AS few_used, predict(model, w) AS record FROM wide w, (SELECT 'mean = c1 + c120'::risk_model AS model OFFSET 0) m;
SELECT predict(('mean = ' || string_agg('c' || i, ' + '))::risk_model, w) AS all_used FROM wide w, generate_series(1, 120) i GROUP BY w;

-- A plan made once, and models that change under it
SET plan_cache_mode = force_generic_plan;
PREPARE risk(risk_model) AS SELECT id, predict($1, o) FROM operation o ORDER BY id;
EXECUTE risk('mean = age');
EXECUTE risk('mean = 2*age');
EXECUTE risk(NULL);
RESET plan_cache_mode;
CREATE FUNCTION risk_of(m risk_model, who integer) RETURNS float8 LANGUAGE plpgsql AS
    'BEGIN RETURN predict(m, o) FROM operation o WHERE id = who; END';
SELECT risk_of(m, id) FROM (VALUES ('mean = age'::risk_model, 1), ('mean = asa', 1), ('mean = age', 2)) v(m, id);
CREATE FUNCTION risk_of_row(m risk_model, o operation) RETURNS float8 LANGUAGE plpgsql AS
    'BEGIN RETURN predict(m, o); END';
SELECT risk_of_row(m, o) FROM operation o, (VALUES ('mean = age'::risk_model), ('mean = asa')) v(m) ORDER BY 1;
UPDATE model SET model = 'mean = asa' WHERE name = 'a';
SELECT predict(model, o) FROM model, operation o WHERE name = 'a' ORDER BY id;
UPDATE model SET model = 'mean = age' WHERE name = 'a';
SELECT predict(model, o) FROM model, operation o WHERE name = 'a' ORDER BY id;

-- Models too long to be stored in line
CREATE TABLE long_model AS SELECT ('mean = ' || string_agg(format('%s*(age = %s)', k*i, i), ' + '))::risk_model AS model, k FROM generate_series(1, 1500) i, generate_series(1, 2) k GROUP BY k;
SELECT k, sum(predict(model, o)) FROM long_model, operation o GROUP BY k ORDER BY k;

-- What does not fit a row
SELECT m, test.error_of(format('SELECT predict(%L, o) FROM operation o WHERE id = 1', m)) FROM (VALUES
    ('mean = ages + 1'), ('mean = nothing_like_it'), ('mean = operated'), ('mean = waited'), ('mean = shape'), ('mean = sex'), ('mean = sex > ''m'''),
    ('mean = age = ''4'''), ('mean = age in {V41}'), ('mean = procedure in {V41.12}'), ('mean = procedure = ''X'''), ('mean = ''V41'' in procedures'),
    ('mean = procedures'), ('mean = ''a'' in note'), ('mean = 1/(age - 4)'), ('mean = ln(age - 4)'), ('mean = ln(-age)'), ('mean = sqrt(-age)'),
    ('mean = exp(1000*age)'), ('mean = 1e300*big*1e10'), ('mean = 0 ^ -age'), ('log(rate) = 800'), ('mean = gone')) v(m);
SELECT test.place_of('SELECT predict(''mean = age + (note > 1)'', o) FROM operation o');
SELECT test.error_of('SELECT predict(''mean = x'', r) FROM (SELECT ''NaN''::float8 AS x) r'),
       test.error_of('SELECT predict(''mean = x'', r) FROM (SELECT ''-Infinity''::numeric AS x) r'),
       test.error_of('SELECT predict(''mean = x'', r) FROM (SELECT 1 AS x, 2 AS x) r');
-- No error where no row is asked for
SELECT predict('mean = nothing', o) FROM operation o WHERE false;
SELECT test.error_of('SELECT predict_columns(''mean = a'', ''{a,b}'', 1)'), test.error_of('SELECT predict_columns(''mean = a'', NULL, 1)'),
       test.error_of('SELECT predict_columns(''mean = a'', ''{NULL}'', 1)'), test.error_of('SELECT predict_columns(''mean = a'', ''{a}'', VARIADIC ''{1}''::int[])'),
       predict_columns('mean = a + 1', '{a}', 1);

-- What a plan must not mix up: another query's row, groups without a row, aliases, literals, kinds of codes
CREATE TABLE inner_row (c text, a integer);
INSERT INTO inner_row VALUES ('a text', 42);
CREATE TABLE outer_row (a integer, b text);
INSERT INTO outer_row VALUES (7, 'another');
SELECT (SELECT s.c FROM inner_row, LATERAL (SELECT f.c FROM predict('mean = a', inner_row) f(c)) s LIMIT 1) AS pulled_up FROM outer_row;
SELECT predict('mean = a', o) AS risk, o, count(*) FROM outer_row o GROUP BY ROLLUP (o) ORDER BY o;
SELECT predict('mean = a', o) AS by_columns, predict('mean = a', kept(o)) AS by_record FROM outer_row o (b, a);
SELECT predict('mean = f1 = ''abc''', ROW('abc')), predict_columns('mean = a = ''abc''', '{a}', 'abc'), predict('mean = f1 = ''abc''', ROW(E'\x01\x12ABCDEFGHIJKLMNOP'));
SELECT m, test.place_of(format('SELECT predict(%L, r) FROM (SELECT ''V42''::opcs4 AS o, ''M41''::icd10 AS i, ''x''::text AS t, 1 AS n OFFSET 0) r', m)) FROM (VALUES
    ('mean = 1 + (''V41'' in (o, t))'), ('mean = ''V41'' in (t, o, t, t)'), ('mean = ''V41'' in (o, i)'), ('mean = ''zz'' in (''M41'', i)'), ('mean = ''M41'' in (''zz'', i)'),
    ('mean = ''V41'' between o and i'), ('mean = o = i'), ('mean = o = n'), ('mean = o in (''V41'', ''V42'')')) v(m);

-- Columns added later have their default in records too, and a type that is altered is looked up again.
CREATE TABLE altered (id integer);
INSERT INTO altered VALUES (1);
ALTER TABLE altered ADD x integer DEFAULT 5;
CREATE FUNCTION see_old() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE WARNING ''x is %, predicted %'', old.x, predict(''mean = x'', old); RETURN new; END';
CREATE TRIGGER see BEFORE UPDATE ON altered FOR EACH ROW EXECUTE FUNCTION see_old();
UPDATE altered SET id = 2;
DO $$
DECLARE
    r record;
BEGIN
    FOR i IN 1..2 LOOP
        EXECUTE 'SELECT a AS whole FROM altered a' INTO r;
        RAISE WARNING 'predicted %', predict('mean = x', r.whole);
        ALTER TABLE altered ALTER x TYPE float8 USING x + 0.5;
    END LOOP;
END
$$;

-- Who may not call predict may not call it by columns either; a cast that the caller may not use is none.
CREATE ROLE regress_sr_reader;
GRANT USAGE ON SCHEMA risk_test, test TO regress_sr_reader;
GRANT SELECT ON outer_row TO regress_sr_reader;
REVOKE EXECUTE ON FUNCTION predict(risk_model, record) FROM PUBLIC;
CREATE TYPE measure AS (v integer);
CREATE FUNCTION measured(measure) RETURNS float8 LANGUAGE plpgsql VOLATILE STRICT AS 'BEGIN RETURN 1; END';
CREATE CAST (measure AS float8) WITH FUNCTION measured(measure);
SELECT test.error_of('SELECT predict(''mean = c'', r) FROM (SELECT ROW(1)::measure AS c) r') AS volatile_cast;
SET ROLE regress_sr_reader;
SELECT test.error_of('SELECT predict(''mean = a'', o) FROM risk_test.outer_row o') AS revoked;
RESET ROLE;
GRANT EXECUTE ON FUNCTION predict(risk_model, record) TO PUBLIC;
REVOKE ALL ON SCHEMA risk_test, test FROM regress_sr_reader;
REVOKE ALL ON outer_row FROM regress_sr_reader;
DROP ROLE regress_sr_reader;

-- Term by term: the contributions are the linear predictor.
SELECT o.id, x.* FROM operation o, explain('logit(p) = -4.12 + 0.31*(age < 2) + asa*0.5 - 0.1*age*asa - age + 2 + ln(weight)/3', o) x WHERE id < 3;
SELECT * FROM explain('mean = 3', ROW()) a, explain('mean = 2*(f1 - 1)*f2/3', ROW(3, 4)) b;
SELECT count(*) AS explained_otherwise FROM asked, operation o,
LATERAL (SELECT sum(contribution) AS lp, bool_or(contribution IS NULL) AS unknown FROM explain(model, o)) x
WHERE model::text LIKE 'mean%' AND NOT unknown AND abs(lp - predict(model, o)) > 1e-9 * abs(lp);
SELECT test.error_of('SELECT * FROM operation o, explain(''mean = ages'', o)');
