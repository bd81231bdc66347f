#!/usr/bin/env bash
# Prints doc/reference.md from the COMMENTs of the installed extension:
#   PGDATABASE=a_database_with_the_extension doc/reference.sh > doc/reference.md
# `test/readme.sh --update` does the same in a database of its own.
set -euo pipefail

psql -X -q -A -t -v ON_ERROR_STOP=1 <<'SQL'
-- Only our own schema: our names come out bare, and all others as they are in pg_catalog.
SET search_path = surgical_registry;
SET client_min_messages = warning;

CREATE TEMPORARY VIEW member AS
SELECT d.classid, d.objid, obj_description(d.objid, c.relname) AS description
FROM pg_depend d
JOIN pg_extension e ON e.oid = d.refobjid
JOIN pg_class c ON c.oid = d.classid
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'surgical_registry';

-- What types, operators, aggregates, operator classes and the planner call; nobody else needs to.
CREATE TEMPORARY VIEW machinery AS
SELECT unnest(ARRAY[typinput, typoutput, typreceive, typsend]::oid[]) AS oid FROM pg_type JOIN member ON objid = oid AND classid = 'pg_type'::regclass
UNION SELECT unnest(ARRAY[oprcode, oprrest]::oid[]) FROM pg_operator JOIN member ON objid = oid AND classid = 'pg_operator'::regclass
UNION SELECT unnest(ARRAY[aggtransfn, aggcombinefn, aggmtransfn, aggminvtransfn]::oid[]) FROM pg_aggregate JOIN member ON objid = aggfnoid AND classid = 'pg_proc'::regclass
UNION SELECT prosupport::oid FROM pg_proc JOIN member ON objid = oid AND classid = 'pg_proc'::regclass
UNION SELECT amproc::oid FROM pg_amproc JOIN member ON objid = amprocfamily AND classid = 'pg_opfamily'::regclass;

CREATE TEMPORARY VIEW routine AS
SELECT p.oid, p.proname AS name,
       CASE WHEN m.oid IS NOT NULL THEN 'machinery' WHEN p.proretset THEN 'set' ELSE p.prokind::text END AS kind,
       p.proname || '('
           || regexp_replace(regexp_replace(pg_get_function_arguments(p.oid),
                  '::(text|double precision)(\[\])?', '', 'g'), ', OUT .*', '')
           || ')' AS call,
       CASE WHEN p.proretset
            THEN 'rows (' || replace(substring(pg_get_function_arguments(p.oid) FROM 'OUT .*'), 'OUT ', '') || ')'
            ELSE pg_get_function_result(p.oid) END AS result,
       p.proisstrict AND p.prokind = 'f' AS strict,
       description
FROM member JOIN pg_proc p ON objid = p.oid AND classid = 'pg_proc'::regclass
LEFT JOIN machinery m ON m.oid = p.oid;

CREATE TEMPORARY VIEW entry AS
SELECT kind, name, call,
       format(E'- `%s` → `%s`  \n  %s%s\n', call, result, regexp_replace(description, '([^?.])$', '\1.'),
              CASE WHEN NOT strict AND kind IN ('f', 'set') THEN ' Takes NULL arguments.' ELSE '' END) AS text
FROM routine;

\echo '# Reference'
\echo
\echo 'Everything that `CREATE EXTENSION surgical_registry` installs, all of it in schema `surgical_registry`.'
\echo 'Made by `doc/reference.sh` from the comments in the database (`\\dx+ surgical_registry`, `\\df+`, `\\dT+` show the same); please do not edit it.'
\echo 'Formulas and edge cases are on the page of each concept: [codes](opcs4.md), [observed and expected](observed_expected.md), [funnels](funnel.md), [watching over time](watching.md), [disclosure](disclosure.md).'
\echo
\echo '## Types'
\echo
SELECT format(E'### %s\n\n%s.\n%s', t.typname, description,
              CASE WHEN t.typtype = 'c' THEN
                  E'\n| column | type | meaning |\n|---|---|---|\n' ||
                  (SELECT string_agg(format('| `%s` | `%s` | %s |', attname, format_type(atttypid, atttypmod),
                                            col_description(attrelid, attnum)), E'\n' ORDER BY attnum) || E'\n'
                   FROM pg_attribute WHERE attrelid = t.typrelid AND attnum > 0 AND NOT attisdropped)
              ELSE '' END)
FROM member JOIN pg_type t ON objid = t.oid AND classid = 'pg_type'::regclass
ORDER BY t.typtype = 'c', t.typname COLLATE "C";

\echo '## Aggregates'
\echo
\echo 'Each also works with `FILTER`, with `OVER` and a moving frame, and in parallel plans; those of `cusum_segment` depend on the order of their rows, and do without the last two.'
\echo
SELECT text FROM entry WHERE kind = 'a' ORDER BY name COLLATE "C", call COLLATE "C";

\echo '## Window functions'
\echo
\echo 'The frame of `OVER` does not matter. Charts take rows one by one in the order of `OVER`, the others read the whole partition, whatever the order.'
\echo
SELECT text FROM entry WHERE kind = 'w' ORDER BY name COLLATE "C", call COLLATE "C";

\echo '## Functions'
\echo
\echo 'A NULL argument gives NULL, unless it says otherwise.'
\echo
SELECT text FROM entry WHERE kind = 'f' ORDER BY name COLLATE "C", call COLLATE "C";

\echo '## Set-returning functions'
\echo
\echo 'A NULL argument gives no rows, unless it says otherwise.'
\echo
SELECT text FROM entry WHERE kind = 'set' ORDER BY name COLLATE "C", call COLLATE "C";

\echo '## Operators'
\echo
\echo '| operator | result | meaning |'
\echo '|---|---|---|'
SELECT format('| `%s %s %s` | `%s` | %s |', oprleft::regtype, oprname, oprright::regtype, oprresult::regtype, description)
FROM member JOIN pg_operator o ON objid = o.oid AND classid = 'pg_operator'::regclass
ORDER BY oprleft::regtype::text COLLATE "C", oprname COLLATE "C";

\echo
\echo '## Operator classes'
\echo
\echo '| class | index | for type | default | meaning |'
\echo '|---|---|---|---|---|'
SELECT format('| `%s` | %s | `%s` | %s | %s |', opcname, amname, opcintype::regtype,
              CASE WHEN opcdefault THEN 'yes' ELSE 'no' END, description)
FROM member JOIN pg_opclass c ON objid = c.oid AND classid = 'pg_opclass'::regclass JOIN pg_am a ON a.oid = opcmethod
ORDER BY opcname COLLATE "C";

\echo
\echo '## Behind the types, operators and aggregates'
\echo
\echo 'PostgreSQL calls these; queries need not.'
\echo
SELECT text FROM entry WHERE kind = 'machinery' ORDER BY name COLLATE "C", call COLLATE "C";
SQL
