-- latlon: places in degrees, one value a place; a home is never repeated in a message
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET jit = off; -- a disabled path looks dear enough for it

-- Seven decimals; 180 degrees west is 180 east, a pole has longitude 0, zero has no sign
SELECT p AS literal, p::latlon
FROM unnest(ARRAY['(52.1751300,0.1407530)', '(52.17513,0.140753)', ' ( 52.17513 , 0.140753 ) ', E'\t(52.17513,\n-0.140753)', '(+51.5,+0)', '(51,-1)', '(.5,-.5)', '(5.,0.)', '(0051.50,000.10)', '(1.00000000000,2.0000000)',
    '(-0,-0)', '(0,0)', '(0.0000001,-0.0000001)', '(1,180)', '(1,-180)', '(1,-179.9999999)', '(-1,179.9999999)', '(90,0)', '(90,77)', '(-90,-180)', '(89.9999999,180)']) p;

-- Syntax is 22P02
SELECT p AS literal, split_part(test.error_of(format('SELECT %L::surgical_registry.latlon', p)), ' | ', 1) AS state
FROM unnest(ARRAY['', ' ', '()', '(,)', '(52)', '(52,)', '(,1)', '52,1', '52 1', '(52 1)', '(52;1)', '(52,1', '52,1)', '(52,1,0)', '(52,1))', '((52,1))', '(52,1) x', '[52,1]', '(--52,1)', '(+-52,1)', '(52N,1E)', '(52°,1)', '(5e1,1)',
    '(NaN,1)', '(52,NaN)', '(Infinity,1)', '(52,-inf)', '(5 2,1)', '(52..5,1)', '(５2,1)', '(52,1﹚', '(−52,1)', 'POINT(1 52)', 'null']) p;
-- Out of range, or finer than the step, is 22003
SELECT p AS literal, split_part(test.error_of(format('SELECT %L::surgical_registry.latlon', p)), ' | ', 1) AS state
FROM unnest(ARRAY['(90.0000001,0)', '(-90.0000001,0)', '(91,0)', '(0,180.0000001)', '(0,-180.0000001)', '(0,181)', '(52.17513001,0)', '(52,0.00000001)', '(99999999999999999999,0)', '(0,-18446744073709551616)', '(900000000,0)']) p;
SELECT test.error_of('SELECT surgical_registry.latlon ''(93.471,0.1)'''), test.error_of('SELECT surgical_registry.latlon ''52.17513,0.140753''');

-- No message, detail or hint holds what was refused
SELECT bool_and(said ~ '^22(003|P02) ' AND said !~ '(93|187|471|593)') AS silent, count(DISTINCT said) AS messages
FROM unnest(ARRAY['(93.471593,0.1)', '(51.593471,187.1)', '(51.593471,0.187471593)', '51.593471,0.187471', '(51.593471 0.187)', repeat('(93.471593,0.1)', 50)]) p,
     unnest(ARRAY['SELECT %L::surgical_registry.latlon', 'SELECT surgical_registry.latlon_in(%L)', 'SELECT ARRAY[%L]::surgical_registry.latlon[]', 'SELECT (%L::text)::surgical_registry.latlon']) f,
     LATERAL (SELECT test.all_said(format(f, p)) AS said) s;
SELECT test.all_said('SELECT surgical_registry.latlon(93.471593, 0.187)'), test.all_said('SELECT surgical_registry.latlon(51.5, 187.471)') !~ '187' AS silent;
SELECT CASE WHEN current_setting('server_version_num')::int < 160000 THEN true
       ELSE test.error_of('DO $d$ BEGIN ASSERT NOT pg_input_is_valid(''(91,0)'', ''surgical_registry.latlon'')
           AND NOT pg_input_is_valid(''91'', ''surgical_registry.latlon'')
           AND pg_input_is_valid(''(52,0)'', ''surgical_registry.latlon''); END $d$') = 'no error' END AS soft_errors;

-- Constructor: rounds to the step, latitude first
SELECT latlon(a, o), latitude(latlon(a, o)), longitude(latlon(a, o))
FROM (VALUES (52.17513, 0.140753), (52.17513004, 0.14075304), (52.17513006, -0.14075306), (0.00000004, -0.00000004), (-0.0::float8, '-0'::float8), (90, 12.3), (-90, 180), (89.99999999, 12.3), (5, -180), (5, -179.99999999), (5, 180), (NULL, 1), (1, NULL)) v(a, o);
SELECT latlon(latitude => 52.17513, longitude => 0.140753);
SELECT a AS arguments, test.error_of(format('SELECT surgical_registry.latlon(%s)', a))
FROM unnest(ARRAY['90.00000001, 0', '-90.00000001, 0', '91, 0', '0, 180.00000001', '0, -181', '''NaN'', 0', '0, ''NaN''', '''Infinity'', 0', '0, ''-Infinity''', '1e308, 0']) a;

-- Places on a grid with neighbours a step apart: the order is by latitude, then longitude
CREATE TABLE latlon_sample AS
SELECT v, rank FROM (
    SELECT format('(%s,%s)', a, o)::latlon AS v, row_number() OVER (ORDER BY a, o) AS rank
    FROM unnest('{-89.9999999,-45,-0.0000001,0,0.0000001,50.1234567,51.5,51.5000001,52.1751300,55.9533456,89.9999999}'::numeric[]) a,
         (SELECT unnest('{-179.9999999,-90,-7.6543210,-1.0000001,-1,-0.0000001,0,0.0000001,0.1407530,1.7654321,90,179.9999999,180}'::numeric[]) AS o UNION SELECT i * 3.3 - 160.1 FROM generate_series(1, 90) i) o) s;
SELECT count(*) FROM latlon_sample;
SELECT question, asked > 0 AS asked, wrong FROM test.wrong('latlon_sample');
SELECT count(*) FILTER (WHERE latlon(latitude(v), longitude(v)) <> v) AS degrees_read_back,
       count(*) FILTER (WHERE v::text <> format('(%s,%s)', latitude(v)::numeric(10, 7), longitude(v)::numeric(10, 7))) AS text_differs FROM latlon_sample;
SELECT count(*) AS one_place FROM (SELECT DISTINCT p FROM unnest('{"(90,1)","(90,-180)","(90,0)"}'::latlon[]) p) d;

-- Forged binary: one value a place
SELECT latlon_send('(52.1751300,0.1407530)'), latlon_send('(-90,0)'), latlon_send('(90,0)');
CREATE FUNCTION test.latlon_bytes(latitude bigint, longitude bigint) RETURNS bytea LANGUAGE sql AS $$SELECT int8send(latitude * 4294967296 + longitude)$$;
SELECT said, test.binary_input('latlon', v) FROM (VALUES
    ('origin', test.latlon_bytes(900000000, 1800000000)), ('south pole', test.latlon_bytes(0, 1800000000)), ('north pole', test.latlon_bytes(1800000000, 1800000000)), ('180 east', test.latlon_bytes(900000000, 3600000000)),
    ('180 west', test.latlon_bytes(900000000, 0)), ('a pole with a longitude', test.latlon_bytes(0, 1800000001)), ('north of it', test.latlon_bytes(1800000001, 1800000000)), ('east of 180', test.latlon_bytes(900000000, 3600000001)),
    ('nothing', int8send(0)), ('negative', int8send(-1)), ('least', int8send(-9223372036854775807 - 1)), ('greatest', int8send(9223372036854775807)), ('no bytes', ''), ('four bytes', '\x00000000'), ('nine bytes', '\x000000000000000000')) f(said, v);

-- A key, and a path that does not name the schema
CREATE TABLE site (code ods_code PRIMARY KEY, place latlon UNIQUE);
INSERT INTO site VALUES ('RGT01', '(52.17513,0.140753)'), ('RGT02', NULL);
SELECT test.error_of('INSERT INTO site VALUES (''RGT03'', ''(52.1751300,0.1407530)'')');
SELECT code FROM site WHERE place = latlon(52.17513, 0.140753);
DROP TABLE site;
SET search_path = pg_catalog;
SELECT surgical_registry.latlon(52.17513, 0.140753), surgical_registry.latitude('(52.17513,0.140753)'::surgical_registry.latlon) AS latitude, surgical_registry.longitude('(52.17513,0.140753)'::surgical_registry.latlon) AS longitude,
       surgical_registry.max(v) OPERATOR(surgical_registry.=) '(89.9999999,180)' AS greatest FROM public.latlon_sample;
RESET ALL;
