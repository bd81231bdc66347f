-- outcome_agg and rollup: rows, refusals, and every place an aggregate can stand
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET extra_float_digits = 0;

-- Refusals name the value and mend it.
SELECT r AS risk, test.error_of(format('SELECT surgical_registry.outcome_agg(true, %L::float8)', r))
FROM unnest(ARRAY['-0.1', '1.0000001', '3.1', 'NaN', 'Infinity', '-Infinity', '0', '1', '-0', '1e-320']) r;
SELECT test.error_of(c) FROM unnest(ARRAY[
    'SELECT surgical_registry.outcome_agg(-1, 2.0, 3)', 'SELECT surgical_registry.outcome_agg(1, -2.0, 3)', 'SELECT surgical_registry.outcome_agg(1, 2.0, -3)',
    'SELECT surgical_registry.outcome_agg(4, 2.0, 3)', 'SELECT surgical_registry.outcome_agg(-1, 2.0)', 'SELECT surgical_registry.outcome_agg(1, ''NaN''::float8)',
    'SELECT surgical_registry.outcome_agg(1, ''Infinity''::float8)', 'SELECT surgical_registry.outcome_agg(1, 1e12)', 'SELECT surgical_registry.outcome_agg(9223372036854775807, 1.0)',
    'SELECT surgical_registry.outcome_agg(0, 2e11, 9) FROM generate_series(1, 2)']) c;

-- Zero rows, all NULL, counts with NULLs
SELECT outcome_agg(true, 0.5) FROM generate_series(1, 0);
SELECT outcome_agg(NULL::boolean, NULL::float8) FROM generate_series(1, 3);
SELECT outcome_agg(o, e, n), outcome_agg(o, e) FROM (VALUES (1::bigint, 1.5::float8, 10::bigint), (NULL, 1, 10), (1, NULL, 10), (1, 1, NULL)) v(o, e, n);
SELECT rollup(s) FROM (VALUES (NULL::outcome_summary)) v(s);
SELECT rollup(s) FROM summary WHERE false;
SELECT outcome_agg(1, 2.5, 10) + outcome_agg(true, 0.5), outcome_agg(1, 2.5) + outcome_agg(2, 1.5, 7), outcome_agg(1, 1) + NULL;

-- A flagged part flags the whole: no n and no rates, no patient-level variance.
SELECT n(s), crude_rate(s), adjusted_rate(s, 0.1), (oe(s)).distribution
FROM (SELECT rollup(p) AS s FROM (SELECT outcome_agg(1, 2.5) AS p UNION ALL SELECT outcome_agg(true, 0.5)) v) r;

-- Operations of seven units over two years, some rows with a gap
CREATE TABLE operation (id serial, died boolean, risk float8, unit text, month int);
SELECT setseed(0.3);
INSERT INTO operation (died, risk, unit, month)
SELECT CASE WHEN i % 97 > 0 THEN random() < r END, CASE WHEN i % 89 > 0 THEN r END, 'unit ' || i % 7, 1 + i % 24
FROM (SELECT i, (random() * 0.2) AS r FROM generate_series(1, 5000) i OFFSET 0) v;

-- Against plain sums
SELECT count(*) AS groups, bool_and(n(s) = cases AND observed(s) = deaths AND missing(s) = gaps
       AND abs(expected(s) - e) < 1e-12 * e AND abs(variance(s) - v) < 1e-12 * v) AS agree
FROM (SELECT unit, outcome_agg(died, risk) AS s, count(*) FILTER (WHERE died IS NOT NULL AND risk IS NOT NULL) AS cases,
             count(*) FILTER (WHERE died IS NULL OR risk IS NULL) AS gaps,
             sum(died::int) FILTER (WHERE risk IS NOT NULL) AS deaths, sum(risk) FILTER (WHERE died IS NOT NULL) AS e,
             sum(risk * (1 - risk)) FILTER (WHERE died IS NOT NULL) AS v
      FROM operation GROUP BY unit) g;

-- The same value from every plan: order, roll-up, +, grouping sets, FILTER, DISTINCT state shared
SELECT outcome_agg(died, risk) AS whole FROM operation \gset
SELECT (SELECT outcome_agg(died, risk ORDER BY risk DESC) FROM operation) = :'whole' AS ordered,
       (SELECT rollup(s) FROM (SELECT outcome_agg(died, risk) s FROM operation GROUP BY unit, month) p) = :'whole' AS rolled_up,
       (SELECT outcome_agg(died, risk) FILTER (WHERE month <= 12) + outcome_agg(died, risk) FILTER (WHERE month > 12) FROM operation) = :'whole' AS added,
       (SELECT outcome_agg(died, risk) FROM operation WHERE false) + :'whole' = :'whole' AS with_nothing;
SELECT level, count(*), bool_and(s = (SELECT outcome_agg(o.died, o.risk) FROM operation o WHERE o.unit = g.unit OR g.unit IS NULL)) AS same
FROM (SELECT unit, outcome_agg(died, risk) AS s, grouping(unit) AS level FROM operation GROUP BY GROUPING SETS ((unit), ())) g
GROUP BY level ORDER BY 1;
SELECT unit, observed(outcome_agg(died, risk)), n(outcome_agg(died, risk)), round(oe_ratio(outcome_agg(died, risk))::numeric, 6) AS ratio
FROM operation WHERE unit IN ('unit 1', 'unit 2') GROUP BY ROLLUP (unit) ORDER BY unit;

CREATE TABLE monthly AS SELECT month, outcome_agg(died, risk) AS s FROM operation GROUP BY month;
INSERT INTO monthly VALUES (25, NULL);
CREATE TABLE counted AS SELECT k, random() * 10 AS e FROM generate_series(1::bigint, 60) k;

-- Moving frames take rows out exactly: the same as starting afresh, also when all have left.
SELECT frame, count(*), count(*) FILTER (WHERE moved IS DISTINCT FROM afresh) AS differing
FROM (
    SELECT 'rows' AS frame, outcome_agg(died, risk) OVER (ORDER BY id ROWS BETWEEN 50 PRECEDING AND CURRENT ROW) AS moved,
           (SELECT outcome_agg(p.died, p.risk) FROM operation p WHERE p.id BETWEEN o.id - 50 AND o.id) AS afresh
    FROM operation o WHERE id <= 600
    UNION ALL
    SELECT 'leaving', outcome_agg(died, risk) OVER (ORDER BY id ROWS BETWEEN 9 PRECEDING AND 5 PRECEDING),
           (SELECT outcome_agg(p.died, p.risk) FROM operation p WHERE p.id BETWEEN o.id - 9 AND o.id - 5)
    FROM operation o WHERE id <= 300
    UNION ALL
    SELECT 'groups', outcome_agg(died, risk) OVER (ORDER BY month GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW),
           (SELECT outcome_agg(p.died, p.risk) FROM operation p WHERE p.id <= 300 AND p.month BETWEEN o.month - 1 AND o.month + 1 AND p.id <> o.id)
    FROM operation o WHERE id <= 300
    UNION ALL
    SELECT 'running', outcome_agg(died, risk) OVER (PARTITION BY unit ORDER BY id),
           (SELECT outcome_agg(p.died, p.risk) FROM operation p WHERE p.id <= o.id AND p.unit = o.unit)
    FROM operation o WHERE id <= 300) m
GROUP BY frame ORDER BY frame;
SELECT count(*) FILTER (WHERE moved IS DISTINCT FROM afresh) AS rollup_differs
FROM (SELECT rollup(s) OVER w AS moved, (SELECT rollup(p.s) FROM monthly p WHERE p.month BETWEEN o.month - 11 AND o.month) AS afresh
      FROM monthly o WINDOW w AS (ORDER BY month ROWS 11 PRECEDING)) m;
SELECT count(*) FILTER (WHERE moved IS DISTINCT FROM afresh) AS counts_differ
FROM (SELECT outcome_agg(o.k, o.e, o.k + 5) OVER w AS moved, outcome_agg(o.k, o.e) OVER w AS moved2,
             (SELECT outcome_agg(p.k, p.e, p.k + 5) FROM counted p WHERE p.k BETWEEN o.k - 3 AND o.k) AS afresh
      FROM counted o WINDOW w AS (ORDER BY k ROWS 3 PRECEDING)) m;
-- Values that earlier rows of a window gave stay as they were.
SELECT bool_and(earlier = again) AS kept
FROM (SELECT lag(s) OVER (ORDER BY id) AS earlier, lag(t) OVER (ORDER BY id) AS again
      FROM (SELECT id, outcome_agg(died, risk) OVER (ORDER BY id) AS s, (outcome_agg(died, risk) OVER (ORDER BY id))::text::outcome_summary AS t
            FROM operation WHERE id <= 200) w) l WHERE earlier IS NOT NULL;

-- Called as plain functions: arguments are left alone, NULL states start empty, states are never trusted.
SELECT s AS before, outcome_summary_accum(s, true, 0.5) AS after, s AS still
FROM (SELECT outcome_agg(true, 0.25) AS s) v;
SELECT outcome_summary_accum(NULL, true, 0.5), outcome_summary_combine(NULL, NULL), outcome_summary_accum(NULL, 1, 1.5, 2), outcome_summary_accum(NULL, 1, 1.5);
SELECT test.error_of(c) FROM unnest(ARRAY[
    $$SELECT surgical_registry.outcome_summary_remove('n=0 missing=0 observed=0 expected=0 variance=0 third=0', true, 0.5)$$,
    $$SELECT surgical_registry.outcome_summary_remove(NULL, NULL::boolean, 0.5)$$,
    $$SELECT surgical_registry.outcome_summary_uncombine('n=1 missing=0 observed=0 expected=.5 variance=.25 third=0', 'n=1 missing=0 observed=1 expected=.5 variance=.25 third=0')$$,
    $$SELECT surgical_registry.outcome_summary_accum('n=1099511627776 missing=0 observed=0 expected=.5 variance=.25 third=0', false, 0.5)$$,
    $$SELECT a OPERATOR(surgical_registry.+) a FROM (SELECT 'n=1099511627776 missing=0 observed=0 expected=.5 variance=.25 third=0'::surgical_registry.outcome_summary a) v$$]) c;
