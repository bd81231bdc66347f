-- The points of the drawing, one row an operation of the unit that rises highest.
SELECT no, vlad, lower, upper, cusum, control_limit, unit
FROM :"chart"
WHERE unit = (SELECT unit FROM :"chart" GROUP BY unit ORDER BY max(cusum / control_limit) DESC, unit LIMIT 1)
ORDER BY no;
