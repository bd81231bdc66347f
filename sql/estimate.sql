-- oe, proportion, posterior, assessable.  Golden values: R 4.2.2; all figures to 9 digits
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET extra_float_digits = -3;

CREATE FUNCTION test.near(actual float8, wanted float8) RETURNS boolean LANGUAGE sql AS
    'SELECT actual IS NOT DISTINCT FROM wanted OR abs(actual - wanted) <= 1e-9 * greatest(abs(wanted), 1e-6)';

-- E = 1, so the ratio's interval is the count's; byar, exact and mid-P
SELECT o, level, method, lower, upper
FROM (VALUES (0, .95), (0, .998), (1, .95), (1, .998), (5, .95), (10, .95), (10, .998), (30, .95)) c(o, level),
     unnest(ARRAY['byar', 'exact', 'midp']) method,
     LATERAL (SELECT round((e).lower::numeric, 9) AS lower, round((e).upper::numeric, 8) AS upper
              FROM (SELECT oe(outcome_summary_accum(NULL, o::bigint, 1), level::float8, method) AS e) f) r
ORDER BY o, level, method;

-- What the estimate says of itself
SELECT (oe(outcome_agg(10, 8, 100))).*;
SELECT n, observed, expected, ratio, round(lower::numeric, 9) AS lower, round(upper::numeric, 9) AS upper, level, method, distribution
FROM (SELECT (oe(outcome_agg(i <= 8, 0.2))).* FROM generate_series(1, 40) i) e;
-- Equal risks: Clopper and Pearson's interval of 8 of 40, over 0.2
SELECT test.near((e).lower, (p).lower / 0.2) AND test.near((e).upper, (p).upper / 0.2) AS clopper_pearson
FROM (SELECT oe(outcome_agg(i <= 8, 0.2)) AS e, proportion(8, 40, 0.95, 'clopper_pearson') AS p FROM generate_series(1, 40) i) x;
-- Vanishing risks: Garwood's
SELECT test.near((a).lower, (b).lower) AND test.near((a).upper, (b).upper) AS garwood
FROM (SELECT oe(s) AS a, oe(s, distribution => 'poisson') AS b FROM (SELECT outcome_agg(i <= 3, 1e-13) AS s FROM generate_series(1, 100) i) v) x;
-- More events than the matched binomial has trials: the interval still holds the ratio.
SELECT ratio BETWEEN lower AND upper AS holds, method
FROM unnest(ARRAY['exact', 'midp']) m, LATERAL (SELECT (oe(outcome_agg(i <= 50, CASE WHEN i = 1 THEN 0.99 ELSE 0.01 END), 0.95, m)).* FROM generate_series(1, 100) i) e;
SELECT (oe(s, method => 'byar', distribution => 'poisson')).method, test.error_of('SELECT surgical_registry.oe(surgical_registry.outcome_agg(true, 0.5), method => ''byar'')')
FROM (SELECT outcome_agg(true, 0.5) AS s) v;

-- Nothing expected, nothing there, certain risks
SELECT (oe(outcome_agg(0, 0, 0))).*;
SELECT (oe(outcome_agg(2, 0, 5))).*;
SELECT (oe(outcome_agg(NULL::boolean, 0.1))).*;
SELECT ratio, lower > 0 AS lower, upper FROM (SELECT (oe(outcome_agg(true, 1))).*) e;
SELECT oe(NULL::outcome_summary) IS NULL AS of_null;
SELECT test.error_of(format('SELECT surgical_registry.oe(surgical_registry.outcome_agg(1, 1), %s)', a))
FROM unnest(ARRAY['0', '1', '-0.5', '95', '''NaN''', '0.95, ''Exact''', '0.95, ''''', '0.95, ''exact'', ''normal''']) a;

-- Proportions
SELECT events, n, method, round(lower::numeric, 10) AS lower, round(upper::numeric, 10) AS upper
FROM (VALUES (0, 10), (1, 10), (3, 50), (50, 50)) c(x, m), unnest(ARRAY['wilson', 'clopper_pearson']) k,
     LATERAL (SELECT (proportion(x, m, 0.95, k)).*) p ORDER BY n, events, method DESC;
SELECT (proportion(0, 0)).*;
SELECT test.error_of('SELECT surgical_registry.proportion(' || a || ')')
FROM unnest(ARRAY['3, 2', '-1, 2', '1, -2', '1, 2, 1', '1, 2, ''NaN''', '1, 2, 0.95, ''wald''']) a;

-- Posterior, as SRTR publishes it
SELECT o, e, round(mean::numeric, 9) AS mean, round(lower::numeric, 9) AS lower, round(upper::numeric, 8) AS upper,
       round(probability_above::numeric, 9) AS above_1_2, round(((posterior(outcome_summary_accum(NULL, o::bigint, e), threshold => 2.5)).probability_above)::numeric, 12) AS above_2_5
FROM (VALUES (0, 0.5::float8), (0, 3), (5, 2.5), (12, 8), (40, 25)) c(o, e), LATERAL (SELECT (posterior(outcome_summary_accum(NULL, o::bigint, e))).*) p
ORDER BY o, e;
SELECT round(mean::numeric, 6) AS mean, round(probability_above::numeric, 6) AS prior_only FROM (SELECT (posterior(outcome_agg(0, 0))).*) p;
SELECT test.error_of('SELECT surgical_registry.posterior(surgical_registry.outcome_agg(1, 1), ' || a || ')')
FROM unnest(ARRAY['0', '-1', '''NaN''', '2, 0', '2, ''Infinity''', '2, 2, -1', '2, 2, ''NaN''', '2, 2, 1.2, 1']) a;

-- Assessable: no event at all signals low only where exp(-E) <= 0.001, so E > 6.9.
SELECT e, (assessable(outcome_agg(0, e))).* FROM unnest(ARRAY[0.1, 1, 3.68, 3.69, 6.9, 6.91, 50]::float8[]) e GROUP BY e ORDER BY e;
SELECT e, (assessable(outcome_agg(0, e), 0.95)).* FROM unnest(ARRAY[3.68, 3.69]::float8[]) e GROUP BY e ORDER BY e;
SELECT (assessable(outcome_agg(0, 0, 10))).*;
-- Three cases cannot show so many events; ten can.
SELECT k, (assessable(outcome_agg(false, 0.2))).* FROM unnest(ARRAY[3, 10]) k, generate_series(1, k) GROUP BY k ORDER BY k;
-- It says exactly what funnel() does.
SELECT count(*) AS differing
FROM (SELECT e, o, (funnel(outcome_agg(o, e)) OVER ()).status, (assessable(outcome_agg(o, e))).*
      FROM unnest(ARRAY[0.3, 2, 6.8, 7, 12.5]::float8[]) e, generate_series(0, 40) o GROUP BY e, o) f
WHERE (status = 'above 99.8%') <> (o / e >= high_signal_ratio) OR (status = 'below 99.8%') IS DISTINCT FROM coalesce(o / e <= low_signal_ratio, false);
SELECT test.error_of('SELECT surgical_registry.assessable(surgical_registry.outcome_agg(1, 1), 99.8)');

-- One very sick child: where a ratio would lift a risk beyond 1, the upper end is where funnel() has its tail.
SELECT round(ratio::numeric, 4) AS ratio, round(upper::numeric, 4) AS upper, upper > ratio AS above_ratio,
       abs((funnel(s, upper) OVER ()).p_lower - 0.025) < 1e-9 AS at_its_tail
FROM (SELECT s, (oe(s)).* FROM (SELECT outcome_agg(i <= 2, CASE WHEN i = 1 THEN 0.99 ELSE 0.01 END) AS s FROM generate_series(1, 41) i) v) e;
SELECT round(ratio::numeric, 4) AS ratio, round(upper::numeric, 4) AS upper, abs((funnel(s, upper) OVER ()).p_lower - 0.025) < 1e-9 AS at_its_tail
FROM (SELECT s, (oe(s)).* FROM (SELECT outcome_agg(i % 10 = 1, CASE WHEN i <= 4 THEN 0.8 ELSE 0.03 END) AS s FROM generate_series(1, 60) i) v) e;
SELECT ratio, lower < ratio AS lower, upper FROM (SELECT (oe(outcome_agg(true, 0.3 + 0.1 * i), method => 'midp')).* FROM generate_series(1, 4) i) e;

-- A tail that is the nominal probability itself reaches it, in every function.
SELECT status, high_signal_ratio = ratio AS assessable_agrees, binomial_limit(3, 0.1, 0.999) * 3 AS r
FROM (SELECT (funnel(outcome_agg(true, 0.1)) OVER ()).*, (assessable(outcome_agg(true, 0.1))).* FROM generate_series(1, 3)) f;
SELECT (funnel(outcome_agg(true, 0.001)) OVER ()).status AS risk, (funnel_proportion(1, 1, 0.001) OVER ()).status AS proportion, (funnel_proportion(3, 3, 0.1) OVER ()).status AS three;

-- No cases, so no ratio, whatever was expected
SELECT oe_ratio(s), adjusted_rate(s, 0.1), (oe(s)).ratio, (oe(s)).upper, (assessable(s)).can_be_low FROM (SELECT outcome_agg(0, 9.0, 0) AS s) v;

-- Never infinite
SELECT test.error_of('SELECT surgical_registry.' || a) FROM unnest(ARRAY['posterior(surgical_registry.outcome_agg(1, 1), 1.7e308, 1e-300)', 'posterior(surgical_registry.outcome_agg(1, 1), 1e15, 1e-300)',
    'adjusted_rate(surgical_registry.outcome_agg(5, 1e-26, 10), 1e300)', 'oe(surgical_registry.outcome_agg(5, 1), 95)', 'proportion(9223372036854775806, 9223372036854775807)']) a;
