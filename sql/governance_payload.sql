-- What is signed: one digest whatever the settings, another for every other content.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE SCHEMA payload;
SET search_path = payload, surgical_registry, public;
CREATE TYPE mood AS ENUM ('calm', 'été');
CREATE TABLE entry (
    a text, b timestamptz, PRIMARY KEY (a, b),
    d date, consultant text, i interval, ts timestamp, n numeric, by bytea, t text[], r tstzrange, j jsonb, m mood, c char(5), bits bit(3), u uuid,
    code opcs4, complexity procedure_complexity, tier complexity_tier, status text
);
CALL protect('entry', '{a,b}', 'd', 'consultant', NULL, NULL, '{i,ts,n,by,t,r,j,m,c,bits,u,code,complexity}', 'tier', 'status');
INSERT INTO signoff_policy (effective_from) VALUES ('2024-01-01');
INSERT INTO entry VALUES ('naïve "x"', '2025-07-01 12:34:56.789+02', '2025-07-01', '1111111', '1 year 2 mons -3 days 04:05:06.7', '2025-07-01 00:00:00.000001', 1.50, '\x00ff10',
    ARRAY['ä', NULL, '', 'a,b'], '[2025-01-01 00:00+00,2025-01-02 00:00+00)', '{"b": 1.0, "a": "ü"}', 'été', 'ab', B'101', '00000000-0000-0000-0000-000000000001',
    'V411', '11.0 (3.0+2.5+4.0+1.5)', 'highly_complex', 'submitted');
SELECT entry_key(a, b) AS key, content_digest('entry', entry_key(a, b)) AS digest FROM entry \gset
SELECT state, content_digest = :'digest' AS same FROM entry_state;

-- The same bytes, put together in SQL: SRG1, numbers in network order, every part with its length.
CREATE FUNCTION number(n integer) RETURNS bytea LANGUAGE sql RETURN decode(lpad(to_hex(n), 8, '0'), 'hex');
CREATE FUNCTION part(t text) RETURNS bytea LANGUAGE sql RETURN number(octet_length(convert_to(t, 'UTF8'))) || convert_to(t, 'UTF8');
CREATE FUNCTION field(name text, type text, value text) RETURNS bytea LANGUAGE sql
    RETURN part(name) || part(type) || CASE WHEN value IS NULL THEN '\x01'::bytea ELSE '\x00'::bytea || part(value) END;
CREATE FUNCTION by_hand(revision integer, policy integer) RETURNS bytea LANGUAGE sql
    SET DateStyle = ISO SET TimeZone = 'UTC' SET IntervalStyle = iso_8601 SET bytea_output = hex SET search_path = payload, surgical_registry AS $$
    SELECT 'SRG1'::bytea || number(1) || number(policy) || number(0) || part('payload.entry')
        || number(2) || part(a) || part(b::text) || number(revision) || number(16)
        || field('i', 'pg_catalog.interval', i::text) || field('ts', 'pg_catalog.timestamp', ts::text) || field('n', 'pg_catalog.numeric', n::text)
        || field('by', 'pg_catalog.bytea', by::text) || field('t', 'pg_catalog._text', t::text) || field('r', 'pg_catalog.tstzrange', r::text)
        || field('j', 'pg_catalog.jsonb', j::text) || field('m', 'payload.mood', m::text) || field('c', 'pg_catalog.bpchar', rpad(c, 5)) || field('bits', 'pg_catalog.bit', bits::text)
        || field('u', 'pg_catalog.uuid', u::text) || field('code', 'surgical_registry.opcs4', code::text)
        || field('complexity', 'surgical_registry.procedure_complexity', complexity::text) || field('d', 'pg_catalog.date', d::text) || field('consultant', 'pg_catalog.text', consultant)
        || field('tier', 'surgical_registry.complexity_tier', tier::text)
    FROM payload.entry $$;
SELECT sha256(by_hand(1, 1)) = :'digest' AS by_hand;

-- Fifty settings drawn at random
SELECT setseed(0.25);
SELECT count(DISTINCT content_digest('entry', :'key')) AS digests, count(*) AS settings
FROM generate_series(1, 50) i,
LATERAL (SELECT set_config('DateStyle', (ARRAY['ISO, DMY', 'SQL, MDY', 'Postgres, DMY', 'German, YMD'])[1 + floor(random() * 4 + i * 0)::int], false),
                set_config('TimeZone', (ARRAY['UTC', 'Europe/London', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Chatham'])[1 + floor(random() * 5 + i * 0)::int], false),
                set_config('IntervalStyle', (ARRAY['postgres', 'postgres_verbose', 'sql_standard', 'iso_8601'])[1 + floor(random() * 4 + i * 0)::int], false),
                set_config('extra_float_digits', (floor(random() * 19 + i * 0) - 15)::int::text, false),
                set_config('client_encoding', (ARRAY['UTF8', 'LATIN1', 'WIN1252', 'SQL_ASCII'])[1 + floor(random() * 4 + i * 0)::int], false),
                set_config('bytea_output', (ARRAY['hex', 'escape'])[1 + floor(random() * 2 + i * 0)::int], false) OFFSET 0) settings;
SET client_encoding = 'UTF8';
SELECT content_digest('entry', :'key') = :'digest' AS still, entry_key('a'::text, b) FROM entry;
SELECT current_setting('TimeZone') <> 'UTC' OR current_setting('IntervalStyle') <> 'iso_8601' AS settings_are_as_they_were;
RESET ALL;
SET client_min_messages = warning;
SET search_path = payload, surgical_registry, public;

-- Every change of a covered column, however slight, is another content.
CREATE FUNCTION changed(assignment text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    before bytea := (SELECT content_digest FROM entry_state);
    counted bigint := (SELECT revision FROM entry_state);
BEGIN
    EXECUTE 'UPDATE entry SET ' || assignment;
    RETURN CASE WHEN before = (SELECT content_digest FROM entry_state) THEN 'the same' ELSE 'another' END
        || ', revision +' || (SELECT revision FROM entry_state) - counted;
END
$$;
SELECT a, changed(a) FROM unnest(ARRAY['i = ''14 mons -3 days 04:05:06.7''', 'i = ''1 year 2 mons -3 days 04:05:06.8''', 'ts = ts + ''1 us''', 'n = 1.5', 'by = ''\x00ff''', 't = ARRAY[''ä'', ''NULL'', '''', ''a,b'']',
    't = ARRAY[''ä'', NULL, '''', ''a'', ''b'']', 't = NULL', 't = ''{}''', 'j = ''{"a": "ü", "b": 1.00}''', 'm = ''calm''', 'c = ''abc''', 'c = NULL', 'bits = B''100''', 'code = ''V41''', 'consultant = NULL', 'consultant = ''''',
    'd = NULL', 'status = ''submitted''', 'u = u']) a;
SELECT content_digest('entry', :'key') = sha256(by_hand(revision, 1)) AS by_hand_again FROM entry_state;

-- Pairs that a careless concatenation takes for one
CREATE TABLE pair (id text PRIMARY KEY, d date, consultant text, x text, y text, z text[], tier text, status text);
CALL protect('pair', '{id}', 'd', 'consultant', NULL, NULL, '{x,y,z}', 'tier', 'status');
CREATE TABLE pear (LIKE pair INCLUDING ALL);
CALL protect('pear', '{id}', 'd', 'consultant', NULL, NULL, '{x,y,z}', 'tier', 'status');
INSERT INTO pair SELECT 'p', '2025-03-01', 'c', x, y, z, 'highly_complex', 'draft' FROM (VALUES (NULL, NULL, NULL::text[])) v(x, y, z);
CREATE FUNCTION digest_with(x text, y text, z text[]) RETURNS bytea LANGUAGE plpgsql AS $$
BEGIN
    UPDATE pair SET x = $1, y = $2, z = $3;
    RETURN content_digest('pair', '{p}');
END
$$;
SELECT count(*) AS contents, count(DISTINCT digest_with(x, y, z)) AS digests
FROM (VALUES (NULL, NULL, NULL::text[]), ('', NULL, NULL), (NULL, '', NULL), ('', '', NULL), ('ab', 'c', NULL), ('a', 'bc', NULL), ('abc', '', NULL), ('', 'abc', NULL), ('abc', NULL, NULL),
             ('c', 'ab', NULL), (NULL, NULL, '{}'), (NULL, NULL, '{NULL}'), (NULL, NULL, '{"NULL"}'), (NULL, NULL, '{""}'), (NULL, NULL, '{a,b}'), (NULL, NULL, '{"a,b"}'), ('{a,b}', NULL, NULL),
             (E'é', NULL, NULL), (E'e\u0301', NULL, NULL), ('1.0', NULL, NULL), ('1.00', NULL, NULL), (E'a\tb', NULL, NULL), (E'a\\tb', NULL, NULL)) v(x, y, z);
-- Another table, another key
INSERT INTO pear SELECT * FROM pair;
INSERT INTO pair SELECT 'q', d, consultant, x, y, z, tier, status FROM pair;
SELECT count(DISTINCT digest) AS digests FROM (VALUES (content_digest('pair', '{p}')), (content_digest('pair', '{q}')), (content_digest('pear', '{p}'))) v(digest);
