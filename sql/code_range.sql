-- Ranges and multiranges of codes against the server's own of bigint: each code has an ordinal by its text, and every
-- operator, order, hash, join, partition and index must say of codes what it says of ordinals
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET jit = off; -- a disabled path looks dear enough for it

-- Random ranges with every kind of bound, most of them near each other; what one holds is said by text over every code there is
SELECT setseed(0.43);
CREATE INDEX every_code_text ON every_code ((canonical COLLATE "C"));
ANALYZE every_code;
CREATE TABLE spelt_range AS
SELECT n, CASE WHEN no_low >= 0.08 THEN least(a.canonical COLLATE "C", b.canonical) END AS low, CASE WHEN no_high >= 0.08 THEN greatest(a.canonical COLLATE "C", b.canonical) END AS high,
       opening, closing
FROM (SELECT n, substr('[(', 1 + (random() * 1)::int, 1) AS opening, substr(')]', 1 + (random() * 1)::int, 1) AS closing, random() AS no_low, random() AS no_high, CASE WHEN n % 5 = 0 THEN 27500 WHEN n % 9 = 0 THEN 3 ELSE 45 END AS span, CASE WHEN n % 7 = 0 THEN 27456 WHEN n % 11 = 0 THEN 1 ELSE 22001 END AS base,
             random() AS x, random() AS y FROM generate_series(1, 160) n) r
JOIN every_code a ON a.ordinal = CASE WHEN span > 45 THEN 1 + floor(x * 27500) ELSE base + floor(x * span) END
JOIN every_code b ON b.ordinal = CASE WHEN span > 45 THEN 1 + floor(y * 27500) ELSE base + floor(y * span) END;
INSERT INTO spelt_range VALUES (161, 'V41', 'V41', '(', ')'), (162, 'V41', 'V41.0', '(', ')'), (163, NULL, 'A00', '[', ')'), (164, 'Z99.9', NULL, '(', ']'), (165, 'V41', 'V41', '[', ']');
CREATE TABLE opcs4_range AS
SELECT n, format('%s%s,%s%s', opening, low, high, closing)::opcs4range AS v,
       CASE WHEN held = 0 THEN 'empty' ELSE int8range(CASE WHEN low IS NOT NULL THEN first END, nullif(last + 1, 27501)) END AS model, held, last - first + 1 AS span
FROM spelt_range s, LATERAL (
    SELECT count(*) AS held, min(ordinal) AS first, max(ordinal) AS last FROM every_code
    WHERE (low IS NULL OR canonical COLLATE "C" > low OR (canonical = low AND opening = '['))
      AND (high IS NULL OR canonical COLLATE "C" < high OR (closing = ']' AND left(canonical, length(high)) = high))
      AND (low IS DISTINCT FROM high OR opening || closing = '[]')) e;
SELECT count(*), count(*) FILTER (WHERE held = 0) > 5 AS empty, count(*) FILTER (WHERE lower_inf(model)) > 5 AS without_lower, count(*) FILTER (WHERE upper_inf(model)) > 5 AS without_upper,
       count(*) FILTER (WHERE held > 20000) > 3 AS wide, count(*) FILTER (WHERE held BETWEEN 1 AND 5) > 10 AS narrow, count(*) FILTER (WHERE held <> span) AS with_gaps FROM opcs4_range;
SELECT count(*) AS asked, count(*) FILTER (WHERE code <@ v) > 300000 AS many_within, count(*) FILTER (WHERE (code <@ v) <> (ordinal <@ model)) AS differing,
       count(*) FILTER (WHERE (v::opcs4multirange @> code) <> (ordinal <@ model)) AS as_lists_differ
FROM opcs4_range, every_code;
SELECT count(*) FILTER (WHERE isempty(v) <> isempty(model) OR lower_inf(v) <> lower_inf(model) OR upper_inf(v) <> upper_inf(model) OR lower_inc(v) <> lower_inc(model) OR upper_inc(v) <> upper_inc(model)) AS ends_differ FROM opcs4_range;

-- Back from codes to ordinals
CREATE FUNCTION test.ordinal(c opcs4) RETURNS bigint LANGUAGE sql STABLE AS $$SELECT ordinal FROM public.every_code WHERE canonical COLLATE "C" = c::text$$;
CREATE FUNCTION test.model(r opcs4range) RETURNS int8range LANGUAGE sql STABLE AS $$SELECT CASE WHEN isempty(r) THEN 'empty' ELSE int8range(test.ordinal(lower(r)), test.ordinal(upper(r))) END$$;
CREATE FUNCTION test.model(m opcs4multirange) RETURNS int8multirange LANGUAGE sql STABLE AS $$SELECT coalesce(range_agg(test.model(r)), '{}') FROM unnest(m) r$$;

-- Lists of both types. Bounds of icd10 are from a sample, and their ordinals the places in it.
CREATE TABLE opcs4_list AS
SELECT n, opcs4_codes(string_agg(low || CASE WHEN high <> low THEN '-' || high ELSE '' END, ',')) AS v
FROM (SELECT n, least(a.canonical COLLATE "C", b.canonical) AS low, greatest(a.canonical COLLATE "C", b.canonical) AS high
      FROM (SELECT n, 22001 + (random() * 600)::int AS x, (random() * 25)::int * (random() * 2)::int AS y FROM generate_series(1, 200) n, generate_series(1, 1 + n % 12)) r
      JOIN every_code a ON a.ordinal = x JOIN every_code b ON b.ordinal = x + y) i
GROUP BY n;
INSERT INTO opcs4_list VALUES (1001, '{}'), (1002, '{(,)}'), (1003, '{(,V46)}'), (1004, '{[V41,V42),[Z99,)}'), (1005, '{(,A01),(V41,V42)}'), (1006, opcs4_codes('V41')), (1007, opcs4_codes('V42-V45, V47'));
-- What a list holds, by the text of its ranges alone
CREATE TABLE opcs4_held AS
SELECT n, ordinal FROM opcs4_list, unnest(v) r, LATERAL (SELECT ordinal FROM every_code WHERE canonical COLLATE "C" >= coalesce(lower(r)::text, '') AND canonical COLLATE "C" < coalesce(upper(r)::text, '~')) e;
CREATE INDEX ON opcs4_held (n);
ANALYZE opcs4_held;
ALTER TABLE opcs4_list ADD model int8multirange;
UPDATE opcs4_list l SET model = CASE v WHEN '{(,)}' THEN '{(,)}' ELSE test.model(v) END;
SELECT count(*) > 60 AS many, count(*) FILTER (WHERE v <> '{(,)}' AND held IS DISTINCT FROM (SELECT sum(least(upper(r), 27501) - coalesce(lower(r), 1)) FROM (SELECT lower(u) AS l, upper(u) AS u, u AS r FROM unnest(model) u) x WHERE NOT upper_inf(r))) AS differing
FROM opcs4_list LEFT JOIN (SELECT n, count(*) AS held FROM opcs4_held GROUP BY n) h USING (n) WHERE NOT upper_inf(model) AND v <> '{}';

-- Algebra of lists is that of the sets of their codes
SELECT setseed(0.44);
CREATE TABLE pair_of_lists AS SELECT row_number() OVER () AS pair, a.n AS a, b.n AS b, a.v + b.v AS either, a.v * b.v AS shared, a.v - b.v AS only_first, '{(,)}'::opcs4multirange - a.v AS none
FROM opcs4_list a, opcs4_list b WHERE a.n > 1000 AND b.n = 7 OR a.n <= 200 AND a.n + b.n IN (61, 62, 310);
CREATE FUNCTION test.held(m opcs4multirange) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT ordinal FROM unnest(m) r, LATERAL (SELECT ordinal FROM public.every_code WHERE canonical COLLATE "C" >= coalesce(lower(r)::text, '') AND canonical COLLATE "C" < coalesce(upper(r)::text, '~')) e
$$;
CREATE TABLE set_algebra AS
SELECT pair, 'union' AS what, held AS ordinal, 'sets' AS by FROM pair_of_lists, LATERAL (SELECT ordinal FROM opcs4_held WHERE n = a UNION SELECT ordinal FROM opcs4_held WHERE n = b) s(held)
UNION ALL SELECT pair, 'intersection', held, 'sets' FROM pair_of_lists, LATERAL (SELECT ordinal FROM opcs4_held WHERE n = a INTERSECT SELECT ordinal FROM opcs4_held WHERE n = b) s(held)
UNION ALL SELECT pair, 'difference', held, 'sets' FROM pair_of_lists, LATERAL (SELECT ordinal FROM opcs4_held WHERE n = a EXCEPT SELECT ordinal FROM opcs4_held WHERE n = b) s(held)
UNION ALL SELECT pair, 'complement', held, 'sets' FROM pair_of_lists, LATERAL (SELECT ordinal FROM every_code EXCEPT SELECT ordinal FROM opcs4_held WHERE n = a) s(held) WHERE a > 1004
UNION ALL SELECT pair, 'union', test.held(either), 'lists' FROM pair_of_lists
UNION ALL SELECT pair, 'intersection', test.held(shared), 'lists' FROM pair_of_lists
UNION ALL SELECT pair, 'difference', test.held(only_first), 'lists' FROM pair_of_lists
UNION ALL SELECT pair, 'complement', test.held(none), 'lists' FROM pair_of_lists WHERE a > 1004;
SELECT what, count(DISTINCT pair) > CASE what WHEN 'complement' THEN 2 ELSE 100 END AS pairs, count(*) > 1000 AS codes, count(*) FILTER (WHERE ways <> ARRAY['lists', 'sets']) AS differing
FROM (SELECT what, pair, ordinal, array_agg(by ORDER BY by) AS ways FROM set_algebra GROUP BY what, pair, ordinal) s GROUP BY what ORDER BY what;
SELECT count(*) AS not_read_back FROM pair_of_lists, unnest(ARRAY[either, shared, only_first]) m WHERE m::text::opcs4multirange <> m;

CREATE TABLE icd10_place AS SELECT code, row_number() OVER (ORDER BY canonical COLLATE "C") AS place FROM diagnosis;
CREATE UNIQUE INDEX ON icd10_place (place);
CREATE TABLE icd10_range AS
SELECT n, icd10range(CASE WHEN n % 13 > 0 THEN a.code END, CASE WHEN n % 17 > 0 THEN b.code END) AS v, int8range(CASE WHEN n % 13 > 0 THEN a.place END, CASE WHEN n % 17 > 0 THEN b.place END) AS model
FROM (SELECT n, 1 + (random() * 60)::int + 300 * (n % 4) AS x, (random() * 20)::int * (random() * 3)::int AS y FROM generate_series(1, 160) n) r
JOIN icd10_place a ON a.place = x JOIN icd10_place b ON b.place = x + y;
CREATE TABLE icd10_list AS
SELECT n, range_agg(v) AS v, range_agg(model) AS model FROM (SELECT (n * 31 + k * 17) % 110 AS n, v, model FROM icd10_range, generate_series(0, n % 3) k WHERE NOT lower_inf(model) AND NOT upper_inf(model)) r GROUP BY n;
INSERT INTO icd10_list VALUES (1001, '{}', '{}'), (1002, '{(,)}', '{(,)}');
INSERT INTO icd10_list SELECT 1003 + i, icd10multirange(icd10range(a.code, b.code)), int8multirange(int8range(a.place, b.place)) FROM generate_series(0, 3) i JOIN icd10_place a ON a.place = 100 + 10 * i JOIN icd10_place b ON b.place = 110 + 10 * i;

-- Pairs: what every operator says of codes, it says of ordinals
CREATE FUNCTION test.wrong_by_model(source regclass, OUT operator text, OUT asked bigint, OUT telling boolean, OUT wrong bigint) RETURNS SETOF record LANGUAGE plpgsql AS $$
BEGIN
    FOREACH operator IN ARRAY '{=,<>,<,<=,>,>=,&&,@>,<@,<<,>>,&<,&>,-|-}'::text[] LOOP
        EXECUTE format('SELECT count(*), bool_or(a.v %2$s b.v) AND NOT bool_and(a.v %2$s b.v), count(*) FILTER (WHERE (a.v %2$s b.v) <> (a.model %2$s b.model)) FROM %1$s a, %1$s b', source, operator)
        INTO asked, telling, wrong;
        RETURN NEXT;
    END LOOP;
END
$$;
SELECT operator, sum(asked) > 100000 AS many, bool_and(telling) AS telling, sum(wrong) AS wrong
FROM (SELECT s.source, w.* FROM unnest('{opcs4_range,opcs4_list,icd10_range,icd10_list}'::regclass[]) s(source), test.wrong_by_model(s.source) w) q GROUP BY operator ORDER BY operator COLLATE "C";
SELECT count(*) > 10000 AS many, count(*) FILTER (WHERE (a.v && b.v) <> (a.model && b.model) OR (a.v @> b.v) <> (a.model @> b.model) OR (b.v <@ a.v) <> (b.model <@ a.model) OR (a.v << b.v) <> (a.model << b.model) OR (b.v << a.v) <> (b.model << a.model)
    OR (a.v &< b.v) <> (a.model &< b.model) OR (a.v &> b.v) <> (a.model &> b.model) OR (a.v -|- b.v) <> (a.model -|- b.model)) AS range_and_list_differ
FROM opcs4_range a, opcs4_list b;
SELECT count(*) > 5000 AS many, count(*) FILTER (WHERE test.model(a.v * b.v) <> a.model * b.model) AS intersection_differs,
       count(*) FILTER (WHERE (a.model && b.model OR a.model -|- b.model) AND test.model(a.v + b.v) <> a.model + b.model) AS union_differs,
       count(*) FILTER (WHERE NOT (lower(a.model) < lower(b.model) AND upper(a.model) > upper(b.model) OR isempty(a.model) OR isempty(b.model) OR lower_inf(a.model) OR upper_inf(a.model)) AND test.model(a.v - b.v) <> a.model - b.model) AS difference_differs
FROM opcs4_range a, opcs4_range b WHERE b.n % 4 = 0;

-- Order, hash, joins, partitions and copies, as of every other type: ranks are those of the ordinals
CREATE FUNCTION test.wrong_ranges(source regclass, OUT question text, OUT asked bigint, OUT wrong bigint) RETURNS SETOF record LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY SELECT * FROM test.wrong_forms(source) UNION ALL SELECT * FROM test.wrong_order(source) UNION ALL SELECT * FROM test.wrong_by_index(source) UNION ALL SELECT * FROM test.wrong_joins(source);
    question := 'equal values by hash';
    EXECUTE format('SELECT count(*), count(*) FILTER (WHERE a.rank = b.rank AND (hash_%2$s(a.v) <> hash_%2$s(b.v) OR hash_%2$s_extended(a.v, 42) <> hash_%2$s_extended(b.v, 42))) FROM %1$s a, %1$s b',
                   source, CASE WHEN test.type_of(source) LIKE '%multirange' THEN 'multirange' ELSE 'range' END) INTO asked, wrong;
    RETURN NEXT;
    question := 'hashes that differ';
    EXECUTE format('SELECT count(DISTINCT rank), greatest(0, ceil(0.95 * count(DISTINCT rank)) - count(DISTINCT hash_%2$s(v))) FROM %1$s',
                   source, CASE WHEN test.type_of(source) LIKE '%multirange' THEN 'multirange' ELSE 'range' END) INTO asked, wrong;
    RETURN NEXT;
END
$$;
CREATE TABLE opcs4_range_sample AS SELECT v, dense_rank() OVER (ORDER BY model) AS rank FROM opcs4_range;
CREATE TABLE opcs4_list_sample AS SELECT v, dense_rank() OVER (ORDER BY model) AS rank FROM opcs4_list;
CREATE TABLE icd10_range_sample AS SELECT v, dense_rank() OVER (ORDER BY model) AS rank FROM icd10_range;
CREATE TABLE icd10_list_sample AS SELECT v, dense_rank() OVER (ORDER BY model) AS rank FROM icd10_list;
SELECT question, array_agg(DISTINCT test.type_of(source) ORDER BY test.type_of(source)) FILTER (WHERE wrong <> 0 OR wrong IS NULL OR asked = 0) AS wrong_of
FROM (SELECT s.source, w.* FROM unnest('{opcs4_range_sample,opcs4_list_sample,icd10_range_sample,icd10_list_sample}'::regclass[]) s(source), test.wrong_ranges(s.source) w) q
GROUP BY question ORDER BY question COLLATE "C";

-- GiST, SP-GiST and BRIN: by an index of codes what a scan of ordinals finds
CREATE FUNCTION test.wrong_by_range_index(source regclass, methods text[], OUT method text, OUT asked bigint, OUT with_rows bigint, OUT wrong bigint) RETURNS SETOF record LANGUAGE plpgsql AS $$
DECLARE
    probe record;
    condition text;
    by_index text;
    by_model text;
    -- PostgreSQL's GiST does not find a list of several ranges within another (as of 15.20), of bigint neither.
    operators text[] := CASE WHEN test.type_of(source) LIKE '%multirange' THEN '{&&,@>,<<,>>,&<,&>,-|-,=}' ELSE '{&&,@>,<@,<<,>>,&<,&>,-|-,=}' END;
BEGIN
    EXECUTE format('CREATE TEMP TABLE subject AS SELECT v, model, n FROM %s, generate_series(1, 8)', source);
    INSERT INTO subject VALUES (NULL, NULL, NULL);
    FOREACH method IN ARRAY methods LOOP
        EXECUTE format('CREATE INDEX probe ON subject USING %s (v)', method);
        ANALYZE subject;
        PERFORM test.allow('indexscan', 'bitmapscan', 'sort', 'hashagg', 'hashjoin', 'nestloop');
        asked := 0;
        with_rows := 0;
        wrong := 0;
        FOR probe IN EXECUTE format('SELECT operator, v::text AS v, model::text AS model, pg_typeof(model)::text AS model_type FROM %s, unnest(%L::text[]) operator WHERE n %% 8 = 1 OR n > 1000', source, operators) LOOP
            condition := format('v %s %L::%s', probe.operator, probe.v, test.type_of(source));
            EXECUTE format('SELECT (count(*), sum(n))::text FROM subject WHERE %s', condition) INTO by_index;
            EXECUTE format('SELECT (count(*), sum(n))::text FROM subject WHERE model %s %L::%s', probe.operator, probe.model, probe.model_type) INTO by_model;
            asked := asked + 1;
            with_rows := with_rows + (by_model <> '(0,)')::int;
            wrong := wrong + (by_index IS DISTINCT FROM by_model OR NOT test.plan_has('SELECT FROM subject WHERE ' || condition, 'probe'))::int;
        END LOOP;
        DROP INDEX probe;
        RETURN NEXT;
    END LOOP;
    DROP TABLE subject;
END
$$;
SELECT type, method, asked > 100 AS many, with_rows > asked / 4 AS with_rows, wrong
FROM (VALUES ('opcs4_range'::regclass, '{gist,spgist,brin}'::text[]), ('icd10_range', '{gist,spgist,brin}'), ('opcs4_list', '{gist}'), ('icd10_list', '{gist}')) s(source, methods),
     LATERAL test.type_of(source) type, LATERAL test.wrong_by_range_index(source, methods) ORDER BY type, method;

-- Which indexed lists and ranges hold a code: by our operators and the server's, for constants, parameters and join columns
CREATE TABLE commissioned (n int, codes opcs4multirange, block opcs4range);
INSERT INTO commissioned SELECT n, v, NULL FROM opcs4_list UNION ALL SELECT 100 + n, NULL, v FROM opcs4_range;
CREATE INDEX commissioned_codes ON commissioned USING gist (codes);
CREATE INDEX commissioned_block ON commissioned USING gist (block);
ANALYZE commissioned;
SET enable_seqscan = off; SET enable_bitmapscan = off;
PREPARE holding(opcs4) AS SELECT n FROM commissioned WHERE codes @> $1;
SET plan_cache_mode = force_generic_plan;
SELECT s AS statement, test.plan_has(s, 'Index Cond') AS indexed, test.plan_has(s, 'Filter') AS checked_again
FROM unnest(ARRAY[$$SELECT n FROM commissioned WHERE codes @> 'V41.3'$$, $$SELECT n FROM commissioned WHERE 'V41.3' <@ codes$$, $$SELECT n FROM commissioned WHERE codes OPERATOR(pg_catalog.@>) 'V41.3'::opcs4$$,
    $$SELECT n FROM commissioned WHERE block @> 'V41.3'::opcs4$$, $$SELECT n FROM commissioned WHERE 'V41.3'::opcs4 <@ block$$, $$EXECUTE holding('V41.3')$$, $$SELECT n FROM commissioned WHERE opcs4_list_contains(codes, 'V41.3')$$,
    $$SELECT n FROM commissioned WHERE codes @> (SELECT 'V41.3'::opcs4)$$, $$SELECT n FROM commissioned WHERE codes @> lower(codes)$$, $$SELECT n FROM commissioned WHERE codes @> NULL::opcs4$$]) s;
RESET plan_cache_mode;
SET enable_hashjoin = off; SET enable_mergejoin = off;
SELECT test.plan_has('SELECT FROM every_code JOIN commissioned ON code <@ codes', 'Index Cond: (commissioned.codes OPERATOR(pg_catalog.@>) every_code.code)') AS join_column;
SELECT count(*) AS codes, count(*) FILTER (WHERE by_list <> lists OR by_function <> lists) AS lists_differ, count(*) FILTER (WHERE by_range <> ranges) AS ranges_differ
FROM (SELECT (SELECT count(*) FROM commissioned WHERE codes @> code) AS by_list, (SELECT count(*) FROM commissioned WHERE opcs4_in_list(code, codes)) AS by_function, (SELECT count(*) FROM opcs4_list WHERE model @> ordinal) AS lists,
             (SELECT count(*) FROM commissioned WHERE block @> code) AS by_range, (SELECT count(*) FROM opcs4_range WHERE model @> ordinal) AS ranges
      FROM every_code WHERE ordinal % 101 = 0 OR ordinal BETWEEN 22001 AND 22050 OR ordinal > 27490) q;
CREATE INDEX icd10_list_v ON icd10_list USING gist (v);
SELECT test.plan_has($$SELECT FROM icd10_list WHERE v @> 'M41.1'::icd10$$, 'icd10_list_v') AS icd10, count(*) > 200 AS many, count(*) FILTER (WHERE (SELECT count(*) FROM icd10_list WHERE v @> code) <> (SELECT count(*) FROM icd10_list WHERE model @> place)) AS lists_differ
FROM icd10_place WHERE place % 7 = 0;
RESET enable_seqscan; RESET enable_bitmapscan; RESET enable_hashjoin; RESET enable_mergejoin;

-- No two lists of one table may share a code
CREATE TABLE exclusive (codes opcs4multirange, EXCLUDE USING gist (codes WITH &&));
INSERT INTO exclusive VALUES (opcs4_codes('V41, V43')), (opcs4_codes('V42, V44-V46'));
SELECT test.error_of($$INSERT INTO exclusive VALUES (opcs4_codes('W05, V43.9'))$$) LIKE '23P01 %' AS overlapping, test.error_of($$INSERT INTO exclusive VALUES (opcs4_codes('W05, V47'))$$) AS apart;

DROP TABLE exclusive, commissioned, set_algebra, pair_of_lists, opcs4_held, opcs4_range_sample, opcs4_list_sample, icd10_range_sample, icd10_list_sample, opcs4_range, opcs4_list, icd10_range, icd10_list, spelt_range;
DROP INDEX every_code_text;
RESET ALL;
