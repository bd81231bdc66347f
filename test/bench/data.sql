-- Operations with an outcome and a risk, by provider and by unit; values of each
-- type passed by value beside the integers that order as they do; lists of codes.

SELECT setseed(0.5) \g /dev/null

-- Units differ beyond chance, so that overdispersion is there to be estimated.
CREATE UNLOGGED TABLE bench.operation AS
SELECT i % 150 AS provider, i % 1500 AS unit,
       random() < risk * (0.5 + (i % 1500 * 7919 % 1500) / 1500.0) AS died, risk
FROM (SELECT i, 0.01 + 0.2 * random() ^ 4 AS risk FROM generate_series(1, :rows) i) o
ORDER BY random();

CREATE UNLOGGED TABLE bench.summary AS
SELECT unit, surgical_registry.outcome_agg(died, risk) AS s FROM bench.operation GROUP BY unit;

-- How the k-th value of a type is made, k from 0; NULL if there is none.  All of
-- OPCS-4; the ICD-10 of four characters; 200,000 patients and homes.
INSERT INTO bench.kind (type, reference, candidates, made, copy_at_most, copy_aim)
VALUES
('opcs4', 'int4', 27500, $$
    substr('ABCDEFGHJKLMNOPQRSTUVWXYZ', k / 1100 + 1, 1) || to_char(k % 1100 / 11, 'FM00')
    || CASE WHEN k % 11 > 0 THEN '.' || k % 11 - 1 ELSE '' END$$, 1.35, 1.1),
('icd10', 'int8', 28600, $$
    chr(ascii('A') + k / 1100) || to_char(k % 1100 / 11, 'FM00')
    || CASE WHEN k % 11 > 0 THEN '.' || k % 11 - 1 ELSE '' END$$, 1.4, 1.15),
('nhs_number', 'int8', 220000, $$
    (SELECT n || nullif((11 - sum((11 - place) * substr(n, place, 1)::int) % 11) % 11, 10)
     FROM (SELECT (400000000 + 2617 * k)::text AS n) nine, generate_series(1, 9) place GROUP BY n)$$, 1.4, 1.15),
('procedure_complexity', 'int8', 97336, $$
    surgical_registry.procedure_complexity(0.5 + k % 46 / 10.0, 0.5 + k / 46 % 46 / 10.0,
                                           0.5 + k / 2116 / 10.0, k * 7 % 101 / 10.0)$$, 1.4, 1.15),
('latlon', 'int8', 200000, $$
    surgical_registry.latlon(50 + 8 * (k * 7919::bigint % 1000003) / 1000003.0,
                             -6 + 8 * (k * 104729::bigint % 1000003) / 1000003.0)$$, 1.4, 1.15);

-- TYPE_spelling: every value and its place in their order; TYPE_values and
-- TYPE_numbers: draws of them, a row of the one for a row of the other.  A hash
-- join leaves draws in the order of drawing.
SET enable_mergejoin = off;
SELECT format(line, type, reference, candidates, made, :codes, :'folder')
FROM bench.kind, (VALUES
    (1, $$CREATE UNLOGGED TABLE bench.%1$s_spelling AS
          SELECT (row_number() OVER (ORDER BY value) - 1)::%2$s AS number, value
          FROM (SELECT (%4$s)::surgical_registry.%1$s AS value FROM generate_series(0, %3$s - 1) k OFFSET 0) made
          WHERE value IS NOT NULL$$),
    (2, 'ANALYZE bench.%1$s_spelling'),
    (3, $$CREATE UNLOGGED TABLE bench.%1$s_drawn AS
          SELECT value, number
          FROM (SELECT floor(random() * (SELECT count(*) FROM bench.%1$s_spelling))::%2$s AS number
                FROM generate_series(1, %5$s)) draw
          JOIN bench.%1$s_spelling USING (number)$$),
    (4, 'CREATE UNLOGGED TABLE bench.%1$s_values AS SELECT value AS v FROM bench.%1$s_drawn'),
    (5, 'CREATE UNLOGGED TABLE bench.%1$s_numbers AS SELECT number AS v FROM bench.%1$s_drawn'),
    (6, $$COPY bench.%1$s_values TO '%6$s/%1$s_values.txt'$$),
    (7, $$COPY bench.%1$s_numbers TO '%6$s/%1$s_numbers.txt'$$),
    (8, $$UPDATE bench.kind SET (distinct_values, value_characters, number_characters) =
              (SELECT count(*), avg(length(value::text)), avg(length(number::text)) FROM bench.%1$s_spelling)
          WHERE type = '%1$s'$$)) l(no, line)
ORDER BY kind.no, l.no \gexec

-- The same rows found by category and by range of numbers.
CREATE UNLOGGED TABLE bench.coded AS SELECT value AS v, random() AS payload FROM bench.opcs4_drawn LIMIT :rows;
CREATE UNLOGGED TABLE bench.numbered AS SELECT number AS v, random() AS payload FROM bench.opcs4_drawn LIMIT :rows;
CREATE UNLOGGED TABLE bench.spelled AS SELECT v::text AS v, payload FROM bench.coded;
CREATE INDEX ON bench.coded (v);
CREATE INDEX ON bench.numbered (v);

-- Six codes a row, and the same as text.
SET enable_hashagg = off;
CREATE UNLOGGED TABLE bench.codes AS
SELECT array_agg(value) AS v
FROM (SELECT i / 6 AS row, floor(random() * 27500)::integer AS number FROM generate_series(0, 6 * :rows - 1) i) draw
JOIN bench.opcs4_spelling USING (number)
GROUP BY row;
CREATE UNLOGGED TABLE bench.texts AS SELECT v::text[] AS v FROM bench.codes;
CREATE UNLOGGED TABLE bench.codes_indexed AS SELECT v FROM bench.codes;
CREATE INDEX ON bench.codes_indexed USING gin (v);

SELECT format('DROP TABLE bench.%I_drawn', type) FROM bench.kind \gexec

-- Operations of 1500 consultants with a date, in an index that holds all a chart needs; and in no order.
CREATE UNLOGGED TABLE bench.dated AS
SELECT unit AS consultant, (random() * 3650)::integer AS day, died, risk FROM bench.operation;
CREATE UNLOGGED TABLE bench.undated AS SELECT * FROM bench.dated;
CREATE INDEX ON bench.dated (consultant, day) INCLUDE (died, risk);
CREATE UNLOGGED TABLE bench.case_mix AS
SELECT consultant, array_agg(risk) AS risks FROM bench.dated GROUP BY consultant;

-- What somebody without the extension would write.
CREATE FUNCTION bench.cusum_step(s float8, died boolean, risk float8) RETURNS float8 LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN greatest(0, s + CASE WHEN died THEN 0.693147180559945309 ELSE 0 END - ln(1 + risk));
END
$$;
CREATE AGGREGATE bench.cusum(boolean, float8) (SFUNC = bench.cusum_step, STYPE = float8, INITCOND = 0);

VACUUM ANALYZE;
CHECKPOINT;
