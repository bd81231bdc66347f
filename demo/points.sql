-- The points of the drawing, one row a unit. The twelve furthest outliers are named; a ratio above 5 is drawn at 5.
-- The curves hold for a Poisson count; a unit with a risk for each patient has closer limits, and then shows its own.
SELECT expected,
       least(ratio, 5),
       status,
       CASE
           WHEN status LIKE ANY ('{above%,below%}') AND row_number() OVER (ORDER BY status = 'within limits', abs(z) DESC) <= 12
           THEN regexp_replace(unit, '[\s"]+', ' ', 'g') || CASE WHEN ratio > 5 THEN ' (' || round(ratio::numeric, 1) || ')' ELSE '' END
       END,
       lcl95, ucl95, lcl998, ucl998,
       (ucl998 <> surgical_registry.poisson_limit(expected, 0.999))::integer
FROM :"funnel"
WHERE expected > 0
ORDER BY expected;
