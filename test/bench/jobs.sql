-- What is measured. References consume what they compute: the planner drops the
-- unused columns of a subquery.

INSERT INTO bench.job (job, against, clock, settings, at_most, aim, subject, reference)
SELECT job, against, clock, settings, at_most, aim,
$$SELECT count(s) FROM (
    SELECT provider, surgical_registry.outcome_agg(died, risk) AS s FROM bench.operation GROUP BY provider) x$$,
$$SELECT count(o), count(e) FROM (
    SELECT provider, sum(died::int) AS o, sum(risk) AS e FROM bench.operation GROUP BY provider) x$$
FROM (VALUES
    ('`outcome_agg(died, p)` GROUP BY 150 providers', '`sum(died::int), sum(p)`', 'cpu', '{}'::text[], 1.05, 0.97),
    ('the same, 2 workers', 'the same, 2 workers', 'explain',
     '{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,min_parallel_table_scan_size=0}',
     1.05, 0.95)) v(job, against, clock, settings, at_most, aim);

INSERT INTO bench.job (job, against, scale, at_most, aim, subject, reference)
VALUES
('`funnel()` over 1500 stored summaries, additive overdispersion, all columns', 'reading the summaries',
 'difference', 8, 3,
$$SELECT unit, (surgical_registry.funnel(s, overdispersion => 'additive') OVER ()).* FROM bench.summary$$,
$$SELECT unit, s FROM bench.summary$$),
('the same over 1500 units grouped from the operations', 'the grouping query',
 'difference', 8, 3,
$$SELECT unit, (surgical_registry.funnel(surgical_registry.outcome_agg(died, risk), overdispersion => 'additive') OVER ()).*
  FROM bench.operation GROUP BY unit$$,
$$SELECT unit, surgical_registry.outcome_agg(died, risk) FROM bench.operation GROUP BY unit$$),
('the same, Poisson limits', 'the stored summaries',
 'difference', NULL, NULL,
$$SELECT unit, (surgical_registry.funnel(s, overdispersion => 'additive', distribution => 'poisson') OVER ()).* FROM bench.summary$$,
$$SELECT unit, s FROM bench.summary$$);

-- The types passed by value; what is loaded or built is dropped before it is made again.
INSERT INTO bench.job (job, against, clock, repeats, every, at_most, aim, settings,
                       before_subject, before_reference, subject, reference)
SELECT format('`%s`: %s', type, what), format('`%s`', kind.reference), clock, 1, every,
       coalesce(at_most, copy_at_most), coalesce(aim, copy_aim), settings,
       before, before, format(query, type || '_values', :'folder'), format(query, type || '_numbers', :'folder')
FROM bench.kind, (VALUES
    (1, 'COPY in', 'cpu', 1, NULL, NULL, '{}'::text[], 'DROP TABLE IF EXISTS bench.copied',
     $$CREATE UNLOGGED TABLE bench.copied (LIKE bench.%1$s); COPY bench.copied FROM '%2$s/%1$s.txt'$$),
    (2, 'btree build', 'cpu', 3, 1.05, 1.0, '{}', 'DROP INDEX IF EXISTS bench.built',
     'CREATE INDEX built ON bench.%1$s (v)'),
    (3, 'sort', 'cpu', 2, 1.1, 1.0, '{enable_indexscan=off,enable_indexonlyscan=off,enable_bitmapscan=off}', NULL,
     'SELECT count(*) FROM (SELECT v FROM bench.%1$s ORDER BY v OFFSET 0) x'),
    (4, 'hash aggregate', 'cpu', 2, 1.05, 1.0, '{enable_sort=off,enable_indexscan=off,enable_indexonlyscan=off}', NULL,
     'SELECT count(c) FROM (SELECT v, count(*) AS c FROM bench.%1$s GROUP BY v) x'))
    job(no, what, clock, every, at_most, aim, settings, before, query)
ORDER BY kind.no, job.no;

-- A few hundred rows each time, so many times over; the planner's choice of plan first.
SELECT min(number) AS low, max(number) AS high
FROM bench.opcs4_spelling WHERE value OPERATOR(surgical_registry.<@) 'V41' \gset

INSERT INTO bench.job (job, against, clock, at_most, aim, settings, subject, reference)
SELECT '`code <@ ''V41''` by btree, ' || how, '`int4` range of the same rows', 'loop', 1.1, 1.0, settings,
       format('SELECT count(%s) FROM bench.coded WHERE v OPERATOR(surgical_registry.<@) ''V41''', counted),
       format('SELECT count(%s) FROM bench.numbered WHERE v BETWEEN %s AND %s', counted, :low, :high)
FROM (VALUES
    ('the planner''s choice', 'payload', '{}'::text[]),
    ('index scan', 'payload', '{enable_bitmapscan=off}'),
    ('index alone', '*', '{enable_bitmapscan=off}')) v(how, counted, settings);

-- Lists: 40 categories and 40 codes all over OPCS-4, 62 categories apart; two codes, one category.
SELECT string_agg(value::text, ', ') AS categories, string_agg(quote_literal(value), ', ') AS beginnings
FROM (SELECT value FROM bench.opcs4_spelling WHERE number % 682 = 0 ORDER BY number LIMIT 40) x \gset
SELECT string_agg(value::text, ', ') AS codes, string_agg(quote_literal(value), ', ') AS texts
FROM (SELECT value FROM bench.opcs4_spelling WHERE number % 682 = 5 ORDER BY number LIMIT 40) x \gset

INSERT INTO bench.job (job, against, clock, repeats, every, at_most, aim, settings, subject, reference)
VALUES
('`code <@ list` of 40 ranges', '`left(code, 3) IN (…)`, 40 texts', 'cpu', 2, 1, 0.8, 0.6,
 '{enable_indexscan=off,enable_indexonlyscan=off,enable_bitmapscan=off}',
 format('SELECT count(*) FROM bench.coded WHERE v OPERATOR(surgical_registry.<@) surgical_registry.opcs4_codes(%L)', :'categories'),
 format('SELECT count(*) FROM bench.spelled WHERE left(v, 3) IN (%s)', :'beginnings')),
('`any_code_in(codes, list)` of 40 codes, arrays of 6', '`codes && ARRAY[…]`, 40 texts', 'cpu', 1, 2, 0.5, 0.25, '{}',
 format('SELECT count(*) FROM bench.codes WHERE surgical_registry.any_code_in(v, surgical_registry.opcs4_codes(%L))', :'codes'),
 format('SELECT count(*) FROM bench.texts WHERE v && ARRAY[%s]', :'texts'));

INSERT INTO bench.job (job, against, repeats, at_most, aim, subject, reference)
SELECT format('`any_code_in(codes, list)` by GIN, list `%s`', list), 'the same, row by row', 2, 0.1, 0.02,
       format(query, 'codes_indexed', list), format(query, 'codes', list)
FROM unnest('{"V41.1, W05.3",V41}'::text[]) list,
     (VALUES ('SELECT count(*) FROM bench.%I WHERE surgical_registry.any_code_in(v, surgical_registry.opcs4_codes(%L))')) q(query);

-- All searches of this page count what they find.
SELECT bench.check_same(j) FROM bench.job j WHERE job ~ '<@|any_code_in|GIN' \g /dev/null

-- Charts of each consultant's operations in the order of dates.
INSERT INTO bench.job (job, against, repeats, at_most, aim, subject, reference)
SELECT format('`%s` by 1500 consultants in date order, %s', chart, said), format('%s over the same window', other), 1, at_most, aim,
       format('SELECT count(s) FROM (SELECT %s OVER (PARTITION BY consultant ORDER BY day) AS s FROM %s) x', ours, source),
       format('SELECT count(s) FROM (SELECT %s OVER (PARTITION BY consultant ORDER BY day) AS s FROM %s) x', reference, source)
FROM (VALUES
    ('cusum', 'surgical_registry.cusum(died, risk, 2, 4.5)', 'covering index', 'bench.dated', '`sum(p)`', 'sum(risk)', 1.1, 1.0),
    ('vlad', 'surgical_registry.vlad(died, risk)', 'covering index', 'bench.dated', '`sum(p)`', 'sum(risk)', 1.1, 1.0),
    ('cusum', 'surgical_registry.cusum(died, risk, 2, 4.5)', 'unsorted', 'bench.undated', '`sum(p)`', 'sum(risk)', 1.05, 1.0),
    ('vlad', 'surgical_registry.vlad(died, risk)', 'unsorted', 'bench.undated', '`sum(p)`', 'sum(risk)', 1.05, 1.0),
    ('cusum', 'surgical_registry.cusum(died, risk)', 'covering index', 'bench.dated', 'the same CUSUM as a plpgsql aggregate', 'bench.cusum(died, risk)', 0.5, NULL))
    v(chart, ours, said, source, other, reference, at_most, aim);

-- 0.2 s a limit by simulation, in R's package cusum.
INSERT INTO bench.job (job, against, repeats, at_most, aim, subject, reference)
VALUES
('`cusum_limit` for 1500 different mixes, ARL 10,000', '1500 x 0.2 s, slept a hundredth of it', 1, 5, 0.5,
 'SELECT count(h) FROM (SELECT surgical_registry.cusum_limit(risks) AS h FROM bench.case_mix) x',
 'SELECT pg_sleep(3)'),
('`vlad_band` over 5,000 operations', 'one second', 1, 1, NULL,
 'SELECT count((b).lower) FROM (SELECT surgical_registry.vlad_band(died, risk) OVER (ORDER BY day) AS b FROM (SELECT * FROM bench.undated LIMIT 5000) o OFFSET 0) x',
 'SELECT pg_sleep(1)');

SELECT bench.make_loops(200) \g /dev/null
