-- <@ and @> reach an ordered index as a range: constants, parameters, join columns.
SET search_path = public, surgical_registry;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
DROP INDEX by_method_minmax, by_method_multi, by_method_bloom, by_method_hash;

CREATE FUNCTION test.as_range(statement text) RETURNS boolean LANGUAGE sql AS
    $$SELECT test.plan_has(statement, 'Index Cond: ((by_method.code >= ') AND NOT test.plan_has(statement, 'Filter: ')$$;
SELECT test.as_range('SELECT FROM by_method WHERE code <@ ''V41''') AS constant,
       test.as_range('SELECT FROM by_method WHERE ''V41'' @> code') AS commuted,
       test.as_range('SELECT FROM by_method WHERE code <@ (SELECT ''V41''::opcs4)') AS subquery,
       test.as_range('SELECT FROM by_method WHERE opcs4_contained_by(code, ''V41'')') AS by_function;
SELECT count(*), min(code), max(code) FROM by_method WHERE code <@ 'V41';
SELECT count(*) FROM by_method WHERE code <@ 'V41.1';
SELECT count(*) FROM by_method WHERE code <@ NULL;

-- A parameter of a plan that is made once
SET plan_cache_mode = force_generic_plan;
PREPARE within(opcs4) AS SELECT count(*) FROM by_method WHERE code <@ $1;
SELECT test.plan_has('EXECUTE within(''V41'')', 'last_within($1)') AS parameter;
EXECUTE within('V41');
EXECUTE within('W28.1');
EXECUTE within(NULL);
RESET plan_cache_mode;

-- A column of another table
CREATE TABLE wanted (list text, category opcs4);
INSERT INTO wanted VALUES ('spine', 'V41'), ('spine', 'V42.1'), ('hip', 'W28'), ('none', NULL);
ANALYZE wanted;
SET enable_hashjoin = off; SET enable_mergejoin = off;
SELECT test.as_range('SELECT FROM wanted JOIN by_method ON code <@ category') AS join_column;
SELECT list, count(*) FROM wanted JOIN by_method ON code <@ category GROUP BY list ORDER BY list;

-- The other side indexed: categories that hold a code
CREATE INDEX wanted_category ON wanted (category);
SELECT test.plan_has('SELECT FROM wanted WHERE ''V41.1'' <@ category', 'wanted_category') AS indexed,
       test.plan_has('SELECT FROM wanted WHERE ''V41.1'' <@ category', 'Filter: ') AS checked_again;
SELECT category FROM wanted WHERE 'V41.1' <@ category;
SELECT category FROM wanted WHERE category @> 'V42.1';
SELECT count(*) AS differing
FROM (SELECT DISTINCT code FROM by_method WHERE code <@ 'V41' OR code <@ 'V42' OR code <@ 'W28') c
WHERE (SELECT count(*) FROM wanted w WHERE c.code <@ w.category)
   <> (SELECT count(*) FROM (SELECT category FROM wanted OFFSET 0) w WHERE c.code <@ w.category);

-- A code within itself is no reason to search; a function on the key hides it.
SELECT test.plan_has('SELECT FROM by_method WHERE code <@ code', 'Index Cond') AS itself,
       test.plan_has('SELECT FROM by_method WHERE code <@ category(code)', 'Index Cond') AS of_the_same_row;

-- Partial and expression indexes
CREATE INDEX by_method_spine ON by_method (ordinal) WHERE code <@ 'V41';
SELECT test.plan_has('SELECT ordinal FROM by_method WHERE code <@ ''V41'' ORDER BY ordinal', 'by_method_spine') AS partial;
CREATE INDEX by_method_category ON by_method (category(code));
SET default_statistics_target = 1000;
ANALYZE by_method;
RESET default_statistics_target;
SELECT test.plan_has('SELECT FROM by_method WHERE category(code) = ''V41''', 'by_method_category') AS expression;

-- Row estimates are those of the range, within a factor of 2 of the truth here
CREATE FUNCTION test.estimate(statement text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
    plan jsonb;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || statement INTO plan;
    RETURN (plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8;
END
$$;
SELECT value, test.estimate(format('SELECT FROM by_method WHERE code <@ %L', value)) BETWEEN truth / 2.0 AND truth * 2.0 AS near,
       test.estimate(format('SELECT FROM by_method WHERE %L @> code', value))
       = test.estimate(format('SELECT FROM by_method WHERE code <@ %L', value)) AS same_commuted
FROM (VALUES ('V41', 22), ('A00', 22), ('V41.1', 2)) v(value, truth);
SELECT test.estimate('SELECT FROM by_method WHERE code <@ (SELECT category FROM wanted LIMIT 1)') < 10000 AS unknown_value,
       test.estimate('SELECT FROM wanted WHERE ''V41.1'' <@ category') <= 4 AS other_side;

-- Works from a path that does not name the schema, and after it was renamed no plan is kept
SET search_path = pg_catalog;
SELECT public.by_method.code::text FROM public.by_method
WHERE code OPERATOR(surgical_registry.<@) (SELECT w.category FROM public.wanted w WHERE w.list = 'hip') ORDER BY 1 LIMIT 1;
RESET ALL;
