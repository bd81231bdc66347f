-- cusum_block: a day's operations in no known order
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET extra_float_digits = 0;

-- Every order of the operations of three days: the ends and the highest value lie in the range, and reach it
CREATE TABLE block_day (id int, day int, died boolean, risk float8);
INSERT INTO block_day VALUES (1, 1, true, .1), (2, 1, false, .3), (3, 1, false, .25), (4, 1, true, .6), (5, 2, false, .7), (6, 2, true, .2), (7, 2, false, .15), (8, 3, false, .05), (9, 3, false, .4), (10, 3, true, .33), (11, 3, NULL, .5);
CREATE TABLE arrangement AS
WITH RECURSIVE p(day, taken, left_over) AS (
    SELECT day, ARRAY[]::int[], array_agg(id) FROM block_day WHERE died IS NOT NULL GROUP BY day
    UNION ALL
    SELECT day, taken || x, array_remove(left_over, x) FROM p, unnest(left_over) x)
SELECT day, taken, row_number() OVER (PARTITION BY day) AS no FROM p WHERE cardinality(left_over) = 0;
CREATE TABLE charted_block AS
SELECT r, a.no AS a, b.no AS b, c.no AS c, o.ord, d.day, cusum(d.died, d.risk, r) OVER (PARTITION BY r, a.no, b.no, c.no ORDER BY o.ord) AS s
FROM unnest(ARRAY[2, 0.4]::float8[]) r, arrangement a, arrangement b, arrangement c, unnest(a.taken || b.taken || c.taken) WITH ORDINALITY o(id, ord) JOIN block_day d USING (id)
WHERE a.day = 1 AND b.day = 2 AND c.day = 3;
SELECT r, day, orders, test.near((range).least, least) AS least, test.near((range).greatest, greatest) AS greatest, test.near((range).highest, highest) AS highest
FROM (SELECT r, day, count(*) AS orders, min(last) AS least, max(last) AS greatest, max(high) AS highest
      FROM (SELECT r, a, b, c, day, (array_agg(s ORDER BY ord DESC))[1] AS last, max(s) AS high FROM charted_block GROUP BY r, a, b, c, day) d GROUP BY r, day) brute
JOIN (SELECT DISTINCT r, day, cusum_block(died, risk, r) OVER (PARTITION BY r ORDER BY day) AS range FROM block_day, unnest(ARRAY[2, 0.4]::float8[]) r) ours USING (r, day)
WHERE range IS NOT NULL ORDER BY r, day;

-- All rows of a day have the day's range, a NULL outcome none; single operations a day give the chart itself
SELECT day, count(*), count(b), count(DISTINCT b) FROM (SELECT day, cusum_block(died, risk) OVER (ORDER BY day) AS b FROM block_day) x GROUP BY day ORDER BY day;
SELECT count(*) FILTER (WHERE (b).least IS DISTINCT FROM s OR (b).greatest IS DISTINCT FROM s) AS differing FROM (SELECT cusum_block(died, risk) OVER w AS b, cusum(died, risk) OVER w AS s FROM block_day WINDOW w AS (ORDER BY id)) x;
-- Between the two lies the chart in any order, for long blocks and short; without ORDER BY all is one block
SELECT count(*), bool_and(s <= (b).highest + 1e-9) AS below_highest, bool_and(id < last OR s BETWEEN (b).least - 1e-9 AND (b).greatest + 1e-9) AS ends_within, count(*) FILTER (WHERE (b).least < (b).greatest) > 100 AS some_range
FROM (SELECT id, max(id) FILTER (WHERE died IS NOT NULL) OVER (PARTITION BY unit, day) AS last, cusum_block(died, risk) OVER (PARTITION BY unit ORDER BY day) AS b, cusum(died, risk) OVER (PARTITION BY unit ORDER BY day, id) AS s FROM charted) x WHERE s IS NOT NULL;
SELECT DISTINCT round((b).least::numeric, 6) AS least, round((b).greatest::numeric, 6) AS greatest, round((b).highest::numeric, 6) AS highest FROM (SELECT cusum_block(died, risk) OVER () AS b FROM block_day) x WHERE b IS NOT NULL;
SELECT cusum_block(died, risk) OVER (ORDER BY day) FROM block_day WHERE false;
SELECT count(DISTINCT b) AS one_large_block FROM (SELECT cusum_block(i % 20 = 0, 0.05) OVER (ORDER BY i / 100000) AS b FROM generate_series(0, 99999) i) x;
-- Refusals, also for rows of the block that are yet to come
SELECT c, test.error_of('SELECT surgical_registry.cusum_block(' || c || ') OVER (ORDER BY i / 10) FROM generate_series(1, 3) i') FROM unnest(ARRAY['true, NULL', 'true, nullif(i, 3) / 10.0', 'true, i / 2.0', 'true, ''NaN''', 'true, 0.1, 1', 'true, 0.1, NULL', 'true, 0.1, i + 1']) c;
