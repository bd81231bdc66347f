-- 81 children after corrective surgery of the spine; demo/data/README.md says where the data come from.
CREATE TABLE kyphosis (
	line            integer GENERATED ALWAYS AS IDENTITY,
	kyphosis        boolean NOT NULL,
	age_months      integer NOT NULL,
	n_vertebrae     integer NOT NULL,
	start_vertebra  integer NOT NULL
);
\copy kyphosis (kyphosis, age_months, n_vertebrae, start_vertebra) FROM 'kyphosis.csv' WITH (FORMAT csv, HEADER match)

-- The data hold no predicted risk: it comes from a logistic model fitted in R to the same children,
-- glm(Kyphosis ~ Age + Number + Start, binomial, data = rpart::kyphosis).
CREATE TABLE kyphosis_model (model surgical_registry.risk_model NOT NULL);
INSERT INTO kyphosis_model VALUES
	('logit(p) = -2.036933536377186 + 0.010930482217155877*age_months + 0.41060118943620083*n_vertebrae
	           - 0.20651005032274675*start_vertebra');

-- The data name no hospital: the unit is where on the spine the operation began.
CREATE VIEW kyphosis_operations AS
SELECT line,
       CASE
           WHEN start_vertebra <= 4 THEN 'from vertebra 1-4'
           WHEN start_vertebra <= 8 THEN 'from vertebra 5-8'
           WHEN start_vertebra <= 12 THEN 'from vertebra 9-12'
           WHEN start_vertebra <= 15 THEN 'from vertebra 13-15'
           ELSE 'from vertebra 16-18'
       END AS unit,
       kyphosis AS outcome,
       surgical_registry.predict(model, child) AS risk
FROM kyphosis AS child, kyphosis_model;

-- This is the whole analysis: each unit's observed against expected, with its limits and status.
CREATE VIEW kyphosis_funnel AS
SELECT unit, (f).*
FROM (SELECT unit, surgical_registry.funnel(surgical_registry.outcome_agg(outcome, risk)) OVER () AS f
      FROM kyphosis_operations
      GROUP BY unit) AS by_unit;

-- Charts over time want an order. The data give no date: this is the order of the file, to show how it is done.
CREATE VIEW kyphosis_chart AS
SELECT 'all children, in the order of the file' AS unit, no, vlad, (band).lower, (band).upper, cusum,
       (SELECT surgical_registry.cusum_limit(array_agg(risk), 2, 1000) FROM kyphosis_operations) AS control_limit
FROM (SELECT line AS no, surgical_registry.vlad(outcome, risk) OVER w,
             surgical_registry.vlad_band(outcome, risk) OVER w AS band,
             surgical_registry.cusum(outcome, risk, 2) OVER w
      FROM kyphosis_operations WINDOW w AS (ORDER BY line)) AS chart;
