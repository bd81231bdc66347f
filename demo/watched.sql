-- Prints the CUSUM of the unit that rises highest in the view named by :chart.
\pset format unaligned
\pset tuples_only on
WITH watched AS (
    SELECT unit, max(control_limit) AS control_limit, array_agg(cusum ORDER BY no) AS chart,
           min(no) FILTER (WHERE cusum >= control_limit) AS signalled
    FROM :"chart"
    GROUP BY unit
    ORDER BY max(cusum / control_limit) DESC, unit
    LIMIT 1
)
SELECT format('CUSUM for doubled odds, %s: limit %s, %s', unit, round(control_limit::numeric, 2),
              coalesce('first reached at operation ' || signalled, 'not reached'))
FROM watched
UNION ALL
SELECT line FROM watched, LATERAL surgical_registry.chart_text(chart, ARRAY[control_limit]) AS drawn(line);
