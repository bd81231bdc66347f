-- Ranges and lists of codes: opcs4range, icd10range, their multiranges, code <@ list, any_code_in, codes_invalid
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET jit = off;

-- Canonical form: [lower,upper); an inclusive upper bound takes all within it, an exclusive lower bound leaves out one code
SELECT r AS literal, r::opcs4range AS range, isempty(r::opcs4range) AS empty, upper_inf(r::opcs4range) AS open
FROM unnest(ARRAY['[V41,V46]', '[V41,V46)', '(V41,V46)', '(V41,V46]', '[V41,V41]', '[V41,V41)', '(V41,V41.0)', '[V41,V41.0)', '[V41.1,V41.1]',
    '[V41.1,V41.9]', '(V41.9,V42)', '(V41.9,V42]', '[H99,H99]', '[Z99,Z99]', '[Y00,Z99.9]', '[Z99.9,Z99.9]', '[Z99.8,Z99.8]', '(Z99.9,)',
    '(,A00)', '(,A00]', '(,A00.0)', '(,)', '(,V41]', '[v411,)', 'empty']) r;
SELECT r AS literal, r::icd10range AS range, isempty(r::icd10range) AS empty, upper_inf(r::icd10range) AS open
FROM unnest(ARRAY['[M40,M43]', '(M40,M43)', '[M41,M41]', '[M41.1,M41.1]', '[M41.1234,M41.1234]', '[M41.ZZZZ,M41.ZZZZ]', '[M4Z,M4Z]', '[M99,M99]', '[M9Z,M9Z]',
    '(M41,M41.0)', '(M41.9ZZZ,M41.A)', '[M41.W,M41.W]', '[I10X,I10X]', '[Z9Z,Z9Z]', '[Z9Z.ZZZZ,Z9Z.ZZZZ]', '(Z9Z.ZZZZ,)', '(,A00)', '(,)']) r;
SELECT opcs4range('V41', 'V46', '[]'), opcs4range('V41', 'V46'), opcs4range('V41', NULL), opcs4multirange(opcs4range('V41', 'V46'), '[V44,W05]'), opcs4range('V41', 'V46')::opcs4multirange;
SELECT opcs4_range_diff('V42', 'V41'), opcs4_range_diff('V41', 'V42'), opcs4_range_diff('Z99.9', 'A00'), icd10_range_diff('M41', 'M41'), icd10_range_diff('M42', 'M41') > 0 AS above;

-- Refused
SELECT r AS literal, test.error_of(format('SELECT %L::surgical_registry.opcs4range', r))
FROM unnest(ARRAY['[V41.3,V41]', '[V46,V41]', '[V41,I41]', '[V41;V42]', '[V41,V42', 'V41-V42', '']) r;
SELECT test.error_of($$SELECT surgical_registry.opcs4range('V46', 'V41')$$), test.error_of($$SELECT surgical_registry.opcs4range('V41', 'V46', '[[')$$);
SELECT CASE WHEN current_setting('server_version_num')::int < 160000 THEN true
       ELSE test.error_of('DO $d$ BEGIN ASSERT NOT pg_input_is_valid(''[V41.3,V41]'', ''surgical_registry.opcs4range'')
           AND NOT pg_input_is_valid(''[I41,V41]'', ''surgical_registry.opcs4range'') AND pg_input_is_valid(''[V41,Z99]'', ''surgical_registry.opcs4range''); END $d$') = 'no error' END AS soft_errors;

-- Random ranges of every kind of bound against a rule that knows only text, over every code there is
SELECT setseed(0.42);
CREATE TABLE random_range AS
SELECT n, least(a.canonical COLLATE "C", b.canonical) AS low, greatest(a.canonical COLLATE "C", b.canonical) AS high, substr('[(', 1 + (random() * 1)::int, 1) || substr(')]', 1 + (random() * 1)::int, 1) AS kind
FROM (SELECT n, 1 + (random() * 27499)::int AS x, CASE WHEN n % 3 = 0 THEN (random() * 30)::int ELSE (random() * 27499)::int END AS y, (random() * 2)::int AS part FROM generate_series(1, 40) n) r
JOIN every_code a ON a.ordinal = r.x JOIN every_code b ON b.ordinal = CASE WHEN n % 3 = 0 THEN least(r.x + r.y, 27500) ELSE 1 + r.y - (CASE WHEN part = 1 THEN r.y % 11 ELSE 0 END) END;
SELECT count(*) AS asked, count(*) FILTER (WHERE by_type) > 50000 AS many_within, count(*) FILTER (WHERE by_type <> by_text) AS differing
FROM (SELECT code <@ opcs4range(low::opcs4, high::opcs4, kind) AS by_type,
             low <> high AND (canonical COLLATE "C" > low OR (canonical = low AND kind LIKE '[%'))
             AND (canonical COLLATE "C" < high OR (kind LIKE '%]' AND left(canonical, length(high)) = high))
             OR (low = high AND kind = '[]' AND left(canonical, length(high)) = high) AS by_text
      FROM random_range, every_code) q;

-- Lists as people write them
SELECT l AS literal, opcs4_codes(l) AS list, codes_text(opcs4_codes(l)) AS canonical
FROM unnest(ARRAY['V41-V46, W05.1', 'V41', ' v41 ', 'v411', 'V41-V41', 'V41.1-V41.3', 'V41.3-V42', 'V41-V41.3', E'W05.1,\n\tV41 -\n V46', 'V41,V42,V43', 'V41.0,V41.1,V41',
    'V41,V41,V41.5', 'V44-W05,V41-V46', 'A00-Z99', 'Z99', 'Z99.9', 'A00', 'H99-J00', 'V41.0-V41.9', 'V41,V42.0-V42.9', 'Z99.3-Z99.9']) l;
SELECT l AS literal, icd10_codes(l) AS list, codes_text(icd10_codes(l)) AS canonical
FROM unnest(ARRAY['M40-M43, M96.1', 'I10X', 'i10', 'M41.1', 'M41.1-M41.3', 'M41.X1', 'M41.W', 'M41.X0-M41.XZ', 'S72.001A-S72.001D', 'C00-C97, D00-D09', 'Z9Z', 'A00-Z9Z', 'M4Z-M50']) l;
SELECT left(l, 30) AS literal, test.error_of(format('SELECT surgical_registry.opcs4_codes(%L)', l))
FROM unnest(ARRAY['', ' ', ',', 'V41,,V42', ',V41', 'V41,', 'V41-', '-V41', '-', 'V41-V46-V50', 'V46-V41', 'V41.3-V41', 'I41', 'V41 V42', 'V41;V42', 'V41–V46', 'V41.', '[V41,V42)', 'V41-46',
    'V4１', 'null', '*', 'V4%', 'V41, ' || repeat('é', 100), repeat('V41-V42 ', 100000)]) l(l)
ORDER BY length(l), l COLLATE "C";
SELECT l AS literal, test.error_of(format('SELECT surgical_registry.icd10_codes(%L)', l))
FROM unnest(ARRAY['', 'M41-', 'M43-M40', 'M41.1-M41', 'MA1', 'M41.12345', 'I10-I10X-I11']) l;
SELECT opcs4_codes(NULL) IS NULL AS of_null, codes_text(NULL::opcs4multirange) IS NULL AS text_of_null,
       opcs4_codes(repeat('V41, ', 100000) || 'V42') AS repeated, (SELECT count(*) FROM unnest(opcs4_codes((SELECT string_agg(canonical, ',') FROM every_code WHERE digit = '3')))) AS apart;
SELECT test.error_of($$SELECT surgical_registry.opcs4_codes(repeat('V41,', 1000000) || 'V42')$$);

-- What only a multirange can say; unbounded ends take the name of the first or last category
SELECT m AS list, codes_text(m), opcs4_codes(nullif(codes_text(m), '')) AS again
FROM unnest('{"{}","{(,)}","{(,V42)}","{[V41.3,)}","{[V41.3,V47)}","{[V46.3,V47)}","{(V41,V42)}","{[V41,V41.1)}","{(,A00.1)}","{[Z99.9,)}","{[Z99.3,)}","{[A00,A01),[Z99,)}"}'::opcs4multirange[]) m
WHERE m NOT IN ('{[V41,V41.1)}', '{(,A00.1)}');
SELECT m AS list, test.error_of(format('SELECT surgical_registry.codes_text(%L::surgical_registry.opcs4multirange)', m))
FROM unnest('{"{[V41,V41.0)}","{[V41,V41.1)}","{(,A00.0)}","{[V40,V41.0)}"}'::opcs4multirange[]) m;
SELECT m AS list, test.error_of(format('SELECT surgical_registry.codes_text(%L::surgical_registry.icd10multirange)', m))
FROM unnest('{"{[M41,M41.0)}","{[M41.1,M41.10)}","{[M40,M41.12)}","{[M41.W,M41.X00)}","{[M41.X0,M41.X00)}"}'::icd10multirange[]) m;

-- Random lists: text and back, and the same members by a rule that knows only text, by us and by the server
CREATE TABLE random_list AS
SELECT list, string_agg(item, CASE WHEN list % 2 = 0 THEN ',' ELSE E' ,\n ' END ORDER BY n) AS written
FROM (SELECT list, n, CASE WHEN kind < 0.4 THEN a.canonical WHEN kind < 0.7 THEN a.letter || a.category
                      WHEN kind < 0.9 THEN a.letter || a.category || CASE WHEN random() < 0.5 THEN '-' ELSE ' - ' END || b.letter || b.category ELSE a.canonical || '-' || b.canonical END AS item
      FROM (SELECT list, n, random() AS kind, 1 + (random() * 27000)::int AS x, (random() * 60)::int AS y FROM generate_series(1, 200) list, generate_series(1, 1 + list % 17) n) r
      JOIN every_code a ON a.ordinal = r.x JOIN every_code b ON b.ordinal = least(r.x - (r.x - 1) % 11 + 11 + r.y, 27500)) i
GROUP BY list;
ALTER TABLE random_list ADD codes opcs4multirange;
UPDATE random_list SET codes = opcs4_codes(written);
SELECT count(*) AS lists, count(*) FILTER (WHERE opcs4_codes(codes_text(codes)) <> codes) AS differing, count(*) FILTER (WHERE codes::text::opcs4multirange <> codes) AS text_differs,
       count(*) FILTER (WHERE codes_text(opcs4_codes(codes_text(codes))) <> codes_text(codes)) AS not_canonical FROM random_list;
CREATE TABLE list_item AS
SELECT list, trim(E' \n' FROM split_part(item, '-', 1)) AS low, trim(E' \n' FROM CASE WHEN item LIKE '%-%' THEN split_part(item, '-', 2) ELSE item END) AS high
FROM random_list, unnest(string_to_array(written, ',')) item;
CREATE TABLE by_text AS
SELECT DISTINCT list, canonical FROM list_item JOIN every_code ON canonical COLLATE "C" >= low AND (canonical COLLATE "C" <= high OR left(canonical, length(high)) = high) WHERE list <= 25;
SELECT count(*) AS asked, count(*) FILTER (WHERE ours) > 1000 AS many_within, count(*) FILTER (WHERE ours <> servers) AS servers_differ, count(*) FILTER (WHERE ours <> commuted) AS commuted_differs, count(*) FILTER (WHERE ours <> by_text) AS text_differs
FROM (SELECT code <@ codes AS ours, codes @> code AS commuted, code OPERATOR(pg_catalog.<@) codes AS servers, t.canonical IS NOT NULL AS by_text
      FROM random_list r CROSS JOIN every_code e LEFT JOIN by_text t ON t.list = r.list AND t.canonical = e.canonical WHERE r.list <= 25) q;
SELECT count(*) AS differing FROM (SELECT list, count(*) FROM every_code, random_list WHERE list % 20 = 0 AND code <@ codes GROUP BY list
    EXCEPT SELECT list, sum((SELECT count(*) FROM every_code WHERE code <@ r)) FROM random_list, unnest(codes) r WHERE list % 20 = 0 GROUP BY list) d;

-- icd10: random codes by text rules, and as the server says
CREATE TABLE diagnosis AS
SELECT DISTINCT t COLLATE "C" AS canonical, t::icd10 AS code
FROM (SELECT chr(77 + (random() * 1)::int) || (random() * 3)::int || substr('019AXZ', 1 + (random() * 5)::int, 1)
          || CASE WHEN digits = 0 THEN '' ELSE '.' || left(substr('018WXYZ', 1 + (random() * 6)::int, 1) || substr('0XZ', 1 + (random() * 2)::int, 1) || substr('0XZ', 1 + (random() * 2)::int, 1) || substr('0DZ', 1 + (random() * 2)::int, 1), digits) END AS t
      FROM (SELECT (random() * 4)::int AS digits FROM generate_series(1, 6000)) n) r
WHERE t !~ '\.X$';
SELECT count(*) > 1500 AS many, count(*) FILTER (WHERE code::text <> canonical) AS text_differs FROM diagnosis;
CREATE TABLE diagnosis_pair AS SELECT least(a.canonical, b.canonical) AS low, greatest(a.canonical, b.canonical) AS high
FROM (SELECT canonical, row_number() OVER (ORDER BY random()) AS n FROM diagnosis) a JOIN (SELECT canonical, row_number() OVER (ORDER BY random()) AS n FROM diagnosis) b USING (n) WHERE n <= 300;
INSERT INTO diagnosis_pair SELECT canonical, canonical FROM diagnosis ORDER BY random() LIMIT 200;
SELECT count(*) > 400000 AS many, count(*) FILTER (WHERE code <@ icd10_codes(low || '-' || high) <> by_text) AS differing, count(*) FILTER (WHERE code <@ icd10range(low::icd10, high::icd10, '[]') <> by_text) AS range_differs,
       count(*) FILTER (WHERE code <@ icd10range(low::icd10, high::icd10, '()') <> (low < canonical AND canonical < high)) AS open_differs,
       count(*) FILTER (WHERE (code <@ icd10_codes(low)) <> (code <@ low::icd10)) AS within_differs
FROM (SELECT code, canonical, low, high, canonical >= low AND (canonical <= high OR left(canonical, length(high)) = high) AS by_text FROM diagnosis, diagnosis_pair) q;
SELECT count(*) AS differing FROM diagnosis_pair WHERE icd10_codes(codes_text(icd10_codes(low || '-' || high))) <> icd10_codes(low || '-' || high);
SELECT count(*) AS differing FROM (SELECT icd10_codes(string_agg(low || '-' || high, ', ')) AS list FROM (SELECT low, high, row_number() OVER () % 60 AS g FROM diagnosis_pair) p GROUP BY g) l WHERE icd10_codes(codes_text(list)) <> list;

-- Causes of death as certified, and the lists a mortality review asks for
CREATE TABLE autopsy (id int PRIMARY KEY, underlying icd10, mentioned icd10[]);
INSERT INTO autopsy VALUES (1, 'I21.4', '{I21.4,I25.1,E11.9}'), (2, 'I26.9', '{I26.9,T81.7,M41.1}'), (3, 'J18.9', '{J18.9,J96.0}'), (4, 'T81.0', '{T81.0,D62,Y83.8}'),
    (5, 'I10X', '{I10,I61.9,NULL}'), (6, 'C79.5', '{C79.5,C61,M84.58XA}'), (7, NULL, '{}'), (8, 'R99', NULL), (9, 'A41.9', '{A41.9,T84.5,Y83.1}');
SELECT name, codes_text(list) AS list, array_agg(id ORDER BY id) FILTER (WHERE underlying <@ list) AS underlying, array_agg(id ORDER BY id) FILTER (WHERE any_code_in(mentioned, list)) AS mentioned, array_agg(id ORDER BY id) FILTER (WHERE any_code_in(mentioned, list) IS NULL) AS unknown
FROM autopsy, (VALUES ('circulatory', icd10_codes('I00-I99')), ('hypertension', icd10_codes('I10-I15')), ('complication of care', icd10_codes('T80-T88, Y83-Y84')), ('neoplasm', icd10_codes('C00-D48')),
    ('pathological fracture', icd10_codes('M84.4-M84.5')), ('sepsis or pneumonia', icd10_codes('A40, A41, J12-J18'))) v(name, list)
GROUP BY name, list ORDER BY name;

-- Algebra of lists is the server's, on the same canonical form
SELECT codes_text(opcs4_codes('V41-V46') - opcs4_codes('V43.1')) AS difference, codes_text(opcs4_codes('V41') + opcs4_codes('V42, W05.1')) AS "union", codes_text(opcs4_codes('V41-V46, W05') * opcs4_codes('V46-W05.1')) AS intersection,
       codes_text('{(,)}' - opcs4_codes('V41-Z99')) AS complement, codes_text('{(,)}' - opcs4_codes('A00-V41')) AS rest, '{(,)}' - opcs4_codes('A00-Z99') AS nothing,
       opcs4_codes('V41-V46') @> opcs4_codes('V43.1') AS holds, opcs4_codes('V41') && opcs4_codes('V41.9-V42') AS overlaps, opcs4_codes('V41') -|- opcs4_codes('V42') AS adjacent;
SELECT test.error_of($$SELECT surgical_registry.codes_text(surgical_registry.opcs4_codes('V41-V46') - surgical_registry.opcs4_codes('V43.0-V43.9'))$$);
SELECT count(*) > 50000 AS many, count(*) FILTER (WHERE (code <@ (a.codes + b.codes)) <> (code <@ a.codes OR code <@ b.codes)) AS union_differs,
       count(*) FILTER (WHERE (code <@ (a.codes * b.codes)) <> (code <@ a.codes AND code <@ b.codes)) AS intersection_differs, count(*) FILTER (WHERE (code <@ (a.codes - b.codes)) <> (code <@ a.codes AND NOT code <@ b.codes)) AS difference_differs,
       count(*) FILTER (WHERE (code <@ ('{(,)}' - a.codes)) = (code <@ a.codes)) AS complement_differs
FROM random_list a JOIN random_list b ON b.list = 201 - a.list JOIN every_code ON ordinal % 97 = a.list % 97;
SELECT range_agg(r) FROM unnest('{"[V41,V42]","[V43,V44)","[W05,W05]"}'::opcs4range[]) r;

-- Binary form
CREATE TABLE range_copy AS SELECT opcs4range(low::opcs4, high::opcs4, kind) AS r, opcs4_codes(low || '-' || high) AS m FROM random_range;
SELECT test.binary_round_trip('range_copy') AS differing;

-- GiST, SP-GiST, btree and hash on ranges: every way one answer
CREATE TABLE range_index AS SELECT n, opcs4range(category(code), NULL::opcs4) * opcs4range(NULL, last_within(code), '[]') AS r FROM (SELECT ordinal AS n, code FROM every_code WHERE ordinal % 5 = 0) c;
INSERT INTO range_index SELECT 100000 + n, opcs4range(low::opcs4, high::opcs4, kind) FROM random_range;
INSERT INTO range_index VALUES (0, 'empty'), (-1, '(,)'), (-2, NULL), (-3, '[Z99,)'), (-4, '(,A01)');
CREATE INDEX range_gist ON range_index USING gist (r);
CREATE INDEX range_spgist ON range_index USING spgist (r);
CREATE INDEX range_hash ON range_index USING hash (r);
CREATE INDEX range_btree ON range_index (r);
VACUUM ANALYZE range_index;
CREATE FUNCTION test.range_answer(condition text, kept text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text;
    statement text := format('SELECT count(*), sum(n) FROM range_index WHERE %s', condition);
BEGIN
    UPDATE pg_index SET indisvalid = (indexrelid::regclass::text = kept) WHERE indrelid = 'range_index'::regclass;
    PERFORM set_config('enable_seqscan', (kept = '')::text, true);
    EXECUTE format('SELECT t::text FROM (%s) t', statement) INTO answer;
    IF kept <> '' AND NOT test.plan_has(statement, kept) THEN
        answer := 'index not used';
    END IF;
    UPDATE pg_index SET indisvalid = true WHERE indrelid = 'range_index'::regclass;
    RETURN answer;
END
$$;
SELECT kept, count(*) AS asked, count(*) FILTER (WHERE by_index <> by_scan) AS differing, min(condition) FILTER (WHERE by_index <> by_scan) AS which
FROM (SELECT kept, condition, test.range_answer(condition, kept) AS by_index, test.range_answer(condition, '') AS by_scan
      FROM (SELECT kept, format('r %s %L::%s', operator, operand, type) AS condition
            FROM unnest('{range_gist,range_spgist}'::text[]) kept, unnest('{&&,<@,@>,<<,>>,&<,&>,-|-,=}'::text[]) operator,
                 (VALUES ('[V41,V46]', 'opcs4range'), ('[V41.3,V41.3]', 'opcs4range'), ('[Z98,)', 'opcs4range'), ('(,B00)', 'opcs4range'), ('empty', 'opcs4range')) v(operand, type)
            UNION ALL SELECT kept, format('r @> %L::opcs4', c) FROM unnest('{range_gist,range_spgist}'::text[]) kept, unnest('{A00,V41,V41.3,V41.9,Z99.9}'::text[]) c
            UNION ALL SELECT 'range_gist', format('r && %L::opcs4multirange', opcs4_codes('V41-V46, W05.1'))
            UNION ALL SELECT kept, format('r = %L::opcs4range', o) FROM unnest('{range_hash,range_btree}'::text[]) kept, unnest('{"[V41,V41]",empty,"(,)"}'::text[]) o
            UNION ALL SELECT 'range_btree', 'r < ''[A05,A06)''::opcs4range') c
      OFFSET 0) a
GROUP BY kept ORDER BY kept;
CREATE TABLE booked (theatre int, r opcs4range, EXCLUDE USING gist (r WITH &&));
INSERT INTO booked VALUES (1, '[V41,V46]');
SELECT test.error_of($$INSERT INTO booked VALUES (2, '[V46.9,V48]')$$), test.error_of($$INSERT INTO booked VALUES (2, '[V47,V48]')$$);

-- The operator: constants, NULLs, its function, a negated use
SELECT 'V41.1'::opcs4 <@ opcs4_codes('V41-V46, W05.1') AS within, 'V41'::opcs4 <@ opcs4_codes('V41.1') AS category_of_one, opcs4_codes('V41') @> 'V41.1' AS holds, 'V47'::opcs4 <@ opcs4_codes('V41-V46') AS after, 'V46.9'::opcs4 <@ opcs4_codes('V41-V46') AS last,
       'A00'::opcs4 <@ '{}'::opcs4multirange AS of_none, 'A00'::opcs4 <@ '{(,)}'::opcs4multirange AS of_all, NULL::opcs4 <@ opcs4_codes('V41') AS null_code, 'V41'::opcs4 <@ NULL::opcs4multirange AS null_list, 'V41.1'::opcs4 <@ 'V41' AS still_a_category,
       opcs4_in_list('V41', opcs4_codes('V41')) AS in_list, opcs4_list_contains(opcs4_codes('V41'), 'V42') AS contains, 'M41.12'::icd10 <@ icd10_codes('M40-M41') AS icd10, icd10_codes('M41.1') @> 'M41.2' AS icd10_other;
SELECT 'V41.1'::opcs4 <@ opcs4range('V41', 'V42') AS of_a_range, 'V41'::opcs4 <@ ANY (ARRAY[opcs4_codes('V41'), NULL]) AS of_any, 'V41'::opcs4 <@ ALL (ARRAY[opcs4_codes('V41'), opcs4_codes('V42')]) AS of_all;

-- Bounds are kept while the list stays the same, and only then: a loop, a prepared statement, a column, a list out of line
CREATE FUNCTION test.in_lists(code opcs4, lists text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    list opcs4multirange;
    answers text := '';
BEGIN
    FOR i IN 1 .. array_length(lists, 1) LOOP
        list := opcs4_codes(lists[i]);
        answers := answers || CASE WHEN code <@ list THEN 't' ELSE 'f' END || CASE WHEN list @> code THEN 't' ELSE 'f' END || CASE WHEN any_code_in(ARRAY[code], list) THEN 't' ELSE 'f' END || ' ';
    END LOOP;
    RETURN answers;
END
$$;
SELECT test.in_lists('V41.1', '{V41,V42,V41-V46,V41-V46,W05,V41}');
PREPARE in_list(opcs4multirange) AS SELECT count(*) FROM every_code WHERE code <@ $1;
SET plan_cache_mode = force_generic_plan;
EXECUTE in_list(opcs4_codes('V41'));
EXECUTE in_list(opcs4_codes('V41-V42'));
EXECUTE in_list('{}');
EXECUTE in_list(NULL);
RESET plan_cache_mode;
CREATE TABLE long_list AS SELECT n, opcs4_codes(string_agg(canonical, ',')) AS codes FROM generate_series(0, 3) n JOIN every_code ON ordinal % 4 = n AND digit IS NOT NULL GROUP BY n;
ALTER TABLE long_list ALTER codes SET STORAGE external;
INSERT INTO long_list SELECT n + 4, codes FROM long_list;
INSERT INTO long_list SELECT 8, opcs4_codes('V41') UNION ALL SELECT 9, '{}' UNION ALL SELECT 10, opcs4_codes('V41.1');
SELECT n, (SELECT count(*) FROM unnest(codes)) AS ranges, count(*) FILTER (WHERE code <@ codes) AS within, count(*) FILTER (WHERE (code <@ codes) <> (code OPERATOR(pg_catalog.<@) codes)) AS differing
FROM long_list, (SELECT code FROM every_code WHERE ordinal % 97 = 0) c GROUP BY n, codes ORDER BY n;
SELECT count(*) AS differing FROM (SELECT code, codes FROM every_code, long_list WHERE ordinal % 1001 = 0 ORDER BY code, n OFFSET 0) c WHERE (code <@ codes) <> (code OPERATOR(pg_catalog.<@) codes);

-- any_code_in: NULL elements, no elements, more dimensions, a domain, what unnest says
SELECT any_code_in('{V41.1,A01}', opcs4_codes('V41')) AS one, any_code_in('{A01,NULL,V41.1}', opcs4_codes('V41')) AS behind_null, any_code_in('{NULL,A01}', opcs4_codes('V41')) AS null_and_other, any_code_in('{NULL}', opcs4_codes('V41')) AS only_null,
       any_code_in('{}', opcs4_codes('V41')) AS empty, any_code_in(NULL::opcs4[], opcs4_codes('V41')) AS no_array, any_code_in('{V41}', NULL::opcs4multirange) AS no_list, any_code_in('{V41}'::opcs4[], '{}'::opcs4multirange) AS empty_list,
       any_code_in('{{A01,A02},{NULL,V41}}', opcs4_codes('V41')) AS two_dimensions, any_code_in('[5:6]={A01,V41}'::opcs4[], opcs4_codes('V41')) AS from_five, any_code_in('{V41}'::opcs4[], '{(,)}') AS of_all;
SELECT any_code_in('{M41.12,A01}', icd10_codes('M41')) AS one, any_code_in('{A01,NULL,M41.1}', icd10_codes('M41')) AS behind_null, any_code_in('{NULL}', icd10_codes('M41')) AS only_null, any_code_in('{}', icd10_codes('M41')) AS empty,
       any_code_in(NULL::icd10[], icd10_codes('M41')) AS no_array, any_code_in('{{A01,A02},{NULL,M41}}', icd10_codes('M41')) AS two_dimensions;
CREATE DOMAIN spine_code AS opcs4 CHECK (VALUE <@ opcs4_codes('V22-V68'));
SELECT any_code_in('{V22.1,V41}'::spine_code[], opcs4_codes('V41')) AS of_a_domain, test.error_of($$SELECT 'W28'::spine_code$$);
CREATE TABLE coded (id int, codes opcs4[], texts text[]);
INSERT INTO coded SELECT n, array_agg(CASE WHEN p < 0.1 THEN NULL ELSE code END), array_agg(CASE WHEN p < 0.1 THEN NULL ELSE canonical END)
FROM (SELECT n, random() AS p, 1 + (random() * 27499)::int AS x FROM generate_series(1, 5000) n, generate_series(1, 6)) r JOIN every_code ON ordinal = x GROUP BY n;
INSERT INTO coded VALUES (0, NULL, NULL), (-1, '{}', '{}'), (-2, '{NULL}', '{NULL}'), (-3, '{{V41.1,A01},{V42,NULL}}', NULL);
SELECT count(*) > 100000 AS many, count(*) FILTER (WHERE a.any_of) > 500 AS many_within, count(*) FILTER (WHERE a.any_of IS DISTINCT FROM a.by_unnest) AS differing
FROM (SELECT any_code_in(o.codes, l.codes) AS any_of, CASE WHEN o.codes IS NOT NULL THEN EXISTS (SELECT FROM unnest(o.codes) c WHERE c OPERATOR(pg_catalog.<@) l.codes) END AS by_unnest
      FROM coded o, random_list l WHERE list % 8 = 0) a;

-- The planner: an ordered index is searched between the ends of a list, and asked again where the list has gaps
CREATE TABLE listed AS SELECT code, ordinal FROM every_code ORDER BY ordinal;
CREATE INDEX listed_btree ON listed (code);
VACUUM ANALYZE listed;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
-- Conditions of a plan, whatever its nodes; servers differ in the name of a subquery's value.
CREATE FUNCTION test.conditions(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    line text;
    found text[] := '{}';
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || statement LOOP
        IF line ~ '(Index Cond|Filter|One-Time)' THEN
            found := found || regexp_replace(trim(line), '\$0|\(InitPlan 1\)\.col1', '(subquery)', 'g');
        END IF;
    END LOOP;
    RETURN (SELECT string_agg(f, E'\n' ORDER BY f COLLATE "C" DESC) FROM unnest(found) f);
END
$$;
CREATE FUNCTION test.count_of(statement text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    answer bigint;
BEGIN
    EXECUTE statement INTO answer;
    RETURN answer;
END
$$;
SELECT c AS condition, test.conditions('SELECT FROM listed WHERE ' || c) FROM unnest(ARRAY[$$code <@ opcs4_codes('V41-V46')$$, $$code <@ opcs4_codes('V41-V46, V50')$$, $$opcs4_codes('V41, V43') @> code$$, $$opcs4_in_list(code, opcs4_codes('V41'))$$, $$opcs4_list_contains(opcs4_codes('V41'), code)$$,
    $$code <@ '{(,V42)}'::opcs4multirange$$, $$code <@ opcs4_codes('V41, Y01-Z99')$$, $$code <@ '{(,)}'::opcs4multirange$$, $$code <@ '{}'::opcs4multirange$$, $$code <@ NULL::opcs4multirange$$, $$code <@ (SELECT opcs4_codes('V41, V43'))$$, $$NOT code <@ opcs4_codes('V41')$$, $$code <@ opcs4multirange(opcs4range(code, NULL))$$]) c;
SELECT c AS condition, test.count_of('SELECT count(*) FROM listed WHERE ' || c) AS by_index, test.count_of('SELECT count(*) FROM (SELECT code FROM listed OFFSET 0) l WHERE ' || c) AS by_scan
FROM unnest(ARRAY[$$code <@ opcs4_codes('V41-V46')$$, $$code <@ opcs4_codes('V41-V46, W05.1')$$, $$code <@ '{(,V42)}'::opcs4multirange$$, $$code <@ opcs4_codes('V41, Y01-Z99')$$, $$code <@ '{(,)}'::opcs4multirange$$, $$code <@ '{}'::opcs4multirange$$,
    $$code <@ (SELECT opcs4_codes('V41, V43'))$$, $$code <@ (SELECT '{(,V42),[Z99,)}'::opcs4multirange)$$, $$code <@ (SELECT '{}'::opcs4multirange)$$, $$code <@ (SELECT NULL::opcs4multirange)$$]) c;
PREPARE in_index(opcs4multirange) AS SELECT count(*), min(code), max(code) FROM listed WHERE code <@ $1;
SET plan_cache_mode = force_generic_plan;
SELECT test.conditions($$EXECUTE in_index('{}')$$);
EXECUTE in_index(opcs4_codes('V41, V43'));
EXECUTE in_index('{(,B00),[Y00,)}');
EXECUTE in_index('{}');
RESET plan_cache_mode;
CREATE TABLE indication (name text, codes opcs4multirange);
INSERT INTO indication VALUES ('spine', opcs4_codes('V22-V68')), ('hip', opcs4_codes('W37-W39, W93-W95')), ('none', '{}'), ('unknown', NULL), ('any', '{(,)}');
ANALYZE indication;
SET enable_hashjoin = off; SET enable_mergejoin = off;
SELECT test.plan_has('SELECT FROM indication i JOIN listed ON code <@ i.codes', 'Index Cond') AS join_column;
SELECT name, count(code), min(code), max(code) FROM indication i LEFT JOIN listed ON code <@ i.codes GROUP BY name ORDER BY name;
RESET enable_hashjoin; RESET enable_mergejoin;

-- Few codes and wide gaps are searched one by one; only where the index begins with the code, for the rows must come in order
CREATE TABLE far_apart (n int, code opcs4, diagnosis icd10);
INSERT INTO far_apart SELECT n, code, (code::text || CASE WHEN digit IS NULL THEN '' ELSE '123' END)::icd10 FROM every_code, generate_series(1, 3) n;
INSERT INTO far_apart VALUES (1, NULL, NULL);
CREATE INDEX far_apart_up ON far_apart (code, n);
VACUUM ANALYZE far_apart;
SELECT c AS condition, test.conditions('SELECT FROM far_apart WHERE ' || c)
FROM unnest(ARRAY[$$code <@ opcs4_codes('A01.1, Z50.2')$$, $$opcs4_codes('A01.1, V41.3, Z99.9') @> code$$, $$code <@ opcs4_codes('A00.9, A01.1')$$, $$n = 2 AND code <@ opcs4_codes('A01.1, Z50.2')$$, $$code <@ '{(,A00.0),[Z99.9,)}'::opcs4multirange$$, $$code <@ opcs4_codes('A01-K01, Z50')$$]) c;
SELECT test.plan_has(q, '= ANY') AS one_by_one, test.plan_has(q, 'Sort') AS sorted,
       (SELECT array_agg(code || ' ' || n) FROM (SELECT code, n FROM far_apart WHERE code <@ opcs4_codes('A01.1, B02.0, V41, Z50.2') ORDER BY code, n) o)
       = (SELECT array_agg(t || ' ' || n ORDER BY t COLLATE "C", n) FROM (SELECT code::text AS t, n FROM far_apart) o WHERE t IN ('A01.1', 'B02.0', 'Z50.2') OR t LIKE 'V41%') AS ascending,
       (SELECT array_agg(code || ' ' || n) FROM (SELECT code, n FROM far_apart WHERE code <@ opcs4_codes('A01.1, B02.0, V41, Z50.2') ORDER BY code DESC, n DESC) o)
       = (SELECT array_agg(t || ' ' || n ORDER BY t COLLATE "C" DESC, n DESC) FROM (SELECT code::text AS t, n FROM far_apart) o WHERE t IN ('A01.1', 'B02.0', 'Z50.2') OR t LIKE 'V41%') AS descending
FROM (VALUES ($$SELECT code, n FROM far_apart WHERE code <@ opcs4_codes('A01.1, B02.0, V41, Z50.2') ORDER BY code, n$$), ($$SELECT code, n FROM far_apart WHERE code <@ opcs4_codes('A01.1, B02.0, V41, Z50.2') ORDER BY code DESC, n DESC$$)) v(q);
CREATE FUNCTION test.by_either(conditions text[], OUT asked bigint, OUT one_by_one bigint, OUT differing bigint) LANGUAGE plpgsql AS $$
DECLARE
    condition text;
    statement text;
BEGIN
    SELECT 0, 0, 0 INTO asked, one_by_one, differing;
    FOREACH condition IN ARRAY conditions LOOP
        statement := 'SELECT count(*) FROM far_apart WHERE ' || condition;
        asked := asked + 1;
        one_by_one := one_by_one + test.plan_has(statement, '= ANY')::int;
        differing := differing + (NOT test.plan_has(statement, 'Index Cond') OR test.count_of(statement) <> test.count_of('SELECT count(*) FROM (SELECT * FROM far_apart OFFSET 0) f WHERE ' || condition))::int;
    END LOOP;
END
$$;
SELECT asked, one_by_one > 50 AS many, one_by_one < asked AS not_all, differing FROM test.by_either((SELECT array_agg(format('code <@ opcs4_codes(%L)', written)) FROM random_list WHERE codes <> opcs4_codes('A00-Z99')));
DROP INDEX far_apart_up;
CREATE INDEX far_apart_down ON far_apart (code DESC NULLS FIRST);
SELECT asked, one_by_one > 50 AS many, differing FROM test.by_either((SELECT array_agg(format('opcs4_codes(%L) @> code', written)) FROM random_list WHERE list % 2 = 0));
DROP INDEX far_apart_down;
CREATE INDEX far_apart_later ON far_apart (n, code);
SELECT test.plan_has(q, '= ANY') AS one_by_one, test.plan_has(q, 'far_apart_later') AS indexed, test.count_of('SELECT count(*) FROM (' || q || ') q') FROM (VALUES ($$SELECT code FROM far_apart WHERE n = 2 AND code <@ opcs4_codes('A01.1, Z50.2')$$)) v(q);
SELECT n, code FROM far_apart WHERE n BETWEEN 1 AND 2 AND code <@ opcs4_codes('A01.1, Z50.2') ORDER BY n, code;
DROP INDEX far_apart_later;
CREATE INDEX far_apart_diagnosis ON far_apart (diagnosis);
SELECT test.conditions($$SELECT FROM far_apart WHERE diagnosis <@ icd10_codes('A01.1123, Z50.2123')$$) AS whole_codes, test.plan_has($$SELECT FROM far_apart WHERE diagnosis <@ icd10_codes('A01.1, Z50.2')$$, '= ANY') AS not_countable,
       test.count_of($$SELECT count(*) FROM far_apart WHERE diagnosis <@ icd10_codes('A01.1123, Z50.2123')$$) AS whole, test.count_of($$SELECT count(*) FROM far_apart WHERE diagnosis <@ icd10_codes('A01.1, Z50.2')$$) AS with_their_own;
DROP TABLE far_apart;

RESET enable_bitmapscan;

-- BRIN, a domain's column, other methods not
DROP INDEX listed_btree;
CREATE INDEX listed_brin ON listed USING brin (code) WITH (pages_per_range = 4);
SELECT test.plan_has($$SELECT FROM listed WHERE code <@ opcs4_codes('V41-V46, W05.1')$$, 'listed_brin') AS brin, (SELECT count(*) FROM listed WHERE code <@ opcs4_codes('V41-V46, W05.1')) AS rows;
DROP INDEX listed_brin;
CREATE INDEX listed_hash ON listed USING hash (code);
SELECT test.plan_has($$SELECT FROM listed WHERE code <@ opcs4_codes('V41')$$, 'Index Cond') AS hash;
CREATE TABLE spine (code spine_code, diagnosis icd10);
INSERT INTO spine SELECT code, ('M4' || ordinal % 9)::icd10 FROM every_code WHERE code <@ opcs4_codes('V22-V68');
CREATE INDEX ON spine (code);
CREATE INDEX ON spine (diagnosis DESC);
ANALYZE spine;
SELECT test.conditions($$SELECT FROM spine WHERE code <@ opcs4_codes('V41, V43')$$) AS of_a_domain, (SELECT count(*) FROM spine WHERE code <@ opcs4_codes('V41, V43')) AS rows;
SELECT test.conditions($$SELECT FROM spine WHERE diagnosis <@ icd10_codes('M41, M43.1')$$) AS icd10, (SELECT count(*) FROM spine WHERE diagnosis <@ icd10_codes('M41, M43.1')) AS rows;
SELECT count(*) AS rows_by_run_time_ends FROM spine WHERE diagnosis <@ (SELECT '{[M48,)}'::icd10multirange);
RESET enable_seqscan;

-- Estimates: the sum over the ranges, within a factor of 2 of the truth
SELECT list, truth, test.estimate(format('SELECT FROM listed WHERE code <@ opcs4_codes(%L)', list)) BETWEEN truth / 2.0 AND truth * 2.0 AS near,
       test.estimate(format('SELECT FROM listed WHERE opcs4_codes(%L) @> code', list)) = test.estimate(format('SELECT FROM listed WHERE code <@ opcs4_codes(%L)', list)) AS same_commuted,
       test.estimate(format('SELECT FROM listed WHERE opcs4_in_list(code, opcs4_codes(%L))', list)) = test.estimate(format('SELECT FROM listed WHERE code <@ opcs4_codes(%L)', list)) AS same_by_function
FROM (SELECT list, (SELECT count(*) FROM listed WHERE code <@ opcs4_codes(list)) AS truth FROM unnest(ARRAY['V41', 'V41-V46', 'A00, B00, C00, V41-V46, W05', 'A00-K99, M00-Z99', 'A00-Z99']) list OFFSET 0) l;
SELECT test.estimate('SELECT FROM listed WHERE code <@ ''{}''::opcs4multirange') <= 1 AS of_none, test.estimate('SELECT FROM listed WHERE code <@ (SELECT codes FROM indication LIMIT 1)') BETWEEN 1 AND 1000 AS unknown_list,
       test.estimate('SELECT FROM indication WHERE codes @> ''V41''::opcs4') <= 5 AS other_side;
CREATE TABLE unseen (code opcs4);
SELECT test.estimate($$SELECT FROM unseen WHERE code <@ opcs4_codes('V41, V43, V45')$$) < 300 AS without_statistics;

-- GIN: the default class of arrays serves &&, and any_code_in() where the codes of the list can be counted out
CREATE INDEX coded_gin ON coded USING gin (codes);
CREATE INDEX coded_texts ON coded USING gin (texts);
ANALYZE coded;
SET enable_seqscan = off;
SELECT test.plan_has($$SELECT FROM coded WHERE codes && ARRAY['V41.1', 'W28']::opcs4[]$$, 'coded_gin') AS overlaps,
       (SELECT array_agg(id) IS NOT NULL FROM coded WHERE codes && ARRAY['V41.1', 'V41.2', 'V41.3', 'W28']::opcs4[]) AS found;
SELECT l AS list, test.plan_has(format('SELECT FROM coded WHERE any_code_in(codes, opcs4_codes(%L))', l), 'coded_gin') AS by_gin, test.plan_has(format('SELECT FROM coded WHERE any_code_in(codes, opcs4_codes(%L))', l), 'Filter') AS again,
       (SELECT count(*) FROM coded WHERE any_code_in(codes, opcs4_codes(l))) = test.count_of(format('SELECT count(*) FROM coded WHERE any_code_in(codes, opcs4_codes(%L))', l)) AS same
FROM unnest(ARRAY['V41.1', 'V41', 'V41-V46, W05.1', 'Z99', 'Z99.9', 'A00', 'A00-A89, A90.0-A90.9', 'A00-A89, A90', 'A00-Z99', 'A00-A09, V41, Z90-Z99']) l;
SELECT test.conditions($$SELECT FROM coded WHERE any_code_in(codes, opcs4_codes('V41.1, W28.1'))$$);
SELECT count(*) AS of_no_codes FROM coded WHERE any_code_in(codes, '{}'::opcs4multirange);
SELECT test.plan_has('SELECT FROM coded WHERE any_code_in(codes, ''{}''::opcs4multirange)', 'coded_gin') AS by_gin,
       test.plan_has('SELECT FROM coded WHERE any_code_in(codes, (SELECT opcs4_codes(''V41'')))', 'coded_gin') AS not_constant,
       test.plan_has('SELECT FROM coded WHERE any_code_in(codes, NULL)', 'coded_gin') AS of_null,
       test.plan_has('SELECT FROM coded WHERE any_code_in(texts::opcs4[], opcs4_codes(''V41''))', 'Index Cond') AS of_other_type;
CREATE INDEX coded_gist ON coded (codes);
DROP INDEX coded_gin;
SELECT test.plan_has($$SELECT FROM coded WHERE any_code_in(codes, opcs4_codes('V41'))$$, 'Index Cond') AS btree_of_arrays;
DROP INDEX coded_gist;
RESET enable_seqscan;
SELECT l AS list, test.estimate(format('SELECT FROM coded WHERE any_code_in(codes, opcs4_codes(%L))', l)) BETWEEN 0 AND 200 AS selective FROM unnest(ARRAY['V41.1', 'V41', 'V41-V46']) l;
CREATE INDEX autopsy_gin ON autopsy USING gin (mentioned);
SET enable_seqscan = off;
SELECT test.plan_has($$SELECT FROM autopsy WHERE mentioned && '{I10X,T81.7}'::icd10[]$$, 'autopsy_gin') AS overlaps, (SELECT array_agg(id ORDER BY id) FROM autopsy WHERE mentioned && '{I10X,T81.7}'::icd10[]) AS found,
       test.plan_has($$SELECT FROM autopsy WHERE any_code_in(mentioned, icd10_codes('I10'))$$, 'autopsy_gin') AS category_not_countable, (SELECT array_agg(id) FROM autopsy WHERE any_code_in(mentioned, icd10_codes('I10'))) AS found,
       test.plan_has($$SELECT FROM autopsy WHERE any_code_in(mentioned, icd10_codes('M84.58XA'))$$, 'autopsy_gin') AS seven_characters, (SELECT array_agg(id) FROM autopsy WHERE any_code_in(mentioned, icd10_codes('M84.58XA'))) AS found;
RESET enable_seqscan;

-- Data quality: which are no codes, and why
SELECT * FROM codes_invalid(ARRAY['V41.1', 'V41', 'v411', ' V41 ', NULL, '', ' ', 'V', 'V4', 'V41.', 'V41..1', 'V41.1.', 'V41.12', 'V4111', 'V41 .1', 'V 41', 'I41.1', 'i41', '441', 'VV1', 'V4A', '.V41', 'V.41', '-V41', 'V41.x', 'V4１.1', 'Ⅴ41.1', 'V41․1', 'null', '&', 'V41-V42']);
SELECT * FROM codes_invalid(ARRAY['M41.1', 'M41', 'm4112345', 'I10X', 'S72.001A', 'M41.', 'M4', 'MA1', '141', 'M4é', 'M41.12345', 'M41-', 'M41.1-', 'M41.1+', 'M41.1D', 'G20†'], 'icd10');
SELECT * FROM codes_invalid('{}'), codes_invalid(NULL) AS n;
SELECT count(*) FROM codes_invalid(NULL);
SELECT * FROM codes_invalid('{{V41,I41},{NULL,X}}');
SELECT test.error_of($$SELECT surgical_registry.codes_invalid('{V41}', 'icd9')$$);
SELECT count(*) AS differing FROM codes_invalid((SELECT array_agg(canonical) FROM every_code));
SELECT (SELECT count(*) FROM codes_invalid((SELECT array_agg(canonical || CASE WHEN ordinal % 1000 = 0 THEN '?' ELSE '' END) FROM every_code))) AS found;
CREATE FUNCTION test.is_code(literal text, type regtype) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SELECT %L::%s', literal, type);
    RETURN true;
EXCEPTION WHEN invalid_text_representation THEN
    RETURN false;
END
$$;
CREATE TABLE scribble AS SELECT n::int AS n, (SELECT string_agg(substr('VvIM0199. .AXé-', 1 + (random() * 14)::int, 1), '') FROM generate_series(0, n % 8) i WHERE n > 0) AS t FROM generate_series(1, 4000) n;
INSERT INTO scribble SELECT 4000 + n, overlay(canonical PLACING substr('VI0. X-', 1 + (random() * 6)::int, 1) FROM 1 + (random() * 5)::int FOR (random() * 2)::int) FROM generate_series(1, 2000) n JOIN every_code ON ordinal = 1 + n * 13;
CREATE TABLE judged AS SELECT system, n, test.is_code(t, system::regtype) AS is_code FROM scribble, (VALUES ('opcs4'), ('icd10')) v(system);
SELECT j.system, count(*) FILTER (WHERE is_code) > 100 AS some_good, count(*) FILTER (WHERE NOT is_code) > 1000 AS many_bad, count(*) FILTER (WHERE is_code = (i.ordinal IS NOT NULL)) AS differing
FROM judged j LEFT JOIN (SELECT v.system, i.ordinal FROM (VALUES ('opcs4'), ('icd10')) v(system), codes_invalid((SELECT array_agg(t ORDER BY n) FROM scribble), v.system) i) i ON i.ordinal = j.n AND i.system = j.system
GROUP BY j.system ORDER BY j.system;

DROP TABLE listed, unseen, spine, coded, autopsy, range_index, range_copy, long_list, indication, booked, scribble, judged;
DROP DOMAIN spine_code;
RESET ALL;
