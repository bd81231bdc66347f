-- Operations with an outcome and a risk, by provider and by unit; codes beside
-- the integers that order as they do.

SELECT setseed(0.5) \g /dev/null

-- Units differ beyond chance, so that overdispersion is there to be estimated.
CREATE UNLOGGED TABLE bench.operation AS
SELECT i % 150 AS provider, i % 1500 AS unit,
       random() < risk * (0.5 + (i % 1500 * 7919 % 1500) / 1500.0) AS died, risk
FROM (SELECT i, 0.01 + 0.2 * random() ^ 4 AS risk FROM generate_series(1, :rows) i) o
ORDER BY random();

CREATE UNLOGGED TABLE bench.summary AS
SELECT unit, surgical_registry.outcome_agg(died, risk) AS s FROM bench.operation GROUP BY unit;

CREATE UNLOGGED TABLE bench.spelling AS
SELECT k AS number,
       (substr('ABCDEFGHJKLMNOPQRSTUVWXYZ', k / 1100 + 1, 1) || to_char(k % 1100 / 11, 'FM00')
        || CASE WHEN k % 11 > 0 THEN '.' || k % 11 - 1 ELSE '' END)::surgical_registry.opcs4 AS code
FROM generate_series(0, 27499) k;

CREATE UNLOGGED TABLE bench.both_stored AS
SELECT code, number
FROM (SELECT floor(random() * 27500)::integer AS number FROM generate_series(1, :codes)) drawn
JOIN bench.spelling USING (number)
ORDER BY random();

CREATE UNLOGGED TABLE bench.code AS SELECT code AS v FROM bench.both_stored;
CREATE UNLOGGED TABLE bench.number AS SELECT number AS v FROM bench.both_stored;
CREATE UNLOGGED TABLE bench.code_in (v surgical_registry.opcs4);
CREATE UNLOGGED TABLE bench.number_in (v integer);
\set codes_file :folder /codes.txt
\set numbers_file :folder /numbers.txt
COPY bench.code TO :'codes_file';
COPY bench.number TO :'numbers_file';

-- The same rows found by category and by range of numbers.
CREATE UNLOGGED TABLE bench.coded AS
SELECT code AS v, random() AS payload FROM bench.both_stored LIMIT :rows;
CREATE UNLOGGED TABLE bench.numbered AS
SELECT number AS v, random() AS payload FROM bench.both_stored LIMIT :rows;
CREATE INDEX ON bench.coded (v);
CREATE INDEX ON bench.numbered (v);
DROP TABLE bench.both_stored;

-- Both searches must find as many.
SELECT 1 / (count(*) = (SELECT count(*) FROM bench.numbered JOIN bench.spelling ON v = number
                        WHERE code OPERATOR(surgical_registry.<@) 'V41'))::int
FROM bench.coded WHERE v OPERATOR(surgical_registry.<@) 'V41' \g /dev/null

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
