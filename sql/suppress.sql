-- suppress_count(): suppress, then round
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SELECT n, suppress_count(n), suppress_count(n, 5), suppress_count(n, 0), suppress_count(n, 7, 1), suppress_count(n, 7, 10) FROM unnest(ARRAY[NULL, 0, 1, 5, 6, 7, 8, 12, 13, 14, 15, 17, 18, 1002]) n;
SELECT bool_and(suppress_count(n) IS NOT DISTINCT FROM CASE WHEN n BETWEEN 1 AND 7 THEN NULL ELSE round(n / 5.0) * 5 END) AS as_defined FROM generate_series(0, 10000) n;
SELECT suppress_count(8, 7, 20), suppress_count(2, 1, 5), suppress_count(0, 7, 20);
SELECT suppress_count(9223372036854775805), suppress_count(9223372036854775807, 7, 1);
SELECT test.error_of('SELECT surgical_registry.suppress_count(' || a || ')') FROM unnest(ARRAY['-1', '10, -1', '10, 7, 0', '10, 7, -5', '9223372036854775807, 7, 10']) a;
