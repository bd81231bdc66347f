-- funnel_proportion(): exact binomial limits of proportions
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET extra_float_digits = -3;
SELECT setseed(0.9);
CREATE TABLE centre AS SELECT i AS centre, 20 + 13 * i AS n, (random() * (20 + 13 * i) * 0.2)::int AS events FROM generate_series(1, 30) i;

-- Target given or pooled; ratio and limits are proportions.
SELECT DISTINCT test.near(target, (SELECT sum(events)::float8 / sum(n) FROM centre)) AS pooled, units, round(phi::numeric, 6) AS phi, round(tau2::numeric, 8) AS tau2
FROM (SELECT (funnel_proportion(events, n) OVER ()).* FROM centre) f;
SELECT n, observed, expected, ratio, target, round(lcl95::numeric, 6) AS lcl95, round(ucl95::numeric, 6) AS ucl95, round(lcl998::numeric, 6) AS lcl998, round(ucl998::numeric, 6) AS ucl998, round(z::numeric, 6) AS z, status
FROM (SELECT (funnel_proportion(events, n, 0.05) OVER ()).* FROM (VALUES (2, 10), (3, 20), (0, 50), (9, 50), (3, 200), (22, 200)) v(events, n)) f ORDER BY n, observed;

-- Every method and model: the status is what the row's own limits say.
CREATE TABLE proportion_case AS
SELECT method, model, t, (funnel_proportion(events, n, t, method, model) OVER (PARTITION BY method, model, t)).*
FROM centre, unnest(ARRAY['exact', 'spiegelhalter', 'fingertips', 'funnelplotr']) method, unnest(ARRAY['none', 'multiplicative', 'additive']) model,
     unnest(ARRAY[NULL, 0.05, 0.5, 0.97]::float8[]) t;
SELECT count(*), count(*) FILTER (WHERE status <> test.status(ratio, lcl95, ucl95, lcl998, ucl998)) AS status_differs,
       count(*) FILTER (WHERE od_status <> test.status(ratio, od_lcl95, od_ucl95, od_lcl998, od_ucl998)) AS od_status_differs,
       count(*) FILTER (WHERE 'NaN' IN (ratio, lcl95, ucl95, lcl998, ucl998, z, p_lower, p_upper, phi, tau2, od_lcl95, od_ucl95, od_lcl998, od_ucl998)) AS nan
FROM proportion_case;
SELECT count(*) FILTER (WHERE (p_upper <= 0.025 * (1 + 1e-12)) <> (ratio > ucl95) OR (p_upper <= 0.001 * (1 + 1e-12)) <> (ratio > ucl998)
                           OR (p_lower <= 0.025 * (1 + 1e-12)) <> (ratio < lcl95) OR (p_lower <= 0.001 * (1 + 1e-12)) <> (ratio < lcl998)) AS differing
FROM proportion_case WHERE method = 'exact';
SELECT method, count(*) FILTER (WHERE NOT test.near(ucl998, binomial_limit(n, target, 0.999, method))) AS differing FROM proportion_case GROUP BY method ORDER BY method;
-- The tails are sums of binomial probabilities.
SELECT count(*) FILTER (WHERE NOT test.near(p_upper, tail)) AS differing
FROM (SELECT p_upper, (SELECT sum(exp(lgamma_n - lgamma_k - lgamma_r + k * ln(0.3) + (12 - k) * ln(0.7)))
                       FROM generate_series(observed, 12) k, LATERAL (SELECT coalesce(sum(ln(i)), 0) AS lgamma_n FROM generate_series(1, 12) i) a,
                            LATERAL (SELECT coalesce(sum(ln(i)), 0) AS lgamma_k FROM generate_series(1, k) i) b,
                            LATERAL (SELECT coalesce(sum(ln(i)), 0) AS lgamma_r FROM generate_series(1, 12 - k) i) c) AS tail
      FROM (SELECT (funnel_proportion(events, 12, 0.3) OVER ()).* FROM generate_series(0, 12) events) f) t;

-- Empty, certain and impossible
SELECT n, observed, target, ratio, lcl95, ucl998, p_upper, status, od_status
FROM (SELECT i, (funnel_proportion(events, n, t, overdispersion => 'additive') OVER (PARTITION BY i)).*
      FROM (VALUES (1, 0, 0, 0.1), (2, 0, 5, 0), (3, 1, 5, 0), (4, 5, 5, 1), (5, 4, 5, 1), (6, NULL, 5, 0.1), (7, 1, NULL, 0.1), (8, 0, 0, NULL), (9, 0, 4, NULL), (10, 4, 4, NULL)) v(i, events, n, t)) f ORDER BY i;
SELECT test.error_of('SELECT surgical_registry.funnel_proportion(' || a || ') OVER ()')
FROM unnest(ARRAY['3, 2', '-1, 2', '1, -2', '1, 2, 1.5', '1, 2, -0.1', '1, 2, ''NaN''', '1, 2, 0.5, ''wald''', '1, 2, 0.5, NULL', '1, 2, 0.5, ''exact'', ''some''']) a;

-- No event in any unit: proportions of 0, not missing ones.
SELECT n, ratio, target, lcl95, ucl998, p_upper, status FROM (SELECT (funnel_proportion(0, n) OVER ()).* FROM unnest(ARRAY[10, 25, 0]) n) f ORDER BY n;
SELECT test.error_of('SELECT surgical_registry.funnel_proportion(9223372036854775807, 9223372036854775807) OVER ()');
SELECT status, ratio FROM (SELECT (funnel_proportion(400000000000, 1099511627776) OVER ()).*) f;
