-- Three children made up for the purpose, and how complex their operations are by the example of a ruleset.
\pset footer off
\pset linestyle ascii
\pset null '-'
WITH entry (no, procedure_codes, age_years, asa_grade, patient_factors, cobb_angle) AS (
    VALUES (1, '{V41.1}'::surgical_registry.opcs4[], 14, 2, '{neuromuscular}'::text[], 62),
           (2, '{V41.1}', 13, 2, '{}', 95),
           (3, '{W28.3}', 12, 1, NULL, NULL)
)
SELECT procedure_codes AS codes, age_years AS age, cobb_angle AS cobb, c.complexity, c.tier, array_to_string(c.reasons, E'\n') AS reasons
FROM entry, LATERAL surgical_registry.classify(surgical_registry.example_ruleset(), entry) AS c
ORDER BY no;
