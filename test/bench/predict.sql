-- Risks of rows of 18 columns by a model of 8 covariates, beside a scan that reads
-- one column and beside the same formula typed as SQL.

SELECT setseed(0.5) \g /dev/null

CREATE UNLOGGED TABLE bench.patient AS
SELECT i AS patient_id, i % 150 AS provider, floor(random() * 18)::integer AS age, 1 + floor(random() * 5)::integer AS asa,
       random() < 0.2 AS urgent, random() < 0.1 AS neoplasm, 3 + 70 * random() AS weight, 12 + 20 * random() AS bmi,
       random() < 0.5 AS male, floor(random() * 120)::integer AS cobb, random() AS height, random() AS creatinine,
       random() AS haemoglobin, i % 7 AS ward, i % 31 AS theatre, 'P' || i % 90000 AS person, 'RAN' || i % 20 AS site,
       random() < 0.03 AS died
FROM generate_series(1, :rows) i;

-- The same beside 3 kB that are kept out of line, for a tenth of the rows.
CREATE UNLOGGED TABLE bench.patient_with_letter (LIKE bench.patient, letter text);
ALTER TABLE bench.patient_with_letter ALTER letter SET STORAGE EXTERNAL;
INSERT INTO bench.patient_with_letter SELECT p.*, repeat(md5(patient_id::text), 96) FROM bench.patient p WHERE patient_id <= :rows / 10;

CREATE TABLE bench.model (model surgical_registry.risk_model);
INSERT INTO bench.model VALUES
    ('logit(p) = -4.12 + 0.03*age + 0.35*asa + 0.5*urgent + 0.7*neoplasm - 0.01*weight + 0.02*bmi - 0.1*male + 0.004*cobb');
VACUUM ANALYZE bench.patient, bench.patient_with_letter, bench.model;

SELECT model FROM bench.model \gset
\set typed '1 / (1 + exp(-(-4.12 + 0.03*age + 0.35*asa + 0.5*urgent::integer + 0.7*neoplasm::integer - 0.01*weight + 0.02*bmi - 0.1*male::integer + 0.004*cobb)))'
\set typed_as_float8 '1 / (1 + exp(-(-4.12::float8 + 0.03::float8*age + 0.35::float8*asa + 0.5::float8*urgent::integer + 0.7::float8*neoplasm::integer - 0.01::float8*weight + 0.02::float8*bmi - 0.1::float8*male::integer + 0.004::float8*cobb)))'
SELECT format('surgical_registry.predict(%L, p)', :'model') AS constant \gset

-- Model and formula must give every row the same risk.
\o /dev/null
SELECT format('SELECT 1 / (count(*) = %s AND bool_and(abs(%s / (%s) - 1) < 1e-12))::integer FROM bench.patient p',
              :'rows', :'constant', :'typed') \gexec
\o

-- How a risk can be asked for; what is slow is run less often.
CREATE TEMP TABLE form AS
SELECT row_number() OVER () AS no, v.* FROM (VALUES
    ('`predict(constant model, row)`, 8 covariates', 5, 1.7, 1.5, format('SELECT sum(%s) FROM bench.patient p', :'constant')),
    ('`predict(m.model, row)`, the model from a table', 5, 2.6, 2.0,
     'SELECT sum(surgical_registry.predict(m.model, p)) FROM bench.patient p, bench.model m'),
    ('the same, the model by a scalar subquery', 5, NULL, NULL,
     'SELECT sum(surgical_registry.predict((SELECT model FROM bench.model), p)) FROM bench.patient p'),
    ('the same, its 8 columns picked by a subquery too', 5, NULL, NULL,
     'SELECT sum(surgical_registry.predict((SELECT model FROM bench.model), p)) FROM (SELECT age, asa, urgent, neoplasm, weight, bmi, male, cobb FROM bench.patient OFFSET 0) p'),
    ('the same, as a record that the planner cannot take apart', 2, NULL, NULL,
     'SELECT sum(surgical_registry.predict((SELECT model FROM bench.model), r.p)) FROM (SELECT p FROM bench.patient p OFFSET 0) r'),
    ('the formula typed as SQL, every number cast to float8', 2, NULL, NULL, format('SELECT sum(%s) FROM bench.patient p', :'typed_as_float8')),
    ('the formula typed as SQL', 2, NULL, NULL, format('SELECT sum(%s) FROM bench.patient p', :'typed'))
) v(form, repeats, at_most, aim, query);
SELECT query AS by_typed FROM form WHERE form = 'the formula typed as SQL' \gset

INSERT INTO bench.job (job, against, repeats, at_most, aim, subject, reference)
SELECT form, '`sum(age)`', repeats, at_most, aim, query, 'SELECT sum(age) FROM bench.patient' FROM form ORDER BY no;

INSERT INTO bench.job (job, against, at_most, subject, reference) VALUES
('`predict(constant model, row)` beside 3 kB out of line', '`sum(age)`', 2.6,
 format('SELECT sum(%s) FROM bench.patient_with_letter p', :'constant'), 'SELECT sum(age) FROM bench.patient_with_letter'),
('`predict(m.model, row)` beside 3 kB out of line', '`sum(age)`', 2.6,
 'SELECT sum(surgical_registry.predict(m.model, p)) FROM bench.patient_with_letter p, bench.model m', 'SELECT sum(age) FROM bench.patient_with_letter');

INSERT INTO bench.job (job, against, repeats, at_most, aim, subject, reference)
SELECT form, 'the formula typed as SQL', 2, 0.2, 0.12, query, :'by_typed' FROM form WHERE query LIKE '%predict(%' ORDER BY no;
