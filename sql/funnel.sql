-- funnel(): limits, statuses, overdispersion and refusals
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET extra_float_digits = -3;

-- Golden set of twelve units, all large enough (R 4.2.2)
CREATE TABLE unit_counts AS
SELECT i AS unit, o, e FROM unnest(ARRAY[3,8,25,20,5,0,9,15,45,4,12,7], ARRAY[5.1,6.2,13.5,14.9,6.6,7.3,7.7,18.8,21.5,10.4,9.1,8.2]::float8[]) WITH ORDINALITY u(o, e, i);
SELECT unit, observed, expected, round(ratio::numeric, 6) AS ratio, round(z::numeric, 11) AS z, round(p_lower::numeric, 9) AS p_lower, round(p_upper::numeric, 9) AS p_upper, status, od_status
FROM (SELECT unit, (funnel(outcome_agg(o, e), overdispersion => 'additive') OVER ()).* FROM unit_counts GROUP BY unit) f ORDER BY unit;
SELECT DISTINCT n, target, round(phi::numeric, 11) AS phi, round(tau2::numeric, 13) AS tau2, units
FROM (SELECT (funnel(outcome_agg(o, e)) OVER ()).* FROM unit_counts GROUP BY unit) f;

-- Limits at E = 10 and E = 2, from the same twelve and two more that do not change the estimate
SELECT model, expected, round(od_lcl95::numeric, 10) AS od_lcl95, round(od_ucl95::numeric, 10) AS od_ucl95, round(od_lcl998::numeric, 10) AS od_lcl998, round(od_ucl998::numeric, 10) AS od_ucl998
FROM unnest(ARRAY['additive', 'multiplicative', 'none']) model,
     LATERAL (SELECT (funnel(s, overdispersion => model) OVER ()).* FROM (
         SELECT outcome_agg(o, e) AS s FROM unit_counts GROUP BY unit
         UNION ALL SELECT outcome_agg(1, 2)) u) f
WHERE expected = 2 ORDER BY model;

-- Every method and model: the status is what the row's own limits say.
CREATE FUNCTION test.status(ratio float8, lcl95 float8, ucl95 float8, lcl998 float8, ucl998 float8) RETURNS text LANGUAGE sql AS $$
    SELECT CASE WHEN ratio > ucl998 THEN 'above 99.8%' WHEN ratio < lcl998 THEN 'below 99.8%'
                WHEN ratio > ucl95 THEN 'above 95%' WHEN ratio < lcl95 THEN 'below 95%' ELSE 'within limits' END $$;
SELECT setseed(0.7);
CREATE TABLE random_units AS
SELECT 'counts' AS kind, i AS unit, outcome_agg((e * (0.2 + 2 * random()))::int, e) AS s
FROM (SELECT i, 10 ^ (random() * 4 - 1.5) AS e FROM generate_series(1, 400) i OFFSET 0) r GROUP BY i, e
UNION ALL
SELECT 'patients', u, outcome_agg(random() < least(1, r * f), r)
FROM (SELECT u, random() ^ (1 + u % 5) AS r, 0.3 + (u % 7) * 0.25 AS f FROM generate_series(1, 300) u, LATERAL generate_series(1, 5 + u % 120) i OFFSET 0) p GROUP BY u;
CREATE TABLE funnel_case AS
SELECT kind, method, model, t, distribution, (funnel(s, t, method, model, distribution) OVER (PARTITION BY kind, method, model, t, distribution)).*
FROM random_units, unnest(ARRAY['exact', 'spiegelhalter', 'fingertips', 'funnelplotr']) method, unnest(ARRAY['none', 'multiplicative', 'additive']) model,
     unnest(ARRAY[1, 0.8, 1.3]::float8[]) t, unnest(ARRAY['auto', 'poisson']) distribution;
SELECT count(*) > 40000 AS many, count(*) FILTER (WHERE status <> test.status(ratio, lcl95, ucl95, lcl998, ucl998)) AS status_differs,
       count(*) FILTER (WHERE od_status <> test.status(ratio, od_lcl95, od_ucl95, od_lcl998, od_ucl998)) AS od_status_differs,
       count(*) FILTER (WHERE (od_status IS NULL) <> (model = 'none')) AS od_unasked,
       count(*) FILTER (WHERE 'NaN' IN (ratio, lcl95, ucl95, lcl998, ucl998, z, p_lower, p_upper, phi, tau2, od_lcl95, od_ucl95, od_lcl998, od_ucl998)) AS nan,
       count(DISTINCT status) AS statuses
FROM funnel_case;
-- The exact limits and the exact tails are one rule.
SELECT count(*) > 10000 AS many,
       count(*) FILTER (WHERE (p_upper <= 0.025 * (1 + 1e-12)) <> (ratio > ucl95) OR (p_upper <= 0.001 * (1 + 1e-12)) <> (ratio > ucl998)
                           OR (p_lower <= 0.025 * (1 + 1e-12)) <> (ratio < lcl95) OR (p_lower <= 0.001 * (1 + 1e-12)) <> (ratio < lcl998)) AS differing
FROM funnel_case WHERE method = 'exact';
SELECT count(*) FILTER (WHERE NOT (lcl998 <= lcl95 AND lcl95 <= ucl95 AND ucl95 <= ucl998)) AS crossed,
       count(*) FILTER (WHERE NOT (od_lcl998 <= od_lcl95 AND od_lcl95 <= od_ucl95 AND od_ucl95 <= od_ucl998)) AS od_crossed,
       count(*) FILTER (WHERE lcl998 < 0 OR od_lcl998 < 0) AS negative
FROM funnel_case;
-- Poisson units of method m have poisson_limit's limits at the target's expectation.
SELECT method, count(*) FILTER (WHERE NOT test.near(ucl95, poisson_limit(expected * target, 0.975, method) * target)
                                   OR NOT test.near(lcl998, poisson_limit(expected * target, 0.001, method) * target)) AS differing
FROM funnel_case WHERE kind = 'counts' GROUP BY method ORDER BY method;

-- Units with nothing, or nothing expected
SELECT n, observed, expected, ratio, lcl95, ucl998, z, p_lower, p_upper, status, od_status, units
FROM (SELECT unit, (funnel(s, overdispersion => 'additive') OVER ()).* FROM (SELECT 1 AS unit, outcome_agg(0, 0, 0) AS s UNION ALL SELECT 2, outcome_agg(0, 0, 5)
      UNION ALL SELECT 3, outcome_agg(2, 0, 5) UNION ALL SELECT 4, outcome_agg(NULL::boolean, 0.1) UNION ALL SELECT 5, NULL UNION ALL SELECT 6, outcome_agg(1, 1.5, 20)
      UNION ALL SELECT 7, outcome_agg(0, 1.5, 0)) u) f ORDER BY unit;
SELECT funnel(s) OVER () FROM (SELECT outcome_agg(true, 0.5) AS s LIMIT 0) v;
-- One unit; all units equal; certain risks
SELECT ratio, status, phi, tau2, od_status, units FROM (SELECT (funnel(outcome_agg(12, 10), overdispersion => 'additive') OVER ()).*) f;
SELECT DISTINCT ratio, status, phi, tau2, od_lcl95 = lcl95 AND od_ucl998 = ucl998 AS od_as_exact, od_status, units
FROM (SELECT (funnel(outcome_agg(10, 10), overdispersion => 'additive') OVER ()).* FROM generate_series(1, 12) i GROUP BY i) f;
SELECT o, ratio, lcl95, ucl95, z, p_lower, p_upper, status
FROM (SELECT o, (funnel(outcome_agg(o > i, 1)) OVER ()).* FROM generate_series(4, 5) o, generate_series(0, 4) i GROUP BY o) f ORDER BY o;
-- A target that would lift risks beyond 1 is cut, never NaN.
SELECT t, ratio, lcl95 <= ratio AS low, ucl95, z IS NULL AS no_spread, status
FROM unnest(ARRAY[1, 1.05, 1.5]::float8[]) t, LATERAL (SELECT (funnel(outcome_agg(i > 1, 0.95), t) OVER ()).* FROM generate_series(1, 20) i) f ORDER BY t;

-- Nine large units say nothing of overdispersion; ten do.
SELECT k, od_status, phi IS NULL AS phi, tau2 IS NULL AS tau2, od_lcl95 IS NULL AS limits
FROM unnest(ARRAY[9, 10]) k, LATERAL (SELECT DISTINCT ON (1) (funnel(outcome_agg(6, 6), overdispersion => 'multiplicative') OVER ()).* FROM generate_series(1, k) i GROUP BY i) f ORDER BY k;
-- Small ones do not enter, and still get limits.
SELECT count(DISTINCT phi) AS same_phi, count(DISTINCT tau2) AS same_tau2
FROM (SELECT 'twelve' AS q, (funnel(outcome_agg(o, e)) OVER ()).* FROM unit_counts GROUP BY unit
      UNION ALL SELECT 'with small', (funnel(s) OVER ()).* FROM (SELECT outcome_agg(o, e) AS s FROM unit_counts GROUP BY unit UNION ALL SELECT outcome_agg(4, 4.99) FROM generate_series(1, 30) i GROUP BY i) u) f;

-- PARTITION BY gives each partition its own estimate; ORDER BY and frames do not matter.
SELECT bool_and(f.part = 'a' OR f.units = 5), count(DISTINCT (part, phi, units))
FROM (SELECT part, (funnel(outcome_agg(o, e)) OVER (PARTITION BY part ORDER BY unit)).*
      FROM (SELECT 'a' AS part, * FROM unit_counts UNION ALL SELECT 'b', * FROM unit_counts WHERE unit <= 5) u GROUP BY part, unit) f;
-- Used under another window, a sort and a join
SELECT unit, status, rank() OVER (ORDER BY p_upper) FROM (SELECT unit, (funnel(outcome_agg(o, e)) OVER ()).* FROM unit_counts GROUP BY unit) f ORDER BY p_upper LIMIT 2;

-- A counts-only unit has no patient-level variance, and can be told to be Poisson or not.
SELECT DISTINCT round(ucl95::numeric, 6) AS ucl95 FROM (
    SELECT (funnel(outcome_agg(i <= 3, 0.3)) OVER ()).ucl95 FROM generate_series(1, 20) i UNION ALL
    SELECT (funnel(outcome_agg(i <= 3, 0.3), distribution => 'poisson') OVER ()).ucl95 FROM generate_series(1, 20) i UNION ALL
    SELECT (funnel(outcome_agg(3, 6, 20)) OVER ()).ucl95) f ORDER BY 1;

-- Refusals
SELECT test.error_of('SELECT surgical_registry.funnel(surgical_registry.outcome_agg(1, 1)' || a || ') OVER ()')
FROM unnest(ARRAY[', 0', ', -1', ', ''NaN''', ', ''Infinity''', ', NULL', ', 1, ''Exact''', ', 1, NULL', ', 1, ''exact'', ''yes''', ', 1, ''exact'', NULL', ', 1, ''exact'', ''none'', ''normal''']) a;
SELECT test.error_of('SELECT surgical_registry.funnel(''n=0 missing=0 observed=0 expected=0 variance=0 third=0'')');

-- What enters the estimate: from an expectation of 5 on, with cases, and free to vary
SELECT count(DISTINCT phi) FILTER (WHERE what IN ('twelve', 'empty', 'certain')) AS same, count(DISTINCT phi) AS with_five
FROM (SELECT what, (funnel(s) OVER (PARTITION BY what)).phi FROM (
    SELECT what, outcome_agg(o, e) AS s FROM unit_counts, unnest(ARRAY['twelve', 'empty', 'certain', 'five']) what GROUP BY what, unit
    UNION ALL SELECT 'empty', outcome_agg(0, 50, 0) UNION ALL SELECT 'certain', outcome_agg(i > 1, 0.999999) FROM generate_series(1, 10) i
    UNION ALL SELECT 'five', outcome_agg(25, 5)) u) f;

-- A target that lifts risks past 1: those are held there, the others not pushed.
SELECT status, round(p_lower::numeric, 9) AS p_lower FROM (SELECT (funnel(outcome_agg(i > 20 OR i = 1, CASE WHEN i > 20 THEN 0.95 ELSE 0.05 END), 1.5) OVER ()).* FROM generate_series(1, 30) i) f;
-- Counts and patients together, as Poisson-binomial: their variances add up.
SELECT z > (funnel(s, distribution => 'poisson') OVER ()).z AS tighter_than_poisson, round((ucl998 - (funnel(s, distribution => 'poisson') OVER ()).ucl998)::numeric, 3) AS upper_limit
FROM (SELECT s, (funnel(s, distribution => 'poisson_binomial') OVER ()).* FROM (SELECT outcome_agg(10, 4) + outcome_agg(i <= 15, 0.6) AS s FROM generate_series(1, 20) i) v) f;

-- Run again for each outer row, read backwards, in a target list, compiled
SELECT part, count(*) AS units, max(units) AS said FROM generate_series(3, 6) part,
    LATERAL (SELECT (funnel(outcome_agg(o, e)) OVER ()).units FROM unit_counts WHERE unit <= part GROUP BY unit) f GROUP BY part ORDER BY part;
BEGIN;
DECLARE back SCROLL CURSOR FOR SELECT unit, status FROM (SELECT unit, (funnel(outcome_agg(o, e)) OVER (ORDER BY unit)).status FROM unit_counts GROUP BY unit) f;
MOVE FORWARD ALL IN back;
FETCH BACKWARD 3 FROM back;
FETCH ABSOLUTE 3 FROM back;
COMMIT;
SELECT funnel_limits(1, 2, 2) LIMIT 3;
SET jit = on; SET jit_above_cost = 0; SET jit_inline_above_cost = 0; SET jit_optimize_above_cost = 0;
SELECT unit, status FROM (SELECT unit, (funnel(outcome_agg(o, e)) OVER ()).* FROM unit_counts GROUP BY unit) f WHERE status <> 'within limits' ORDER BY unit;
RESET jit; RESET jit_above_cost; RESET jit_inline_above_cost; RESET jit_optimize_above_cost;

-- One rule a window: settings may come from a subquery, not from the row.
SELECT DISTINCT target FROM (SELECT (funnel(outcome_agg(o, e), (SELECT 1.5::float8)) OVER ()).* FROM unit_counts GROUP BY unit) f;
SELECT test.error_of(format('SELECT surgical_registry.funnel(surgical_registry.outcome_agg(1, 1), %s) OVER () FROM generate_series(1, 2) i GROUP BY i', a))
FROM unnest(ARRAY['i', '1, CASE i WHEN 1 THEN ''exact'' ELSE ''fingertips'' END', '1, CASE i WHEN 1 THEN ''exact'' ELSE ''oops'' END',
    '1, ''exact'', CASE i WHEN 1 THEN ''none'' ELSE ''additive'' END', '1, ''exact'', ''none'', CASE i WHEN 1 THEN ''auto'' ELSE ''poisson'' END']) a;

-- Counts-only rows have no number of patients: their Poisson-binomial is the Poisson.
SELECT status, ucl998, p_upper = (SELECT (funnel(outcome_agg(2, 5.0)) OVER ()).p_upper) AS as_poisson
FROM (SELECT (funnel(outcome_agg(2, 5.0), distribution => 'poisson_binomial') OVER ()).*) f;
SELECT status, lcl95 < 1 AND ucl95 > 1 AS around_target FROM (SELECT (funnel(rollup(s), distribution => 'poisson_binomial') OVER ()).*
    FROM (SELECT outcome_agg(i <= 3, 0.2) AS s FROM generate_series(1, 20) i UNION ALL SELECT outcome_agg(4, 4.5)) p) f;

-- Expectations that no registry has end in an answer or an error, at once.
SELECT e, t, status, lcl998 < 1.0000001 AS lower, ucl998 > 0.9999999 AS upper FROM (VALUES (1e-300::float8, 1::float8), (1e11, 1), (1e11, 2)) v(e, t),
    LATERAL (SELECT (funnel(outcome_summary_accum(NULL, (e * t)::bigint, e), t) OVER ()).*) f;
SELECT test.error_of(c) FROM unnest(ARRAY['SELECT surgical_registry.funnel(surgical_registry.outcome_agg(5, 3e10), 1e8) OVER ()', 'SELECT surgical_registry.funnel(surgical_registry.outcome_agg(5, 3), 1e300) OVER ()']) c;
