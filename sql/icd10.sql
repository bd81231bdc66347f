-- icd10: text, binary form, parts and comparison of codes; and what every type passed by value promises
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET jit = off; -- a disabled path looks dear enough for it

-- Any case, dot or none, outer blanks; a fourth character X says that there is none
SELECT c AS literal, c::icd10, undotted(c::icd10), category(c::icd10), chapter(c::icd10), last_within(c::icd10)
FROM unnest(ARRAY['M41.1', 'm411', '  M41.1 ', E'\tM411\n', 'M41', 'A00', 'z9z', 'M41.12', 'M41.123', 'm411234', 'M41.ZZZZ',
    'C4A', 'c4a.0', 'I10', 'I10X', 'i10.x', 'M41.X', 'M41X1', 'M41.X1', 'M41.XX', 'M41.1X', 'S72.001A', 'U07.1']) c;

-- Everything else is refused, with the literal and what would do
SELECT c AS literal, test.error_of(format('SELECT %L::surgical_registry.icd10', c))
FROM unnest(ARRAY['', ' ', 'M', 'M4', 'M4.1', 'M41.', 'M41..1', 'M41.1.', 'M41.1.2', 'M411.2', 'M41.12345', 'M4112345', 'M41 .1', 'M 41', 'M41. 1',
    '441', 'MM1', '4M1', 'M-1', '.M41', '-M41', 'M41-M43', 'M41,M43', 'M41.-', 'M41.1+', 'M41.1*', 'M41.%', 'M41.é', 'M4１.1', 'Ⅿ41.1', 'М41.1', 'M41․1', 'null']) c;
SELECT test.error_of(format('SELECT %L::surgical_registry.icd10', repeat('M41.1', 100000)));
SELECT CASE WHEN current_setting('server_version_num')::int < 160000 THEN true
       ELSE test.error_of('DO $d$ BEGIN ASSERT NOT pg_input_is_valid(''M41.'', ''surgical_registry.icd10'')
           AND pg_input_is_valid(''M41'', ''surgical_registry.icd10''); END $d$') = 'no error' END AS soft_errors;

-- Order: a code comes before what it holds, and that before the next code
SELECT bool_and(before < code AND before <= code AND before <> code AND code > before AND code >= before AND NOT code = before) AS ascending
FROM (SELECT code, lag(code) OVER (ORDER BY place) AS before
      FROM unnest('{A00,M40.ZZZZ,M41,M41.0,M41.00,M41.0000,M41.0A,M41.1,M41.9ZZZ,M41.A,M41.X0,M41.ZZZZ,M42,M4A,N00,Z9Z.ZZZZ}'::icd10[]) WITH ORDINALITY c(code, place)) o
WHERE before IS NOT NULL;

-- Containment: one code begins with the other
SELECT code, array_agg(prefix ORDER BY prefix) FILTER (WHERE code <@ prefix) AS within,
       array_agg(prefix ORDER BY prefix) FILTER (WHERE code @> prefix) AS holds
FROM unnest('{M41,M41.1,M41.12,M41.123,M41.1234,M41.2,M41.X1}'::icd10[]) code, unnest('{M40,M41,M41.1,M41.12,M41.123,M41.1234,M41.2,M41.X1,M42}'::icd10[]) prefix
GROUP BY code ORDER BY code;
SELECT NULL::icd10 <@ 'M41' AS of_null, category(NULL::icd10), last_within(NULL::icd10), chapter(NULL::icd10), undotted(NULL::icd10);

-- Random codes of every length, crowded so that many share a beginning; their text in the C collation is the judge
SELECT setseed(0.10);
CREATE TABLE icd10_sample AS
WITH spelt AS (
    SELECT DISTINCT left(category || '.' || rest, CASE length WHEN 3 THEN 3 ELSE length + 1 END) AS text
    FROM (SELECT substr('AMZ', 1 + (random() * 2)::int, 1) || (random() * 9)::int || substr('01A9Z', 1 + (random() * 4)::int, 1) AS category,
                 substr('019AYZ', 1 + (random() * 5)::int, 1) || substr('09XZ', 1 + (random() * 3)::int, 1)
                     || substr('05Z', 1 + (random() * 2)::int, 1) || substr('0BX', 1 + (random() * 2)::int, 1) AS rest,
                 3 + (random() * 4)::int AS length
          FROM generate_series(1, 800)) r)
SELECT text COLLATE "C" AS spelt, text::icd10 AS v, row_number() OVER (ORDER BY text COLLATE "C") AS rank FROM spelt;
SELECT count(*) > 500 AS many, count(DISTINCT length(spelt)) AS lengths,
       count(*) FILTER (WHERE v::text <> spelt) AS text_differs,
       count(*) FILTER (WHERE undotted(v) <> replace(spelt, '.', '')) AS undotted_differs,
       count(*) FILTER (WHERE undotted(v)::icd10 <> v OR lower(spelt)::icd10 <> v) AS rereads,
       count(*) FILTER (WHERE category(v)::text <> left(spelt, 3)) AS category_differs,
       count(*) FILTER (WHERE chapter(v) <> left(spelt, 1)) AS chapter_differs,
       count(*) FILTER (WHERE undotted(last_within(v)) <> rpad(replace(spelt, '.', ''), 7, 'Z')) AS last_differs
FROM icd10_sample;
SELECT count(*) > 250000 AS many, count(*) FILTER (WHERE a.v <@ b.v) > 1000 AS some_within,
       count(*) FILTER (WHERE (a.v <@ b.v) <> starts_with(a.spelt, b.spelt)) AS within_differs,
       count(*) FILTER (WHERE (a.v <@ b.v) <> (b.v @> a.v)) AS commutator_differs,
       count(*) FILTER (WHERE (a.v <@ b.v) <> (a.v >= b.v AND a.v <= last_within(b.v))) AS bounds_differ
FROM icd10_sample a, icd10_sample b;

-- For this and the next types: a table has values v and their ranks, made without the type.
-- Each asks questions and counts wrong answers.
CREATE FUNCTION test.type_of(source regclass) RETURNS text LANGUAGE sql AS
    $$SELECT atttypid::regtype::text FROM pg_attribute WHERE attrelid = source AND attname = 'v'$$;

-- Ranges use the server's own classes.
CREATE FUNCTION test.has_own_classes(source regclass) RETURNS boolean LANGUAGE sql AS
    $$SELECT EXISTS (SELECT FROM pg_opclass WHERE opcintype = test.type_of(source)::regtype)$$;

-- The planner may use these and none else, to the end of the transaction.
CREATE FUNCTION test.allow(VARIADIC allowed text[]) RETURNS void LANGUAGE sql AS $$
    SELECT set_config('enable_' || s, (s = ANY (allowed))::text, true)
    FROM unnest('{seqscan,indexscan,indexonlyscan,bitmapscan,sort,hashagg,hashjoin,mergejoin,nestloop}'::text[]) s
$$;

CREATE FUNCTION test.wrong_pairs(source regclass, OUT question text, OUT asked bigint, OUT wrong bigint) LANGUAGE plpgsql AS $$
BEGIN
    question := 'pairs by every operator and hash';
    EXECUTE format('
        WITH pair AS MATERIALIZED (
            SELECT a.v AS a, b.v AS b, a.rank AS x, b.rank AS y FROM %1$s a, %1$s b
            WHERE abs(a.rank - b.rank) <= 1 OR hashint8(a.rank * 1000003 # b.rank) & 31 = 0)
        SELECT count(*), count(*) FILTER (WHERE (a < b) <> (x < y) OR (a <= b) <> (x <= y) OR (a = b) <> (x = y)
            OR (a <> b) <> (x <> y) OR (a >= b) <> (x >= y) OR (a > b) <> (x > y)
            OR sign(%2$s_cmp(a, b)) <> sign(x - y) OR %2$s_smaller(a, b) <> CASE WHEN x < y THEN a ELSE b END
            OR %2$s_larger(a, b) <> CASE WHEN x > y THEN a ELSE b END
            OR x = y AND (%2$s_hash(a) <> %2$s_hash(b) OR %2$s_hash_extended(a, 42) <> %2$s_hash_extended(b, 42)
                OR %2$s_hash_extended(a, 0) & 4294967295 <> %2$s_hash(b)::bigint & 4294967295))
        FROM pair', source, test.type_of(source)) INTO asked, wrong;
END
$$;

-- The server folds 64 bits to 32 by exclusive or; that may spoil a few values, not many.
CREATE FUNCTION test.wrong_hashes(source regclass, OUT question text, OUT asked bigint, OUT wrong bigint) LANGUAGE plpgsql AS $$
BEGIN
    question := 'few values that share a hash';
    EXECUTE format('SELECT count(DISTINCT v), greatest(0, ceil(0.95 * count(DISTINCT v)) - count(DISTINCT %s_hash(v))) FROM %s', test.type_of(source), source) INTO asked, wrong;
END
$$;

CREATE FUNCTION test.wrong_by_index(source regclass, OUT question text, OUT asked bigint, OUT wrong bigint) RETURNS SETOF record LANGUAGE plpgsql AS $$
DECLARE
    type text := test.type_of(source);
    statement text;
    path record;
    probe record;
    by_value text;
    by_rank text;
BEGIN
    EXECUTE format('CREATE TEMP TABLE subject AS SELECT v, rank FROM %s, generate_series(1, 2) ORDER BY rank', source);
    INSERT INTO subject VALUES (NULL, NULL);
    FOR path IN SELECT * FROM (VALUES
        ('btree', '', '', 'Index Scan', '{indexscan}'::text[]), ('btree', '', '', 'Index Only Scan', '{indexscan,indexonlyscan}'), ('btree', '', '', 'Bitmap Index Scan', '{bitmapscan}'),
        ('hash', '', '', 'Index Scan', '{indexscan}'), ('hash', '', '', 'Bitmap Index Scan', '{bitmapscan}'),
        ('brin', 'minmax', 'WITH (pages_per_range = 1)', 'Bitmap Index Scan', '{bitmapscan}'),
        ('brin', 'minmax_multi', 'WITH (pages_per_range = 1)', 'Bitmap Index Scan', '{bitmapscan}'),
        ('brin', 'bloom', 'WITH (pages_per_range = 1)', 'Bitmap Index Scan', '{bitmapscan}')) v(method, class, options, node, scans)
        WHERE class = '' OR test.has_own_classes(source)
    LOOP
        question := concat_ws(' ', path.method, nullif(path.class, ''), '-', path.node);
        asked := 0;
        wrong := 0;
        EXECUTE format('CREATE INDEX probe ON subject USING %s (v %s) %s %s', path.method,
                       CASE WHEN path.class <> '' THEN type || '_' || path.class || '_ops' END, CASE WHEN path.method = 'btree' THEN 'INCLUDE (rank)' END, path.options);
        ANALYZE subject;
        PERFORM test.allow(VARIADIC path.scans || '{sort,hashagg,hashjoin,nestloop}');
        FOR probe IN EXECUTE format('SELECT operator, v::text AS v, rank FROM (SELECT v, rank, ntile(10) OVER (ORDER BY rank) AS tile, rank = max(rank) OVER () AS last FROM %s) s,
                unnest(%L::text[]) operator WHERE last OR rank IN (SELECT min(rank) FROM (SELECT rank, ntile(10) OVER (ORDER BY rank) AS tile FROM %1$s) t GROUP BY tile)',
                source, CASE WHEN path.method = 'hash' OR path.class = 'bloom' THEN '{=}' ELSE '{<,<=,=,>=,>}' END)
        LOOP
            statement := format('SELECT count(*), sum(rank) FROM subject WHERE v %s %L::%s', probe.operator, probe.v, type);
            EXECUTE format('SELECT t::text FROM (%s) t', statement) INTO by_value;
            EXECUTE format('SELECT t::text FROM (SELECT count(*), sum(rank) FROM subject WHERE rank %s %s) t', probe.operator, probe.rank) INTO by_rank;
            asked := asked + 1;
            wrong := wrong + (by_value <> by_rank OR NOT (test.plan_has(statement, path.node || ' ') AND test.plan_has(statement, 'probe')))::int;
        END LOOP;
        DROP INDEX probe;
        RETURN NEXT;
    END LOOP;
    DROP TABLE subject;
END
$$;

CREATE FUNCTION test.wrong_order(source regclass, OUT question text, OUT asked bigint, OUT wrong bigint) RETURNS SETOF record LANGUAGE plpgsql AS $$
DECLARE
    way record;
    found text;
    truth text;
BEGIN
    EXECUTE format('CREATE TEMP TABLE subject AS SELECT v, rank FROM %s, generate_series(1, 2) ORDER BY hashint8(rank)', source);
    CREATE INDEX probe ON subject (v);
    ANALYZE subject;
    FOR way IN SELECT * FROM (VALUES
        ('ORDER BY from a sort', '{seqscan,sort,hashagg}', 'SELECT v::text AS said FROM subject ORDER BY v', 'SELECT v::text FROM subject ORDER BY rank', 'Sort Key'),
        ('ORDER BY DESC from a sort', '{seqscan,sort,hashagg}', 'SELECT v::text AS said FROM subject ORDER BY v DESC', 'SELECT v::text FROM subject ORDER BY rank DESC', 'Sort Key'),
        ('ORDER BY from an index', '{indexscan,indexonlyscan}', 'SELECT v::text AS said FROM subject ORDER BY v', 'SELECT v::text FROM subject ORDER BY rank', 'Index'),
        ('ORDER BY DESC from an index', '{indexscan,indexonlyscan}', 'SELECT v::text AS said FROM subject ORDER BY v DESC', 'SELECT v::text FROM subject ORDER BY rank DESC', 'Backward'),
        ('GROUP BY, sorted', '{seqscan,sort}', 'SELECT v::text AS said FROM (SELECT v FROM subject GROUP BY v) g ORDER BY v', 'SELECT min(v::text) FROM subject GROUP BY rank ORDER BY rank', 'Group'),
        ('DISTINCT, hashed', '{seqscan,hashagg}', 'SELECT string_agg(v::text, '','' ORDER BY v::text) AS said FROM (SELECT DISTINCT v FROM subject) g', 'SELECT string_agg(said, '','' ORDER BY said) FROM (SELECT min(v::text) AS said FROM subject GROUP BY rank) g', 'HashAggregate')) v(question, allowed, statement, by_rank, node)
    LOOP
        PERFORM test.allow(VARIADIC way.allowed::text[]);
        EXECUTE format('SELECT string_agg(r, E''\n'') FROM (%s) t(r)', way.statement) INTO found;
        EXECUTE format('SELECT string_agg(r, E''\n'') FROM (%s) t(r)', way.by_rank) INTO truth;
        question := way.question;
        asked := 1;
        wrong := (found IS DISTINCT FROM truth OR NOT test.plan_has(way.statement, way.node))::int;
        RETURN NEXT;
    END LOOP;
    DROP TABLE subject;
END
$$;

CREATE FUNCTION test.wrong_extremes(source regclass, OUT question text, OUT asked bigint, OUT wrong bigint) LANGUAGE plpgsql AS $$
DECLARE
    good boolean;
BEGIN
    question := 'min and max';
    EXECUTE format('SELECT count(*), min(v) = (SELECT v FROM %1$s ORDER BY rank LIMIT 1) AND max(v) = (SELECT v FROM %1$s ORDER BY rank DESC LIMIT 1)
        AND min(v) FILTER (WHERE rank < 0) IS NULL AND max(v) FILTER (WHERE rank < 0) IS NULL FROM %1$s', source) INTO asked, good;
    wrong := (NOT good)::int;
END
$$;

CREATE FUNCTION test.wrong_joins(source regclass, OUT question text, OUT asked bigint, OUT wrong bigint) RETURNS SETOF record LANGUAGE plpgsql AS $$
DECLARE
    type text := test.type_of(source);
    way record;
    middle text;
BEGIN
    EXECUTE format('SELECT v::text FROM %s ORDER BY rank OFFSET (SELECT count(*) / 2 FROM %1$s) LIMIT 1', source) INTO middle;
    EXECUTE format('CREATE TEMP TABLE by_hash (v %s PRIMARY KEY, rank bigint) PARTITION BY HASH (v)', type);
    EXECUTE format('CREATE TEMP TABLE by_range (v %s, rank bigint) PARTITION BY RANGE (v)', type);
    FOR part IN 0 .. 2 LOOP
        EXECUTE format('CREATE TEMP TABLE by_hash_%s PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER %1$s)', part);
    END LOOP;
    EXECUTE format('CREATE TEMP TABLE by_range_low PARTITION OF by_range FOR VALUES FROM (MINVALUE) TO (%L)', middle);
    EXECUTE format('CREATE TEMP TABLE by_range_high PARTITION OF by_range FOR VALUES FROM (%L) TO (MAXVALUE)', middle);
    EXECUTE format('INSERT INTO by_hash SELECT DISTINCT ON (rank) v, rank FROM %s', source);
    INSERT INTO by_range SELECT v, rank FROM by_hash;
    ANALYZE by_hash;
    ANALYZE by_range;

    question := 'fair hash partitions';
    SELECT count(*), 3 - count(*) FILTER (WHERE c > 0.25 * total) INTO asked, wrong
    FROM (SELECT count(*) AS c, sum(count(*)) OVER () AS total FROM by_hash GROUP BY tableoid) p;
    RETURN NEXT;
    question := 'range partitions';
    SELECT count(*), count(*) FILTER (WHERE (r.tableoid = 'by_range_low'::regclass) <> (r.v < m.least)) INTO asked, wrong
    FROM by_range r, LATERAL (SELECT h.v AS least FROM by_range_high h ORDER BY h.rank LIMIT 1) m;
    RETURN NEXT;
    question := 'a pruned partition';
    asked := 1;
    wrong := test.plan_has(format('SELECT FROM by_hash WHERE v = %L', middle), 'Append')::int;
    RETURN NEXT;
    question := 'unique index';
    wrong := (test.error_of(format('INSERT INTO by_hash VALUES (%L, 0)', middle)) NOT LIKE '23505 %')::int;
    RETURN NEXT;
    FOR way IN SELECT * FROM (VALUES ('Hash Join', 'hashjoin'), ('Merge Join', 'mergejoin'), ('Nested Loop', 'nestloop')) v(node, allowed) LOOP
        PERFORM test.allow('seqscan', 'sort', 'hashagg', way.allowed);
        question := way.node;
        SELECT count(*), count(*) FILTER (WHERE h.rank <> r.rank) + abs(count(*) - (SELECT count(*) FROM by_hash)) INTO asked, wrong FROM by_hash h JOIN by_range r USING (v);
        wrong := wrong + (NOT test.plan_has('SELECT FROM by_hash JOIN by_range USING (v)', way.node))::int;
        RETURN NEXT;
    END LOOP;
    DROP TABLE by_hash, by_range;
END
$$;

CREATE FUNCTION test.wrong_forms(source regclass, OUT question text, OUT asked bigint, OUT wrong bigint) RETURNS SETOF record LANGUAGE plpgsql AS $$
BEGIN
    question := 'text that reads back';
    EXECUTE format('SELECT count(*), count(*) FILTER (WHERE v::text::%s <> v OR v::text::%1$s::text <> v::text) FROM %s', test.type_of(source), source) INTO asked, wrong;
    RETURN NEXT;
    question := 'binary that reads back';
    wrong := test.binary_round_trip(source);
    RETURN NEXT;
END
$$;

CREATE FUNCTION test.wrong_classes(source regclass, OUT question text, OUT asked bigint, OUT wrong bigint) LANGUAGE sql AS $$
    SELECT 'operator classes that amvalidate passes', count(*), 5 - count(*) FILTER (WHERE amvalidate(oid)) FROM pg_opclass WHERE opcintype = test.type_of(source)::regtype
$$;

CREATE FUNCTION test.wrong(source regclass, OUT question text, OUT asked bigint, OUT wrong bigint) RETURNS SETOF record LANGUAGE sql AS $$
    SELECT * FROM test.wrong_forms(source) UNION ALL SELECT * FROM test.wrong_classes(source) UNION ALL SELECT * FROM test.wrong_pairs(source) UNION ALL SELECT * FROM test.wrong_hashes(source) UNION ALL SELECT * FROM test.wrong_order(source)
    UNION ALL SELECT * FROM test.wrong_extremes(source) UNION ALL SELECT * FROM test.wrong_by_index(source) UNION ALL SELECT * FROM test.wrong_joins(source)
$$;

SELECT question, asked > 0 AS asked, wrong FROM test.wrong('icd10_sample');
CREATE TABLE opcs4_sample AS SELECT code AS v, ordinal AS rank FROM every_code WHERE hashint8(ordinal) & 15 = 0 OR ordinal <= 12 OR ordinal > 27480;
SELECT question, asked > 0 AS asked, wrong FROM test.wrong('opcs4_sample');

-- Forged binary: the same strictness
SELECT icd10_send('M41'), icd10_send('M41.1'), icd10_send('A00'), icd10_send('Z9Z.ZZZZ');
CREATE FUNCTION test.icd10_bytes(VARIADIC characters int[]) RETURNS bytea LANGUAGE sql AS
    $$SELECT int8send(sum(c * (1::bigint << 6 * (7 - place)::int))::bigint) FROM unnest(characters) WITH ORDINALITY u(c, place)$$;
SELECT said, test.binary_input('icd10', v) FROM (VALUES
    ('M41', test.icd10_bytes(23, 5, 2)), ('M41.1', test.icd10_bytes(23, 5, 2, 2)), ('Z9Z.ZZZZ', icd10_send('Z9Z.ZZZZ')), ('M41.XX', test.icd10_bytes(23, 5, 2, 34, 34)),
    ('nothing', int8send(0)), ('negative', int8send(-1)), ('greatest', int8send(9223372036854775807)), ('no bytes', ''), ('four bytes', '\x00000171'), ('nine bytes', '\x000001714200000000'),
    ('M4', test.icd10_bytes(23, 5)), ('a gap', test.icd10_bytes(23, 5, 2, 0, 2)), ('no letter', test.icd10_bytes(2, 5, 2)), ('two letters', test.icd10_bytes(23, 11, 2)),
    ('beyond Z', test.icd10_bytes(23, 5, 37)), ('beyond Z, last', test.icd10_bytes(23, 5, 2, 2, 2, 2, 37)), ('M41.X', test.icd10_bytes(23, 5, 2, 34)),
    ('eight characters', test.icd10_bytes(1 * 64 + 23, 5, 2))) f(said, v);

-- <@ and @> reach ordered indexes as a range, from either side
CREATE TABLE icd10_case AS SELECT v AS code, rank FROM icd10_sample, generate_series(1, 3);
CREATE INDEX icd10_case_code ON icd10_case (code);
CREATE INDEX icd10_case_brin ON icd10_case USING brin (code) WITH (pages_per_range = 1);
ANALYZE icd10_case;
CREATE FUNCTION test.icd10_answer(condition text, kept text, scan text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text;
BEGIN
    PERFORM test.allow('sort', 'hashagg', 'hashjoin', 'nestloop', scan);
    EXECUTE 'SELECT t::text FROM (SELECT count(*), sum(rank) FROM icd10_case WHERE ' || condition || ') t' INTO answer;
    RETURN CASE WHEN test.plan_has('SELECT rank FROM icd10_case WHERE ' || condition, kept) THEN answer ELSE 'no ' || kept END;
END
$$;
SELECT count(*) AS conditions,
       count(*) FILTER (WHERE test.icd10_answer(c, 'Index Scan using icd10_case_code', 'indexscan') <> by_scan) AS btree_differs
FROM (SELECT format(f, v) AS c, test.icd10_answer(format(f, v), 'Seq Scan', 'seqscan') AS by_scan
      FROM (SELECT DISTINCT ON (length(spelt), left(spelt, 1)) v FROM icd10_sample ORDER BY length(spelt), left(spelt, 1), rank DESC) p,
           unnest(ARRAY['code <@ %L', '%L @> code', 'code @> %L', '%L <@ code', 'code <@ (SELECT %L::icd10)', 'code <@ category(%L::icd10)']) f OFFSET 0) a;
DROP INDEX icd10_case_code;
SELECT count(*) AS conditions,
       count(*) FILTER (WHERE test.icd10_answer(c, 'Bitmap Index Scan on icd10_case_brin', 'bitmapscan') <> by_scan) AS brin_differs
FROM (SELECT format(f, v) AS c, test.icd10_answer(format(f, v), 'Seq Scan', 'seqscan') AS by_scan
      FROM (SELECT DISTINCT ON (length(spelt), left(spelt, 1)) v FROM icd10_sample ORDER BY length(spelt), left(spelt, 1), rank DESC) p,
           unnest(ARRAY['code <@ %L', '%L @> code', 'code @> %L', '%L <@ code']) f OFFSET 0) a;
CREATE INDEX icd10_case_code ON icd10_case (code);

SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
SELECT test.plan_has('SELECT FROM icd10_case WHERE code <@ ''M41''', 'Index Cond: ((icd10_case.code >= ''M41''::icd10) AND (icd10_case.code <= ''M41.ZZZZ''::icd10))') AS constant,
       test.plan_has('SELECT FROM icd10_case WHERE code <@ ''M41''', 'Filter: ') AS checked_again,
       test.plan_has('SELECT FROM unnest(''{M41,Z0}''::text[]) l JOIN icd10_case ON code <@ l::icd10', 'last_within') AS join_column;
SET plan_cache_mode = force_generic_plan;
PREPARE coded(icd10) AS SELECT count(*) FROM icd10_case WHERE code <@ $1;
SELECT test.plan_has('EXECUTE coded(''M41'')', 'last_within($1)') AS parameter;
RESET plan_cache_mode;
EXECUTE coded(NULL);
RESET enable_seqscan; RESET enable_bitmapscan; RESET enable_hashjoin; RESET enable_mergejoin;

-- The estimate is that of the range, at every length
CREATE FUNCTION test.rows_estimated(statement text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
    plan jsonb;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || statement INTO plan;
    RETURN (plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8;
END
$$;
SELECT length(prefix::text), count(*),
       count(*) FILTER (WHERE test.rows_estimated(format('SELECT FROM icd10_case WHERE code <@ %L', prefix)) NOT BETWEEN truth * 0.4 - 10 AND truth * 1.6 + 10) AS off
FROM (SELECT prefix, (SELECT count(*) FROM icd10_case WHERE code <@ prefix) AS truth
      FROM (SELECT DISTINCT category(v) AS prefix FROM icd10_sample UNION SELECT DISTINCT v FROM icd10_sample WHERE length(spelt) IN (5, 6) AND rank % 5 = 0) p) t
GROUP BY 1 ORDER BY 1;

-- Arrays by GIN, a domain, a key; from a path that does not name the schema
CREATE TABLE icd10_patient (id int PRIMARY KEY, codes icd10[]);
INSERT INTO icd10_patient VALUES (1, '{M41.1,I10X}'), (2, '{M41}'), (3, '{I10,NULL}');
CREATE INDEX icd10_patient_codes ON icd10_patient USING gin (codes);
SET enable_seqscan = off;
SELECT id, test.plan_has('SELECT FROM icd10_patient WHERE codes && ''{i10}''::icd10[]', 'icd10_patient_codes') AS by_gin
FROM icd10_patient WHERE codes && '{i10}'::icd10[] ORDER BY id;
RESET enable_seqscan;
CREATE DOMAIN spinal AS icd10 CHECK (VALUE <@ 'M40' OR VALUE <@ 'M41');
SELECT test.error_of('SELECT ''M42''::spinal'), 'm41.x'::spinal;
DROP DOMAIN spinal;
DROP TABLE icd10_patient, icd10_case;
DROP FUNCTION test.icd10_answer, test.icd10_bytes;
SET search_path = pg_catalog;
SELECT 'i10x'::surgical_registry.icd10, surgical_registry.category('M41.1'::surgical_registry.icd10),
       'M41.1'::surgical_registry.icd10 OPERATOR(surgical_registry.<@) 'M41' AS within,
       'M41.1'::surgical_registry.icd10 OPERATOR(surgical_registry.<) 'M41' AS less,
       surgical_registry.max(v) OPERATOR(surgical_registry.<=) 'Z9Z.ZZZZ' AS greatest FROM public.icd10_sample;
RESET ALL;
