-- What a risk is made of: the model, and its terms for the child at the greatest risk.
\pset footer off
\pset linestyle ascii
\pset null ''
SELECT model FROM kyphosis_model \g (format=unaligned tuples_only=on)
\echo
WITH patient AS (
    SELECT model, child, surgical_registry.predict(model, child) AS risk
    FROM kyphosis AS child, kyphosis_model
    ORDER BY risk DESC
    LIMIT 1
), term AS (
    SELECT e.*
    FROM patient, LATERAL surgical_registry.explain(model, child) WITH ORDINALITY AS e(term, value, contribution, place)
)
SELECT term, value, round(contribution::numeric, 3) AS contribution
FROM (SELECT * FROM term
      UNION ALL SELECT 'log odds: their sum', NULL, sum(contribution), 8 FROM term
      UNION ALL SELECT 'risk: 1 / (1 + exp(-sum))', NULL, risk, 9 FROM patient) AS line
ORDER BY place;
