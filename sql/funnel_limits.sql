-- poisson_limit, binomial_limit, funnel_limits
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET extra_float_digits = -3;

CREATE FUNCTION test.near_digits(actual float8, printed numeric) RETURNS boolean LANGUAGE sql AS
    'SELECT abs(actual - printed) <= 1e-8 * greatest(abs(printed), 1e-2)';

-- Golden values (R 4.2.2), to the digits printed; and the exact count beside them
SELECT e, p, round(poisson_limit(e, p)::numeric * e::numeric) AS r, test.near_digits(poisson_limit(e, p, 'spiegelhalter'), s) AS spiegelhalter, test.near_digits(poisson_limit(e, p, 'funnelplotr'), f) AS funnelplotr
FROM (VALUES (0.5, .975, 3.720051823, 9.348403604), (0.5, .999, 6.951717962, 16.2662362), (1, .025, 0, 0.02531780798), (1, .999, 4.867625596, 9.233413476),
    (2, .999, 3.556279623, 5.614436121), (5, .025, 0.1084131591, 0.324697278), (5, .975, 1.875311718, 2.333666416), (5, .999, 2.554270756, 3.290949041),
    (10, .001, 0.1220529316, 0.2960520373), (10, .025, 0.3775187948, 0.4795388696), (10, .975, 1.615995067, 1.839035604), (10, .999, 2.066200084, 2.413397115),
    (25, .001, 0.4199413003, 0.4934781054), (25, .999, 1.653860939, 1.785443017), (100, .001, 0.7006528426, 0.719213975), (100, .999, 1.318047504, 1.349243191)) g(e, p, s, f);
SELECT test.near_digits(poisson_limit(2.960520373, 0.999, 'fingertips'), 3.377784558) AS upper, test.near_digits(poisson_limit(24.13397115, 0.001, 'fingertips'), 0.4143536901) AS lower,
       poisson_limit(6.9, 0.001, 'fingertips') AS below_6_9, round(poisson_limit(6.91, 0.001, 'fingertips')::numeric, 5) AS from_6_91;
SELECT n, p, round(binomial_limit(n, 0.05, p) * n) AS r, test.near_digits(binomial_limit(n, 0.05, p, 'spiegelhalter'), s) AS spiegelhalter
FROM (VALUES (10, .025, 0), (10, .001, 0), (10, .975, 0.1819166891), (10, .999, 0.3029537415), (20, .975, 0.142364765), (20, .999, 0.2350598787), (50, .975, 0.1098317107), (50, .999, 0.1579935909),
    (200, .025, 0.0195842152), (200, .001, 0.006542157943), (200, .975, 0.07970798542), (200, .999, 0.1011778762)) g(n, p, s);
SELECT test.near_digits(binomial_limit(50, 0.05, p, 'fingertips'), w) AS fingertips FROM (VALUES (.025, -0.01041014716), (.975, 0.11041014716), (.001, -0.0452473565), (.999, 0.1452473565)) g(p, w);
SELECT p, round(binomial_limit(20, 0.05, p, 'funnelplotr')::numeric, 7) AS funnelplotr FROM unnest(ARRAY[.025, .975, .001, .999]) p;

-- Small, large and degenerate
SELECT e, poisson_limit(e, 0.001) AS lower, round(poisson_limit(e, 0.999)::numeric, 9) AS upper FROM unnest(ARRAY[1e-300, 1e-9, 1e6, 2e11]::float8[]) e;
SELECT binomial_limit(0, 0.5, 0.5), binomial_limit(5, 0, 0.999), binomial_limit(5, 1, 0.001), binomial_limit(1000000000000, 0.5, 0.975) BETWEEN 0.5 AND 0.500001 AS large;
SELECT test.error_of('SELECT surgical_registry.' || a) FROM unnest(ARRAY['poisson_limit(0, 0.5)', 'poisson_limit(-1, 0.5)', 'poisson_limit(''NaN'', 0.5)', 'poisson_limit(''Infinity'', 0.5)',
    'poisson_limit(1, 0)', 'poisson_limit(1, 1)', 'poisson_limit(1, ''NaN'')', 'poisson_limit(1, 0.5, ''shmi'')', 'binomial_limit(-1, 0.5, 0.5)', 'binomial_limit(5, 1.5, 0.5)', 'binomial_limit(5, ''NaN'', 0.5)', 'binomial_limit(5, 0.5, 2)']) a;

-- Curves: every point at every level, the same as one limit at a time
SELECT * FROM funnel_limits(1, 10, 2);
SELECT count(*), min(point_no), max(point_no), count(DISTINCT level), max(expected) FROM funnel_limits(1, 57.5);
SELECT method, count(*) AS rows, count(*) FILTER (WHERE NOT test.near(lower, t * poisson_limit(t * expected, (1 - level) / 2, method)) OR NOT test.near(upper, t * poisson_limit(t * expected, (1 + level) / 2, method))) AS differing
FROM unnest(ARRAY['exact', 'spiegelhalter', 'fingertips', 'funnelplotr']) method, unnest(ARRAY[1, 1.4]::float8[]) t, funnel_limits(t, 30, 60, '{0.8,0.95,0.998}', method) GROUP BY method ORDER BY method;
SELECT count(*) FROM (SELECT * FROM funnel_limits(1, 10, 1000000) LIMIT 5) l;
SELECT test.error_of('SELECT * FROM surgical_registry.funnel_limits(' || a || ')') FROM unnest(ARRAY['0, 10', '1, 0', '1, ''Infinity''', '1, 10, 0', '1, 10, -5', '1, 10, 1000001', '1, 10, 5, ''{}''', '1, 10, 5, ''{0.95,1}''',
    '1, 10, 5, ''{NULL}''', '1, 10, 5, ''{0.95}'', ''none''', '1, 10, 5, array_fill(0.5::float8, ARRAY[101])']) a;

-- Tails and expectations at the end of what doubles hold: an answer or an error, at once
SELECT round(poisson_limit(10, 1e-300)::numeric, 3) AS lower, round(poisson_limit(10, 0.9999999999999999)::numeric, 3) AS upper;
SELECT point_no, level, lower, round(upper::numeric, 3) AS upper FROM funnel_limits(1, 10, 1, '{1e-300,0.9999999999999999}');
SELECT assessable(outcome_agg(5, 1e11), 0.9999999999999999) IS NOT NULL AS answers;
SELECT test.error_of('SELECT surgical_registry.' || a) FROM unnest(ARRAY['poisson_limit(1e16, 0.999)', 'poisson_limit(1e300, 0.1, ''fingertips'')', 'binomial_limit(9223372036854775807, 0.5, 0.999)',
    'poisson_limit(1e-310, 0.999, ''funnelplotr'')', 'funnel_limits(1, 5e-324, 3)', 'poisson_limit(5, 97.5)', 'funnel_limits(1e300, 1e300, 10)', 'funnel_limits(1e10, 1e10, 10)']) a;
