-- Rules of 60 lines on rows of 18 columns, beside the same rules typed as SQL.

SELECT setseed(0.5) \g /dev/null

CREATE UNLOGGED TABLE bench.theatre_case AS
SELECT i AS entry_id, 'S' || i % 20 AS source_system, i AS source_key, 'P' || i % 90000 AS person, 'RAN' AS organisation_code, 'RAN01' AS site_code,
       date '2020-01-01' + i % 2000 AS procedure_date, code AS procedure_codes, ARRAY[code, second]::surgical_registry.opcs4[] AS coded,
       random() * 18 AS age_years, CASE WHEN random() < 0.5 THEN 'F' ELSE 'M' END AS sex, 1 + floor(random() * 5)::int AS asa_grade,
       CASE WHEN random() < 0.9 THEN 2 + random() * 80 END AS weight_kg, CASE WHEN random() < 0.3 THEN random() * 120 END AS cobb_angle,
       floor(random() * 400)::int AS duration_minutes, random() < 0.1 AS emergency, random() < 0.05 AS revision, 1000 * random() AS cost
FROM generate_series(1, :rows) i,
     LATERAL (SELECT substr('VWXTA', 1 + floor(random() * 5)::int, 1) || to_char(floor(random() * 90), 'FM00') || '.' || i % 10 AS code,
                     'Z' || to_char(i % 90, 'FM00') AS second) c;
ANALYZE bench.theatre_case;

-- 40 lines of codes, a score lower each; 10 of points; 4 caps, then 5 floors; cutpoints.
CREATE TEMP TABLE code_line AS
SELECT no, format('%s%s', letter, to_char(first, 'FM00')) AS low, format('%s%s', letter, to_char(first + 4, 'FM00')) AS high, 5.0 - no / 10.0 AS mortality
FROM (SELECT row_number() OVER (ORDER BY letter, first) AS no, letter, first FROM unnest('{T,V,W,X}'::text[]) letter, generate_series(0, 81, 9) first) l;
CREATE TEMP TABLE condition (no int, kind text, rule text);
INSERT INTO condition SELECT row_number() OVER (), kind, rule FROM (VALUES
    ('points', 'age_years < 1'), ('points', 'age_years < 2'), ('points', 'age_years < 5'), ('points', 'asa_grade >= 3'), ('points', 'asa_grade >= 4'), ('points', 'weight_kg < 10'),
    ('points', 'cobb_angle > 60'), ('points', 'duration_minutes > 240'), ('points', 'emergency and asa_grade > 1'), ('points', 'revision'),
    ('cap', 'asa_grade = 1 and age_years > 10'), ('cap', 'duration_minutes < 20'), ('cap', 'cost < 50'), ('cap', 'weight_kg > 75 and asa_grade < 3'),
    ('floor', 'cobb_angle > 110'), ('floor', 'asa_grade = 5'), ('floor', 'age_years < 0.1'), ('floor', 'revision and cobb_angle > 90'), ('floor', 'sex = ''F'' and weight_kg < 3')) v(kind, rule);

SELECT E'cutpoints 6 8 10\n' || (SELECT string_agg(format('%s-%s: %s + 2.0 + 2.0', low, high, mortality), E'\n') FROM code_line)
       || E'\n' || (SELECT string_agg(format('when %s: %s', rule, CASE kind WHEN 'points' THEN '+0.5' WHEN 'cap' THEN 'at most moderate' ELSE 'at least highly_complex' END), E'\n' ORDER BY no) FROM condition) AS rules,
       (SELECT 'CASE ' || string_agg(format('WHEN procedure_codes COLLATE "C" BETWEEN %L AND %L THEN %s', low, high || '.9', mortality + 4.0), ' ' ORDER BY no) || ' END' FROM code_line) AS base,
       (SELECT string_agg(format('CASE WHEN %s THEN 0.5 ELSE 0 END', rule), ' + ') FROM condition WHERE kind = 'points') AS points,
       (SELECT string_agg(format('(%s)', rule), ' OR ') FROM condition WHERE kind = 'cap') AS caps,
       (SELECT string_agg(format('(%s)', rule), ' OR ') FROM condition WHERE kind = 'floor') AS floors
\gset

SELECT format($$CASE WHEN base IS NULL THEN NULL WHEN %s THEN 'highly_complex' WHEN (%s) AND base + points >= 8 THEN 'moderate'
                WHEN base + points >= 10 THEN 'highly_complex' WHEN base + points >= 8 THEN 'high' WHEN base + points >= 6 THEN 'moderate' ELSE 'low' END$$, :'floors', :'caps') AS tier,
       format('(SELECT *, %s AS base, %s AS points FROM bench.theatre_case OFFSET 0) e', :'base', :'points') AS scored
\gset
SELECT format('SELECT count(%s) FROM %s', :'tier', :'scored') AS by_hand,
       format('SELECT count(surgical_registry.classify_tier(%L, e)) FROM bench.theatre_case e', :'rules') AS by_rules,
       format('SELECT count(surgical_registry.classify_tier(%L, e)) FROM (SELECT entry_id, coded AS procedure_codes, age_years, sex, asa_grade, weight_kg, cobb_angle, duration_minutes, emergency, revision, cost FROM bench.theatre_case) e', :'rules') AS by_rules_coded,
       format('SELECT count(c.tier), max(cardinality(c.reasons)) FROM bench.theatre_case e, LATERAL surgical_registry.classify(%L, e) c', :'rules') AS with_reasons,
       format('SELECT count((c).tier), max(cardinality((c).reasons)) FROM (SELECT surgical_registry.classify(%L, e) AS c FROM bench.theatre_case e OFFSET 0) x', :'rules') AS with_reasons_fenced
\gset

-- Both must give every row the same tier.
\o /dev/null
SELECT format('SELECT 1 / (count(*) = 0)::int FROM (SELECT %s AS tier, entry_id FROM %s) h JOIN (SELECT surgical_registry.classify_tier(%L, e)::text AS tier, entry_id FROM bench.theatre_case e) r USING (entry_id) WHERE h.tier IS DISTINCT FROM r.tier',
              :'tier', :'scored', :'rules')
\gexec
\o

INSERT INTO bench.job (job, against, repeats, at_most, aim, subject, reference) VALUES
('`classify_tier`, 60 lines, codes as text', 'the same rules as one SQL CASE', 1, 0.5, 0.2, :'by_rules', :'by_hand'),
('the same, two codes in an `opcs4[]`', 'the same', 1, 0.5, 0.2, :'by_rules_coded', :'by_hand'),
('`classify` with reasons, LATERAL', '`classify_tier`', 1, 4, NULL, :'with_reasons', :'by_rules'),
('the same in a subquery with `OFFSET 0`', '`classify_tier`', 1, NULL, NULL, :'with_reasons_fenced', :'by_rules');
