-- g_chart: gaps between events, geometric limits, refusals
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET extra_float_digits = 0;

-- Gaps are counted through, closed by an event, left open at the end; a NULL is no operation
SELECT i, event, (g).cases, (g).event AS closed, (g).status FROM (SELECT i, event, g_chart(event, 0.3) OVER (ORDER BY i) AS g FROM unnest(ARRAY[false, true, true, NULL, false, NULL, true, false]) WITH ORDINALITY s(event, i)) x ORDER BY i;
-- Limits are where the geometric distribution has its tails. R: log(1 - q) / log(1 - p)
SELECT p, level, test.near((g).lower, ln((1 + level) / 2) / ln(1 - p)) AS lower, test.near((g).centre, ln(0.5) / ln(1 - p)) AS centre, test.near((g).upper, ln((1 - level) / 2) / ln(1 - p)) AS upper
FROM unnest(ARRAY[0.001, 0.03, 0.4]::float8[]) p, unnest(ARRAY[0.95, 0.998]::float8[]) level, LATERAL (SELECT g_chart(true, p, level) OVER () AS g) x ORDER BY p, level;
-- Status by the chance of the gap: sum it up
SELECT p, count(*) AS gaps, count(*) FILTER (WHERE (g).status IS DISTINCT FROM CASE WHEN 1 - (1 - p) ^ (g).cases <= 0.025 AND (g).event THEN 'sooner' WHEN (1 - p) ^ ((g).cases - (g).event::int) <= 0.025 THEN 'later' ELSE 'within limits' END) AS differing,
       count(DISTINCT (g).status) AS words
FROM unnest(ARRAY[0.02, 0.005]::float8[]) p, LATERAL (SELECT g_chart(i = gap, p) OVER (PARTITION BY gap ORDER BY i) AS g FROM generate_series(1, 900, 7) gap, generate_series(1, gap) i WHERE i > gap - 2 OR i % 50 < 50) x GROUP BY p ORDER BY p;
-- The pooled rate of the window, by default; frames do not matter
SELECT DISTINCT (g).rate, g = h AS any_frame FROM (SELECT g_chart(i % 25 = 0) OVER (ORDER BY i) AS g, g_chart(i % 25 = 0, NULL, 0.95) OVER (ORDER BY i ROWS 1 PRECEDING) AS h FROM generate_series(1, 1000) i) x;
-- No events, events alone, one operation, none
SELECT DISTINCT (g).rate, (g).centre, (g).lower, (g).upper, (g).status, max((g).cases) OVER () FROM (SELECT g_chart(false) OVER (ORDER BY i) AS g FROM generate_series(1, 30) i) x;
SELECT g_chart(true) OVER (), g_chart(NULL) OVER (), g_chart(NULL, 0.5) OVER ();
SELECT g_chart(true) OVER () FROM generate_series(1, 0);
SELECT c, test.error_of('SELECT surgical_registry.g_chart(' || c || ') OVER ()') FROM unnest(ARRAY['true, 0', 'true, 1', 'true, 5', 'true, ''NaN''', 'true, 0.1, 0', 'true, 0.1, 95', 'true, 0.1, NULL']) c;
SELECT test.error_of('SELECT surgical_registry.g_chart(true, i / 10.0) OVER () FROM generate_series(1, 2) i');
