-- 13,709 admissions to ten intensive care units, each with the risk of death that the SAPS 3 score predicts.
CREATE TABLE icu_admissions (
	admission_no       integer NOT NULL,
	unit               text NOT NULL,
	unit_admission_at  timestamp,
	age                float8,
	admission_type     integer,
	admission_source   text,
	admission_reason   text,
	vasopressors_d1    boolean,
	mech_vent_1h       boolean,
	charlson           integer,
	saps3              integer,
	saps3_death_pct    float8,
	sofa               integer,
	unit_los_days      float8,
	died_unit          boolean,
	died_hospital      boolean
);
\copy icu_admissions FROM 'icu_admissions_saps3.csv' WITH (FORMAT csv, HEADER match)

CREATE VIEW intensive_care_funnel AS
SELECT unit, (f).*
FROM (SELECT 'ICU ' || unit AS unit,
             surgical_registry.funnel(surgical_registry.outcome_agg(died_hospital, saps3_death_pct / 100)) OVER () AS f
      FROM icu_admissions
      GROUP BY unit) AS by_unit;
