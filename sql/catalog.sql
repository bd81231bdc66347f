-- What the extension puts into the catalogue, held to the rules of the house.
-- Each query lists offenders; none is wanted.
SET search_path = pg_catalog;
CREATE VIEW test.member AS
SELECT d.classid, d.objid, pg_describe_object(d.classid, d.objid, 0) AS described
FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'surgical_registry';
SELECT count(*) > 80 AS enough_to_look_at FROM test.member;

-- A comment on every member, save what comes with another: array types, row types, families
SELECT described AS uncommented FROM test.member m
WHERE obj_description(objid, (SELECT relname FROM pg_class WHERE oid = classid)) IS NULL
  AND NOT (classid = 'pg_type'::regclass AND EXISTS (SELECT FROM pg_type t WHERE t.oid = objid AND t.typelem <> 0))
  AND NOT classid IN ('pg_opfamily'::regclass, 'pg_class'::regclass) ORDER BY 1;
SELECT t.typname || '.' || a.attname AS uncommented_column FROM test.member m JOIN pg_type t ON t.oid = m.objid AND m.classid = 'pg_type'::regclass
JOIN pg_attribute a ON a.attrelid = t.typrelid AND a.attnum > 0 WHERE t.typtype = 'c' AND col_description(a.attrelid, a.attnum) IS NULL;

-- Pure functions: immutable and safe in parallel; only the planner's estimator reads the catalogue
SELECT p.oid::regprocedure AS not_pure FROM test.member m JOIN pg_proc p ON p.oid = m.objid AND m.classid = 'pg_proc'::regclass
WHERE p.proparallel <> 's' OR p.provolatile <> 'i' ORDER BY 1;
SELECT p.oid::regprocedure AS not_strict FROM test.member m JOIN pg_proc p ON p.oid = m.objid AND m.classid = 'pg_proc'::regclass
WHERE p.prokind = 'f' AND NOT p.proisstrict ORDER BY p.oid::regprocedure::text COLLATE "C";
-- Row-level security may let comparisons look first: they never fail.
SELECT o.oid::regoperator AS not_leakproof FROM test.member m JOIN pg_operator o ON o.oid = m.objid AND m.classid = 'pg_operator'::regclass
JOIN pg_proc p ON p.oid = o.oprcode WHERE o.oprleft = 'surgical_registry.opcs4'::regtype AND NOT p.proleakproof;
-- C or the server's own code, or scripts that set their search_path: nothing that one could bend; no definer's rights
SELECT p.oid::regprocedure AS scripted FROM test.member m JOIN pg_proc p ON p.oid = m.objid AND m.classid = 'pg_proc'::regclass
JOIN pg_language l ON l.oid = p.prolang WHERE (l.lanname NOT IN ('c', 'internal') AND p.proconfig IS DISTINCT FROM '{"search_path=pg_catalog, pg_temp"}') OR p.prosecdef OR (l.lanname = 'c' AND p.probin <> '$libdir/surgical_registry');
-- What a scan for few rows starts with is in the module, where it is found by its number; the server's own code under a name of ours
-- is searched for, which models and rulesets can afford
SELECT o.oid::regoperator AS searched_for FROM test.member m JOIN pg_operator o ON o.oid = m.objid AND m.classid = 'pg_operator'::regclass
JOIN pg_proc p ON p.oid = o.oprcode JOIN pg_language l ON l.oid = p.prolang JOIN pg_type t ON t.oid = o.oprleft WHERE l.lanname = 'internal' AND t.typbyval;
SELECT described AS elsewhere FROM test.member m WHERE described !~ 'surgical_registry\.' AND classid <> 'pg_cast'::regclass;

-- Aggregates: a state of a real type, a combine function, safe in parallel, moving frames, read-only result
SELECT a.aggfnoid::regprocedure AS aggregate, a.aggtranstype::regtype, a.aggmtransfn <> 0 AS moving FROM pg_aggregate a JOIN test.member m ON m.objid = a.aggfnoid AND m.classid = 'pg_proc'::regclass
WHERE a.aggcombinefn <> 0 AND a.aggtranstype <> 'internal'::regtype AND a.aggfinalmodify = 'r' ORDER BY a.aggfnoid::regprocedure::text COLLATE "C";
-- Those that depend on the order of rows cannot be combined from parallel parts.
SELECT a.aggfnoid::regprocedure AS ordered, a.aggtranstype::regtype FROM pg_aggregate a JOIN test.member m ON m.objid = a.aggfnoid AND m.classid = 'pg_proc'::regclass WHERE a.aggcombinefn = 0 ORDER BY a.aggfnoid::regprocedure::text COLLATE "C";

-- Operators: commutator always, negator and estimators where boolean, hash and merge marks on equality
SELECT o.oid::regoperator AS half_made FROM test.member m JOIN pg_operator o ON o.oid = m.objid AND m.classid = 'pg_operator'::regclass
WHERE (o.oprcom = 0 AND o.oprname <> '||') OR (o.oprresult = 'bool'::regtype AND (o.oprrest = 0 OR o.oprjoin = 0))
   OR (o.oprname IN ('=', '<>', '<', '<=', '>=', '>') AND o.oprnegate = 0) OR (o.oprname = '=' AND NOT o.oprcanhash) ORDER BY 1;
SELECT o.oprname, o.oprleft::regtype, r.oprrest AS estimator FROM test.member m JOIN pg_operator o ON o.oid = m.objid AND m.classid = 'pg_operator'::regclass
JOIN (VALUES ('=', 'eqsel'), ('<>', 'neqsel'), ('<', 'scalarltsel'), ('<=', 'scalarlesel'), ('>=', 'scalargesel'), ('>', 'scalargtsel')) r(oprname, oprrest) USING (oprname)
WHERE o.oprrest <> r.oprrest::regproc;
SELECT o.oid::regoperator AS wrong_pair FROM test.member m JOIN pg_operator o ON o.oid = m.objid AND m.classid = 'pg_operator'::regclass
JOIN pg_operator c ON c.oid = o.oprcom LEFT JOIN pg_operator n ON n.oid = o.oprnegate
JOIN (VALUES ('=', '=', '<>'), ('<>', '<>', '='), ('<', '>', '>='), ('<=', '>=', '>'), ('>=', '<=', '<'), ('>', '<', '<='), ('<@', '@>', NULL), ('@>', '<@', NULL), ('+', '+', NULL)) w(oprname, com, neg) ON w.oprname = o.oprname
WHERE c.oprname <> w.com OR n.oprname IS DISTINCT FROM w.neg;

-- Every type: binary as well as text form, and no collation
SELECT t.oid::regtype AS half_made FROM test.member m JOIN pg_type t ON t.oid = m.objid AND m.classid = 'pg_type'::regclass
WHERE t.typtype = 'b' AND t.typelem = 0 AND (t.typreceive = 0 OR t.typsend = 0 OR t.typcollation <> 0);

-- The names that users rely on, with their arguments
SELECT p.oid::regprocedure::text || ' -> ' || CASE WHEN p.proretset THEN 'setof ' ELSE '' END || p.prorettype::regtype AS signature, p.prokind AS kind, pg_get_function_arguments(p.oid) AS arguments
FROM test.member m JOIN pg_proc p ON p.oid = m.objid AND m.classid = 'pg_proc'::regclass
WHERE p.proname !~ '^(opcs4|outcome_summary|cusum_segment)_' ORDER BY p.proname, p.oid::regprocedure::text COLLATE "C";
SELECT t.typname, string_agg(a.attname || ' ' || a.atttypid::regtype, ', ' ORDER BY a.attnum) AS columns
FROM test.member m JOIN pg_type t ON t.oid = m.objid AND m.classid = 'pg_type'::regclass JOIN pg_attribute a ON a.attrelid = t.typrelid AND a.attnum > 0
GROUP BY t.typname ORDER BY t.typname;
