-- chart_text: the drawing, and what cannot be drawn
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
\pset format unaligned
\pset tuples_only on
SELECT chart_text((SELECT array_agg(s ORDER BY i) FROM (SELECT i, cusum(i % 3 = 0 AND i < 40 OR i % 9 = 0, 0.15) OVER (ORDER BY i) AS s FROM generate_series(1, 90) i) c), '{2,3.5}', 45, 10);
-- Few values narrow the drawing; gaps, negative ones, a single one, equal ones
SELECT chart_text(ARRAY[1, NULL, -1, 2.5], '{}', 60, 8);
SELECT chart_text('{5}', height => 3);
SELECT chart_text('{2,2,2}', '{2,NULL}', 10, 3);
-- Many values: a column shows the whole stretch
SELECT chart_text((SELECT array_agg(sin(i / 500.0) * i) FROM generate_series(1, 20000) i), '{0}', 70, 9);
-- Nothing to draw
SELECT count(*) FROM chart_text('{}') UNION ALL SELECT count(*) FROM chart_text('{NULL,NULL}', '{1}') UNION ALL SELECT count(*) FROM chart_text(NULL);
-- The extremes of doubles
SELECT count(*) FROM chart_text('{-1.7e308,1.7e308,5e-324}', '{}', 200, 100);
SELECT max(length(line)) <= 213 AS fits FROM chart_text((SELECT array_agg(i % 7 * -1e300) FROM generate_series(1, 1000) i), '{}', 200, 100);
\pset format aligned
\pset tuples_only off
SELECT c, test.error_of('SELECT surgical_registry.chart_text(' || c || ')') FROM unnest(ARRAY['''{NaN}''', '''{Infinity}''', '''{1}'', ''{NaN}''', '''{1}'', ''{}'', 9', '''{1}'', ''{}'', 201', '''{1}'', ''{}'', 20, 2', '''{1}'', ''{}'', 20, 101', '''{1}'', ''{}'', -5']) c;
