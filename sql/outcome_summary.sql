-- outcome_summary: text and binary forms, consistency, equality
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET extra_float_digits = 0;

SELECT outcome_agg(died, risk) FROM (VALUES (true, 0.25::float8), (false, 0.5), (NULL, 0.1), (true, NULL)) v(died, risk);
SELECT outcome_agg(3, 2.5, 40), outcome_agg(3, 2.5);
SELECT s, n(s), missing(s), observed(s), expected(s), variance(s)
FROM (SELECT ' n=2  missing=1 observed=1 expected=0.5+0.25 variance=1e-1 third=-.05'::outcome_summary AS s) v;

-- Any sum of doubles is written so that it reads back as itself.
SELECT setseed(0.5);
CREATE TABLE summary AS
SELECT k, outcome_agg(random() < r, r) AS s
FROM (SELECT i % 500 AS k, random() ^ (1 + i % 40) AS r FROM generate_series(1, 20000) i OFFSET 0) v GROUP BY k;
INSERT INTO summary SELECT 1000 + i, outcome_agg(i, random() * 10 ^ (i % 11), 2 * i + 1) FROM generate_series(1, 100) i GROUP BY i;
INSERT INTO summary SELECT 2000 + i, outcome_agg(i, random() * 1e-20) FROM generate_series(1, 100) i GROUP BY i;
SELECT count(*), count(*) FILTER (WHERE s::text::outcome_summary <> s) AS text_differs,
       count(*) FILTER (WHERE s::text LIKE '%+%') > 100 AS some_need_two_doubles FROM summary;
SELECT test.binary_round_trip('summary') AS differing;

-- Not one of these was left by rows.
SELECT v AS literal, test.error_of(format('SELECT %L::surgical_registry.outcome_summary', v))
FROM unnest(ARRAY['', 'n=1', 'hello', 'n=1 missing=0 observed=0 expected=.5 variance=.25 third=0 x', 'n=-1 missing=0 observed=0 expected=0 variance=0 third=0',
    'n=1 missing=0 observed=2 expected=.5 variance=.25 third=0', 'n=1 missing=0 observed=0 expected=2 variance=.1 third=0',
    'n=1 missing=0 observed=0 expected=.5 variance=.6 third=0', 'n=1 missing=0 observed=0 expected=1 variance=.3 third=0',
    'n=1 missing=0 observed=0 expected=.5 variance=.25 third=.26', 'n=1 missing=0 observed=0 expected=.5 variance=.25 third=-.26',
    'n=1 missing=0 observed=0 expected=NaN variance=0 third=0', 'n=1 missing=0 observed=0 expected=inf variance=0 third=0',
    'n=1 missing=0 observed=0 expected=0x1p-1 variance=0 third=0', 'n=1 missing=0 observed=0 expected=1e300 variance=0 third=0',
    'n=99999999999999999999 missing=0 observed=0 expected=0 variance=0 third=0', 'n=9223372036854775807 missing=0 observed=0 expected=0 variance=0 third=0',
    'n=1 missing=0 observed=0 expected=.5 variance=.25 third=0 undenominated=1', 'missing=0 n=1 observed=0 expected=0 variance=0 third=0',
    'n=1.5 missing=0 observed=0 expected=0 variance=0 third=0', 'n=0 missing=0 observed=0 expected=-1 variance=0 third=0']) v;
SELECT test.error_of(format('SELECT %L::surgical_registry.outcome_summary', repeat('n', 1000000)));

-- Forged, truncated and oversized binary
CREATE TABLE forged_summary AS SELECT outcome_summary_send('n=2 missing=0 observed=1 expected=0.75 variance=0.4375 third=0.09375') AS good;
SELECT length(good), test.binary_input('outcome_summary', good) FROM forged_summary;
SELECT l, test.binary_input('outcome_summary', substr(good || '\x00', 1, l)) FROM forged_summary, unnest(ARRAY[0, 1, 88, 90]) l;
SELECT what, test.binary_input('outcome_summary', overlay(good PLACING byte FROM at))
FROM forged_summary, (VALUES ('format', 1, '\x02'::bytea), ('negative n', 2, '\xff'), ('negative missing', 10, '\x80'), ('more events than cases', 25, '\x03'),
    ('undenominated', 41, '\x01'), ('huge expectation', 42, '\x7f'), ('negative expectation', 42, '\x80'), ('variance', 58, '\x01'), ('third', 74, '\x01')) f(what, at, byte);

-- Equality is of counts and exact sums; the order of rows leaves no trace.
SELECT (SELECT outcome_agg(d, r) FROM (VALUES (true, 0.1::float8), (false, 0.2), (true, 0.3)) v(d, r))
     = (SELECT outcome_agg(d, r) FROM (VALUES (true, 0.3::float8), (true, 0.1), (false, 0.2)) v(d, r)) AS same_rows_other_order,
       outcome_agg(1, 1) = outcome_agg(1, 1, 1) AS other_denominator, outcome_agg(1, 1) <> outcome_agg(1, 1, 1) AS unequal;
SELECT count(*), count(DISTINCT s::text) FROM (SELECT DISTINCT s FROM (SELECT s FROM summary UNION ALL SELECT s FROM summary) d) u;
SELECT count(*) AS hash_differs FROM summary WHERE outcome_summary_hash(s) <> outcome_summary_hash(s::text::outcome_summary)
    OR outcome_summary_hash_extended(s, 7) <> outcome_summary_hash_extended(s::text::outcome_summary, 7);

-- An order, for ORDER BY, count(DISTINCT) and unique indexes
SELECT count(DISTINCT s) FROM (SELECT s FROM summary UNION ALL SELECT s FROM summary) d;
CREATE UNIQUE INDEX summary_s ON summary (s);
SELECT test.error_of('INSERT INTO summary SELECT 0, s FROM summary LIMIT 1');
SELECT count(*) FILTER (WHERE (a.s < b.s) <> (b.s > a.s) OR (a.s <= b.s) <> NOT (a.s > b.s) OR (a.s >= b.s) <> NOT (a.s < b.s)
    OR (a.s = b.s) <> (outcome_summary_cmp(a.s, b.s) = 0) OR outcome_summary_cmp(a.s, b.s) <> -outcome_summary_cmp(b.s, a.s)
    OR (a.s < b.s) <> (outcome_summary_send(a.s) < outcome_summary_send(b.s))) AS differing
FROM summary a, summary b WHERE a.k % 7 = 0 AND b.k % 11 = 0;

-- What can be read off
SELECT n(s), missing(s), observed(s), expected(s), variance(s), oe_ratio(s), excess(s), crude_rate(s), adjusted_rate(s, 0.03)
FROM (SELECT 1 AS i, outcome_agg(3, 2.5, 40) AS s UNION ALL SELECT 2, outcome_agg(3, 2.5) UNION ALL SELECT 3, outcome_agg(0, 0, 0)
      UNION ALL SELECT 4, outcome_agg(2, 0, 5) UNION ALL SELECT 5, outcome_agg(NULL::boolean, 0.5) UNION ALL SELECT 6, NULL) v ORDER BY i;
SELECT test.error_of('SELECT adjusted_rate(outcome_agg(3, 2.5, 40), ''NaN'')'), test.error_of('SELECT adjusted_rate(outcome_agg(3, 2.5, 40), -1)');
SELECT (s).observed, (s).expected FROM (SELECT outcome_agg(3, 2.5, 40) AS s) v;
