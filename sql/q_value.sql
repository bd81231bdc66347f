-- q_value(): Benjamini and Hochberg, against the definition
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SELECT p, round(q_value(p) OVER ()::numeric, 9) AS q FROM unnest(ARRAY[0.01, 0.04, 0.03, 0.005, NULL, 0.55, 1, 0]) p;
SELECT setseed(0.2);
CREATE TABLE tested AS SELECT i, i % 4 AS family, CASE WHEN i % 10 > 0 THEN round(random()::numeric ^ 3, 3)::float8 END AS p FROM generate_series(1, 400) i;
SELECT count(*) FILTER (WHERE q IS DISTINCT FROM wanted AND NOT test.near(q, wanted)) AS differing, count(q) AS tests
FROM (SELECT q_value(p) OVER (PARTITION BY family) AS q,
             (SELECT least(1, min(o.p * m / rank)) FROM (SELECT b.p, count(*) OVER () AS m, rank() OVER (ORDER BY b.p) + count(*) OVER (PARTITION BY b.p) - 1 AS rank
               FROM tested b WHERE b.family = a.family AND b.p IS NOT NULL) o WHERE o.p >= a.p) AS wanted
      FROM tested a) x;
SELECT q_value(p) OVER () FROM (SELECT NULL::float8 AS p UNION ALL SELECT NULL) n;
SELECT q_value(0.2) OVER ();
SELECT test.error_of(format('SELECT surgical_registry.q_value(%L) OVER ()', p)) FROM unnest(ARRAY['-0.1', '1.1', 'NaN']) p;
