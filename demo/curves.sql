-- The limits of the drawing, one row an expected count: exact ones are steps, since deaths are whole numbers.
SELECT l.expected,
       max(lower) FILTER (WHERE level = 0.95), max(upper) FILTER (WHERE level = 0.95),
       max(lower) FILTER (WHERE level = 0.998), max(upper) FILTER (WHERE level = 0.998)
FROM (SELECT max(expected) * 1.08 AS max_expected FROM :"funnel") AS drawing,
     surgical_registry.funnel_limits(1, max_expected, 1000) AS l
GROUP BY point_no, l.expected
ORDER BY point_no;
