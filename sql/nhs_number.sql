-- nhs_number, gmc_number, ods_code: identifiers by their shape, and no message that repeats a patient's
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET jit = off; -- a disabled path looks dear enough for it

-- Ten digits, single blanks or hyphens between them, blanks around
SELECT n AS literal, n::nhs_number
FROM unnest(ARRAY['943 476 5919', '9434765919', '943-476-5919', '943 476-5919', '9 4 3 4 7 6 5 9 1 9', ' 9434765919 ', E'\t943 476 5919\n',
    '9990000018', '9990000026', '9990000034', '9990000042', '999-000-0050', '0607230002', '0123456789', '4000000632', '0000000000']) n;

-- Everything else is refused: 22003 for the check digit, 22P02 for the shape
SELECT n AS literal, test.error_of(format('SELECT %L::surgical_registry.nhs_number', n))
FROM unnest(ARRAY['9434765918', '943 476 5910', '9434765991', '9990000019', '1234567890', '2345678901', '9999999990',
    '', ' ', '-', '943476591', '94347659190', '94347659199434765919', '943  476 5919', '943--476-5919', '943 -4765919', '-9434765919', '943-476-5919-',
    '943.476.5919', '943/476/5919', E'943\t476\t5919', '+9434765919', '943476591X', 'hat', '0x943476591', '9434765919.', '9434765919a', '１234567881', E'943\u00A0476\u00A05919', 'null', '123456788٤']) n;
SELECT test.error_of(format('SELECT %L::surgical_registry.nhs_number', repeat('1234567881', 100000)));

-- No message, detail or hint holds a digit of the literal, by whatever way it comes in
CREATE FUNCTION test.all_said(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    message text;
    detail text;
    hint text;
BEGIN
    EXECUTE statement;
    RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(' | ', SQLSTATE, message, nullif(detail, ''), nullif(hint, ''));
END
$$;
SELECT bool_and(said ~ '^22(003|P02) ' AND replace(replace(said, left(said, 5), ''), 'modulus 11', '') !~ '[0-9]|\mhat\M') AS silent, count(DISTINCT said) AS messages
FROM unnest(ARRAY['9434765918', '943 476 591', '94347659190', '943-476-5919-', '9434765 hat', 'hat', repeat('9434765919', 50)]) n,
     unnest(ARRAY['SELECT %L::surgical_registry.nhs_number', 'SELECT (%L::text)::surgical_registry.nhs_number', 'SELECT surgical_registry.nhs_number_in(%L)', 'SELECT ARRAY[%L]::surgical_registry.nhs_number[]',
                  'SELECT * FROM json_to_record(json_build_object(''n'', %L)) AS r(n surgical_registry.nhs_number)']) f,
     LATERAL (SELECT test.all_said(format(f, n)) AS said) s;
SELECT v, test.binary_input('nhs_number', v)
FROM unnest(ARRAY[int8send(9434765919), int8send(9434765918), int8send(0), int8send(-1), int8send(10000000000), int8send(9223372036854775807), '\x', '\x00000000', '\x000000000000000000']::bytea[]) v;
SELECT CASE WHEN current_setting('server_version_num')::int < 160000 THEN true
       ELSE test.error_of('DO $d$ BEGIN ASSERT NOT pg_input_is_valid(''9434765918'', ''surgical_registry.nhs_number'')
           AND NOT pg_input_is_valid(''hat'', ''surgical_registry.nhs_number'')
           AND pg_input_is_valid(''9434765919'', ''surgical_registry.nhs_number''); END $d$') = 'no error' END AS soft_errors;

-- The check digit by the Data Dictionary's rule, said again in SQL: of nine digits one tenth digit will do, or none
SELECT setseed(0.11);
CREATE TABLE nhs_nine AS SELECT lpad(floor(random() * 1000000000)::bigint::text, 9, '0') AS nine FROM generate_series(1, 1200);
INSERT INTO nhs_nine VALUES ('000000000'), ('999999999'), ('000000001'), ('943476591');
CREATE TABLE nhs_judged AS
SELECT nine || tenth AS digits,
       (11 - (SELECT sum((11 - i) * substr(nine, i, 1)::int) FROM generate_series(1, 9) i) % 11) % 11 = tenth AS good,
       test.error_of(format('SELECT %L::surgical_registry.nhs_number', nine || tenth)) AS said
FROM (SELECT DISTINCT nine FROM nhs_nine) n, generate_series(0, 9) tenth;
SELECT count(*) > 10000 AS many, count(*) FILTER (WHERE good) BETWEEN 1000 AND 1200 AS ten_in_eleven,
       count(*) FILTER (WHERE good <> (said = 'no error')) AS misjudged,
       count(*) FILTER (WHERE NOT good AND said NOT LIKE '22003 |%') AS otherwise_refused
FROM nhs_judged;

-- What every type passed by value promises
CREATE TABLE nhs_sample AS SELECT digits::nhs_number AS v, digits::bigint AS rank FROM nhs_judged WHERE good;
SELECT count(*) FILTER (WHERE replace(v::text, ' ', '') <> lpad(rank::text, 10, '0') OR v::text !~ '^\d{3} \d{3} \d{4}$') AS text_differs FROM nhs_sample;
SELECT question, asked > 0 AS asked, wrong FROM test.wrong('nhs_sample');

-- Domains
SELECT '1234567'::gmc_number, 'RGT'::ods_code, 'RGT01'::ods_code, 'A81001'::ods_code, 'ABC1234567'::ods_code, NULL::gmc_number, NULL::ods_code;
SELECT domain, v AS literal, test.error_of(format('SELECT %L::surgical_registry.%s', v, domain))
FROM (VALUES ('gmc_number', ARRAY['', '123456', '12345678', '123456a', ' 1234567', '1234567 ', E'1234567\n', '1234567' || E'\n1234567', '１234567', '-123456']),
             ('ods_code', ARRAY['', 'RG', 'ABC12345678', 'rgt', 'RG T', 'RGT ', E'RGT\n', 'RÉT', 'RGT-1', 'ＲＧＴ'])) d(domain, literals), unnest(literals) v;
CREATE TABLE staff (gmc gmc_number PRIMARY KEY, trust ods_code NOT NULL);
INSERT INTO staff VALUES ('0000001', 'RGT'), ('7654321', 'RGT01');
SELECT gmc, trust FROM staff WHERE gmc > '0000001' ORDER BY trust;
DROP TABLE staff;

-- From a path that does not name the schema
SET search_path = pg_catalog;
SELECT '943 476 5919'::surgical_registry.nhs_number, '943 476 5919'::surgical_registry.nhs_number OPERATOR(surgical_registry.=) '9434765919' AS equal,
       surgical_registry.min(v) OPERATOR(surgical_registry.<) '9434765919' AS least, '1234567'::surgical_registry.gmc_number, 'RGT'::surgical_registry.ods_code
FROM public.nhs_sample;
RESET ALL;
