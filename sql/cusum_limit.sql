-- cusum_limit, cusum_arl, cusum_false_alarm, detection
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET extra_float_digits = 0;

-- Ten million simulated runs (test/reference/cusum_arl_simulation.c), to half a per cent
CREATE TABLE mix (mix text, risks float8[]);
INSERT INTO mix VALUES ('three', '{.01,.01,.01,.01,.01,.05,.05,.05,.2,.2}'), ('equal', '{.1}'), ('high', '{.15,.3,.4,.6}');
SELECT h, abs(cusum_arl(risks, 2, h) / in_control - 1) < 0.005 AS in_control, abs((detection(risks, 2, h)).raised / raised - 1) < 0.005 AS raised, abs(cusum_limit(risks, 2, in_control) - h) < 0.005 AS "limit"
FROM mix, (VALUES (2, 442.62, 82.298), (2.5, 841.57, 109.641), (3, 1522.08, 137.962), (3.5, 2666.71, 166.806), (4, 4573.94, 196.045), (4.5, 7744.22, 225.492), (5, 12992.12, 255.046)) v(h, in_control, raised)
WHERE mix = 'three' ORDER BY h;

-- Equal risks leave the chart few values, and its run length rises in steps; the limit is then the least that suffices.
SELECT h, abs(cusum_arl(risks, 2, h) / arl - 1) < 0.002 AS simulated FROM mix, (VALUES (1, 43.552), (2, 239.955), (2.5, 462.038), (3, 840.616), (3.5, 1458.176), (4, 2511.296)) v(h, arl) WHERE mix = 'equal' ORDER BY h;
SELECT p, r, bool_and(at >= arl AND below < arl) AS least
FROM (SELECT p, r, arl, cusum_arl(ARRAY[p], r, h) AS at, cusum_arl(ARRAY[p], r, h - 0.02) AS below FROM unnest(ARRAY[0.02, 0.1, 0.4]::float8[]) p, unnest(ARRAY[0.5, 2]::float8[]) r, unnest(ARRAY[500, 10000]::float8[]) arl, LATERAL cusum_limit(ARRAY[p], r, arl) h) x GROUP BY p, r ORDER BY p, r;

-- A limit leads to its run length and back, for unlike risks and odds ratios; a higher one runs longer.
SELECT mix, odds_ratio, count(*), bool_and(abs(cusum_arl(risks, odds_ratio, cusum_limit(risks, odds_ratio, arl)) / arl - 1) < 0.005) AS there_and_back, bool_and(rises) AS rises
FROM (SELECT mix, odds_ratio, arl, risks, cusum_limit(risks, odds_ratio, arl) > coalesce(lag(cusum_limit(risks, odds_ratio, arl)) OVER (PARTITION BY mix, odds_ratio ORDER BY arl), 0) AS rises
      FROM (SELECT * FROM mix WHERE mix <> 'equal' UNION ALL SELECT 'many', (SELECT array_agg(0.001 + 0.3 * (i / 200.0) ^ 3) FROM generate_series(1, 200) i)) m,
           unnest(ARRAY[0.5, 1.3, 2]::float8[]) odds_ratio, unnest(ARRAY[200, 1000, 10000, 1e6]::float8[]) arl) x
GROUP BY mix, odds_ratio ORDER BY mix, odds_ratio;
-- The order of risks and how often each is named do not matter; defaults are an odds ratio of 2 and 10,000 operations.
SELECT test.near(cusum_limit('{.1,.02,.3}'), cusum_limit('{.3,.02,.1,.02,.1,.3}', 2, 10000)) AS alike, cusum_limit('{{.1,.02},{.3,.4}}') = cusum_limit('{.1,.02,.3,.4}') AS any_shape;

-- What a chart can see: fewer operations to a true signal than to a false one
SELECT mix, round((d).in_control::numeric, 2) AS in_control, round((d).raised::numeric, 2) AS raised, (d).odds_ratio, (d).control_limit
FROM (SELECT mix, detection(risks, 2, 3.5) AS d FROM mix) x ORDER BY mix;

-- The chance of a false alarm among given operations, against every possible outcome of twelve of them
CREATE FUNCTION test.signals(risks float8[], r float8, h float8) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
    chance float8 := 0;
    p float8;
    s float8;
    alarm boolean;
    event boolean;
BEGIN
    FOR outcomes IN 0 .. 2 ^ cardinality(risks) - 1 LOOP
        p := 1; s := 0; alarm := false;
        FOR i IN 1 .. cardinality(risks) LOOP
            event := outcomes >> (i - 1) & 1 = 1;
            p := p * CASE WHEN event THEN risks[i] ELSE 1 - risks[i] END;
            s := greatest(0, s + CASE WHEN event THEN ln(r) ELSE 0 END - ln(1 - risks[i] + r * risks[i]));
            alarm := alarm OR s >= h;
        END LOOP;
        chance := chance + CASE WHEN alarm THEN p ELSE 0 END;
    END LOOP;
    RETURN chance;
END
$$;
SELECT r, h, abs(cusum_false_alarm(risks, r, h) - wanted) <= 0.03 * wanted AS agrees, wanted > 0 AS possible
FROM (SELECT ARRAY[.02, .11, .07, .31, .04, .23, .013, .09, .17, .055, .42, .08]::float8[] AS risks) o, unnest(ARRAY[2, 3, 0.4]::float8[]) r, unnest(ARRAY[0.45, 0.9, 1.35]) h, LATERAL (SELECT test.signals(risks, r, h) AS wanted) s ORDER BY r, h;
-- However low the limit, an event is above it.
SELECT h, cusum_false_alarm('{0.5,0.5}', 2, h) FROM unnest('{1e-6,1e-7,1e-300}'::float8[]) h;
SELECT cusum_false_alarm('{}', 2, 3), cusum_false_alarm('{.5}', 2, 3), cusum_false_alarm('{0,0,1,1}', 2, 0.1), round(cusum_false_alarm(array_fill(0.1::float8, ARRAY[20000]), 2, 3)::numeric, 6) AS certain;

-- Charts that cannot signal, or not so often; no risks; a NULL
SELECT cusum_limit('{}'), cusum_arl('{}', 2, 3), detection('{}', 2, 3), cusum_limit(NULL), cusum_arl('{.1}', NULL, 3);
SELECT risks, cusum_limit(risks), cusum_arl(risks, 2, 3), cusum_arl(risks, 0.5, 3), detection(risks, 2, 3), (detection(risks, 0.5, 3)).raised FROM unnest(ARRAY['{0}', '{1}', '{0,1,1}', '{0,5e-324}']) r, LATERAL (SELECT r::float8[] AS risks) x;
SELECT cusum_limit('{.01}', 2, 99), cusum_limit('{.01}', 2, 150) IS NOT NULL AS possible;
-- Extremes answer, or say what is wrong.
SELECT round(cusum_limit('{.01,.02}', 2, 1e9)::numeric, 3) AS rare, cusum_arl('{.3}', 1000, 20) > 1e8 AS great_odds, cusum_limit('{.3,1e-9,.999999}', 0.001, 1000) > 0 AS small_odds, round(cusum_limit('{.1}', 1.01, 1000)::numeric, 3) AS near_1, round(cusum_arl('{.1}', 2, 1e-9)::numeric, 6) AS first_event;
SELECT c, test.error_of('SELECT surgical_registry.' || c) FROM unnest(ARRAY['cusum_limit(''{.1,NULL}'')', 'cusum_limit(''{.1,1.1}'')', 'cusum_limit(''{NaN}'')', 'cusum_limit(''{.1}'', 1)', 'cusum_limit(''{.1}'', -2)', 'cusum_limit(''{.1}'', ''NaN'')',
    'cusum_limit(''{.1}'', 2, 1)', 'cusum_limit(''{.1}'', 2, ''NaN'')', 'cusum_limit(''{.1}'', 2, ''Infinity'')', 'cusum_arl(''{.1}'', 2, 0)', 'cusum_arl(''{.1}'', 2, -1)', 'cusum_arl(''{.1}'', 2, 51)', 'cusum_arl(''{.1}'', 2, ''NaN'')', 'cusum_arl(''{.1}'', 0, 3)',
    'cusum_false_alarm(''{.1}'', 2, 0)', 'cusum_false_alarm(''{2}'', 2, 3)', 'detection(''{.1}'', 2, ''Infinity'')', 'detection(''{.1}'', 1, 3)']) c;
-- A long computation can be stopped.
SET statement_timeout = 50;
SELECT cusum_arl('{.1}', 1.001, 50);
SELECT cusum_false_alarm(array_fill(0.1::float8, ARRAY[1000000]), 2, 5);
RESET statement_timeout;
