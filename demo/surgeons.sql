-- 5,595 cardiac operations by seven surgeons; the risk is Steiner's model on the Parsonnet score
-- (Steiner, Cook, Farewell and Treasure, Biostatistics 2000;1:441-452).
CREATE TABLE cardiac_operations (
	line       integer GENERATED ALWAYS AS IDENTITY,
	date       integer NOT NULL,
	time       integer NOT NULL,
	status     integer NOT NULL,
	parsonnet  integer NOT NULL,
	surgeon    text NOT NULL
);
\copy cardiac_operations (date, time, status, parsonnet, surgeon) FROM 'cardiac_surgery_steiner.csv' WITH (FORMAT csv, HEADER match)

CREATE VIEW surgeons_funnel AS
SELECT unit, (f).*
FROM (SELECT 'surgeon ' || surgeon AS unit,
             surgical_registry.funnel(surgical_registry.outcome_agg(
                 status = 1 AND time <= 30,
                 surgical_registry.predict('logit(p) = -3.68 + 0.077*parsonnet', operation))) OVER () AS f
      FROM cardiac_operations AS operation
      GROUP BY surgeon) AS by_surgeon;

-- Each surgeon's operations in the order of their dates; those of a day as they stand in the file.
CREATE VIEW surgeons_chart AS
WITH operation AS (
    SELECT 'surgeon ' || surgeon AS unit, date, line, status = 1 AND time <= 30 AS died,
           (1 / (1 + exp(3.68 - 0.077 * parsonnet)))::float8 AS risk
    FROM cardiac_operations
), unit_limit AS (
    SELECT unit, surgical_registry.cusum_limit(array_agg(risk), 2, 10000) AS control_limit
    FROM operation
    GROUP BY unit
)
SELECT unit, no, vlad, (band).lower, (band).upper, cusum, control_limit
FROM (SELECT unit, row_number() OVER w AS no, surgical_registry.vlad(died, risk) OVER w,
             surgical_registry.vlad_band(died, risk) OVER w AS band,
             surgical_registry.cusum(died, risk, 2) OVER w
      FROM operation WINDOW w AS (PARTITION BY unit ORDER BY date, line)) AS chart
JOIN unit_limit USING (unit);
