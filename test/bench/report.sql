-- The samples as markdown.

CREATE TEMP VIEW pair AS
SELECT j.*, s.ms AS subject_ms, r.ms AS reference_ms,
       CASE j.scale WHEN 'ratio' THEN s.ms / r.ms ELSE s.ms - r.ms END AS measured
FROM bench.job j
JOIN bench.sample s ON s.job = j.no AND s.side = 'subject' AND s.round > 0
JOIN bench.sample r ON r.job = j.no AND r.side = 'reference' AND r.round = s.round;

CREATE FUNCTION pg_temp.shown(scale text, value float8) RETURNS text LANGUAGE sql AS $$
    SELECT CASE scale WHEN 'ratio' THEN to_char(value, 'FM990.00') || 'x'
           ELSE to_char(value, 'FMSG990.0') || ' ms' END
$$;

SELECT format('PostgreSQL %s, %s cores, %s operations, %s values of each type; medians of alternated pairs in %s rounds, by %s.',
              current_setting('server_version'), :'cores', :'rows', :'codes', :'rounds',
              CASE WHEN bench.process_ms() IS NULL THEN 'the wall clock' ELSE 'CPU time' END);
SELECT string_agg(name || ' = ' || current_setting(name), ', ' ORDER BY name) || E'.\n'
FROM unnest('{shared_buffers,work_mem,maintenance_work_mem,jit,max_parallel_workers_per_gather,max_parallel_maintenance_workers}'::text[]) name;

SELECT 'Characters of a value and of its place in the order: '
       || string_agg(format('%s %s and %s, %s different', type, round(value_characters::numeric, 1),
                            round(number_characters::numeric, 1), distinct_values), '; ' ORDER BY value_characters) || E'.\n'
FROM bench.kind;

SELECT '| job | ms | reference | ms | measured (min to max) | pairs | at most | aim |';
SELECT '|---|---|---|---|---|---|---|---|';
SELECT format('| %s | %s | %s | %s | %s (%s to %s) | %s | %s | %s |', job,
              to_char(percentile_disc(0.5) WITHIN GROUP (ORDER BY subject_ms), 'FM999990.0'), against,
              to_char(percentile_disc(0.5) WITHIN GROUP (ORDER BY reference_ms), 'FM999990.0'),
              pg_temp.shown(scale, percentile_disc(0.5) WITHIN GROUP (ORDER BY measured)),
              pg_temp.shown(scale, min(measured)), pg_temp.shown(scale, max(measured)), count(*),
              pg_temp.shown(scale, at_most), pg_temp.shown(scale, aim))
FROM pair
GROUP BY no, job, against, scale, at_most, aim
ORDER BY no;

SELECT E'\nPlans:';
SELECT format('- %s: %s%s', j.job, string_agg(DISTINCT s.plan, '; '),
              CASE WHEN j.scale = 'ratio' THEN
                  ' (unlike the reference: ' || nullif(string_agg(DISTINCT r.plan, '; '), string_agg(DISTINCT s.plan, '; ')) || ')' END)
FROM bench.job j
JOIN bench.sample s ON s.job = j.no AND s.side = 'subject' AND s.round > 0
JOIN bench.sample r ON r.job = j.no AND r.side = 'reference' AND r.round = s.round
WHERE s.plan IS NOT NULL
GROUP BY j.no, j.job, j.scale
ORDER BY j.no;
