-- vlad, cusum: golden values, order, ties, gaps, resets, refusals
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET extra_float_digits = 0;

CREATE TABLE six AS SELECT * FROM (VALUES (1, false, .02::float8), (2, true, .05), (3, false, .10), (4, true, .30), (5, false, .02), (6, false, .15)) v(id, died, risk);

-- Golden values (R 4.2.2), to the ten digits printed
SELECT id, round(vlad(died, risk) OVER w::numeric, 9) AS vlad, round(cusum(died, risk) OVER w::numeric, 10) AS up, round(cusum(died, risk, 0.5) OVER w::numeric, 11) AS down
FROM six WINDOW w AS (ORDER BY id);

-- The definition, step by step
SELECT setseed(0.7);
CREATE TABLE charted AS
SELECT i AS id, i % 7 AS unit, i / 20 AS day, risk, CASE WHEN i % 31 > 0 THEN random() < risk * 1.5 END AS died
FROM (SELECT i, CASE i % 50 WHEN 0 THEN 0 WHEN 1 THEN 1 ELSE random() ^ 3 * 0.6 END AS risk FROM generate_series(1, 3000) i) v;
CREATE FUNCTION test.cusum_by_hand(which int, r float8, reset_at float8) RETURNS TABLE (id int, s float8) LANGUAGE plpgsql AS $$
DECLARE
    o record;
    now float8 := 0;
BEGIN
    FOR o IN SELECT * FROM charted c WHERE c.unit = which ORDER BY c.id LOOP
        id := o.id;
        s := NULL;
        IF o.died IS NOT NULL THEN
            IF now >= reset_at THEN now := 0; END IF;
            now := greatest(0, now + CASE WHEN o.died THEN ln(r) ELSE 0 END - ln(1 - o.risk + r * o.risk));
            s := now;
        END IF;
        RETURN NEXT;
    END LOOP;
END
$$;
WITH setting(r, reset_at) AS (VALUES (2::float8, NULL::float8), (2, 1.5), (0.5, 2), (20, 0.25), (0.001, 1), (1.01, 'Infinity')),
by_hand AS (SELECT r, reset_at, h.* FROM setting, generate_series(0, 6) unit, LATERAL test.cusum_by_hand(unit, r, coalesce(reset_at, 'Infinity')) h),
ours AS (SELECT r, reset_at, id, cusum(died, risk, r, reset_at) OVER (PARTITION BY r, reset_at, unit ORDER BY id) AS ours FROM setting, charted)
SELECT r, o.reset_at, count(*), count(s) AS charted, count(*) FILTER (WHERE ours IS DISTINCT FROM s AND NOT abs(ours - s) < 1e-12) AS differing, count(*) FILTER (WHERE s >= o.reset_at) AS signals, count(*) FILTER (WHERE s > 2) AS high
FROM ours o JOIN by_hand h USING (r, id) WHERE o.reset_at IS NOT DISTINCT FROM h.reset_at
GROUP BY r, o.reset_at ORDER BY r, o.reset_at;
SELECT count(*) FILTER (WHERE ours IS DISTINCT FROM CASE WHEN died IS NOT NULL THEN sums END AND NOT abs(ours - sums) < 1e-12) AS vlad_differs, count(ours) AS charted
FROM (SELECT died, vlad(died, risk) OVER w AS ours, sum(risk - died::int) OVER w AS sums FROM charted WINDOW w AS (PARTITION BY unit ORDER BY id)) x;

-- A gap leaves the chart as it was.
SELECT id, died, vlad(died, risk) OVER w, round(cusum(died, risk) OVER w::numeric, 10) AS cusum
FROM (SELECT id, CASE WHEN id <> 3 THEN died END AS died, risk FROM six) g WINDOW w AS (ORDER BY id);
SELECT vlad(NULL::boolean, 0.1) OVER (), cusum(NULL::boolean, 0.1) OVER ();

-- After a signal the next operation starts from 0, and the signal itself is shown; a signal is at or above.
SELECT id, round(cusum(true, 0.5, 2, ln(4 / 3.0::float8)) OVER (ORDER BY id)::numeric, 10) AS at, round(cusum(true, 0.5, 2, 0.5) OVER (ORDER BY id)::numeric, 10) AS above FROM six;

-- Frames and ties do not matter: a row is an operation, in the order of OVER. The same rows in any table order give the same chart.
SELECT count(*) FILTER (WHERE a IS DISTINCT FROM b OR a IS DISTINCT FROM c OR a IS DISTINCT FROM d) AS differing
FROM (SELECT cusum(died, risk) OVER (PARTITION BY unit ORDER BY id) AS a,
             cusum(died, risk) OVER (PARTITION BY unit ORDER BY id ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) AS b,
             cusum(died, risk) OVER (PARTITION BY unit ORDER BY id RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS c,
             cusum(died, risk) OVER (PARTITION BY unit ORDER BY id GROUPS 2 PRECEDING EXCLUDE CURRENT ROW) AS d FROM charted) f;
SELECT day, array_agg(round(vlad::numeric, 4) ORDER BY id) AS vlad
FROM (SELECT id, day, vlad(died, risk) OVER (ORDER BY day, id) FROM charted WHERE unit = 1) t WHERE day = 1 GROUP BY day;
SELECT count(DISTINCT c) FROM (SELECT array_agg(s ORDER BY id) AS c FROM (SELECT id, k, cusum(died, risk) OVER (PARTITION BY k ORDER BY id) AS s FROM charted, generate_series(1, 3) k WHERE unit = 2) t GROUP BY k) d;

-- One operation, none, certain risks
SELECT vlad(true, 1) OVER (), vlad(false, 0) OVER (), vlad(true, 0) OVER (), vlad(false, 1) OVER ();
SELECT p, round(cusum(true, p) OVER ()::numeric, 12) AS up, round(cusum(false, p, 0.5) OVER ()::numeric, 12) AS down, cusum(false, p) OVER () AS none FROM unnest(ARRAY[0, 1]::float8[]) p;
SELECT vlad(died, risk) OVER (), cusum(died, risk) OVER () FROM six WHERE false;
-- Full accuracy for tiny risks, and near 1 for small odds ratios
SELECT test.near(cusum(false, 1e-14, 0.5) OVER (), 5e-15) AS tiny, test.near(cusum(false, 1, 0.001) OVER (), ln(1000::float8)) AS certain, test.near(cusum(true, 5e-324, 1000) OVER (), ln(1000::float8)) AS denormal;

-- A long chart: a million operations in one partition, kept neither in memory nor on disk
SET work_mem = '64kB';
SELECT count(*), round(max(s)::numeric, 6) AS highest, round((max(v) FILTER (WHERE i = 1000000))::numeric, 6) AS last
FROM (SELECT i, cusum(i % 100 = 0, 0.01) OVER w AS s, vlad(i % 100 = 0, 0.01) OVER w AS v FROM generate_series(1, 1000000) i WINDOW w AS (ORDER BY i)) m;
CREATE FUNCTION test.temp_blocks(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    plan jsonb;
BEGIN
    EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ' || query INTO plan;
    RETURN plan #> '{0,Plan,Temp Written Blocks}';
END
$$;
CREATE TABLE long_chart AS SELECT i AS id, i % 50 = 0 AS died, 0.02::float8 AS risk FROM generate_series(1, 20000) i;
CREATE UNIQUE INDEX ON long_chart (id);
VACUUM ANALYZE long_chart;
SET enable_seqscan = off; SET enable_sort = off;
SELECT test.temp_blocks('SELECT surgical_registry.cusum(died, risk) OVER (ORDER BY id), surgical_registry.vlad(died, risk) OVER (ORDER BY id) FROM long_chart') AS blocks_on_disk;
RESET enable_seqscan; RESET enable_sort; RESET work_mem;

-- Settings by partition, from a column; within a partition they must not change
SELECT unit, round(max(s)::numeric, 6) AS highest
FROM (SELECT unit, cusum(died, risk, 1.5 + unit / 10.0, 1 + unit / 4.0) OVER (PARTITION BY unit ORDER BY id) AS s FROM charted WHERE unit < 3) u GROUP BY unit ORDER BY unit;
SELECT test.error_of('SELECT surgical_registry.' || c || ' OVER (ORDER BY id) FROM six') FROM unnest(ARRAY[
    'cusum(died, risk, id + 1)', 'cusum(died, risk, 2, id)', 'cusum(died, risk, 2, CASE WHEN id < 3 THEN 4 END)']) c;
PREPARE chart(float8, float8) AS SELECT max(s) > 0.9 AS high FROM (SELECT cusum(died, risk, $1, $2) OVER (ORDER BY id) AS s FROM six) c;
EXECUTE chart(2, 4); EXECUTE chart(2, NULL); EXECUTE chart(0.5, NULL);

-- Refusals name the value and mend it.
SELECT c, test.error_of('SELECT surgical_registry.' || c || ' OVER ()') FROM unnest(ARRAY[
    'vlad(true, NULL)', 'vlad(NULL::boolean, NULL)', 'vlad(true, 1.5)', 'vlad(true, -0.1)', 'vlad(true, ''NaN'')', 'vlad(true, ''Infinity'')', 'vlad(NULL::boolean, 2)',
    'cusum(true, NULL)', 'cusum(true, 3.1)', 'cusum(true, ''NaN'')',
    'cusum(true, 0.1, NULL)', 'cusum(true, 0.1, 1)', 'cusum(true, 0.1, 0)', 'cusum(true, 0.1, -2)', 'cusum(true, 0.1, ''NaN'')', 'cusum(true, 0.1, ''Infinity'')', 'cusum(true, 0.1, 1e-9)',
    'cusum(true, 0.1, 2, 0)', 'cusum(true, 0.1, 2, -1)', 'cusum(true, 0.1, 2, ''NaN'')', 'cusum(true, 0.1, 2, ''Infinity'')']) c;

-- Rows already counted: years with observed and expected events
CREATE TABLE counted_year AS SELECT * FROM (VALUES (1, 3::bigint, 5.5::float8), (2, 9, 4.0), (3, NULL, 4.2), (4, 12, 5.1), (5, 0, 6.0)) v(year, observed, expected);
SELECT year, round(vlad(observed, expected) OVER w::numeric, 6) AS vlad, round(cusum(observed, expected) OVER w::numeric, 6) AS cusum, round(cusum(observed, expected, 0.5) OVER w::numeric, 6) AS down, round(cusum(observed, expected, 2, 2) OVER w::numeric, 6) AS reset
FROM counted_year WINDOW w AS (ORDER BY year);
SELECT bool_and(abs(s - wanted) < 1e-12) AS by_hand FROM (SELECT cusum(observed, expected, 3) OVER (ORDER BY year) AS s, greatest(0, sum(observed * ln(3::float8) - 2 * expected) OVER (ORDER BY year)) AS wanted FROM counted_year WHERE year IN (2, 4)) x;
SELECT vlad(1, 0) OVER (), cusum(1, 0) OVER () = ln(2::float8) AS unexpected, cusum(0, 0) OVER () AS nothing;
SELECT c, test.error_of('SELECT surgical_registry.' || c || ' OVER ()') FROM unnest(ARRAY['vlad(1, NULL)', 'vlad(-1, 1.0)', 'vlad(1, -1.0)', 'vlad(1, ''NaN'')', 'cusum(1, NULL)', 'cusum(1, ''Infinity'')', 'cusum(-1, 1.0)', 'cusum(1, 1.0, 1)', 'cusum(1, 1.0, NULL)', 'cusum(1, 1.0, 2, 0)', 'cusum(NULL::bigint, -1.0)']) c;
