-- Jobs, their samples, and how one sample is taken.

CREATE EXTENSION surgical_registry;
CREATE SCHEMA bench;

-- Two queries each: ours, and what it is measured against. "scale" says whether
-- their times are divided or subtracted, "repeats" how many pairs a round takes,
-- "every" that only each so many rounds do; a bound may be missing. "clock":
--   cpu      CPU time of the server's process, to some milliseconds
--   loop     a function that runs a short query many times, by the wall clock
--   explain  execution time by EXPLAIN: where planning must not count, or workers must
CREATE TABLE bench.job (
    no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job text NOT NULL,
    against text NOT NULL,
    subject text NOT NULL,
    reference text NOT NULL,
    before_subject text,
    before_reference text,
    settings text[] NOT NULL DEFAULT '{}',
    clock text NOT NULL DEFAULT 'explain' CHECK (clock IN ('cpu', 'loop', 'explain')),
    repeats integer NOT NULL DEFAULT 5,
    every integer NOT NULL DEFAULT 1,
    scale text NOT NULL DEFAULT 'ratio' CHECK (scale IN ('ratio', 'difference')),
    at_most float8,
    aim float8
);

-- Types passed by value, and the integer type each is measured against.
CREATE TABLE bench.kind (
    no integer GENERATED ALWAYS AS IDENTITY,
    type text PRIMARY KEY,
    reference text NOT NULL,
    candidates integer NOT NULL,
    made text NOT NULL,
    copy_at_most float8 NOT NULL,
    copy_aim float8 NOT NULL,
    distinct_values integer,
    value_characters float8,
    number_characters float8
);

CREATE UNLOGGED TABLE bench.sample (
    job integer NOT NULL,
    side text NOT NULL,
    round integer NOT NULL,
    ms float8 NOT NULL,
    plan text,
    PRIMARY KEY (job, side, round)
);

-- Milliseconds of CPU time that this process has taken, which other work on the
-- machine hardly changes; where the system does not tell, of the wall clock.
CREATE FUNCTION bench.process_ms() RETURNS float8 LANGUAGE sql
RETURN nullif(split_part(pg_read_file('/proc/self/schedstat', 0, 100, true), ' ', 1)::float8, 0) / 1e6;

CREATE FUNCTION bench.now_ms(by_cpu boolean) RETURNS float8 LANGUAGE sql
RETURN coalesce(CASE WHEN by_cpu THEN bench.process_ms() END, extract(epoch FROM clock_timestamp()) * 1000);

CREATE FUNCTION bench.timed(command text, by_cpu boolean) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
    started float8 := bench.now_ms(by_cpu);
BEGIN
    EXECUTE command;
    RETURN bench.now_ms(by_cpu) - started;
END
$$;

-- Execution time by EXPLAIN, without planning and output functions; NULL if "how" does not ask for it.
CREATE FUNCTION bench.explained(query text, how text, OUT ms float8, OUT plan text) LANGUAGE plpgsql AS $$
DECLARE
    answer jsonb;
BEGIN
    EXECUTE format('EXPLAIN (%s, FORMAT JSON) %s', how, query) INTO answer;
    ms := answer -> 0 ->> 'Execution Time';
    plan := (SELECT string_agg(node #>> '{}', ', ') FROM jsonb_path_query(answer, 'strict $.**."Node Type"') node)
        || coalesce(', workers ' || (jsonb_path_query_first(answer, 'strict $.**."Workers Launched"') #>> '{}'), '');
END
$$;

-- Both queries of a job that counts must find as many rows.
CREATE FUNCTION bench.check_same(job bench.job) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    found bigint;
    expected bigint;
BEGIN
    EXECUTE job.subject INTO found;
    EXECUTE job.reference INTO expected;
    IF found <> expected OR found = 0 THEN
        RAISE EXCEPTION '%: % rows, but the reference has %', job.job, found, expected;
    END IF;
END
$$;

-- The short queries of a job, as functions that run them many times, planned once.
CREATE FUNCTION bench.make_loops(times integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    query record;
BEGIN
    FOR query IN
        SELECT format('loop_%s_%s', no, side) AS name, body
        FROM bench.job, LATERAL (VALUES ('subject', subject), ('reference', reference)) q(side, body)
        WHERE clock = 'loop'
    LOOP
        EXECUTE format('CREATE FUNCTION bench.%I() RETURNS void LANGUAGE plpgsql AS %L', query.name,
            format('DECLARE answer bigint; BEGIN FOR i IN 1..%s LOOP answer := (%s); END LOOP; END', times, query.body));
    END LOOP;
END
$$;

CREATE FUNCTION bench.take_sample(job_no integer, side text, round integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    j bench.job;
    query text;
    before text;
    setting text;
    ms float8;
    plan text;
BEGIN
    SELECT * INTO STRICT j FROM bench.job WHERE no = job_no;
    query := CASE side WHEN 'subject' THEN j.subject ELSE j.reference END;
    before := CASE side WHEN 'subject' THEN j.before_subject ELSE j.before_reference END;

    FOREACH setting IN ARRAY j.settings LOOP
        PERFORM set_config(split_part(setting, '=', 1), split_part(setting, '=', 2), true);
    END LOOP;
    IF before IS NOT NULL THEN
        EXECUTE before;
    END IF;
    IF query LIKE 'SELECT%' THEN
        SELECT * INTO ms, plan
        FROM bench.explained(query, CASE j.clock WHEN 'explain' THEN 'ANALYZE, TIMING OFF, SUMMARY ON' ELSE 'COSTS OFF' END);
    END IF;
    CASE j.clock
        WHEN 'cpu' THEN ms := bench.timed(query, true);
        WHEN 'loop' THEN ms := bench.timed(format('SELECT bench.loop_%s_%s()', job_no, side), false);
        ELSE NULL;
    END CASE;
    INSERT INTO bench.sample VALUES (job_no, side, round, ms, plan);
END
$$;
