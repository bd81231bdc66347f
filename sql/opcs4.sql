-- opcs4: text, binary form, parts and comparison of codes
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;

-- Any case, dot or none, outer blanks
SELECT c AS literal, c::opcs4, undotted(c::opcs4), category(c::opcs4), chapter(c::opcs4), last_within(c::opcs4)
FROM unnest(ARRAY['V41.1', 'v411', '  V41.1 ', E'\tV411\n', 'V41', 'v41', 'A00', 'a00.0', 'Z99.9', 'H99', 'J00.0']) c;

-- Everything else is refused, with the literal and what would do
SELECT c AS literal, test.error_of(format('SELECT %L::surgical_registry.opcs4', c))
FROM unnest(ARRAY['', ' ', 'V', 'V4', 'V41.', 'V41..1', 'V41.1.', 'V41.12', 'V4111', 'V41 .1', 'V 41', 'V41. 1',
    'I41.1', 'i41', '441', 'VV1', 'V4A', '.V41', '-V41', 'V41.x', 'V4１.1', 'Ⅴ41.1', 'V41․1', 'null']) c;
SELECT test.error_of(format('SELECT %L::surgical_registry.opcs4', repeat('V41.1', 100000)));
SELECT test.error_of(format('SELECT %L::surgical_registry.opcs4', repeat('é', 100)));

-- Every code there is: text and back, in order, with its parts
CREATE TABLE every_code AS
SELECT row_number() OVER (ORDER BY letter COLLATE "C", category COLLATE "C", digit COLLATE "C" NULLS FIRST) AS ordinal, letter, category, digit, letter || category || coalesce('.' || digit, '') AS canonical,
       (letter || category || coalesce('.' || digit, ''))::opcs4 AS code
FROM (SELECT chr(l) AS letter FROM generate_series(ascii('A'), ascii('Z')) l WHERE chr(l) <> 'I') letters,
     (SELECT lpad(d::text, 2, '0') AS category FROM generate_series(0, 99) d) categories,
     (SELECT nullif(d, -1)::text AS digit FROM generate_series(-1, 9) d) digits
ORDER BY letter COLLATE "C", category COLLATE "C", digit COLLATE "C" NULLS FIRST;
SELECT count(*), count(DISTINCT code), min(code), max(code) FROM every_code;
SELECT count(*) FILTER (WHERE code::text <> canonical) AS text_differs,
       count(*) FILTER (WHERE undotted(code) <> replace(canonical, '.', '')) AS undotted_differs,
       count(*) FILTER (WHERE undotted(code)::opcs4 <> code) AS undotted_rereads,
       count(*) FILTER (WHERE lower(canonical)::opcs4 <> code) AS lower_rereads,
       count(*) FILTER (WHERE category(code)::text <> letter || category) AS category_differs,
       count(*) FILTER (WHERE chapter(code) <> letter) AS chapter_differs,
       count(*) FILTER (WHERE last_within(code)::text <> letter || category || '.' || coalesce(digit, '9')) AS last_differs
FROM every_code;
SELECT count(*) AS out_of_order FROM (SELECT code, lag(code) OVER (ORDER BY ordinal) AS before FROM every_code) o
WHERE NOT (before < code) OR NOT (code > before) OR before >= code OR code <= before OR before = code OR NOT before <> code
   OR opcs4_cmp(before, code) >= 0 OR opcs4_cmp(code, before) <= 0 OR opcs4_cmp(code, code) <> 0;

-- Random pairs against a comparison that knows only text in the C collation
SELECT setseed(0.41);
CREATE TABLE code_pair AS
SELECT a.code AS a, b.code AS b, a.canonical COLLATE "C" AS ta, b.canonical COLLATE "C" AS tb
FROM (SELECT 1 + (random() * 27499)::int AS x, 1 + (random() * 27499)::int AS y FROM generate_series(1, 20000)) r
JOIN every_code a ON a.ordinal = r.x JOIN every_code b ON b.ordinal = r.y;
SELECT count(*) > 19000 AS many,
       count(*) FILTER (WHERE (a < b) <> (ta < tb) OR (a <= b) <> (ta <= tb) OR (a = b) <> (ta = tb)
           OR (a <> b) <> (ta <> tb) OR (a >= b) <> (ta >= tb) OR (a > b) <> (ta > tb)) AS differs,
       count(*) FILTER (WHERE (a <@ b) <> (ta = tb OR (length(tb) = 3 AND left(ta, 3) = tb))) AS within_differs,
       count(*) FILTER (WHERE (a <@ b) <> (b @> a)) AS commutator_differs,
       count(*) FILTER (WHERE (opcs4_hash(a) = opcs4_hash(b)) <> (a = b)) AS hash_differs,
       count(*) FILTER (WHERE (opcs4_hash_extended(a, 42) = opcs4_hash_extended(b, 42)) <> (a = b)) AS hash_extended_differs
FROM code_pair;

-- Containment
SELECT 'V41.1'::opcs4 <@ 'V41' AS code_in_category, 'V41'::opcs4 <@ 'V41' AS itself, 'V41.1'::opcs4 <@ 'V41.1' AS same_code,
       'V41'::opcs4 <@ 'V41.1' AS category_in_code, 'V42.0'::opcs4 <@ 'V41' AS next, 'V41'::opcs4 @> 'V41.9' AS contains,
       NULL::opcs4 <@ 'V41' AS of_null;

-- Binary form: the same strictness
SELECT opcs4_send('V41.1'), opcs4_send('A00'), opcs4_send('Z99.9');
CREATE FUNCTION test.binary_round_trip(source regclass) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    differing bigint;
BEGIN
    EXECUTE format('CREATE TEMP TABLE copy_back (LIKE %s)', source);
    EXECUTE format('COPY %s TO %L WITH (FORMAT binary)', source, current_setting('data_directory') || '/sr_copy.bin');
    EXECUTE format('COPY copy_back FROM %L WITH (FORMAT binary)', current_setting('data_directory') || '/sr_copy.bin');
    EXECUTE format('SELECT (SELECT count(*) FROM copy_back) - (SELECT count(*) FROM %1$s)
        + (SELECT count(*) FROM ((SELECT t::text FROM %1$s t EXCEPT ALL SELECT c::text FROM copy_back c)
           UNION ALL (SELECT c::text FROM copy_back c EXCEPT ALL SELECT t::text FROM %1$s t)) d)', source) INTO differing;
    DROP TABLE copy_back;
    RETURN differing;
END
$$;
SELECT test.binary_round_trip('every_code') AS differing;

-- A forged file: header, one row of one column with the given bytes, trailer
CREATE FUNCTION test.binary_input(type regtype, value bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    file text := current_setting('data_directory') || '/sr_forged.bin';
    loid oid;
    error text;
BEGIN
    loid := lo_from_bytea(0, '\x5047434f50590aff0d0a00'::bytea || '\x0000000000000000'::bytea
        || '\x0001'::bytea || int4send(length(value)) || value || '\xffff'::bytea);
    PERFORM lo_export(loid, file);
    PERFORM lo_unlink(loid);
    EXECUTE format('CREATE TEMP TABLE forged (v %s)', type);
    error := test.error_of(format('COPY forged FROM %L WITH (FORMAT binary)', file));
    DROP TABLE forged;
    RETURN error;
END
$$;
SELECT v, test.binary_input('opcs4', v)
FROM unnest(ARRAY['\x00000000', '\x00006b6b', '\x00006b6c', '\xffffffff', '\x7fffffff', '\x', '\x0000', '\x0000000000']::bytea[]) v;

-- Aggregates, and what an analyst does with any type
SELECT min(code), max(code) FROM every_code WHERE code <@ 'W28';
SELECT min(code), max(code) FROM every_code WHERE false;
SELECT category(code), count(*) FROM every_code WHERE code BETWEEN 'V41.8' AND 'V43.0' GROUP BY 1 ORDER BY 1;
SELECT DISTINCT ON (chapter(code)) code FROM every_code WHERE code >= 'X98.7' ORDER BY chapter(code), code DESC;
SELECT array_agg(code ORDER BY code DESC) FROM every_code WHERE code <@ 'V41' AND code > 'V41.6';
SELECT 'V41.1'::text::opcs4, 'V41.1'::opcs4::text, ARRAY['V41', 'W28.1']::opcs4[] @> ARRAY['v41']::opcs4[];

-- Soft errors from 16 on; before, the function is not there to ask.
SELECT CASE WHEN current_setting('server_version_num')::int < 160000 THEN true
       ELSE test.error_of('DO $d$ BEGIN ASSERT NOT pg_input_is_valid(''I41'', ''surgical_registry.opcs4'')
           AND pg_input_is_valid(''V41'', ''surgical_registry.opcs4''); END $d$') = 'no error' END AS soft_errors;
