-- 81 children after corrective surgery of the spine; demo/data/README.md says where the data come from.
CREATE TABLE kyphosis (
	kyphosis        boolean NOT NULL,
	age_months      integer NOT NULL,
	n_vertebrae     integer NOT NULL,
	start_vertebra  integer NOT NULL
);
\copy kyphosis FROM 'kyphosis.csv' WITH (FORMAT csv, HEADER match)

-- The data hold no predicted risk: it comes from a logistic model fitted in R to the same children,
-- glm(Kyphosis ~ Age + Number + Start, binomial, data = rpart::kyphosis).
CREATE TABLE kyphosis_model (model surgical_registry.risk_model NOT NULL);
INSERT INTO kyphosis_model VALUES
	('logit(p) = -2.036933536377186 + 0.010930482217155877*age_months + 0.41060118943620083*n_vertebrae
	           - 0.20651005032274675*start_vertebra');

-- The data name no hospital: the unit is where on the spine the operation began.
CREATE VIEW kyphosis_operations AS
SELECT CASE
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
