-- ewma: golden values, definition, gaps, refusals
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET extra_float_digits = 0;

-- Golden values (R 4.2.2), begun at the mean risk
SELECT id, round((e).observed::numeric, 10) AS observed, round((e).expected::numeric, 10) AS expected, round((e).sd::numeric, 11) AS sd, round((e).z::numeric, 6) AS z
FROM (SELECT id, ewma(died, risk, 0.05, 0.64 / 6) OVER (ORDER BY id) AS e FROM six) x ORDER BY id;
-- Where it begins does not matter to the difference; by default at the first risk
SELECT bool_and(abs((a).observed - (a).expected - (b).observed + (b).expected) < 1e-15) AS difference, bool_and((b).sd = (a).sd) AS sd, bool_and(c = b) AS first_risk, bool_and(d = e) AS lambda_002
FROM (SELECT ewma(died, risk, 0.05, 0.9) OVER w AS a, ewma(died, risk, 0.05) OVER w AS b, ewma(died, risk, 0.05, 0.02) OVER w AS c, ewma(died, risk) OVER w AS d, ewma(died, risk, 0.02, NULL) OVER w AS e FROM six WINDOW w AS (ORDER BY id)) x;
-- The definition as sums: weights lambda (1 - lambda)^k of the k-th case back
SELECT count(*), bool_and(abs((e).observed - o) < 1e-12) AS observed, bool_and(abs((e).expected - m) < 1e-12) AS expected, bool_and(abs((e).sd - sqrt(v)) < 1e-12) AS sd
FROM (SELECT no, ewma(died, risk, 0.1, 0) OVER (ORDER BY no) AS e FROM (SELECT row_number() OVER (ORDER BY id) AS no, * FROM charted WHERE unit = 3 AND died IS NOT NULL LIMIT 150) c) ours
JOIN (SELECT a.no, sum(0.1 * 0.9 ^ (a.no - b.no) * b.died::int) AS o, sum(0.1 * 0.9 ^ (a.no - b.no) * b.risk) AS m, sum(0.01 * 0.81 ^ (a.no - b.no) * b.risk * (1 - b.risk)) AS v
      FROM (SELECT row_number() OVER (ORDER BY id) AS no FROM charted WHERE unit = 3 AND died IS NOT NULL LIMIT 150) a JOIN (SELECT row_number() OVER (ORDER BY id) AS no, died, risk FROM charted WHERE unit = 3 AND died IS NOT NULL LIMIT 150) b ON b.no <= a.no GROUP BY a.no) sums USING (no);
-- A gap leaves the chart as it was, at the beginning too; frames do not matter; lambda 1 is the case itself
SELECT id, died, round((e).observed::numeric, 6) AS observed, round((e).expected::numeric, 6) AS expected, e = f AS any_frame
FROM (SELECT id, died, ewma(died, risk, 0.5) OVER (ORDER BY id) AS e, ewma(died, risk, 0.5) OVER (ORDER BY id ROWS 1 PRECEDING) AS f FROM (SELECT id, CASE WHEN id NOT IN (1, 4) THEN died END AS died, risk FROM six) g) x ORDER BY id;
SELECT ewma(true, 0.25, 1) OVER (), ewma(true, 0) OVER () AS certain, ewma(NULL, 0.5) OVER () AS gap;
SELECT c, test.error_of('SELECT surgical_registry.ewma(' || c || ') OVER ()') FROM unnest(ARRAY['true, NULL', 'true, 1.5', 'true, 0.1, 0', 'true, 0.1, 1.01', 'true, 0.1, ''NaN''', 'true, 0.1, NULL', 'true, 0.1, 0.1, 2', 'true, 0.1, 0.1, ''NaN''']) c;
SELECT test.error_of('SELECT surgical_registry.ewma(died, risk, id / 10.0) OVER (ORDER BY id) FROM six');
