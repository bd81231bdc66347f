-- The Pediatric Risk Assessment score.
SET search_path = public, surgical_registry;

-- Each fact alone, none and all
SELECT pram_score(u, c, i, a, n), u, c, i, a, n FROM (VALUES
    (false, false, false, 4000, false), (true, false, false, 4000, false), (false, true, false, 4000, false),
    (false, false, true, 4000, false), (false, false, false, 0, false), (false, false, false, 4000, true), (true, true, true, 0, true)) v(u, c, i, a, n);
-- The last day of infancy
SELECT a, pram_score(false, false, false, a, false) FROM unnest('{0,364,365,2147483647}'::integer[]) a;

-- Every combination of facts and of what is not known: the score, its bounds by trying whatever a NULL could be, and the same as a risk model
CREATE TABLE pram_case AS
SELECT urgent, comorbidity, critical_illness, age_days, neoplasm
FROM unnest('{t,f,NULL}'::boolean[]) urgent, unnest('{t,f,NULL}'::boolean[]) comorbidity, unnest('{t,f,NULL}'::boolean[]) critical_illness,
     unnest('{0,364,365,6000,NULL}'::integer[]) age_days, unnest('{t,f,NULL}'::boolean[]) neoplasm;
SELECT count(*) AS cases, count(score) AS scored, min(score), max(score),
       count(*) FILTER (WHERE score IS DISTINCT FROM predict('mean = urgent + 2*comorbidity + 3*critical_illness + 3*(age_days < 365) + 4*neoplasm', c)) AS otherwise_by_model
FROM pram_case c, LATERAL (SELECT pram_score(urgent, comorbidity, critical_illness, age_days, neoplasm) AS score) s;
SELECT count(*) AS cases, count(*) FILTER (WHERE lowest <> least_found OR highest <> greatest_found) AS otherwise, count(*) FILTER (WHERE lowest = highest) AS certain
FROM pram_case c, LATERAL pram_bounds(urgent, comorbidity, critical_illness, age_days, neoplasm),
LATERAL (SELECT min(s) AS least_found, max(s) AS greatest_found FROM pram_case k, LATERAL (SELECT pram_score(k.urgent, k.comorbidity, k.critical_illness, k.age_days, k.neoplasm) AS s) p
         WHERE k.urgent = coalesce(c.urgent, k.urgent) AND k.comorbidity = coalesce(c.comorbidity, k.comorbidity) AND k.critical_illness = coalesce(c.critical_illness, k.critical_illness)
           AND k.age_days = coalesce(c.age_days, k.age_days) AND k.neoplasm = coalesce(c.neoplasm, k.neoplasm)) possible;
SELECT * FROM pram_bounds(NULL, NULL, NULL, NULL, NULL);

-- No age is negative; nor is an argument looked at where another is NULL.
SELECT test.error_of('SELECT pram_score(true, true, true, -1, true)'), test.error_of('SELECT pram_bounds(NULL, NULL, NULL, -2147483648, NULL)'),
       pram_score(NULL, true, true, -1, true);
