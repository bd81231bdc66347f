-- Coronary bypass operations in the hospitals of New York State, already counted: outcome_agg takes counts too.
CREATE TABLE cabg_hospitals (
	hospital  text PRIMARY KEY,
	cases     bigint NOT NULL,
	deaths    bigint NOT NULL,
	omr_pct   float8,
	emr_pct   float8,
	ramr_pct  float8
);
\copy cabg_hospitals FROM 'ny_cabg_hospitals.csv' WITH (FORMAT csv, HEADER match)

CREATE VIEW hospitals_funnel AS
SELECT unit, (f).*
FROM (SELECT hospital AS unit,
             surgical_registry.funnel(surgical_registry.outcome_agg(deaths, cases * emr_pct / 100, cases)) OVER () AS f
      FROM cabg_hospitals
      GROUP BY hospital) AS by_hospital;
