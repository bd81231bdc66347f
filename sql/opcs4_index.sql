-- Every operator by sequential, index, bitmap and ordered access gives one answer.
SET search_path = public, surgical_registry;
CREATE TABLE by_method AS SELECT code, ordinal FROM every_code, generate_series(1, 2) ORDER BY ordinal;
CREATE INDEX by_method_btree ON by_method (code) INCLUDE (ordinal);
CREATE INDEX by_method_hash ON by_method USING hash (code);
CREATE INDEX by_method_minmax ON by_method USING brin (code) WITH (pages_per_range = 4);
CREATE INDEX by_method_multi ON by_method USING brin (code opcs4_minmax_multi_ops) WITH (pages_per_range = 4);
CREATE INDEX by_method_bloom ON by_method USING brin (code opcs4_bloom_ops) WITH (pages_per_range = 4);
VACUUM ANALYZE by_method;

CREATE FUNCTION test.answer(condition text, kept text, planner text, node text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text;
    wanted boolean;
    statement text := format('SELECT count(*), sum(ordinal) FROM by_method WHERE %s', condition);
BEGIN
    -- Only the kept index stays visible to the planner; all come back at the end.
    UPDATE pg_index SET indisvalid = (indexrelid::regclass::text = kept) WHERE indrelid = 'by_method'::regclass;
    PERFORM set_config('enable_seqscan', 'off', true),
            set_config('enable_indexonlyscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
            set_config('enable_indexscan', (planner = 'enable_indexonlyscan')::text, true),
            set_config(planner, 'on', true);
    wanted := kept = '' OR (test.plan_has(statement, kept) AND test.plan_has(statement, node));
    EXECUTE format('SELECT (t)::text FROM (%s) t', statement) INTO answer;
    UPDATE pg_index SET indisvalid = true WHERE indrelid = 'by_method'::regclass;
    RETURN CASE WHEN wanted THEN answer ELSE 'index not used' END;
END
$$;

CREATE TABLE access_path (kept text, planner text, operators text[], node text);
INSERT INTO access_path VALUES
    ('by_method_btree', 'enable_indexscan', '{<,<=,=,>=,>,<@,@>}'), ('by_method_btree', 'enable_indexonlyscan', '{<,<=,=,>=,>,<@,@>}'),
    ('by_method_btree', 'enable_bitmapscan', '{<,<=,=,>=,>,<@,@>}'), ('by_method_hash', 'enable_indexscan', '{=}'),
    ('by_method_hash', 'enable_bitmapscan', '{=}'), ('by_method_minmax', 'enable_bitmapscan', '{<,<=,=,>=,>,<@,@>}'),
    ('by_method_multi', 'enable_bitmapscan', '{<,<=,=,>=,>,<@,@>}'), ('by_method_bloom', 'enable_bitmapscan', '{=}');
UPDATE access_path SET node = CASE planner WHEN 'enable_indexscan' THEN 'Index Scan' WHEN 'enable_indexonlyscan' THEN 'Index Only Scan' ELSE 'Bitmap Heap Scan' END;
SELECT kept, planner, count(*) AS asked,
       count(*) FILTER (WHERE by_index <> by_scan) AS differing,
       (array_agg(format('code %s %L: %s not %s', operator, value, by_index, by_scan)) FILTER (WHERE by_index <> by_scan))[1:2] AS which
FROM (
    SELECT kept, planner, operator, value,
           test.answer(format('code %s %L::opcs4', operator, value), kept, planner, node) AS by_index,
           test.answer(format('code %s %L::opcs4', operator, value), '', 'enable_seqscan', '') AS by_scan
    FROM access_path, unnest(operators) operator,
         unnest('{A00,A00.0,H99.9,J00,V41,V41.0,V41.1,V41.9,V42,Z99,Z99.9}'::text[]) value
    OFFSET 0) a
GROUP BY kept, planner ORDER BY kept, planner;

-- <> has no index strategy: it is what = leaves.
SELECT bool_and((SELECT count(*) FROM by_method WHERE code <> v) = 55000 - (SELECT count(*) FROM by_method WHERE code = v)) AS complement
FROM unnest('{A00,V41,V41.1,Z99.9}'::opcs4[]) v;

-- Other shapes of index, a domain, a correlated category, row-level security
CREATE DOMAIN spine_code AS opcs4 CHECK (VALUE <@ 'V41' OR VALUE <@ 'V42');
CREATE TABLE guarded (code opcs4, spine spine_code, owner name DEFAULT current_user);
INSERT INTO guarded (code, spine) SELECT code, CASE WHEN code <@ 'V41' THEN code END FROM every_code;
INSERT INTO guarded (code) VALUES (NULL), (NULL);
CREATE INDEX guarded_code ON guarded (code DESC NULLS FIRST, owner);
CREATE INDEX guarded_spine ON guarded (spine);
ANALYZE guarded;
SET enable_seqscan = off;
SELECT test.plan_has($$SELECT FROM guarded WHERE code <@ 'V41'$$, 'guarded_code') AS descending, (SELECT count(*) FROM guarded WHERE code <@ 'V41') AS codes,
       test.plan_has($$SELECT FROM guarded WHERE spine <@ 'V41.1'$$, 'guarded_spine') AS domain, (SELECT count(*) FROM guarded WHERE spine <@ 'V41.1') AS code;
SELECT c, (SELECT count(*) FROM guarded g WHERE g.code <@ c) AS within, (SELECT count(*) FROM guarded g WHERE g.code @> c) AS holding FROM unnest('{V41,V41.1,NULL}'::opcs4[]) c;
SELECT test.error_of($$INSERT INTO guarded (spine) VALUES ('W28')$$);
CREATE ROLE regress_sr_reader;
GRANT SELECT ON guarded TO regress_sr_reader;
GRANT USAGE ON SCHEMA test TO regress_sr_reader;
ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON guarded USING (owner <> current_user::name OR code IS NULL);
SET ROLE regress_sr_reader;
SELECT test.plan_has($$SELECT FROM guarded WHERE code <@ 'V41'$$, 'guarded_code') AS index_below_policy, (SELECT count(*) FROM guarded WHERE code <@ 'V41') AS codes;
RESET ROLE;
RESET enable_seqscan;
DROP TABLE guarded;
DROP DOMAIN spine_code;
REVOKE ALL ON SCHEMA test FROM regress_sr_reader;
DROP ROLE regress_sr_reader;

-- Order both ways from the index, and from a sort
SET enable_seqscan = off;
SELECT test.plan_has('SELECT code FROM by_method ORDER BY code DESC LIMIT 1', 'by_method_btree') AS from_index;
SELECT md5(string_agg(code::text, ',')) AS up_index FROM (SELECT code FROM by_method ORDER BY code OFFSET 0) o \gset
SELECT md5(string_agg(code::text, ',')) AS down_index FROM (SELECT code FROM by_method ORDER BY code DESC OFFSET 0) o \gset
RESET enable_seqscan;
SET enable_indexscan = off;
SET enable_indexonlyscan = off;
SELECT md5(string_agg(code::text, ',')) AS up_sort FROM (SELECT code FROM by_method ORDER BY code OFFSET 0) o \gset
SELECT md5(string_agg(code::text, ',')) AS down_sort FROM (SELECT code FROM by_method ORDER BY code DESC OFFSET 0) o \gset
SELECT md5(string_agg(canonical, ',' ORDER BY canonical COLLATE "C")) AS up_text FROM every_code, generate_series(1, 2) \gset
SELECT :'up_index' = :'up_sort' AND :'up_sort' = :'up_text' AS ascending, :'down_index' = :'down_sort' AS descending;
RESET enable_indexscan;
RESET enable_indexonlyscan;

-- Joins, hash partitions, a unique index, merge of both
CREATE TABLE by_hash (code opcs4, ordinal bigint) PARTITION BY HASH (code);
CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE by_hash_2 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO by_hash SELECT code, ordinal FROM every_code;
CREATE UNIQUE INDEX ON by_hash (code);
SELECT count(*) FILTER (WHERE c > 8000) AS fair_parts FROM (SELECT count(*) AS c FROM by_hash GROUP BY tableoid) p;
SELECT test.error_of($$INSERT INTO by_hash VALUES ('v411', 0)$$);
CREATE TABLE by_range (code opcs4) PARTITION BY RANGE (code);
CREATE TABLE by_range_low PARTITION OF by_range FOR VALUES FROM (MINVALUE) TO ('V41');
CREATE TABLE by_range_high PARTITION OF by_range FOR VALUES FROM ('V41') TO (MAXVALUE);
INSERT INTO by_range SELECT code FROM every_code;
SELECT tableoid::regclass, min(code), max(code) FROM by_range GROUP BY 1 ORDER BY 2;
SET enable_mergejoin = off; SET enable_nestloop = off;
SELECT test.plan_has('SELECT FROM by_hash JOIN by_method USING (code)', 'Hash Join') AS hashed,
       (SELECT count(*) FROM by_hash JOIN by_method USING (code)) AS joined;
SET enable_mergejoin = on; SET enable_hashjoin = off;
SELECT test.plan_has('SELECT FROM by_hash JOIN by_method USING (code)', 'Merge Join') AS merged,
       (SELECT count(*) FROM by_hash JOIN by_method USING (code)) AS joined;
RESET enable_nestloop; RESET enable_hashjoin;
SET enable_hashagg = off;
SELECT count(*) FROM (SELECT code FROM by_method GROUP BY code) g;
RESET enable_hashagg;
SET enable_sort = off;
SELECT count(*) FROM (SELECT code FROM by_method GROUP BY code) g;
RESET enable_sort;

-- The classes are what the server's own checks say they are.
SELECT opcname, amname, amvalidate(c.oid) FROM pg_opclass c JOIN pg_am ON pg_am.oid = opcmethod
WHERE opcnamespace = 'surgical_registry'::regnamespace ORDER BY 1;
REINDEX TABLE by_method;
DROP TABLE by_hash, by_range;
