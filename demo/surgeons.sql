-- 5,595 cardiac operations by seven surgeons; the risk is Steiner's model on the Parsonnet score
-- (Steiner, Cook, Farewell and Treasure, Biostatistics 2000;1:441-452).
CREATE TABLE cardiac_operations (
	date       integer NOT NULL,
	time       integer NOT NULL,
	status     integer NOT NULL,
	parsonnet  integer NOT NULL,
	surgeon    text NOT NULL
);
\copy cardiac_operations FROM 'cardiac_surgery_steiner.csv' WITH (FORMAT csv, HEADER match)

CREATE VIEW surgeons_funnel AS
SELECT unit, (f).*
FROM (SELECT 'surgeon ' || surgeon AS unit,
             surgical_registry.funnel(surgical_registry.outcome_agg(
                 status = 1 AND time <= 30,
                 surgical_registry.predict('logit(p) = -3.68 + 0.077*parsonnet', operation))) OVER () AS f
      FROM cardiac_operations AS operation
      GROUP BY surgeon) AS by_surgeon;
