-- xmr: limits and rules of Making Data Count, baselines, rebases, refusals
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET extra_float_digits = 0;

CREATE FUNCTION test.marks(p xmr_point) RETURNS text LANGUAGE sql AS
    $$SELECT CASE WHEN p.outside THEN 'O' ELSE '' END || CASE WHEN p.shift THEN 'S' ELSE '' END || CASE WHEN p.trend THEN 'T' ELSE '' END || CASE WHEN p.two_of_three THEN '2' ELSE '' END$$;
CREATE FUNCTION test.chart(series float8[]) RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(coalesce(nullif(test.marks(surgical_registry_point), ''), '-'), ' ' ORDER BY i) FROM (SELECT i, xmr(v, i <= 12) OVER (ORDER BY i) AS surgical_registry_point FROM unnest(series) WITH ORDINALITY s(v, i)) x$$;
SET search_path = public, surgical_registry, test;

-- Mean 20, moving ranges 2 but for the ends: limits by hand
SELECT i, round((p).mean::numeric, 6) AS mean, round((p).lower::numeric, 6) AS lower, round((p).upper::numeric, 6) AS upper, (p).baseline_values
FROM (SELECT i, xmr(v) OVER (ORDER BY i) AS p FROM unnest(ARRAY[19, 21, 19, 21, 20, 20]) WITH ORDINALITY s(v, i)) x WHERE i IN (1, 6);
-- Each rule just met and just missed: the first twelve are the baseline, mean 20 and limits 20 +- 5.32
SELECT name, test.chart(ARRAY[19, 21, 19, 21, 19, 21, 19, 21, 19, 21, 19, 21] || series) AS from_first
FROM (VALUES ('above', ARRAY[25.33]::float8[]), ('at limit less', ARRAY[25.31]), ('below', ARRAY[14.67]),
    ('shift of seven', ARRAY[20.5, 20.1, 20.4, 20.2, 20.3, 20.2]), ('shift of six', ARRAY[20.5, 20.1, 20.4, 20.2, 20.3]), ('shift broken by the mean', ARRAY[20.5, 20.1, 20, 20.2, 20.3, 20.2, 20.1]),
    ('trend of seven', ARRAY[18.9, 19.2, 19.5, 20.1, 20.4, 20.8, 21.5]), ('trend of six', ARRAY[18.9, 19.2, 19.5, 20.1, 20.4, 20.8]), ('falling', ARRAY[20.9, 20.8, 20.2, 19.9, 19.5, 18]), ('flat for once', ARRAY[18.9, 19.2, 19.5, 19.5, 20.4, 20.8, 21.5]),
    ('two of three', ARRAY[23.6, 20.1, 23.7]), ('two of four', ARRAY[23.6, 19.9, 20.1, 23.7]), ('two, either side', ARRAY[23.6, 16.3]), ('two just not far', ARRAY[23.54, 23.54]), ('two next', ARRAY[16.4, 16.4])) v(name, series);

-- Baseline and rebase by date
CREATE TABLE measured AS SELECT i, date '2024-01-01' + 30 * (i - 1) AS month, CASE WHEN i <> 5 THEN CASE WHEN i > 12 THEN 30 ELSE 20 END + (i * 7 % 5) - 2 END::float8 AS value FROM generate_series(1, 24) i;
SELECT period, min(i), max(i), count(p), round((min((p).mean))::numeric, 4) AS mean, min((p).baseline_values) AS baseline, count(*) FILTER (WHERE (p).outside) AS outside, count(*) FILTER (WHERE (p).shift) AS shift, count(DISTINCT ((p).lower, (p).upper)) AS limits
FROM (SELECT i, 'one period' AS period, xmr(value) OVER w AS p FROM measured WINDOW w AS (ORDER BY month)
      UNION ALL SELECT i, 'baseline', xmr(value, month < '2024-12-01') OVER w FROM measured WINDOW w AS (ORDER BY month)
      UNION ALL SELECT i, CASE WHEN i < 13 THEN 'before' ELSE 'rebased' END, xmr(value, rebase => i = 13) OVER w FROM measured WINDOW w AS (ORDER BY month)) x
GROUP BY period ORDER BY period;
SELECT i, p IS NULL AS gap FROM (SELECT i, xmr(value) OVER (ORDER BY month) AS p FROM measured) x WHERE i BETWEEN 4 AND 6;
-- A rebase at a gap, and every row a period
SELECT count(DISTINCT (p).mean) AS periods FROM (SELECT xmr(value, rebase => i = 5) OVER (ORDER BY month) AS p FROM measured) x;
SELECT count(*), bool_and((p).mean = (p).value AND (p).lower IS NULL AND (p).outside IS NULL AND (p).two_of_three IS NULL) AS alone FROM (SELECT xmr(value, rebase => true) OVER (ORDER BY month) AS p FROM measured) x WHERE p IS NOT NULL OR (p).value IS NOT NULL;
-- One value, none, no baseline, equal values, only NULLs
SELECT xmr(5) OVER (), xmr(5, false) OVER (), xmr(NULL) OVER ();
SELECT xmr(value) OVER () FROM measured WHERE false;
SELECT DISTINCT xmr(3) OVER () FROM generate_series(1, 20);
SELECT count(p) FROM (SELECT xmr(NULL) OVER () AS p FROM generate_series(1, 3)) x;
SELECT count(*), count(*) FILTER (WHERE (p).outside) AS outside FROM (SELECT xmr(i % 97) OVER (ORDER BY i) AS p FROM generate_series(1, 100000) i) x;
SELECT c, test.error_of('SELECT surgical_registry.xmr(' || c || ') OVER ()') FROM unnest(ARRAY['''NaN''', '''Infinity''', '1, NULL', '1, true, NULL']) c;
