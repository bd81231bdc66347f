-- vlad_band: against plain convolution, gaps, large partitions, refusals
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET extra_float_digits = 0;

-- The distribution by plain convolution, and its quantiles
CREATE FUNCTION test.event_quantile(risks float8[], p float8) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    mass float8[] := ARRAY[1];
    added float8[];
    risk float8;
    total float8 := 0;
BEGIN
    FOREACH risk IN ARRAY risks LOOP
        SELECT array_agg(coalesce(mass[k], 0) * (1 - risk) + coalesce(mass[k - 1], 0) * risk ORDER BY k) INTO added
        FROM generate_series(1, cardinality(mass) + 1) k;
        mass := added;
    END LOOP;
    FOR k IN 1 .. cardinality(mass) LOOP
        total := total + mass[k];
        IF total >= p - 1e-12 THEN RETURN k - 1; END IF;
    END LOOP;
END
$$;
CREATE TABLE banded AS SELECT i AS id, CASE WHEN i % 13 > 0 THEN i % 5 = 0 END AS died, CASE i % 17 WHEN 0 THEN 0 WHEN 1 THEN 1 ELSE (i * i * 37 % 101) / 250.0 END::float8 AS risk FROM generate_series(1, 120) i;
SELECT level, count(*), count(*) FILTER (WHERE NOT test.near((b).lower, e - test.event_quantile(risks, (1 + level) / 2)) OR NOT test.near((b).upper, e - test.event_quantile(risks, (1 - level) / 2))) AS differing
FROM unnest(ARRAY[0.5, 0.95, 0.998]::float8[]) level, LATERAL (SELECT vlad_band(risk, level) OVER w AS b, sum(risk) OVER w AS e, array_agg(risk) OVER w AS risks FROM banded WINDOW w AS (ORDER BY id)) x
GROUP BY level ORDER BY level;

-- A gap leaves the band as it was, and the VLAD it belongs to; frames do not matter.
SELECT count(*) FILTER (WHERE (died IS NULL) <> (b IS NULL)) AS misplaced, count(*) FILTER (WHERE b IS DISTINCT FROM c) AS differing, count(*) FILTER (WHERE NOT vlad BETWEEN (b).lower AND (b).upper) AS outside, count(b)
FROM (SELECT id, died, vlad(died, risk) OVER w, vlad_band(died, risk) OVER w AS b, vlad_band(died, risk, 0.95) OVER (ORDER BY id ROWS 2 PRECEDING) AS c FROM banded WINDOW w AS (ORDER BY id)) g;
SELECT count(*) FILTER (WHERE a IS DISTINCT FROM b) AS differing
FROM (SELECT id, vlad_band(died, risk, 0.9) OVER (ORDER BY id) AS a FROM banded) a JOIN (SELECT id, vlad_band(risk, 0.9) OVER (ORDER BY id) AS b FROM banded WHERE died IS NOT NULL) b USING (id);

-- One operation, none, certain ones; a tail that just reaches its probability counts
SELECT vlad_band(0) OVER (), vlad_band(1) OVER (), vlad_band(0.5, 0.5) OVER (), vlad_band(0.025) OVER () AS reached, vlad_band(0.0251) OVER () AS passed, vlad_band(NULL, 0.5, 0.9) OVER () AS gap;
SELECT vlad_band(risk) OVER () FROM banded WHERE false;

-- Five thousand exact and more beyond; equal risks are binomial, whichever way. R: qbinom(c(.975, .025), n, .03)
SELECT i, round((b).lower::numeric, 6) AS lower, round((b).upper::numeric, 6) AS upper
FROM (SELECT i, vlad_band(0.03) OVER (ORDER BY i) AS b FROM generate_series(1, 6000) i) x WHERE i IN (1, 10, 100, 1000, 4999, 5000, 5001, 5002, 6000) ORDER BY i;
SELECT max(abs((b).lower - lag_lower)) < 1.1 AS no_jump
FROM (SELECT i, b, lag((b).lower) OVER (ORDER BY i) AS lag_lower FROM (SELECT i, vlad_band(i % 10 / 50.0, 0.998) OVER (ORDER BY i) AS b FROM generate_series(1, 5200) i) x) y WHERE i > 4900;
SELECT count(*), round((max((b).upper))::numeric, 3) AS upper FROM (SELECT vlad_band(0.001) OVER (ORDER BY i) AS b FROM generate_series(1, 20000) i) x;

-- Refusals
SELECT c, test.error_of('SELECT surgical_registry.vlad_band(' || c || ') OVER ()') FROM unnest(ARRAY['NULL::float8', '1.5', '''NaN''::float8', 'true, NULL', '0.1, 0', '0.1, 1', '0.1, 95', '0.1, NULL', 'true, 0.1, ''NaN''']) c;
SELECT test.error_of('SELECT surgical_registry.vlad_band(risk, id / 200.0::float8) OVER (ORDER BY id) FROM banded');
