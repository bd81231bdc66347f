\echo Use "CREATE EXTENSION surgical_registry" to load this file. \quit
-- The schema must be ours before anything is put into it: who owns a schema,
-- or may create in it, can lay objects that our names would find first.
DO LANGUAGE plpgsql $$
DECLARE
    offence pg_catalog.text;
    remedy pg_catalog.text;
BEGIN
    SELECT v.offence, v.remedy INTO offence, remedy
    FROM pg_catalog.pg_namespace n
    JOIN pg_catalog.pg_roles owner ON owner.oid OPERATOR(pg_catalog.=) n.nspowner
    JOIN pg_catalog.pg_roles r ON r.rolname OPERATOR(pg_catalog.=) CURRENT_USER,
    LATERAL (VALUES
        (NOT (n.nspowner OPERATOR(pg_catalog.=) r.oid OR owner.rolsuper),
         'belongs to another role', 'Use ALTER SCHEMA surgical_registry OWNER TO CURRENT_USER; restore a dump with --no-owner.'),
        (EXISTS (SELECT FROM pg_catalog.aclexplode(n.nspacl) a
                 WHERE a.privilege_type OPERATOR(pg_catalog.=) 'CREATE'
                   AND a.grantee OPERATOR(pg_catalog.<>) n.nspowner),
         'lets other roles create in it', 'Use REVOKE CREATE ON SCHEMA surgical_registry, and look for default privileges that grant it.'),
        (EXISTS (SELECT FROM pg_catalog.pg_depend d
                 WHERE d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_namespace'::pg_catalog.regclass
                   AND d.refobjid OPERATOR(pg_catalog.=) n.oid
                   AND d.classid OPERATOR(pg_catalog.<>) 'pg_catalog.pg_extension'::pg_catalog.regclass),
         'is not empty', 'Move what is in it to another schema; CREATE EXTENSION makes its own.')
    ) AS v(found, offence, remedy)
    WHERE n.nspname OPERATOR(pg_catalog.=) 'surgical_registry' AND v.found
    LIMIT 1;

    IF offence IS NOT NULL THEN
        RAISE EXCEPTION 'schema "surgical_registry" %', offence
            USING ERRCODE = 'object_not_in_prerequisite_state', HINT = remedy;
    END IF;
END
$$;

GRANT USAGE ON SCHEMA surgical_registry TO PUBLIC;

-- Text and binary forms of opcs4.

CREATE TYPE surgical_registry.opcs4;

CREATE FUNCTION surgical_registry.opcs4_in(cstring) RETURNS surgical_registry.opcs4
    AS 'MODULE_PATHNAME', 'sr_opcs4_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_in(cstring) IS
    'Reads one OPCS-4 code; 22P02 for syntax, 22003 for a value that none has';

CREATE FUNCTION surgical_registry.opcs4_out(surgical_registry.opcs4) RETURNS cstring
    AS 'MODULE_PATHNAME', 'sr_opcs4_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_out(surgical_registry.opcs4) IS
    'Canonical text of one OPCS-4 code';

CREATE FUNCTION surgical_registry.opcs4_recv(internal) RETURNS surgical_registry.opcs4
    AS 'MODULE_PATHNAME', 'sr_opcs4_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_recv(internal) IS
    'Binary input of one OPCS-4 code, as strict as text input; 22P03';

CREATE FUNCTION surgical_registry.opcs4_send(surgical_registry.opcs4) RETURNS bytea
    AS 'MODULE_PATHNAME', 'sr_opcs4_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_send(surgical_registry.opcs4) IS
    'Binary output of one OPCS-4 code: its integer in network order';

CREATE TYPE surgical_registry.opcs4 (
    INPUT = surgical_registry.opcs4_in,
    OUTPUT = surgical_registry.opcs4_out,
    RECEIVE = surgical_registry.opcs4_recv,
    SEND = surgical_registry.opcs4_send,
    LIKE = pg_catalog.int4,
    CATEGORY = 'U'
);
COMMENT ON TYPE surgical_registry.opcs4 IS
    'OPCS-4 procedure code or category (V41.1, V41): shape checked, not the release table; 4 bytes, ordered V41 < V41.0 < V41.9 < V42';

-- Parts of a code and containment, the same for every type of clinical code.

CREATE FUNCTION surgical_registry.category(surgical_registry.opcs4) RETURNS surgical_registry.opcs4
    AS 'MODULE_PATHNAME', 'sr_opcs4_category' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.category(surgical_registry.opcs4) IS
    'Three-character category of a code: V41 of V41.1, V41 of V41';

CREATE FUNCTION surgical_registry.chapter(surgical_registry.opcs4) RETURNS text
    AS 'MODULE_PATHNAME', 'sr_opcs4_chapter' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.chapter(surgical_registry.opcs4) IS
    'Chapter letter of a code: V of V41.1';

CREATE FUNCTION surgical_registry.undotted(surgical_registry.opcs4) RETURNS text
    AS 'MODULE_PATHNAME', 'sr_opcs4_undotted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.undotted(surgical_registry.opcs4) IS
    'A code without its dot, as Hospital Episode Statistics write it: V411 of V41.1';

CREATE FUNCTION surgical_registry.last_within(surgical_registry.opcs4) RETURNS surgical_registry.opcs4
    AS 'MODULE_PATHNAME', 'sr_opcs4_last_within' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.last_within(surgical_registry.opcs4) IS
    'Greatest code that a code or category holds: V41.9 of V41';

CREATE FUNCTION surgical_registry.opcs4_within_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME', 'sr_opcs4_within_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_within_support(internal) IS
    'Planner support of <@ and @> on opcs4: turns them into a range of an ordered index';

CREATE FUNCTION surgical_registry.opcs4_within_sel(internal, oid, internal, integer) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_opcs4_within_sel' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_within_sel(internal, oid, internal, integer) IS
    'Restriction selectivity of <@ and @> on opcs4, from the column''s statistics';

CREATE FUNCTION surgical_registry.opcs4_contained_by(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_opcs4_contained_by' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE
    SUPPORT surgical_registry.opcs4_within_support;
COMMENT ON FUNCTION surgical_registry.opcs4_contained_by(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Is the first code the second, or within it where that is a category?';

CREATE FUNCTION surgical_registry.opcs4_contains(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_opcs4_contains' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE
    SUPPORT surgical_registry.opcs4_within_support;
COMMENT ON FUNCTION surgical_registry.opcs4_contains(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Is the second code the first, or within it where that is a category?';

CREATE OPERATOR surgical_registry.<@ (
    LEFTARG = surgical_registry.opcs4, RIGHTARG = surgical_registry.opcs4,
    FUNCTION = surgical_registry.opcs4_contained_by, COMMUTATOR = OPERATOR(surgical_registry.@>),
    RESTRICT = surgical_registry.opcs4_within_sel, JOIN = contjoinsel
);
COMMENT ON OPERATOR surgical_registry.<@ (surgical_registry.opcs4, surgical_registry.opcs4) IS
    'is the code, or within the category';

CREATE OPERATOR surgical_registry.@> (
    LEFTARG = surgical_registry.opcs4, RIGHTARG = surgical_registry.opcs4,
    FUNCTION = surgical_registry.opcs4_contains, COMMUTATOR = OPERATOR(surgical_registry.<@),
    RESTRICT = surgical_registry.opcs4_within_sel, JOIN = contjoinsel
);
COMMENT ON OPERATOR surgical_registry.@> (surgical_registry.opcs4, surgical_registry.opcs4) IS
    'is the code, or the category that holds it';

-- Operators, sorting, hashing and indexes of opcs4: an integer whose order is the
-- value's, so it costs what an integer costs.  Comparisons are looked up for every
-- scan and are the module's; the rest are the server's own for int4.  They never
-- fail, so row-level security may let them look first: LEAKPROOF.
--
-- The server's estimators cannot look inside a step of a histogram of this type.
-- But by them alone the planner knows the two bounds of a range, and multiplies
-- the shares of any others, which is far worse: doc/opcs4.md has the figures.

CREATE FUNCTION surgical_registry.opcs4_lt(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int4_lt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_lt(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of < for values of opcs4: less than';

CREATE FUNCTION surgical_registry.opcs4_le(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int4_le' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_le(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of <= for values of opcs4: less than or equal';

CREATE FUNCTION surgical_registry.opcs4_eq(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int4_eq' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_eq(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of = for values of opcs4: equal';

CREATE FUNCTION surgical_registry.opcs4_ne(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int4_ne' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_ne(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of <> for values of opcs4: not equal';

CREATE FUNCTION surgical_registry.opcs4_ge(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int4_ge' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_ge(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of >= for values of opcs4: greater than or equal';

CREATE FUNCTION surgical_registry.opcs4_gt(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int4_gt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_gt(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of > for values of opcs4: greater than';

CREATE OPERATOR surgical_registry.< (
    LEFTARG = surgical_registry.opcs4, RIGHTARG = surgical_registry.opcs4, FUNCTION = surgical_registry.opcs4_lt,
    COMMUTATOR = OPERATOR(surgical_registry.>), NEGATOR = OPERATOR(surgical_registry.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR surgical_registry.< (surgical_registry.opcs4, surgical_registry.opcs4) IS 'less than';

CREATE OPERATOR surgical_registry.<= (
    LEFTARG = surgical_registry.opcs4, RIGHTARG = surgical_registry.opcs4, FUNCTION = surgical_registry.opcs4_le,
    COMMUTATOR = OPERATOR(surgical_registry.>=), NEGATOR = OPERATOR(surgical_registry.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR surgical_registry.<= (surgical_registry.opcs4, surgical_registry.opcs4) IS 'less than or equal';

CREATE OPERATOR surgical_registry.= (
    LEFTARG = surgical_registry.opcs4, RIGHTARG = surgical_registry.opcs4, FUNCTION = surgical_registry.opcs4_eq,
    COMMUTATOR = OPERATOR(surgical_registry.=), NEGATOR = OPERATOR(surgical_registry.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR surgical_registry.= (surgical_registry.opcs4, surgical_registry.opcs4) IS 'equal';

CREATE OPERATOR surgical_registry.<> (
    LEFTARG = surgical_registry.opcs4, RIGHTARG = surgical_registry.opcs4, FUNCTION = surgical_registry.opcs4_ne,
    COMMUTATOR = OPERATOR(surgical_registry.<>), NEGATOR = OPERATOR(surgical_registry.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR surgical_registry.<> (surgical_registry.opcs4, surgical_registry.opcs4) IS 'not equal';

CREATE OPERATOR surgical_registry.>= (
    LEFTARG = surgical_registry.opcs4, RIGHTARG = surgical_registry.opcs4, FUNCTION = surgical_registry.opcs4_ge,
    COMMUTATOR = OPERATOR(surgical_registry.<=), NEGATOR = OPERATOR(surgical_registry.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR surgical_registry.>= (surgical_registry.opcs4, surgical_registry.opcs4) IS 'greater than or equal';

CREATE OPERATOR surgical_registry.> (
    LEFTARG = surgical_registry.opcs4, RIGHTARG = surgical_registry.opcs4, FUNCTION = surgical_registry.opcs4_gt,
    COMMUTATOR = OPERATOR(surgical_registry.<), NEGATOR = OPERATOR(surgical_registry.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR surgical_registry.> (surgical_registry.opcs4, surgical_registry.opcs4) IS 'greater than';

CREATE FUNCTION surgical_registry.opcs4_cmp(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS integer
    AS 'MODULE_PATHNAME', 'sr_int4_cmp' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_cmp(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Three-way comparison of values of opcs4, for btree';

CREATE FUNCTION surgical_registry.opcs4_sortsupport(internal) RETURNS void
    AS 'btint4sortsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_sortsupport(internal) IS
    'Sort support of values of opcs4';

CREATE FUNCTION surgical_registry.opcs4_hash(surgical_registry.opcs4) RETURNS integer
    AS 'hashint4' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_hash(surgical_registry.opcs4) IS
    'Hash of one OPCS-4 code';

CREATE FUNCTION surgical_registry.opcs4_hash_extended(surgical_registry.opcs4, bigint) RETURNS bigint
    AS 'hashint4extended' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_hash_extended(surgical_registry.opcs4, bigint) IS
    '64-bit seeded hash of one OPCS-4 code, for hash partitioning';

CREATE FUNCTION surgical_registry.opcs4_minmax_multi_distance(internal, internal) RETURNS float8
    AS 'brin_minmax_multi_distance_int4' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_minmax_multi_distance(internal, internal) IS
    'Distance of two values of opcs4, for BRIN minmax-multi';

CREATE FUNCTION surgical_registry.opcs4_smaller(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS surgical_registry.opcs4
    AS 'int4smaller' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_smaller(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'The lesser of two values of opcs4, for min';

CREATE FUNCTION surgical_registry.opcs4_larger(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS surgical_registry.opcs4
    AS 'int4larger' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_larger(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'The greater of two values of opcs4, for max';

CREATE OPERATOR CLASS surgical_registry.opcs4_ops DEFAULT FOR TYPE surgical_registry.opcs4 USING btree AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 surgical_registry.opcs4_cmp(surgical_registry.opcs4, surgical_registry.opcs4),
    FUNCTION 2 surgical_registry.opcs4_sortsupport(internal),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS surgical_registry.opcs4_ops USING btree IS
    'Ordered indexes of values of opcs4';

CREATE OPERATOR CLASS surgical_registry.opcs4_hash_ops DEFAULT FOR TYPE surgical_registry.opcs4 USING hash AS
    OPERATOR 1 surgical_registry.= ,
    FUNCTION 1 surgical_registry.opcs4_hash(surgical_registry.opcs4),
    FUNCTION 2 surgical_registry.opcs4_hash_extended(surgical_registry.opcs4, bigint);
COMMENT ON OPERATOR CLASS surgical_registry.opcs4_hash_ops USING hash IS
    'Hash indexes, joins and partitions of values of opcs4';

CREATE OPERATOR CLASS surgical_registry.opcs4_minmax_ops DEFAULT FOR TYPE surgical_registry.opcs4 USING brin AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 brin_minmax_opcinfo(internal),
    FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
    FUNCTION 4 brin_minmax_union(internal, internal, internal);
COMMENT ON OPERATOR CLASS surgical_registry.opcs4_minmax_ops USING brin IS
    'BRIN of values of opcs4: one range of values a block range';

CREATE OPERATOR CLASS surgical_registry.opcs4_minmax_multi_ops FOR TYPE surgical_registry.opcs4 USING brin AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 brin_minmax_multi_opcinfo(internal),
    FUNCTION 2 brin_minmax_multi_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_minmax_multi_consistent(internal, internal, internal, integer),
    FUNCTION 4 brin_minmax_multi_union(internal, internal, internal),
    FUNCTION 5 brin_minmax_multi_options(internal),
    FUNCTION 11 surgical_registry.opcs4_minmax_multi_distance(internal, internal),
    STORAGE surgical_registry.opcs4;
COMMENT ON OPERATOR CLASS surgical_registry.opcs4_minmax_multi_ops USING brin IS
    'BRIN of values of opcs4: several ranges of values a block range';

CREATE OPERATOR CLASS surgical_registry.opcs4_bloom_ops FOR TYPE surgical_registry.opcs4 USING brin AS
    OPERATOR 1 surgical_registry.= ,
    FUNCTION 1 brin_bloom_opcinfo(internal),
    FUNCTION 2 brin_bloom_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_bloom_consistent(internal, internal, internal, integer),
    FUNCTION 4 brin_bloom_union(internal, internal, internal),
    FUNCTION 5 brin_bloom_options(internal),
    FUNCTION 11 surgical_registry.opcs4_hash(surgical_registry.opcs4),
    STORAGE surgical_registry.opcs4;
COMMENT ON OPERATOR CLASS surgical_registry.opcs4_bloom_ops USING brin IS
    'BRIN of values of opcs4: a Bloom filter a block range, for equality';

CREATE AGGREGATE surgical_registry.min(surgical_registry.opcs4) (
    SFUNC = surgical_registry.opcs4_smaller, STYPE = surgical_registry.opcs4, COMBINEFUNC = surgical_registry.opcs4_smaller,
    SORTOP = OPERATOR(surgical_registry.<), PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.min(surgical_registry.opcs4) IS 'Least OPCS-4 code of the rows; NULL if there is none';

CREATE AGGREGATE surgical_registry.max(surgical_registry.opcs4) (
    SFUNC = surgical_registry.opcs4_larger, STYPE = surgical_registry.opcs4, COMBINEFUNC = surgical_registry.opcs4_larger,
    SORTOP = OPERATOR(surgical_registry.>), PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.max(surgical_registry.opcs4) IS 'Greatest OPCS-4 code of the rows; NULL if there is none';

-- Text and binary forms of icd10.

CREATE TYPE surgical_registry.icd10;

CREATE FUNCTION surgical_registry.icd10_in(cstring) RETURNS surgical_registry.icd10
    AS 'MODULE_PATHNAME', 'sr_icd10_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_in(cstring) IS
    'Reads one ICD-10 code; 22P02 for syntax, 22003 for a value that none has';

CREATE FUNCTION surgical_registry.icd10_out(surgical_registry.icd10) RETURNS cstring
    AS 'MODULE_PATHNAME', 'sr_icd10_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_out(surgical_registry.icd10) IS
    'Canonical text of one ICD-10 code';

CREATE FUNCTION surgical_registry.icd10_recv(internal) RETURNS surgical_registry.icd10
    AS 'MODULE_PATHNAME', 'sr_icd10_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_recv(internal) IS
    'Binary input of one ICD-10 code, as strict as text input; 22P03';

CREATE FUNCTION surgical_registry.icd10_send(surgical_registry.icd10) RETURNS bytea
    AS 'MODULE_PATHNAME', 'sr_icd10_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_send(surgical_registry.icd10) IS
    'Binary output of one ICD-10 code: its integer in network order';

CREATE TYPE surgical_registry.icd10 (
    INPUT = surgical_registry.icd10_in,
    OUTPUT = surgical_registry.icd10_out,
    RECEIVE = surgical_registry.icd10_recv,
    SEND = surgical_registry.icd10_send,
    LIKE = pg_catalog.int8,
    CATEGORY = 'U'
);
COMMENT ON TYPE surgical_registry.icd10 IS
    'ICD-10 diagnosis code of 3 to 7 characters (M41.1, M41): shape checked, not the release table; I10X is I10; 8 bytes, ordered M41 < M41.0 < M41.00 < M41.1 < M42';

-- Parts of a code and containment, the same for every type of clinical code.

CREATE FUNCTION surgical_registry.category(surgical_registry.icd10) RETURNS surgical_registry.icd10
    AS 'MODULE_PATHNAME', 'sr_icd10_category' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.category(surgical_registry.icd10) IS
    'Three-character category of a code: M41 of M41.1, M41 of M41';

CREATE FUNCTION surgical_registry.chapter(surgical_registry.icd10) RETURNS text
    AS 'MODULE_PATHNAME', 'sr_icd10_chapter' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.chapter(surgical_registry.icd10) IS
    'Chapter letter of a code: M of M41.1';

CREATE FUNCTION surgical_registry.undotted(surgical_registry.icd10) RETURNS text
    AS 'MODULE_PATHNAME', 'sr_icd10_undotted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.undotted(surgical_registry.icd10) IS
    'A code without its dot, as Hospital Episode Statistics write it: M411 of M41.1';

CREATE FUNCTION surgical_registry.last_within(surgical_registry.icd10) RETURNS surgical_registry.icd10
    AS 'MODULE_PATHNAME', 'sr_icd10_last_within' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.last_within(surgical_registry.icd10) IS
    'Greatest code that a code or category holds: M41.ZZZZ of M41';

CREATE FUNCTION surgical_registry.icd10_within_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME', 'sr_icd10_within_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_within_support(internal) IS
    'Planner support of <@ and @> on icd10: turns them into a range of an ordered index';

CREATE FUNCTION surgical_registry.icd10_within_sel(internal, oid, internal, integer) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_icd10_within_sel' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_within_sel(internal, oid, internal, integer) IS
    'Restriction selectivity of <@ and @> on icd10, from the column''s statistics';

CREATE FUNCTION surgical_registry.icd10_contained_by(surgical_registry.icd10, surgical_registry.icd10) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_icd10_contained_by' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE
    SUPPORT surgical_registry.icd10_within_support;
COMMENT ON FUNCTION surgical_registry.icd10_contained_by(surgical_registry.icd10, surgical_registry.icd10) IS
    'Is the first code the second, or within it where that is a category?';

CREATE FUNCTION surgical_registry.icd10_contains(surgical_registry.icd10, surgical_registry.icd10) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_icd10_contains' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE
    SUPPORT surgical_registry.icd10_within_support;
COMMENT ON FUNCTION surgical_registry.icd10_contains(surgical_registry.icd10, surgical_registry.icd10) IS
    'Is the second code the first, or within it where that is a category?';

CREATE OPERATOR surgical_registry.<@ (
    LEFTARG = surgical_registry.icd10, RIGHTARG = surgical_registry.icd10,
    FUNCTION = surgical_registry.icd10_contained_by, COMMUTATOR = OPERATOR(surgical_registry.@>),
    RESTRICT = surgical_registry.icd10_within_sel, JOIN = contjoinsel
);
COMMENT ON OPERATOR surgical_registry.<@ (surgical_registry.icd10, surgical_registry.icd10) IS
    'is the code, or within the category';

CREATE OPERATOR surgical_registry.@> (
    LEFTARG = surgical_registry.icd10, RIGHTARG = surgical_registry.icd10,
    FUNCTION = surgical_registry.icd10_contains, COMMUTATOR = OPERATOR(surgical_registry.<@),
    RESTRICT = surgical_registry.icd10_within_sel, JOIN = contjoinsel
);
COMMENT ON OPERATOR surgical_registry.@> (surgical_registry.icd10, surgical_registry.icd10) IS
    'is the code, or the category that holds it';

-- Operators, sorting, hashing and indexes of icd10: an integer whose order is the
-- value's, so it costs what an integer costs.  Comparisons are looked up for every
-- scan and are the module's; the rest are the server's own for int8.  They never
-- fail, so row-level security may let them look first: LEAKPROOF.
--
-- The server's estimators cannot look inside a step of a histogram of this type.
-- But by them alone the planner knows the two bounds of a range, and multiplies
-- the shares of any others, which is far worse: doc/opcs4.md has the figures.

CREATE FUNCTION surgical_registry.icd10_lt(surgical_registry.icd10, surgical_registry.icd10) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_lt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_lt(surgical_registry.icd10, surgical_registry.icd10) IS
    'Implementation of < for values of icd10: less than';

CREATE FUNCTION surgical_registry.icd10_le(surgical_registry.icd10, surgical_registry.icd10) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_le' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_le(surgical_registry.icd10, surgical_registry.icd10) IS
    'Implementation of <= for values of icd10: less than or equal';

CREATE FUNCTION surgical_registry.icd10_eq(surgical_registry.icd10, surgical_registry.icd10) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_eq' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_eq(surgical_registry.icd10, surgical_registry.icd10) IS
    'Implementation of = for values of icd10: equal';

CREATE FUNCTION surgical_registry.icd10_ne(surgical_registry.icd10, surgical_registry.icd10) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_ne' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_ne(surgical_registry.icd10, surgical_registry.icd10) IS
    'Implementation of <> for values of icd10: not equal';

CREATE FUNCTION surgical_registry.icd10_ge(surgical_registry.icd10, surgical_registry.icd10) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_ge' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_ge(surgical_registry.icd10, surgical_registry.icd10) IS
    'Implementation of >= for values of icd10: greater than or equal';

CREATE FUNCTION surgical_registry.icd10_gt(surgical_registry.icd10, surgical_registry.icd10) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_gt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_gt(surgical_registry.icd10, surgical_registry.icd10) IS
    'Implementation of > for values of icd10: greater than';

CREATE OPERATOR surgical_registry.< (
    LEFTARG = surgical_registry.icd10, RIGHTARG = surgical_registry.icd10, FUNCTION = surgical_registry.icd10_lt,
    COMMUTATOR = OPERATOR(surgical_registry.>), NEGATOR = OPERATOR(surgical_registry.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR surgical_registry.< (surgical_registry.icd10, surgical_registry.icd10) IS 'less than';

CREATE OPERATOR surgical_registry.<= (
    LEFTARG = surgical_registry.icd10, RIGHTARG = surgical_registry.icd10, FUNCTION = surgical_registry.icd10_le,
    COMMUTATOR = OPERATOR(surgical_registry.>=), NEGATOR = OPERATOR(surgical_registry.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR surgical_registry.<= (surgical_registry.icd10, surgical_registry.icd10) IS 'less than or equal';

CREATE OPERATOR surgical_registry.= (
    LEFTARG = surgical_registry.icd10, RIGHTARG = surgical_registry.icd10, FUNCTION = surgical_registry.icd10_eq,
    COMMUTATOR = OPERATOR(surgical_registry.=), NEGATOR = OPERATOR(surgical_registry.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR surgical_registry.= (surgical_registry.icd10, surgical_registry.icd10) IS 'equal';

CREATE OPERATOR surgical_registry.<> (
    LEFTARG = surgical_registry.icd10, RIGHTARG = surgical_registry.icd10, FUNCTION = surgical_registry.icd10_ne,
    COMMUTATOR = OPERATOR(surgical_registry.<>), NEGATOR = OPERATOR(surgical_registry.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR surgical_registry.<> (surgical_registry.icd10, surgical_registry.icd10) IS 'not equal';

CREATE OPERATOR surgical_registry.>= (
    LEFTARG = surgical_registry.icd10, RIGHTARG = surgical_registry.icd10, FUNCTION = surgical_registry.icd10_ge,
    COMMUTATOR = OPERATOR(surgical_registry.<=), NEGATOR = OPERATOR(surgical_registry.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR surgical_registry.>= (surgical_registry.icd10, surgical_registry.icd10) IS 'greater than or equal';

CREATE OPERATOR surgical_registry.> (
    LEFTARG = surgical_registry.icd10, RIGHTARG = surgical_registry.icd10, FUNCTION = surgical_registry.icd10_gt,
    COMMUTATOR = OPERATOR(surgical_registry.<), NEGATOR = OPERATOR(surgical_registry.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR surgical_registry.> (surgical_registry.icd10, surgical_registry.icd10) IS 'greater than';

CREATE FUNCTION surgical_registry.icd10_cmp(surgical_registry.icd10, surgical_registry.icd10) RETURNS integer
    AS 'MODULE_PATHNAME', 'sr_int8_cmp' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_cmp(surgical_registry.icd10, surgical_registry.icd10) IS
    'Three-way comparison of values of icd10, for btree';

CREATE FUNCTION surgical_registry.icd10_sortsupport(internal) RETURNS void
    AS 'btint8sortsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_sortsupport(internal) IS
    'Sort support of values of icd10';

CREATE FUNCTION surgical_registry.icd10_hash(surgical_registry.icd10) RETURNS integer
    AS 'hashint8' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_hash(surgical_registry.icd10) IS
    'Hash of one ICD-10 code';

CREATE FUNCTION surgical_registry.icd10_hash_extended(surgical_registry.icd10, bigint) RETURNS bigint
    AS 'hashint8extended' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_hash_extended(surgical_registry.icd10, bigint) IS
    '64-bit seeded hash of one ICD-10 code, for hash partitioning';

CREATE FUNCTION surgical_registry.icd10_minmax_multi_distance(internal, internal) RETURNS float8
    AS 'brin_minmax_multi_distance_int8' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_minmax_multi_distance(internal, internal) IS
    'Distance of two values of icd10, for BRIN minmax-multi';

CREATE FUNCTION surgical_registry.icd10_smaller(surgical_registry.icd10, surgical_registry.icd10) RETURNS surgical_registry.icd10
    AS 'int8smaller' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_smaller(surgical_registry.icd10, surgical_registry.icd10) IS
    'The lesser of two values of icd10, for min';

CREATE FUNCTION surgical_registry.icd10_larger(surgical_registry.icd10, surgical_registry.icd10) RETURNS surgical_registry.icd10
    AS 'int8larger' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_larger(surgical_registry.icd10, surgical_registry.icd10) IS
    'The greater of two values of icd10, for max';

CREATE OPERATOR CLASS surgical_registry.icd10_ops DEFAULT FOR TYPE surgical_registry.icd10 USING btree AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 surgical_registry.icd10_cmp(surgical_registry.icd10, surgical_registry.icd10),
    FUNCTION 2 surgical_registry.icd10_sortsupport(internal),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS surgical_registry.icd10_ops USING btree IS
    'Ordered indexes of values of icd10';

CREATE OPERATOR CLASS surgical_registry.icd10_hash_ops DEFAULT FOR TYPE surgical_registry.icd10 USING hash AS
    OPERATOR 1 surgical_registry.= ,
    FUNCTION 1 surgical_registry.icd10_hash(surgical_registry.icd10),
    FUNCTION 2 surgical_registry.icd10_hash_extended(surgical_registry.icd10, bigint);
COMMENT ON OPERATOR CLASS surgical_registry.icd10_hash_ops USING hash IS
    'Hash indexes, joins and partitions of values of icd10';

CREATE OPERATOR CLASS surgical_registry.icd10_minmax_ops DEFAULT FOR TYPE surgical_registry.icd10 USING brin AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 brin_minmax_opcinfo(internal),
    FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
    FUNCTION 4 brin_minmax_union(internal, internal, internal);
COMMENT ON OPERATOR CLASS surgical_registry.icd10_minmax_ops USING brin IS
    'BRIN of values of icd10: one range of values a block range';

CREATE OPERATOR CLASS surgical_registry.icd10_minmax_multi_ops FOR TYPE surgical_registry.icd10 USING brin AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 brin_minmax_multi_opcinfo(internal),
    FUNCTION 2 brin_minmax_multi_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_minmax_multi_consistent(internal, internal, internal, integer),
    FUNCTION 4 brin_minmax_multi_union(internal, internal, internal),
    FUNCTION 5 brin_minmax_multi_options(internal),
    FUNCTION 11 surgical_registry.icd10_minmax_multi_distance(internal, internal),
    STORAGE surgical_registry.icd10;
COMMENT ON OPERATOR CLASS surgical_registry.icd10_minmax_multi_ops USING brin IS
    'BRIN of values of icd10: several ranges of values a block range';

CREATE OPERATOR CLASS surgical_registry.icd10_bloom_ops FOR TYPE surgical_registry.icd10 USING brin AS
    OPERATOR 1 surgical_registry.= ,
    FUNCTION 1 brin_bloom_opcinfo(internal),
    FUNCTION 2 brin_bloom_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_bloom_consistent(internal, internal, internal, integer),
    FUNCTION 4 brin_bloom_union(internal, internal, internal),
    FUNCTION 5 brin_bloom_options(internal),
    FUNCTION 11 surgical_registry.icd10_hash(surgical_registry.icd10),
    STORAGE surgical_registry.icd10;
COMMENT ON OPERATOR CLASS surgical_registry.icd10_bloom_ops USING brin IS
    'BRIN of values of icd10: a Bloom filter a block range, for equality';

CREATE AGGREGATE surgical_registry.min(surgical_registry.icd10) (
    SFUNC = surgical_registry.icd10_smaller, STYPE = surgical_registry.icd10, COMBINEFUNC = surgical_registry.icd10_smaller,
    SORTOP = OPERATOR(surgical_registry.<), PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.min(surgical_registry.icd10) IS 'Least ICD-10 code of the rows; NULL if there is none';

CREATE AGGREGATE surgical_registry.max(surgical_registry.icd10) (
    SFUNC = surgical_registry.icd10_larger, STYPE = surgical_registry.icd10, COMBINEFUNC = surgical_registry.icd10_larger,
    SORTOP = OPERATOR(surgical_registry.>), PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.max(surgical_registry.icd10) IS 'Greatest ICD-10 code of the rows; NULL if there is none';

-- Ranges and lists of OPCS-4 codes.

CREATE TYPE surgical_registry.opcs4range;

CREATE FUNCTION surgical_registry.opcs4_range_canonical(surgical_registry.opcs4range) RETURNS surgical_registry.opcs4range
    AS 'MODULE_PATHNAME', 'sr_opcs4_range_canonical' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_range_canonical(surgical_registry.opcs4range) IS
    'Canonical form of a range of OPCS-4 codes: [V41,V47) of [V41,V46]';

CREATE FUNCTION surgical_registry.opcs4_range_diff(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_code_range_diff' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_range_diff(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Difference of two OPCS-4 codes as integers, for indexes of ranges';

CREATE TYPE surgical_registry.opcs4range AS RANGE (
    SUBTYPE = surgical_registry.opcs4,
    SUBTYPE_OPCLASS = surgical_registry.opcs4_ops,
    CANONICAL = surgical_registry.opcs4_range_canonical,
    SUBTYPE_DIFF = surgical_registry.opcs4_range_diff,
    MULTIRANGE_TYPE_NAME = surgical_registry.opcs4multirange
);
COMMENT ON TYPE surgical_registry.opcs4range IS
    'Range of OPCS-4 codes, stored as [lower,upper): an inclusive upper bound takes all within it, so [V41,V46] is [V41,V47); an exclusive lower bound leaves out that one code only';
COMMENT ON TYPE surgical_registry.opcs4multirange IS
    'List of OPCS-4 codes as ranges without overlap; opcs4_codes() reads one as people write it, codes_text() writes it';
COMMENT ON FUNCTION surgical_registry.opcs4range(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Range from one OPCS-4 code to before another; NULL for no bound';
COMMENT ON FUNCTION surgical_registry.opcs4range(surgical_registry.opcs4, surgical_registry.opcs4, text) IS
    'Range of OPCS-4 codes with bounds of the given kind: [], [), (] or ()';
COMMENT ON FUNCTION surgical_registry.opcs4multirange() IS
    'List without any OPCS-4 code';
COMMENT ON FUNCTION surgical_registry.opcs4multirange(surgical_registry.opcs4range) IS
    'List of the OPCS-4 codes in one range';
COMMENT ON FUNCTION surgical_registry.opcs4multirange(VARIADIC surgical_registry.opcs4range[]) IS
    'List of the OPCS-4 codes in any of the ranges';
COMMENT ON CAST (surgical_registry.opcs4range AS surgical_registry.opcs4multirange) IS
    'List of the OPCS-4 codes in one range';

CREATE FUNCTION surgical_registry.opcs4_codes(list text) RETURNS surgical_registry.opcs4multirange
    AS 'MODULE_PATHNAME', 'sr_opcs4_codes' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_codes(text) IS
    'List of OPCS-4 codes as people write it, ''V41-V46, V51.1'': each code with all within it; 22P02 for what is no list, and an empty text is none';

CREATE FUNCTION surgical_registry.codes_text(codes surgical_registry.opcs4multirange) RETURNS text
    AS 'MODULE_PATHNAME', 'sr_opcs4_codes_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.codes_text(surgical_registry.opcs4multirange) IS
    'Shortest text that opcs4_codes() reads as this list; an end without bound is written as the first or last code there is, and no codes as an empty text; 22023 if no text can say it, as {[V41,V41.0)}';

CREATE FUNCTION surgical_registry.opcs4_list_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME', 'sr_opcs4_list_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_list_support(internal) IS
    'Planner support of lists of OPCS-4 codes: bounds for an ordered index, single codes for GIN';

CREATE FUNCTION surgical_registry.opcs4_list_sel(internal, oid, internal, integer) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_code_list_sel' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_list_sel(internal, oid, internal, integer) IS
    'Restriction selectivity of <@ and @> on lists of OPCS-4 codes, from the column''s statistics';

CREATE FUNCTION surgical_registry.opcs4_in_list(surgical_registry.opcs4, surgical_registry.opcs4multirange) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_code_in_list' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
    SUPPORT surgical_registry.opcs4_list_support;
COMMENT ON FUNCTION surgical_registry.opcs4_in_list(surgical_registry.opcs4, surgical_registry.opcs4multirange) IS
    'Is the code in the list?';

CREATE FUNCTION surgical_registry.opcs4_list_contains(surgical_registry.opcs4multirange, surgical_registry.opcs4) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_code_list_contains' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
    SUPPORT surgical_registry.opcs4_list_support;
COMMENT ON FUNCTION surgical_registry.opcs4_list_contains(surgical_registry.opcs4multirange, surgical_registry.opcs4) IS
    'Does the list hold the code?';

CREATE OPERATOR surgical_registry.<@ (
    LEFTARG = surgical_registry.opcs4, RIGHTARG = surgical_registry.opcs4multirange,
    FUNCTION = surgical_registry.opcs4_in_list, COMMUTATOR = OPERATOR(surgical_registry.@>),
    RESTRICT = surgical_registry.opcs4_list_sel, JOIN = contjoinsel
);
COMMENT ON OPERATOR surgical_registry.<@ (surgical_registry.opcs4, surgical_registry.opcs4multirange) IS
    'is in the list';

CREATE OPERATOR surgical_registry.@> (
    LEFTARG = surgical_registry.opcs4multirange, RIGHTARG = surgical_registry.opcs4,
    FUNCTION = surgical_registry.opcs4_list_contains, COMMUTATOR = OPERATOR(surgical_registry.<@),
    RESTRICT = surgical_registry.opcs4_list_sel, JOIN = contjoinsel
);
COMMENT ON OPERATOR surgical_registry.@> (surgical_registry.opcs4multirange, surgical_registry.opcs4) IS
    'is a list that holds the code';

CREATE FUNCTION surgical_registry.any_code_in(codes surgical_registry.opcs4[], list surgical_registry.opcs4multirange) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_opcs4_any_in_list' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
    SUPPORT surgical_registry.opcs4_list_support;
COMMENT ON FUNCTION surgical_registry.any_code_in(surgical_registry.opcs4[], surgical_registry.opcs4multirange) IS
    'Is any code of the array in the list?  NULL elements are in none';

-- Ranges and lists of ICD-10 codes.

CREATE TYPE surgical_registry.icd10range;

CREATE FUNCTION surgical_registry.icd10_range_canonical(surgical_registry.icd10range) RETURNS surgical_registry.icd10range
    AS 'MODULE_PATHNAME', 'sr_icd10_range_canonical' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_range_canonical(surgical_registry.icd10range) IS
    'Canonical form of a range of ICD-10 codes: [M41,M47) of [M41,M46]';

CREATE FUNCTION surgical_registry.icd10_range_diff(surgical_registry.icd10, surgical_registry.icd10) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_code_range_diff' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_range_diff(surgical_registry.icd10, surgical_registry.icd10) IS
    'Difference of two ICD-10 codes as integers, for indexes of ranges';

CREATE TYPE surgical_registry.icd10range AS RANGE (
    SUBTYPE = surgical_registry.icd10,
    SUBTYPE_OPCLASS = surgical_registry.icd10_ops,
    CANONICAL = surgical_registry.icd10_range_canonical,
    SUBTYPE_DIFF = surgical_registry.icd10_range_diff,
    MULTIRANGE_TYPE_NAME = surgical_registry.icd10multirange
);
COMMENT ON TYPE surgical_registry.icd10range IS
    'Range of ICD-10 codes, stored as [lower,upper): an inclusive upper bound takes all within it, so [M41,M46] is [M41,M47); an exclusive lower bound leaves out that one code only';
COMMENT ON TYPE surgical_registry.icd10multirange IS
    'List of ICD-10 codes as ranges without overlap; icd10_codes() reads one as people write it, codes_text() writes it';
COMMENT ON FUNCTION surgical_registry.icd10range(surgical_registry.icd10, surgical_registry.icd10) IS
    'Range from one ICD-10 code to before another; NULL for no bound';
COMMENT ON FUNCTION surgical_registry.icd10range(surgical_registry.icd10, surgical_registry.icd10, text) IS
    'Range of ICD-10 codes with bounds of the given kind: [], [), (] or ()';
COMMENT ON FUNCTION surgical_registry.icd10multirange() IS
    'List without any ICD-10 code';
COMMENT ON FUNCTION surgical_registry.icd10multirange(surgical_registry.icd10range) IS
    'List of the ICD-10 codes in one range';
COMMENT ON FUNCTION surgical_registry.icd10multirange(VARIADIC surgical_registry.icd10range[]) IS
    'List of the ICD-10 codes in any of the ranges';
COMMENT ON CAST (surgical_registry.icd10range AS surgical_registry.icd10multirange) IS
    'List of the ICD-10 codes in one range';

CREATE FUNCTION surgical_registry.icd10_codes(list text) RETURNS surgical_registry.icd10multirange
    AS 'MODULE_PATHNAME', 'sr_icd10_codes' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_codes(text) IS
    'List of ICD-10 codes as people write it, ''M41-M46, M51.1'': each code with all within it; 22P02 for what is no list, and an empty text is none';

CREATE FUNCTION surgical_registry.codes_text(codes surgical_registry.icd10multirange) RETURNS text
    AS 'MODULE_PATHNAME', 'sr_icd10_codes_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.codes_text(surgical_registry.icd10multirange) IS
    'Shortest text that icd10_codes() reads as this list; an end without bound is written as the first or last code there is, and no codes as an empty text; 22023 if no text can say it, as {[M41,M41.0)}';

CREATE FUNCTION surgical_registry.icd10_list_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME', 'sr_icd10_list_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_list_support(internal) IS
    'Planner support of lists of ICD-10 codes: bounds for an ordered index, single codes for GIN';

CREATE FUNCTION surgical_registry.icd10_list_sel(internal, oid, internal, integer) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_code_list_sel' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_list_sel(internal, oid, internal, integer) IS
    'Restriction selectivity of <@ and @> on lists of ICD-10 codes, from the column''s statistics';

CREATE FUNCTION surgical_registry.icd10_in_list(surgical_registry.icd10, surgical_registry.icd10multirange) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_code_in_list' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
    SUPPORT surgical_registry.icd10_list_support;
COMMENT ON FUNCTION surgical_registry.icd10_in_list(surgical_registry.icd10, surgical_registry.icd10multirange) IS
    'Is the code in the list?';

CREATE FUNCTION surgical_registry.icd10_list_contains(surgical_registry.icd10multirange, surgical_registry.icd10) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_code_list_contains' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
    SUPPORT surgical_registry.icd10_list_support;
COMMENT ON FUNCTION surgical_registry.icd10_list_contains(surgical_registry.icd10multirange, surgical_registry.icd10) IS
    'Does the list hold the code?';

CREATE OPERATOR surgical_registry.<@ (
    LEFTARG = surgical_registry.icd10, RIGHTARG = surgical_registry.icd10multirange,
    FUNCTION = surgical_registry.icd10_in_list, COMMUTATOR = OPERATOR(surgical_registry.@>),
    RESTRICT = surgical_registry.icd10_list_sel, JOIN = contjoinsel
);
COMMENT ON OPERATOR surgical_registry.<@ (surgical_registry.icd10, surgical_registry.icd10multirange) IS
    'is in the list';

CREATE OPERATOR surgical_registry.@> (
    LEFTARG = surgical_registry.icd10multirange, RIGHTARG = surgical_registry.icd10,
    FUNCTION = surgical_registry.icd10_list_contains, COMMUTATOR = OPERATOR(surgical_registry.<@),
    RESTRICT = surgical_registry.icd10_list_sel, JOIN = contjoinsel
);
COMMENT ON OPERATOR surgical_registry.@> (surgical_registry.icd10multirange, surgical_registry.icd10) IS
    'is a list that holds the code';

CREATE FUNCTION surgical_registry.any_code_in(codes surgical_registry.icd10[], list surgical_registry.icd10multirange) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_icd10_any_in_list' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
    SUPPORT surgical_registry.icd10_list_support;
COMMENT ON FUNCTION surgical_registry.any_code_in(surgical_registry.icd10[], surgical_registry.icd10multirange) IS
    'Is any code of the array in the list?  NULL elements are in none';

-- Data quality of codes that are still text.

CREATE FUNCTION surgical_registry.codes_invalid(codes text[], system text DEFAULT 'opcs4', OUT ordinal integer, OUT code text, OUT reason text)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'sr_codes_invalid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.codes_invalid(text[], text) IS
    'Elements that are not well-formed codes of the system (opcs4 or icd10), by their place in the array, and why; NULL elements are left out';

-- Text and binary forms of nhs_number.

CREATE TYPE surgical_registry.nhs_number;

CREATE FUNCTION surgical_registry.nhs_number_in(cstring) RETURNS surgical_registry.nhs_number
    AS 'MODULE_PATHNAME', 'sr_nhs_number_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_in(cstring) IS
    'Reads one NHS number; 22P02 for syntax, 22003 for a value that none has';

CREATE FUNCTION surgical_registry.nhs_number_out(surgical_registry.nhs_number) RETURNS cstring
    AS 'MODULE_PATHNAME', 'sr_nhs_number_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_out(surgical_registry.nhs_number) IS
    'Canonical text of one NHS number';

CREATE FUNCTION surgical_registry.nhs_number_recv(internal) RETURNS surgical_registry.nhs_number
    AS 'MODULE_PATHNAME', 'sr_nhs_number_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_recv(internal) IS
    'Binary input of one NHS number, as strict as text input; 22P03';

CREATE FUNCTION surgical_registry.nhs_number_send(surgical_registry.nhs_number) RETURNS bytea
    AS 'MODULE_PATHNAME', 'sr_nhs_number_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_send(surgical_registry.nhs_number) IS
    'Binary output of one NHS number: its integer in network order';

CREATE TYPE surgical_registry.nhs_number (
    INPUT = surgical_registry.nhs_number_in,
    OUTPUT = surgical_registry.nhs_number_out,
    RECEIVE = surgical_registry.nhs_number_recv,
    SEND = surgical_registry.nhs_number_send,
    LIKE = pg_catalog.int8,
    CATEGORY = 'U'
);
COMMENT ON TYPE surgical_registry.nhs_number IS
    'NHS number, 943 476 5919: ten digits, the last a check digit by modulus 11; blanks and hyphens allowed in; 8 bytes; no error message repeats one';

-- Operators, sorting, hashing and indexes of nhs_number: an integer whose order is the
-- value's, so it costs what an integer costs.  Comparisons are looked up for every
-- scan and are the module's; the rest are the server's own for int8.  They never
-- fail, so row-level security may let them look first: LEAKPROOF.
--
-- The server's estimators cannot look inside a step of a histogram of this type.
-- But by them alone the planner knows the two bounds of a range, and multiplies
-- the shares of any others, which is far worse: doc/opcs4.md has the figures.

CREATE FUNCTION surgical_registry.nhs_number_lt(surgical_registry.nhs_number, surgical_registry.nhs_number) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_lt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_lt(surgical_registry.nhs_number, surgical_registry.nhs_number) IS
    'Implementation of < for values of nhs_number: less than';

CREATE FUNCTION surgical_registry.nhs_number_le(surgical_registry.nhs_number, surgical_registry.nhs_number) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_le' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_le(surgical_registry.nhs_number, surgical_registry.nhs_number) IS
    'Implementation of <= for values of nhs_number: less than or equal';

CREATE FUNCTION surgical_registry.nhs_number_eq(surgical_registry.nhs_number, surgical_registry.nhs_number) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_eq' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_eq(surgical_registry.nhs_number, surgical_registry.nhs_number) IS
    'Implementation of = for values of nhs_number: equal';

CREATE FUNCTION surgical_registry.nhs_number_ne(surgical_registry.nhs_number, surgical_registry.nhs_number) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_ne' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_ne(surgical_registry.nhs_number, surgical_registry.nhs_number) IS
    'Implementation of <> for values of nhs_number: not equal';

CREATE FUNCTION surgical_registry.nhs_number_ge(surgical_registry.nhs_number, surgical_registry.nhs_number) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_ge' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_ge(surgical_registry.nhs_number, surgical_registry.nhs_number) IS
    'Implementation of >= for values of nhs_number: greater than or equal';

CREATE FUNCTION surgical_registry.nhs_number_gt(surgical_registry.nhs_number, surgical_registry.nhs_number) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_gt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_gt(surgical_registry.nhs_number, surgical_registry.nhs_number) IS
    'Implementation of > for values of nhs_number: greater than';

CREATE OPERATOR surgical_registry.< (
    LEFTARG = surgical_registry.nhs_number, RIGHTARG = surgical_registry.nhs_number, FUNCTION = surgical_registry.nhs_number_lt,
    COMMUTATOR = OPERATOR(surgical_registry.>), NEGATOR = OPERATOR(surgical_registry.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR surgical_registry.< (surgical_registry.nhs_number, surgical_registry.nhs_number) IS 'less than';

CREATE OPERATOR surgical_registry.<= (
    LEFTARG = surgical_registry.nhs_number, RIGHTARG = surgical_registry.nhs_number, FUNCTION = surgical_registry.nhs_number_le,
    COMMUTATOR = OPERATOR(surgical_registry.>=), NEGATOR = OPERATOR(surgical_registry.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR surgical_registry.<= (surgical_registry.nhs_number, surgical_registry.nhs_number) IS 'less than or equal';

CREATE OPERATOR surgical_registry.= (
    LEFTARG = surgical_registry.nhs_number, RIGHTARG = surgical_registry.nhs_number, FUNCTION = surgical_registry.nhs_number_eq,
    COMMUTATOR = OPERATOR(surgical_registry.=), NEGATOR = OPERATOR(surgical_registry.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR surgical_registry.= (surgical_registry.nhs_number, surgical_registry.nhs_number) IS 'equal';

CREATE OPERATOR surgical_registry.<> (
    LEFTARG = surgical_registry.nhs_number, RIGHTARG = surgical_registry.nhs_number, FUNCTION = surgical_registry.nhs_number_ne,
    COMMUTATOR = OPERATOR(surgical_registry.<>), NEGATOR = OPERATOR(surgical_registry.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR surgical_registry.<> (surgical_registry.nhs_number, surgical_registry.nhs_number) IS 'not equal';

CREATE OPERATOR surgical_registry.>= (
    LEFTARG = surgical_registry.nhs_number, RIGHTARG = surgical_registry.nhs_number, FUNCTION = surgical_registry.nhs_number_ge,
    COMMUTATOR = OPERATOR(surgical_registry.<=), NEGATOR = OPERATOR(surgical_registry.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR surgical_registry.>= (surgical_registry.nhs_number, surgical_registry.nhs_number) IS 'greater than or equal';

CREATE OPERATOR surgical_registry.> (
    LEFTARG = surgical_registry.nhs_number, RIGHTARG = surgical_registry.nhs_number, FUNCTION = surgical_registry.nhs_number_gt,
    COMMUTATOR = OPERATOR(surgical_registry.<), NEGATOR = OPERATOR(surgical_registry.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR surgical_registry.> (surgical_registry.nhs_number, surgical_registry.nhs_number) IS 'greater than';

CREATE FUNCTION surgical_registry.nhs_number_cmp(surgical_registry.nhs_number, surgical_registry.nhs_number) RETURNS integer
    AS 'MODULE_PATHNAME', 'sr_int8_cmp' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_cmp(surgical_registry.nhs_number, surgical_registry.nhs_number) IS
    'Three-way comparison of values of nhs_number, for btree';

CREATE FUNCTION surgical_registry.nhs_number_sortsupport(internal) RETURNS void
    AS 'btint8sortsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_sortsupport(internal) IS
    'Sort support of values of nhs_number';

CREATE FUNCTION surgical_registry.nhs_number_hash(surgical_registry.nhs_number) RETURNS integer
    AS 'hashint8' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_hash(surgical_registry.nhs_number) IS
    'Hash of one NHS number';

CREATE FUNCTION surgical_registry.nhs_number_hash_extended(surgical_registry.nhs_number, bigint) RETURNS bigint
    AS 'hashint8extended' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_hash_extended(surgical_registry.nhs_number, bigint) IS
    '64-bit seeded hash of one NHS number, for hash partitioning';

CREATE FUNCTION surgical_registry.nhs_number_minmax_multi_distance(internal, internal) RETURNS float8
    AS 'brin_minmax_multi_distance_int8' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_minmax_multi_distance(internal, internal) IS
    'Distance of two values of nhs_number, for BRIN minmax-multi';

CREATE FUNCTION surgical_registry.nhs_number_smaller(surgical_registry.nhs_number, surgical_registry.nhs_number) RETURNS surgical_registry.nhs_number
    AS 'int8smaller' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_smaller(surgical_registry.nhs_number, surgical_registry.nhs_number) IS
    'The lesser of two values of nhs_number, for min';

CREATE FUNCTION surgical_registry.nhs_number_larger(surgical_registry.nhs_number, surgical_registry.nhs_number) RETURNS surgical_registry.nhs_number
    AS 'int8larger' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_larger(surgical_registry.nhs_number, surgical_registry.nhs_number) IS
    'The greater of two values of nhs_number, for max';

CREATE OPERATOR CLASS surgical_registry.nhs_number_ops DEFAULT FOR TYPE surgical_registry.nhs_number USING btree AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 surgical_registry.nhs_number_cmp(surgical_registry.nhs_number, surgical_registry.nhs_number),
    FUNCTION 2 surgical_registry.nhs_number_sortsupport(internal),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS surgical_registry.nhs_number_ops USING btree IS
    'Ordered indexes of values of nhs_number';

CREATE OPERATOR CLASS surgical_registry.nhs_number_hash_ops DEFAULT FOR TYPE surgical_registry.nhs_number USING hash AS
    OPERATOR 1 surgical_registry.= ,
    FUNCTION 1 surgical_registry.nhs_number_hash(surgical_registry.nhs_number),
    FUNCTION 2 surgical_registry.nhs_number_hash_extended(surgical_registry.nhs_number, bigint);
COMMENT ON OPERATOR CLASS surgical_registry.nhs_number_hash_ops USING hash IS
    'Hash indexes, joins and partitions of values of nhs_number';

CREATE OPERATOR CLASS surgical_registry.nhs_number_minmax_ops DEFAULT FOR TYPE surgical_registry.nhs_number USING brin AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 brin_minmax_opcinfo(internal),
    FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
    FUNCTION 4 brin_minmax_union(internal, internal, internal);
COMMENT ON OPERATOR CLASS surgical_registry.nhs_number_minmax_ops USING brin IS
    'BRIN of values of nhs_number: one range of values a block range';

CREATE OPERATOR CLASS surgical_registry.nhs_number_minmax_multi_ops FOR TYPE surgical_registry.nhs_number USING brin AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 brin_minmax_multi_opcinfo(internal),
    FUNCTION 2 brin_minmax_multi_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_minmax_multi_consistent(internal, internal, internal, integer),
    FUNCTION 4 brin_minmax_multi_union(internal, internal, internal),
    FUNCTION 5 brin_minmax_multi_options(internal),
    FUNCTION 11 surgical_registry.nhs_number_minmax_multi_distance(internal, internal),
    STORAGE surgical_registry.nhs_number;
COMMENT ON OPERATOR CLASS surgical_registry.nhs_number_minmax_multi_ops USING brin IS
    'BRIN of values of nhs_number: several ranges of values a block range';

CREATE OPERATOR CLASS surgical_registry.nhs_number_bloom_ops FOR TYPE surgical_registry.nhs_number USING brin AS
    OPERATOR 1 surgical_registry.= ,
    FUNCTION 1 brin_bloom_opcinfo(internal),
    FUNCTION 2 brin_bloom_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_bloom_consistent(internal, internal, internal, integer),
    FUNCTION 4 brin_bloom_union(internal, internal, internal),
    FUNCTION 5 brin_bloom_options(internal),
    FUNCTION 11 surgical_registry.nhs_number_hash(surgical_registry.nhs_number),
    STORAGE surgical_registry.nhs_number;
COMMENT ON OPERATOR CLASS surgical_registry.nhs_number_bloom_ops USING brin IS
    'BRIN of values of nhs_number: a Bloom filter a block range, for equality';

CREATE AGGREGATE surgical_registry.min(surgical_registry.nhs_number) (
    SFUNC = surgical_registry.nhs_number_smaller, STYPE = surgical_registry.nhs_number, COMBINEFUNC = surgical_registry.nhs_number_smaller,
    SORTOP = OPERATOR(surgical_registry.<), PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.min(surgical_registry.nhs_number) IS 'Least NHS number of the rows; NULL if there is none';

CREATE AGGREGATE surgical_registry.max(surgical_registry.nhs_number) (
    SFUNC = surgical_registry.nhs_number_larger, STYPE = surgical_registry.nhs_number, COMBINEFUNC = surgical_registry.nhs_number_larger,
    SORTOP = OPERATOR(surgical_registry.>), PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.max(surgical_registry.nhs_number) IS 'Greatest NHS number of the rows; NULL if there is none';

-- Identifiers that have a shape and no arithmetic: domains over text.

CREATE DOMAIN surgical_registry.gmc_number AS pg_catalog.text
    CHECK (VALUE OPERATOR(pg_catalog.~) '^[0-9]{7}$');
COMMENT ON DOMAIN surgical_registry.gmc_number IS
    'General Medical Council reference number: seven digits';

CREATE DOMAIN surgical_registry.ods_code AS pg_catalog.text
    CHECK (VALUE OPERATOR(pg_catalog.~) '^[A-Z0-9]{3,10}$');
COMMENT ON DOMAIN surgical_registry.ods_code IS
    'Organisation Data Service code: 3 to 10 letters or digits, upper case';

-- Text and binary forms of procedure_complexity.

CREATE TYPE surgical_registry.procedure_complexity;

CREATE FUNCTION surgical_registry.procedure_complexity_in(cstring) RETURNS surgical_registry.procedure_complexity
    AS 'MODULE_PATHNAME', 'sr_procedure_complexity_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_in(cstring) IS
    'Reads one procedure complexity; 22P02 for syntax, 22003 for a value that none has';

CREATE FUNCTION surgical_registry.procedure_complexity_out(surgical_registry.procedure_complexity) RETURNS cstring
    AS 'MODULE_PATHNAME', 'sr_procedure_complexity_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_out(surgical_registry.procedure_complexity) IS
    'Canonical text of one procedure complexity';

CREATE FUNCTION surgical_registry.procedure_complexity_recv(internal) RETURNS surgical_registry.procedure_complexity
    AS 'MODULE_PATHNAME', 'sr_procedure_complexity_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_recv(internal) IS
    'Binary input of one procedure complexity, as strict as text input; 22P03';

CREATE FUNCTION surgical_registry.procedure_complexity_send(surgical_registry.procedure_complexity) RETURNS bytea
    AS 'MODULE_PATHNAME', 'sr_procedure_complexity_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_send(surgical_registry.procedure_complexity) IS
    'Binary output of one procedure complexity: its integer in network order';

CREATE TYPE surgical_registry.procedure_complexity (
    INPUT = surgical_registry.procedure_complexity_in,
    OUTPUT = surgical_registry.procedure_complexity_out,
    RECEIVE = surgical_registry.procedure_complexity_recv,
    SEND = surgical_registry.procedure_complexity_send,
    LIKE = pg_catalog.int8,
    CATEGORY = 'U'
);
COMMENT ON TYPE surgical_registry.procedure_complexity IS
    'Complexity of a procedure, 11.0 (3.0+2.5+4.0+1.5): mortality, morbidity and technical difficulty 0.5 to 5.0 each, patient factors 0 to 10.0, in tenths; ordered by total, difficulty, mortality, morbidity, patient factors; 8 bytes';

CREATE FUNCTION surgical_registry.procedure_complexity(mortality float8, morbidity float8, difficulty float8, patient_factors float8 DEFAULT 0) RETURNS surgical_registry.procedure_complexity
    AS 'MODULE_PATHNAME', 'sr_complexity_from_components' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity(float8, float8, float8, float8) IS
    'Complexity of its components, in tenths: mortality, morbidity and technical difficulty 0.5 to 5.0 each, patient factors 0 to 10.0; 22003 for others (after Lacour-Gayet et al 2004)';

CREATE FUNCTION surgical_registry.total(surgical_registry.procedure_complexity) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_complexity_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.total(surgical_registry.procedure_complexity) IS
    'Sum of the components of a complexity, 1.5 to 25.0';

CREATE FUNCTION surgical_registry.mortality(surgical_registry.procedure_complexity) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_complexity_mortality' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.mortality(surgical_registry.procedure_complexity) IS
    'Component of a complexity: mortality, 0.5 to 5.0';

CREATE FUNCTION surgical_registry.morbidity(surgical_registry.procedure_complexity) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_complexity_morbidity' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.morbidity(surgical_registry.procedure_complexity) IS
    'Component of a complexity: morbidity, 0.5 to 5.0';

CREATE FUNCTION surgical_registry.difficulty(surgical_registry.procedure_complexity) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_complexity_difficulty' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.difficulty(surgical_registry.procedure_complexity) IS
    'Component of a complexity: technical difficulty, 0.5 to 5.0';

CREATE FUNCTION surgical_registry.patient_factors(surgical_registry.procedure_complexity) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_complexity_patient_factors' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.patient_factors(surgical_registry.procedure_complexity) IS
    'Component of a complexity: patient factors, 0 to 10.0';

CREATE CAST (surgical_registry.procedure_complexity AS float8) WITH FUNCTION surgical_registry.total(surgical_registry.procedure_complexity);
COMMENT ON CAST (surgical_registry.procedure_complexity AS float8) IS 'The total';

CREATE TYPE surgical_registry.complexity_tier AS ENUM ('low', 'moderate', 'high', 'highly_complex');
COMMENT ON TYPE surgical_registry.complexity_tier IS
    'Tier of complexity, in this order; highly_complex is what dual sign-off is for';

CREATE FUNCTION surgical_registry.tier_number(surgical_registry.procedure_complexity, cutpoints float8[]) RETURNS integer
    AS 'MODULE_PATHNAME', 'sr_complexity_tier_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.tier_number(surgical_registry.procedure_complexity, float8[]) IS
    'How many of three ascending cutpoints the total reaches, 0 to 3; 22023 for other cutpoints';

CREATE FUNCTION surgical_registry.tier(surgical_registry.procedure_complexity, cutpoints float8[] DEFAULT '{6,8,10}') RETURNS surgical_registry.complexity_tier
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (ARRAY['low', 'moderate', 'high', 'highly_complex']::surgical_registry.complexity_tier[])[surgical_registry.tier_number($1, $2) OPERATOR(pg_catalog.+) 1];
COMMENT ON FUNCTION surgical_registry.tier(surgical_registry.procedure_complexity, float8[]) IS
    'Tier of a complexity: at or above the third cutpoint it is highly_complex, the second high, the first moderate, else low';

-- Operators, sorting, hashing and indexes of procedure_complexity: an integer whose order is the
-- value's, so it costs what an integer costs.  Comparisons are looked up for every
-- scan and are the module's; the rest are the server's own for int8.  They never
-- fail, so row-level security may let them look first: LEAKPROOF.
--
-- The server's estimators cannot look inside a step of a histogram of this type.
-- But by them alone the planner knows the two bounds of a range, and multiplies
-- the shares of any others, which is far worse: doc/opcs4.md has the figures.

CREATE FUNCTION surgical_registry.procedure_complexity_lt(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_lt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_lt(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS
    'Implementation of < for values of procedure_complexity: less than';

CREATE FUNCTION surgical_registry.procedure_complexity_le(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_le' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_le(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS
    'Implementation of <= for values of procedure_complexity: less than or equal';

CREATE FUNCTION surgical_registry.procedure_complexity_eq(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_eq' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_eq(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS
    'Implementation of = for values of procedure_complexity: equal';

CREATE FUNCTION surgical_registry.procedure_complexity_ne(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_ne' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_ne(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS
    'Implementation of <> for values of procedure_complexity: not equal';

CREATE FUNCTION surgical_registry.procedure_complexity_ge(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_ge' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_ge(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS
    'Implementation of >= for values of procedure_complexity: greater than or equal';

CREATE FUNCTION surgical_registry.procedure_complexity_gt(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_gt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_gt(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS
    'Implementation of > for values of procedure_complexity: greater than';

CREATE OPERATOR surgical_registry.< (
    LEFTARG = surgical_registry.procedure_complexity, RIGHTARG = surgical_registry.procedure_complexity, FUNCTION = surgical_registry.procedure_complexity_lt,
    COMMUTATOR = OPERATOR(surgical_registry.>), NEGATOR = OPERATOR(surgical_registry.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR surgical_registry.< (surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS 'less than';

CREATE OPERATOR surgical_registry.<= (
    LEFTARG = surgical_registry.procedure_complexity, RIGHTARG = surgical_registry.procedure_complexity, FUNCTION = surgical_registry.procedure_complexity_le,
    COMMUTATOR = OPERATOR(surgical_registry.>=), NEGATOR = OPERATOR(surgical_registry.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR surgical_registry.<= (surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS 'less than or equal';

CREATE OPERATOR surgical_registry.= (
    LEFTARG = surgical_registry.procedure_complexity, RIGHTARG = surgical_registry.procedure_complexity, FUNCTION = surgical_registry.procedure_complexity_eq,
    COMMUTATOR = OPERATOR(surgical_registry.=), NEGATOR = OPERATOR(surgical_registry.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR surgical_registry.= (surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS 'equal';

CREATE OPERATOR surgical_registry.<> (
    LEFTARG = surgical_registry.procedure_complexity, RIGHTARG = surgical_registry.procedure_complexity, FUNCTION = surgical_registry.procedure_complexity_ne,
    COMMUTATOR = OPERATOR(surgical_registry.<>), NEGATOR = OPERATOR(surgical_registry.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR surgical_registry.<> (surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS 'not equal';

CREATE OPERATOR surgical_registry.>= (
    LEFTARG = surgical_registry.procedure_complexity, RIGHTARG = surgical_registry.procedure_complexity, FUNCTION = surgical_registry.procedure_complexity_ge,
    COMMUTATOR = OPERATOR(surgical_registry.<=), NEGATOR = OPERATOR(surgical_registry.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR surgical_registry.>= (surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS 'greater than or equal';

CREATE OPERATOR surgical_registry.> (
    LEFTARG = surgical_registry.procedure_complexity, RIGHTARG = surgical_registry.procedure_complexity, FUNCTION = surgical_registry.procedure_complexity_gt,
    COMMUTATOR = OPERATOR(surgical_registry.<), NEGATOR = OPERATOR(surgical_registry.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR surgical_registry.> (surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS 'greater than';

CREATE FUNCTION surgical_registry.procedure_complexity_cmp(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) RETURNS integer
    AS 'MODULE_PATHNAME', 'sr_int8_cmp' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_cmp(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS
    'Three-way comparison of values of procedure_complexity, for btree';

CREATE FUNCTION surgical_registry.procedure_complexity_sortsupport(internal) RETURNS void
    AS 'btint8sortsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_sortsupport(internal) IS
    'Sort support of values of procedure_complexity';

CREATE FUNCTION surgical_registry.procedure_complexity_hash(surgical_registry.procedure_complexity) RETURNS integer
    AS 'hashint8' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_hash(surgical_registry.procedure_complexity) IS
    'Hash of one procedure complexity';

CREATE FUNCTION surgical_registry.procedure_complexity_hash_extended(surgical_registry.procedure_complexity, bigint) RETURNS bigint
    AS 'hashint8extended' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_hash_extended(surgical_registry.procedure_complexity, bigint) IS
    '64-bit seeded hash of one procedure complexity, for hash partitioning';

CREATE FUNCTION surgical_registry.procedure_complexity_minmax_multi_distance(internal, internal) RETURNS float8
    AS 'brin_minmax_multi_distance_int8' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_minmax_multi_distance(internal, internal) IS
    'Distance of two values of procedure_complexity, for BRIN minmax-multi';

CREATE FUNCTION surgical_registry.procedure_complexity_smaller(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) RETURNS surgical_registry.procedure_complexity
    AS 'int8smaller' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_smaller(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS
    'The lesser of two values of procedure_complexity, for min';

CREATE FUNCTION surgical_registry.procedure_complexity_larger(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) RETURNS surgical_registry.procedure_complexity
    AS 'int8larger' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_larger(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS
    'The greater of two values of procedure_complexity, for max';

CREATE OPERATOR CLASS surgical_registry.procedure_complexity_ops DEFAULT FOR TYPE surgical_registry.procedure_complexity USING btree AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 surgical_registry.procedure_complexity_cmp(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity),
    FUNCTION 2 surgical_registry.procedure_complexity_sortsupport(internal),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS surgical_registry.procedure_complexity_ops USING btree IS
    'Ordered indexes of values of procedure_complexity';

CREATE OPERATOR CLASS surgical_registry.procedure_complexity_hash_ops DEFAULT FOR TYPE surgical_registry.procedure_complexity USING hash AS
    OPERATOR 1 surgical_registry.= ,
    FUNCTION 1 surgical_registry.procedure_complexity_hash(surgical_registry.procedure_complexity),
    FUNCTION 2 surgical_registry.procedure_complexity_hash_extended(surgical_registry.procedure_complexity, bigint);
COMMENT ON OPERATOR CLASS surgical_registry.procedure_complexity_hash_ops USING hash IS
    'Hash indexes, joins and partitions of values of procedure_complexity';

CREATE OPERATOR CLASS surgical_registry.procedure_complexity_minmax_ops DEFAULT FOR TYPE surgical_registry.procedure_complexity USING brin AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 brin_minmax_opcinfo(internal),
    FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
    FUNCTION 4 brin_minmax_union(internal, internal, internal);
COMMENT ON OPERATOR CLASS surgical_registry.procedure_complexity_minmax_ops USING brin IS
    'BRIN of values of procedure_complexity: one range of values a block range';

CREATE OPERATOR CLASS surgical_registry.procedure_complexity_minmax_multi_ops FOR TYPE surgical_registry.procedure_complexity USING brin AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 brin_minmax_multi_opcinfo(internal),
    FUNCTION 2 brin_minmax_multi_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_minmax_multi_consistent(internal, internal, internal, integer),
    FUNCTION 4 brin_minmax_multi_union(internal, internal, internal),
    FUNCTION 5 brin_minmax_multi_options(internal),
    FUNCTION 11 surgical_registry.procedure_complexity_minmax_multi_distance(internal, internal),
    STORAGE surgical_registry.procedure_complexity;
COMMENT ON OPERATOR CLASS surgical_registry.procedure_complexity_minmax_multi_ops USING brin IS
    'BRIN of values of procedure_complexity: several ranges of values a block range';

CREATE OPERATOR CLASS surgical_registry.procedure_complexity_bloom_ops FOR TYPE surgical_registry.procedure_complexity USING brin AS
    OPERATOR 1 surgical_registry.= ,
    FUNCTION 1 brin_bloom_opcinfo(internal),
    FUNCTION 2 brin_bloom_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_bloom_consistent(internal, internal, internal, integer),
    FUNCTION 4 brin_bloom_union(internal, internal, internal),
    FUNCTION 5 brin_bloom_options(internal),
    FUNCTION 11 surgical_registry.procedure_complexity_hash(surgical_registry.procedure_complexity),
    STORAGE surgical_registry.procedure_complexity;
COMMENT ON OPERATOR CLASS surgical_registry.procedure_complexity_bloom_ops USING brin IS
    'BRIN of values of procedure_complexity: a Bloom filter a block range, for equality';

CREATE AGGREGATE surgical_registry.min(surgical_registry.procedure_complexity) (
    SFUNC = surgical_registry.procedure_complexity_smaller, STYPE = surgical_registry.procedure_complexity, COMBINEFUNC = surgical_registry.procedure_complexity_smaller,
    SORTOP = OPERATOR(surgical_registry.<), PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.min(surgical_registry.procedure_complexity) IS 'Least procedure complexity of the rows; NULL if there is none';

CREATE AGGREGATE surgical_registry.max(surgical_registry.procedure_complexity) (
    SFUNC = surgical_registry.procedure_complexity_larger, STYPE = surgical_registry.procedure_complexity, COMBINEFUNC = surgical_registry.procedure_complexity_larger,
    SORTOP = OPERATOR(surgical_registry.>), PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.max(surgical_registry.procedure_complexity) IS 'Greatest procedure complexity of the rows; NULL if there is none';

-- Text and binary forms of latlon.

CREATE TYPE surgical_registry.latlon;

CREATE FUNCTION surgical_registry.latlon_in(cstring) RETURNS surgical_registry.latlon
    AS 'MODULE_PATHNAME', 'sr_latlon_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_in(cstring) IS
    'Reads one place; 22P02 for syntax, 22003 for a value that none has';

CREATE FUNCTION surgical_registry.latlon_out(surgical_registry.latlon) RETURNS cstring
    AS 'MODULE_PATHNAME', 'sr_latlon_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_out(surgical_registry.latlon) IS
    'Canonical text of one place';

CREATE FUNCTION surgical_registry.latlon_recv(internal) RETURNS surgical_registry.latlon
    AS 'MODULE_PATHNAME', 'sr_latlon_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_recv(internal) IS
    'Binary input of one place, as strict as text input; 22P03';

CREATE FUNCTION surgical_registry.latlon_send(surgical_registry.latlon) RETURNS bytea
    AS 'MODULE_PATHNAME', 'sr_latlon_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_send(surgical_registry.latlon) IS
    'Binary output of one place: its integer in network order';

CREATE TYPE surgical_registry.latlon (
    INPUT = surgical_registry.latlon_in,
    OUTPUT = surgical_registry.latlon_out,
    RECEIVE = surgical_registry.latlon_recv,
    SEND = surgical_registry.latlon_send,
    LIKE = pg_catalog.int8,
    CATEGORY = 'U'
);
COMMENT ON TYPE surgical_registry.latlon IS
    'Place in WGS84 degrees, (52.1751300,0.1407530): latitude first, steps of 1e-7; 180 degrees west is 180 east, a pole has longitude 0; 8 bytes; its order is for indexes only';

CREATE FUNCTION surgical_registry.latlon(latitude float8, longitude float8) RETURNS surgical_registry.latlon
    AS 'MODULE_PATHNAME', 'sr_latlon_from_degrees' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon(float8, float8) IS
    'Place of a latitude (-90 to 90) and a longitude (-180 to 180) in WGS84 degrees, rounded to 1e-7; 22003 for others';

CREATE FUNCTION surgical_registry.latitude(surgical_registry.latlon) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_latlon_latitude' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latitude(surgical_registry.latlon) IS
    'Latitude of a place, degrees north';

CREATE FUNCTION surgical_registry.longitude(surgical_registry.latlon) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_latlon_longitude' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.longitude(surgical_registry.latlon) IS
    'Longitude of a place, degrees east, above -180 to 180';

-- Operators, sorting, hashing and indexes of latlon: an integer whose order is the
-- value's, so it costs what an integer costs.  Comparisons are looked up for every
-- scan and are the module's; the rest are the server's own for int8.  They never
-- fail, so row-level security may let them look first: LEAKPROOF.
--
-- The server's estimators cannot look inside a step of a histogram of this type.
-- But by them alone the planner knows the two bounds of a range, and multiplies
-- the shares of any others, which is far worse: doc/opcs4.md has the figures.

CREATE FUNCTION surgical_registry.latlon_lt(surgical_registry.latlon, surgical_registry.latlon) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_lt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_lt(surgical_registry.latlon, surgical_registry.latlon) IS
    'Implementation of < for values of latlon: less than';

CREATE FUNCTION surgical_registry.latlon_le(surgical_registry.latlon, surgical_registry.latlon) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_le' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_le(surgical_registry.latlon, surgical_registry.latlon) IS
    'Implementation of <= for values of latlon: less than or equal';

CREATE FUNCTION surgical_registry.latlon_eq(surgical_registry.latlon, surgical_registry.latlon) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_eq' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_eq(surgical_registry.latlon, surgical_registry.latlon) IS
    'Implementation of = for values of latlon: equal';

CREATE FUNCTION surgical_registry.latlon_ne(surgical_registry.latlon, surgical_registry.latlon) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_ne' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_ne(surgical_registry.latlon, surgical_registry.latlon) IS
    'Implementation of <> for values of latlon: not equal';

CREATE FUNCTION surgical_registry.latlon_ge(surgical_registry.latlon, surgical_registry.latlon) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_ge' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_ge(surgical_registry.latlon, surgical_registry.latlon) IS
    'Implementation of >= for values of latlon: greater than or equal';

CREATE FUNCTION surgical_registry.latlon_gt(surgical_registry.latlon, surgical_registry.latlon) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_int8_gt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_gt(surgical_registry.latlon, surgical_registry.latlon) IS
    'Implementation of > for values of latlon: greater than';

CREATE OPERATOR surgical_registry.< (
    LEFTARG = surgical_registry.latlon, RIGHTARG = surgical_registry.latlon, FUNCTION = surgical_registry.latlon_lt,
    COMMUTATOR = OPERATOR(surgical_registry.>), NEGATOR = OPERATOR(surgical_registry.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR surgical_registry.< (surgical_registry.latlon, surgical_registry.latlon) IS 'less than';

CREATE OPERATOR surgical_registry.<= (
    LEFTARG = surgical_registry.latlon, RIGHTARG = surgical_registry.latlon, FUNCTION = surgical_registry.latlon_le,
    COMMUTATOR = OPERATOR(surgical_registry.>=), NEGATOR = OPERATOR(surgical_registry.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR surgical_registry.<= (surgical_registry.latlon, surgical_registry.latlon) IS 'less than or equal';

CREATE OPERATOR surgical_registry.= (
    LEFTARG = surgical_registry.latlon, RIGHTARG = surgical_registry.latlon, FUNCTION = surgical_registry.latlon_eq,
    COMMUTATOR = OPERATOR(surgical_registry.=), NEGATOR = OPERATOR(surgical_registry.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR surgical_registry.= (surgical_registry.latlon, surgical_registry.latlon) IS 'equal';

CREATE OPERATOR surgical_registry.<> (
    LEFTARG = surgical_registry.latlon, RIGHTARG = surgical_registry.latlon, FUNCTION = surgical_registry.latlon_ne,
    COMMUTATOR = OPERATOR(surgical_registry.<>), NEGATOR = OPERATOR(surgical_registry.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR surgical_registry.<> (surgical_registry.latlon, surgical_registry.latlon) IS 'not equal';

CREATE OPERATOR surgical_registry.>= (
    LEFTARG = surgical_registry.latlon, RIGHTARG = surgical_registry.latlon, FUNCTION = surgical_registry.latlon_ge,
    COMMUTATOR = OPERATOR(surgical_registry.<=), NEGATOR = OPERATOR(surgical_registry.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR surgical_registry.>= (surgical_registry.latlon, surgical_registry.latlon) IS 'greater than or equal';

CREATE OPERATOR surgical_registry.> (
    LEFTARG = surgical_registry.latlon, RIGHTARG = surgical_registry.latlon, FUNCTION = surgical_registry.latlon_gt,
    COMMUTATOR = OPERATOR(surgical_registry.<), NEGATOR = OPERATOR(surgical_registry.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR surgical_registry.> (surgical_registry.latlon, surgical_registry.latlon) IS 'greater than';

CREATE FUNCTION surgical_registry.latlon_cmp(surgical_registry.latlon, surgical_registry.latlon) RETURNS integer
    AS 'MODULE_PATHNAME', 'sr_int8_cmp' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_cmp(surgical_registry.latlon, surgical_registry.latlon) IS
    'Three-way comparison of values of latlon, for btree';

CREATE FUNCTION surgical_registry.latlon_sortsupport(internal) RETURNS void
    AS 'btint8sortsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_sortsupport(internal) IS
    'Sort support of values of latlon';

CREATE FUNCTION surgical_registry.latlon_hash(surgical_registry.latlon) RETURNS integer
    AS 'hashint8' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_hash(surgical_registry.latlon) IS
    'Hash of one place';

CREATE FUNCTION surgical_registry.latlon_hash_extended(surgical_registry.latlon, bigint) RETURNS bigint
    AS 'hashint8extended' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_hash_extended(surgical_registry.latlon, bigint) IS
    '64-bit seeded hash of one place, for hash partitioning';

CREATE FUNCTION surgical_registry.latlon_minmax_multi_distance(internal, internal) RETURNS float8
    AS 'brin_minmax_multi_distance_int8' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_minmax_multi_distance(internal, internal) IS
    'Distance of two values of latlon, for BRIN minmax-multi';

CREATE FUNCTION surgical_registry.latlon_smaller(surgical_registry.latlon, surgical_registry.latlon) RETURNS surgical_registry.latlon
    AS 'int8smaller' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_smaller(surgical_registry.latlon, surgical_registry.latlon) IS
    'The lesser of two values of latlon, for min';

CREATE FUNCTION surgical_registry.latlon_larger(surgical_registry.latlon, surgical_registry.latlon) RETURNS surgical_registry.latlon
    AS 'int8larger' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_larger(surgical_registry.latlon, surgical_registry.latlon) IS
    'The greater of two values of latlon, for max';

CREATE OPERATOR CLASS surgical_registry.latlon_ops DEFAULT FOR TYPE surgical_registry.latlon USING btree AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 surgical_registry.latlon_cmp(surgical_registry.latlon, surgical_registry.latlon),
    FUNCTION 2 surgical_registry.latlon_sortsupport(internal),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS surgical_registry.latlon_ops USING btree IS
    'Ordered indexes of values of latlon';

CREATE OPERATOR CLASS surgical_registry.latlon_hash_ops DEFAULT FOR TYPE surgical_registry.latlon USING hash AS
    OPERATOR 1 surgical_registry.= ,
    FUNCTION 1 surgical_registry.latlon_hash(surgical_registry.latlon),
    FUNCTION 2 surgical_registry.latlon_hash_extended(surgical_registry.latlon, bigint);
COMMENT ON OPERATOR CLASS surgical_registry.latlon_hash_ops USING hash IS
    'Hash indexes, joins and partitions of values of latlon';

CREATE OPERATOR CLASS surgical_registry.latlon_minmax_ops DEFAULT FOR TYPE surgical_registry.latlon USING brin AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 brin_minmax_opcinfo(internal),
    FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
    FUNCTION 4 brin_minmax_union(internal, internal, internal);
COMMENT ON OPERATOR CLASS surgical_registry.latlon_minmax_ops USING brin IS
    'BRIN of values of latlon: one range of values a block range';

CREATE OPERATOR CLASS surgical_registry.latlon_minmax_multi_ops FOR TYPE surgical_registry.latlon USING brin AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 brin_minmax_multi_opcinfo(internal),
    FUNCTION 2 brin_minmax_multi_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_minmax_multi_consistent(internal, internal, internal, integer),
    FUNCTION 4 brin_minmax_multi_union(internal, internal, internal),
    FUNCTION 5 brin_minmax_multi_options(internal),
    FUNCTION 11 surgical_registry.latlon_minmax_multi_distance(internal, internal),
    STORAGE surgical_registry.latlon;
COMMENT ON OPERATOR CLASS surgical_registry.latlon_minmax_multi_ops USING brin IS
    'BRIN of values of latlon: several ranges of values a block range';

CREATE OPERATOR CLASS surgical_registry.latlon_bloom_ops FOR TYPE surgical_registry.latlon USING brin AS
    OPERATOR 1 surgical_registry.= ,
    FUNCTION 1 brin_bloom_opcinfo(internal),
    FUNCTION 2 brin_bloom_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_bloom_consistent(internal, internal, internal, integer),
    FUNCTION 4 brin_bloom_union(internal, internal, internal),
    FUNCTION 5 brin_bloom_options(internal),
    FUNCTION 11 surgical_registry.latlon_hash(surgical_registry.latlon),
    STORAGE surgical_registry.latlon;
COMMENT ON OPERATOR CLASS surgical_registry.latlon_bloom_ops USING brin IS
    'BRIN of values of latlon: a Bloom filter a block range, for equality';

CREATE AGGREGATE surgical_registry.min(surgical_registry.latlon) (
    SFUNC = surgical_registry.latlon_smaller, STYPE = surgical_registry.latlon, COMBINEFUNC = surgical_registry.latlon_smaller,
    SORTOP = OPERATOR(surgical_registry.<), PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.min(surgical_registry.latlon) IS 'Least place of the rows; NULL if there is none';

CREATE AGGREGATE surgical_registry.max(surgical_registry.latlon) (
    SFUNC = surgical_registry.latlon_larger, STYPE = surgical_registry.latlon, COMBINEFUNC = surgical_registry.latlon_larger,
    SORTOP = OPERATOR(surgical_registry.>), PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.max(surgical_registry.latlon) IS 'Greatest place of the rows; NULL if there is none';

-- Type outcome_summary: what a group of operations leaves of its outcomes and
-- predicted risks.

CREATE TYPE surgical_registry.outcome_summary;

CREATE FUNCTION surgical_registry.outcome_summary_in(cstring) RETURNS surgical_registry.outcome_summary
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_in(cstring) IS
    'Reads the text form of an outcome summary; 22P02 for syntax, 22003 for sums that no rows leave';

CREATE FUNCTION surgical_registry.outcome_summary_out(surgical_registry.outcome_summary) RETURNS cstring
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_out(surgical_registry.outcome_summary) IS
    'Text form of an outcome summary, exact: it reads back as the same value';

CREATE FUNCTION surgical_registry.outcome_summary_recv(internal) RETURNS surgical_registry.outcome_summary
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_recv(internal) IS
    'Binary input of an outcome summary, as strict as text input; 22P03';

CREATE FUNCTION surgical_registry.outcome_summary_send(surgical_registry.outcome_summary) RETURNS bytea
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_send(surgical_registry.outcome_summary) IS
    'Binary output of an outcome summary: a format byte and eight integers in network order';

CREATE TYPE surgical_registry.outcome_summary (
    INPUT = surgical_registry.outcome_summary_in,
    OUTPUT = surgical_registry.outcome_summary_out,
    RECEIVE = surgical_registry.outcome_summary_recv,
    SEND = surgical_registry.outcome_summary_send,
    INTERNALLENGTH = 88,
    ALIGNMENT = double,
    STORAGE = plain
);
COMMENT ON TYPE surgical_registry.outcome_summary IS
    'Outcomes against predicted risk of a group: n, missing, observed, and exact sums of p, p(1-p) and p(1-p)(1-2p); merge with rollup() or +';

CREATE FUNCTION surgical_registry.outcome_summary_eq(surgical_registry.outcome_summary, surgical_registry.outcome_summary) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_eq(surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS
    'Implementation of = for outcome summaries: the same counts and the same exact sums';

CREATE FUNCTION surgical_registry.outcome_summary_ne(surgical_registry.outcome_summary, surgical_registry.outcome_summary) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_ne(surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS
    'Implementation of <> for outcome summaries';

CREATE FUNCTION surgical_registry.outcome_summary_hash(surgical_registry.outcome_summary) RETURNS integer
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_hash(surgical_registry.outcome_summary) IS
    'Hash of an outcome summary';

CREATE FUNCTION surgical_registry.outcome_summary_hash_extended(surgical_registry.outcome_summary, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_hash_extended(surgical_registry.outcome_summary, bigint) IS
    '64-bit seeded hash of an outcome summary';

CREATE OPERATOR surgical_registry.= (
    LEFTARG = surgical_registry.outcome_summary, RIGHTARG = surgical_registry.outcome_summary,
    FUNCTION = surgical_registry.outcome_summary_eq,
    COMMUTATOR = OPERATOR(surgical_registry.=), NEGATOR = OPERATOR(surgical_registry.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR surgical_registry.= (surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS 'equal';

CREATE OPERATOR surgical_registry.<> (
    LEFTARG = surgical_registry.outcome_summary, RIGHTARG = surgical_registry.outcome_summary,
    FUNCTION = surgical_registry.outcome_summary_ne,
    COMMUTATOR = OPERATOR(surgical_registry.<>), NEGATOR = OPERATOR(surgical_registry.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR surgical_registry.<> (surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS 'not equal';

CREATE FUNCTION surgical_registry.outcome_summary_lt(surgical_registry.outcome_summary, surgical_registry.outcome_summary) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_lt(surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS
    'Implementation of < for outcome summaries: an order for sorting, of no other meaning';

CREATE FUNCTION surgical_registry.outcome_summary_le(surgical_registry.outcome_summary, surgical_registry.outcome_summary) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_le(surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS
    'Implementation of <= for outcome summaries: an order for sorting, of no other meaning';

CREATE FUNCTION surgical_registry.outcome_summary_ge(surgical_registry.outcome_summary, surgical_registry.outcome_summary) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_ge(surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS
    'Implementation of >= for outcome summaries: an order for sorting, of no other meaning';

CREATE FUNCTION surgical_registry.outcome_summary_gt(surgical_registry.outcome_summary, surgical_registry.outcome_summary) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_gt(surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS
    'Implementation of > for outcome summaries: an order for sorting, of no other meaning';

CREATE FUNCTION surgical_registry.outcome_summary_cmp(surgical_registry.outcome_summary, surgical_registry.outcome_summary) RETURNS integer
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_cmp(surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS
    'Three-way comparison of outcome summaries, for btree';

CREATE OPERATOR surgical_registry.< (
    LEFTARG = surgical_registry.outcome_summary, RIGHTARG = surgical_registry.outcome_summary,
    FUNCTION = surgical_registry.outcome_summary_lt,
    COMMUTATOR = OPERATOR(surgical_registry.>), NEGATOR = OPERATOR(surgical_registry.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR surgical_registry.< (surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS 'less than';

CREATE OPERATOR surgical_registry.<= (
    LEFTARG = surgical_registry.outcome_summary, RIGHTARG = surgical_registry.outcome_summary,
    FUNCTION = surgical_registry.outcome_summary_le,
    COMMUTATOR = OPERATOR(surgical_registry.>=), NEGATOR = OPERATOR(surgical_registry.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR surgical_registry.<= (surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS 'less than or equal';

CREATE OPERATOR surgical_registry.>= (
    LEFTARG = surgical_registry.outcome_summary, RIGHTARG = surgical_registry.outcome_summary,
    FUNCTION = surgical_registry.outcome_summary_ge,
    COMMUTATOR = OPERATOR(surgical_registry.<=), NEGATOR = OPERATOR(surgical_registry.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR surgical_registry.>= (surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS 'greater than or equal';

CREATE OPERATOR surgical_registry.> (
    LEFTARG = surgical_registry.outcome_summary, RIGHTARG = surgical_registry.outcome_summary,
    FUNCTION = surgical_registry.outcome_summary_gt,
    COMMUTATOR = OPERATOR(surgical_registry.<), NEGATOR = OPERATOR(surgical_registry.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR surgical_registry.> (surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS 'greater than';

CREATE OPERATOR CLASS surgical_registry.outcome_summary_ops
    DEFAULT FOR TYPE surgical_registry.outcome_summary USING btree AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 surgical_registry.outcome_summary_cmp(surgical_registry.outcome_summary, surgical_registry.outcome_summary),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS surgical_registry.outcome_summary_ops USING btree IS
    'Sorting and unique indexes of outcome summaries';

CREATE OPERATOR CLASS surgical_registry.outcome_summary_hash_ops
    DEFAULT FOR TYPE surgical_registry.outcome_summary USING hash AS
    OPERATOR 1 surgical_registry.= ,
    FUNCTION 1 surgical_registry.outcome_summary_hash(surgical_registry.outcome_summary),
    FUNCTION 2 surgical_registry.outcome_summary_hash_extended(surgical_registry.outcome_summary, bigint);
COMMENT ON OPERATOR CLASS surgical_registry.outcome_summary_hash_ops USING hash IS
    'Equality of outcome summaries, for grouping and hash joins';

CREATE FUNCTION surgical_registry.n(surgical_registry.outcome_summary) RETURNS bigint
    AS 'MODULE_PATHNAME', 'sr_summary_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.n(surgical_registry.outcome_summary) IS
    'Number of cases; NULL if some rows came without one';

CREATE FUNCTION surgical_registry.missing(surgical_registry.outcome_summary) RETURNS bigint
    AS 'MODULE_PATHNAME', 'sr_summary_missing' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.missing(surgical_registry.outcome_summary) IS
    'Rows left out because their outcome, risk or count was NULL';

CREATE FUNCTION surgical_registry.observed(surgical_registry.outcome_summary) RETURNS bigint
    AS 'MODULE_PATHNAME', 'sr_summary_observed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.observed(surgical_registry.outcome_summary) IS
    'Number of events';

CREATE FUNCTION surgical_registry.expected(surgical_registry.outcome_summary) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_summary_expected' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.expected(surgical_registry.outcome_summary) IS
    'Expected number of events: the sum of predicted risks';

CREATE FUNCTION surgical_registry.variance(surgical_registry.outcome_summary) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_summary_variance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.variance(surgical_registry.outcome_summary) IS
    'Variance of the number of events under the predicted risks: the sum of p(1-p); the expectation for rows already counted';

CREATE FUNCTION surgical_registry.oe_ratio(surgical_registry.outcome_summary) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_oe_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.oe_ratio(surgical_registry.outcome_summary) IS
    'Observed over expected; NULL if nothing was expected';

CREATE FUNCTION surgical_registry.excess(surgical_registry.outcome_summary) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_excess' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.excess(surgical_registry.outcome_summary) IS
    'Observed minus expected events; negative if fewer occurred than expected';

CREATE FUNCTION surgical_registry.crude_rate(surgical_registry.outcome_summary) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_crude_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.crude_rate(surgical_registry.outcome_summary) IS
    'Observed events per case, from 0 to 1; NULL if there are no cases or their number is not known';

CREATE FUNCTION surgical_registry.adjusted_rate(s surgical_registry.outcome_summary, reference_rate float8) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_adjusted_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.adjusted_rate(surgical_registry.outcome_summary, float8) IS
    'Risk-adjusted rate: observed over expected times the reference rate, in its unit; NULL if nothing was expected or the number of cases is not known';

-- Aggregates into outcome_summary.  The state is the type itself, so partial
-- results can be stored, shipped and rolled up; sums are exact, so moving frames
-- take rows out again and parallel plans give the same value to the last bit.

CREATE FUNCTION surgical_registry.outcome_summary_accum(surgical_registry.outcome_summary, boolean, float8) RETURNS surgical_registry.outcome_summary
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_accum(surgical_registry.outcome_summary, boolean, float8) IS
    'Transition of outcome_agg: adds one operation; a NULL outcome or risk is counted as missing';

CREATE FUNCTION surgical_registry.outcome_summary_remove(surgical_registry.outcome_summary, boolean, float8) RETURNS surgical_registry.outcome_summary
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_remove' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_remove(surgical_registry.outcome_summary, boolean, float8) IS
    'Inverse transition of outcome_agg, for moving frames: takes one operation out';

CREATE FUNCTION surgical_registry.outcome_summary_accum(surgical_registry.outcome_summary, bigint, float8, bigint) RETURNS surgical_registry.outcome_summary
    AS 'MODULE_PATHNAME', 'sr_outcome_counts_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_accum(surgical_registry.outcome_summary, bigint, float8, bigint) IS
    'Transition of outcome_agg: adds a row already counted';

CREATE FUNCTION surgical_registry.outcome_summary_remove(surgical_registry.outcome_summary, bigint, float8, bigint) RETURNS surgical_registry.outcome_summary
    AS 'MODULE_PATHNAME', 'sr_outcome_counts_remove' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_remove(surgical_registry.outcome_summary, bigint, float8, bigint) IS
    'Inverse transition of outcome_agg: takes out a row already counted';

CREATE FUNCTION surgical_registry.outcome_summary_accum(surgical_registry.outcome_summary, bigint, float8) RETURNS surgical_registry.outcome_summary
    AS 'MODULE_PATHNAME', 'sr_outcome_counts_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_accum(surgical_registry.outcome_summary, bigint, float8) IS
    'Transition of outcome_agg: adds a row already counted, without its number of cases';

CREATE FUNCTION surgical_registry.outcome_summary_remove(surgical_registry.outcome_summary, bigint, float8) RETURNS surgical_registry.outcome_summary
    AS 'MODULE_PATHNAME', 'sr_outcome_counts_remove' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_remove(surgical_registry.outcome_summary, bigint, float8) IS
    'Inverse transition of outcome_agg: takes out a row already counted without its number of cases';

CREATE FUNCTION surgical_registry.outcome_summary_combine(surgical_registry.outcome_summary, surgical_registry.outcome_summary) RETURNS surgical_registry.outcome_summary
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_combine(surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS
    'Merges two outcome summaries; a NULL adds nothing';

CREATE FUNCTION surgical_registry.outcome_summary_uncombine(surgical_registry.outcome_summary, surgical_registry.outcome_summary) RETURNS surgical_registry.outcome_summary
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_uncombine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_uncombine(surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS
    'Inverse of outcome_summary_combine, for moving frames of rollup';

CREATE AGGREGATE surgical_registry.outcome_agg(outcome boolean, risk float8) (
    SFUNC = surgical_registry.outcome_summary_accum, STYPE = surgical_registry.outcome_summary, INITCOND = 'n=0 missing=0 observed=0 expected=0 variance=0 third=0',
    COMBINEFUNC = surgical_registry.outcome_summary_combine,
    MSFUNC = surgical_registry.outcome_summary_accum, MINVFUNC = surgical_registry.outcome_summary_remove, MSTYPE = surgical_registry.outcome_summary, MINITCOND = 'n=0 missing=0 observed=0 expected=0 variance=0 third=0',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.outcome_agg(boolean, float8) IS
    'Outcomes against predicted risks (0 to 1) of operations; rows with a NULL are counted as missing; 22003 for a risk that is no probability';

CREATE AGGREGATE surgical_registry.outcome_agg(observed bigint, expected float8, n bigint) (
    SFUNC = surgical_registry.outcome_summary_accum, STYPE = surgical_registry.outcome_summary, INITCOND = 'n=0 missing=0 observed=0 expected=0 variance=0 third=0',
    COMBINEFUNC = surgical_registry.outcome_summary_combine,
    MSFUNC = surgical_registry.outcome_summary_accum, MINVFUNC = surgical_registry.outcome_summary_remove, MSTYPE = surgical_registry.outcome_summary, MINITCOND = 'n=0 missing=0 observed=0 expected=0 variance=0 third=0',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.outcome_agg(bigint, float8, bigint) IS
    'Outcomes against expectation of rows already counted: events, expected events, cases; the variance is taken as Poisson; 22003 for negative counts or observed > n';

CREATE AGGREGATE surgical_registry.outcome_agg(observed bigint, expected float8) (
    SFUNC = surgical_registry.outcome_summary_accum, STYPE = surgical_registry.outcome_summary, INITCOND = 'n=0 missing=0 observed=0 expected=0 variance=0 third=0',
    COMBINEFUNC = surgical_registry.outcome_summary_combine,
    MSFUNC = surgical_registry.outcome_summary_accum, MINVFUNC = surgical_registry.outcome_summary_remove, MSTYPE = surgical_registry.outcome_summary, MINITCOND = 'n=0 missing=0 observed=0 expected=0 variance=0 third=0',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.outcome_agg(bigint, float8) IS
    'Outcomes against expectation of rows already counted whose number of cases is not known; n and rates are NULL from then on; an outcome held as integer 0 or 1 lands here: write outcome = 1';

CREATE AGGREGATE surgical_registry.rollup(surgical_registry.outcome_summary) (
    SFUNC = surgical_registry.outcome_summary_combine, STYPE = surgical_registry.outcome_summary, INITCOND = 'n=0 missing=0 observed=0 expected=0 variance=0 third=0',
    COMBINEFUNC = surgical_registry.outcome_summary_combine,
    MSFUNC = surgical_registry.outcome_summary_combine, MINVFUNC = surgical_registry.outcome_summary_uncombine, MSTYPE = surgical_registry.outcome_summary, MINITCOND = 'n=0 missing=0 observed=0 expected=0 variance=0 third=0',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.rollup(surgical_registry.outcome_summary) IS
    'Merges outcome summaries, exactly: months to years, surgeons to the nation; NULL summaries add nothing';

CREATE FUNCTION surgical_registry.outcome_summary_plus(surgical_registry.outcome_summary, surgical_registry.outcome_summary) RETURNS surgical_registry.outcome_summary
    AS 'MODULE_PATHNAME', 'sr_outcome_summary_plus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.outcome_summary_plus(surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS
    'Implementation of + for outcome summaries';

CREATE OPERATOR surgical_registry.+ (
    LEFTARG = surgical_registry.outcome_summary, RIGHTARG = surgical_registry.outcome_summary,
    FUNCTION = surgical_registry.outcome_summary_plus, COMMUTATOR = OPERATOR(surgical_registry.+)
);
COMMENT ON OPERATOR surgical_registry.+ (surgical_registry.outcome_summary, surgical_registry.outcome_summary) IS 'merge, exactly';

-- Estimates from one summary or one pair of counts.

CREATE TYPE surgical_registry.ratio_estimate AS (
    n bigint,
    observed bigint,
    expected float8,
    ratio float8,
    lower float8,
    upper float8,
    level float8,
    method text,
    distribution text
);
COMMENT ON TYPE surgical_registry.ratio_estimate IS 'Observed over expected with its interval and how that was made';
COMMENT ON COLUMN surgical_registry.ratio_estimate.n IS 'Number of cases; NULL if not known';
COMMENT ON COLUMN surgical_registry.ratio_estimate.observed IS 'Number of events';
COMMENT ON COLUMN surgical_registry.ratio_estimate.expected IS 'Expected number of events';
COMMENT ON COLUMN surgical_registry.ratio_estimate.ratio IS 'Observed over expected; NULL if nothing was expected';
COMMENT ON COLUMN surgical_registry.ratio_estimate.lower IS 'Lower end of the interval';
COMMENT ON COLUMN surgical_registry.ratio_estimate.upper IS 'Upper end of the interval';
COMMENT ON COLUMN surgical_registry.ratio_estimate.level IS 'Level of the interval, such as 0.95';
COMMENT ON COLUMN surgical_registry.ratio_estimate.method IS 'Method of the interval';
COMMENT ON COLUMN surgical_registry.ratio_estimate.distribution IS 'Distribution of the number of events: poisson or poisson_binomial';

CREATE FUNCTION surgical_registry.oe(s surgical_registry.outcome_summary, level float8 DEFAULT 0.95, method text DEFAULT 'exact', distribution text DEFAULT 'auto') RETURNS surgical_registry.ratio_estimate
    AS 'MODULE_PATHNAME', 'sr_oe' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.oe(surgical_registry.outcome_summary, float8, text, text) IS
    'Observed over expected with an interval: exact (Garwood 1936, Clopper and Pearson 1934), byar (Breslow and Day 1987, Poisson only) or midp; distribution auto takes poisson_binomial where every row was a patient';

CREATE TYPE surgical_registry.proportion_estimate AS (
    events bigint,
    n bigint,
    proportion float8,
    lower float8,
    upper float8,
    level float8,
    method text
);
COMMENT ON TYPE surgical_registry.proportion_estimate IS 'Proportion with its interval and how that was made';
COMMENT ON COLUMN surgical_registry.proportion_estimate.events IS 'Number of events';
COMMENT ON COLUMN surgical_registry.proportion_estimate.n IS 'Number of cases';
COMMENT ON COLUMN surgical_registry.proportion_estimate.proportion IS 'Events per case, 0 to 1; NULL without cases';
COMMENT ON COLUMN surgical_registry.proportion_estimate.lower IS 'Lower end of the interval';
COMMENT ON COLUMN surgical_registry.proportion_estimate.upper IS 'Upper end of the interval';
COMMENT ON COLUMN surgical_registry.proportion_estimate.level IS 'Level of the interval, such as 0.95';
COMMENT ON COLUMN surgical_registry.proportion_estimate.method IS 'Method of the interval';

CREATE FUNCTION surgical_registry.proportion(events bigint, n bigint, level float8 DEFAULT 0.95, method text DEFAULT 'wilson') RETURNS surgical_registry.proportion_estimate
    AS 'MODULE_PATHNAME', 'sr_proportion' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.proportion(bigint, bigint, float8, text) IS
    'Proportion of cases with an interval: wilson (Wilson 1927) or clopper_pearson (exact, 1934); 22003 if events > n';

CREATE TYPE surgical_registry.posterior_estimate AS (
    mean float8,
    lower float8,
    upper float8,
    probability_above float8,
    level float8
);
COMMENT ON TYPE surgical_registry.posterior_estimate IS 'Posterior of a unit''s true ratio';
COMMENT ON COLUMN surgical_registry.posterior_estimate.mean IS 'Posterior mean of the ratio';
COMMENT ON COLUMN surgical_registry.posterior_estimate.lower IS 'Lower end of the credible interval';
COMMENT ON COLUMN surgical_registry.posterior_estimate.upper IS 'Upper end of the credible interval';
COMMENT ON COLUMN surgical_registry.posterior_estimate.probability_above IS 'Posterior probability that the ratio exceeds the threshold';
COMMENT ON COLUMN surgical_registry.posterior_estimate.level IS 'Level of the credible interval';

CREATE FUNCTION surgical_registry.posterior(s surgical_registry.outcome_summary, a float8 DEFAULT 2, b float8 DEFAULT 2, threshold float8 DEFAULT 1.2, level float8 DEFAULT 0.95) RETURNS surgical_registry.posterior_estimate
    AS 'MODULE_PATHNAME', 'sr_posterior' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.posterior(surgical_registry.outcome_summary, float8, float8, float8, float8) IS
    'Posterior Gamma(a + observed, b + expected) of the true ratio, as the Scientific Registry of Transplant Recipients uses it; the prior alone where nothing was expected';

CREATE TYPE surgical_registry.assessability AS (
    can_be_low boolean,
    can_be_high boolean,
    low_signal_ratio float8,
    high_signal_ratio float8
);
COMMENT ON TYPE surgical_registry.assessability IS 'Whether a unit of this size could signal at all';
COMMENT ON COLUMN surgical_registry.assessability.can_be_low IS 'Would no event at all be a low signal? NULL if nothing was expected';
COMMENT ON COLUMN surgical_registry.assessability.can_be_high IS 'Can so many events occur as to be a high signal?';
COMMENT ON COLUMN surgical_registry.assessability.low_signal_ratio IS 'Largest O/E that would signal low; NULL if none would';
COMMENT ON COLUMN surgical_registry.assessability.high_signal_ratio IS 'Smallest O/E that would signal high; NULL if it cannot occur';

CREATE FUNCTION surgical_registry.assessable(s surgical_registry.outcome_summary, level float8 DEFAULT 0.998) RETURNS surgical_registry.assessability
    AS 'MODULE_PATHNAME', 'sr_assessable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.assessable(surgical_registry.outcome_summary, float8) IS
    'Could so small an expectation ever signal? By the exact tails at (1 - level) / 2 a side';

-- Funnels: every unit of a partition against one target.

CREATE TYPE surgical_registry.funnel_point AS (
    n bigint,
    observed bigint,
    expected float8,
    ratio float8,
    target float8,
    lcl95 float8,
    ucl95 float8,
    lcl998 float8,
    ucl998 float8,
    z float8,
    p_lower float8,
    p_upper float8,
    status text,
    phi float8,
    tau2 float8,
    od_lcl95 float8,
    od_ucl95 float8,
    od_lcl998 float8,
    od_ucl998 float8,
    od_status text,
    units bigint
);
COMMENT ON TYPE surgical_registry.funnel_point IS 'One unit in a funnel plot: ratio, limits, tails and status';
COMMENT ON COLUMN surgical_registry.funnel_point.n IS 'Number of cases; NULL if not known';
COMMENT ON COLUMN surgical_registry.funnel_point.observed IS 'Number of events';
COMMENT ON COLUMN surgical_registry.funnel_point.expected IS 'Expected number of events';
COMMENT ON COLUMN surgical_registry.funnel_point.ratio IS 'Observed over expected; for proportions, events per case';
COMMENT ON COLUMN surgical_registry.funnel_point.target IS 'Ratio or proportion of the null hypothesis';
COMMENT ON COLUMN surgical_registry.funnel_point.lcl95 IS 'Lower 95 % control limit';
COMMENT ON COLUMN surgical_registry.funnel_point.ucl95 IS 'Upper 95 % control limit';
COMMENT ON COLUMN surgical_registry.funnel_point.lcl998 IS 'Lower 99.8 % control limit';
COMMENT ON COLUMN surgical_registry.funnel_point.ucl998 IS 'Upper 99.8 % control limit';
COMMENT ON COLUMN surgical_registry.funnel_point.z IS 'Score on the square-root scale (ratios) or arcsine scale (proportions), without overdispersion';
COMMENT ON COLUMN surgical_registry.funnel_point.p_lower IS 'Probability of so few events if the target holds, without overdispersion; for patients from sums of their risks, so of no meaning below about 1e-6';
COMMENT ON COLUMN surgical_registry.funnel_point.p_upper IS 'Probability of so many events if the target holds, without overdispersion; for patients from sums of their risks, so of no meaning below about 1e-6';
COMMENT ON COLUMN surgical_registry.funnel_point.status IS 'Where the ratio lies by the limits of this row: within limits, above or below 95% or 99.8%, no data, impossible under model';
COMMENT ON COLUMN surgical_registry.funnel_point.phi IS 'Winsorised mean square of the scores around the target, about 0.7 by chance alone; a miscalibrated model raises it too; NULL with fewer than 10 units large enough';
COMMENT ON COLUMN surgical_registry.funnel_point.tau2 IS 'Variance between units beyond chance (DerSimonian and Laird); 0 where chance explains it';
COMMENT ON COLUMN surgical_registry.funnel_point.od_lcl95 IS 'Lower 95 % limit with overdispersion';
COMMENT ON COLUMN surgical_registry.funnel_point.od_ucl95 IS 'Upper 95 % limit with overdispersion';
COMMENT ON COLUMN surgical_registry.funnel_point.od_lcl998 IS 'Lower 99.8 % limit with overdispersion';
COMMENT ON COLUMN surgical_registry.funnel_point.od_ucl998 IS 'Upper 99.8 % limit with overdispersion';
COMMENT ON COLUMN surgical_registry.funnel_point.od_status IS 'Status by the limits with overdispersion, to be read beside status: of a unit that expects few, the lower of them can lie above the exact one; NULL unless asked for';
COMMENT ON COLUMN surgical_registry.funnel_point.units IS 'Units of the partition with an expectation, those too small to inform phi among them';

CREATE FUNCTION surgical_registry.funnel(s surgical_registry.outcome_summary, target float8 DEFAULT 1, method text DEFAULT 'exact', overdispersion text DEFAULT 'none', distribution text DEFAULT 'auto') RETURNS surgical_registry.funnel_point
    AS 'MODULE_PATHNAME', 'sr_funnel' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.funnel(surgical_registry.outcome_summary, float8, text, text, text) IS
    'Funnel plot of observed over expected, a unit a row of the window: limits by method exact, or spiegelhalter (smooth), or fingertips and funnelplotr to reproduce old reports; rows left out for a NULL are not seen here: look at missing(); overdispersion none, multiplicative or additive (Spiegelhalter 2005, 2012); NULL for a NULL summary';

CREATE FUNCTION surgical_registry.funnel_proportion(events bigint, n bigint, target float8 DEFAULT NULL, method text DEFAULT 'exact', overdispersion text DEFAULT 'none') RETURNS surgical_registry.funnel_point
    AS 'MODULE_PATHNAME', 'sr_funnel_proportion' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.funnel_proportion(bigint, bigint, float8, text, text) IS
    'Funnel plot of proportions, a unit a row of the window; the target is the pooled proportion unless given; methods exact, spiegelhalter, fingertips (normal), funnelplotr (arcsine); NULL for a NULL count';

-- Control limits on their own.

CREATE FUNCTION surgical_registry.poisson_limit(expected float8, p float8, method text DEFAULT 'exact') RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_poisson_limit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.poisson_limit(float8, float8, text) IS
    'Limit of observed over expected with probability p below it (0.025, 0.975, ...), events being Poisson; methods as funnel()';

CREATE FUNCTION surgical_registry.binomial_limit(n bigint, target float8, p float8, method text DEFAULT 'exact') RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_binomial_limit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.binomial_limit(bigint, float8, float8, text) IS
    'Limit of a proportion of n cases with probability p below it, events being binomial; methods as funnel_proportion(); NULL if n is 0';

CREATE FUNCTION surgical_registry.funnel_limits(
    target float8, max_expected float8, points integer DEFAULT 200,
    levels float8[] DEFAULT '{0.95,0.998}', method text DEFAULT 'exact',
    OUT point_no integer, OUT expected float8, OUT level float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'sr_funnel_limits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 400;
COMMENT ON FUNCTION surgical_registry.funnel_limits(float8, float8, integer, float8[], text) IS
    'Curves of a funnel plot: limits of observed over expected at equal steps up to max_expected, a row a point and level, Poisson: units of patients have narrower limits of their own';

-- Many tests at once.

CREATE FUNCTION surgical_registry.q_value(p float8) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_q_value' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.q_value(float8) IS
    'False discovery rate of each p over the rows of the window (Benjamini and Hochberg 1995); NULL for a NULL p, which is no test';

-- Small numbers in published tables.

CREATE FUNCTION surgical_registry.suppress_count(n bigint, max_suppressed bigint DEFAULT 7, round_to bigint DEFAULT 5) RETURNS bigint
    AS 'MODULE_PATHNAME', 'sr_suppress_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.suppress_count(bigint, bigint, bigint) IS
    'Count fit to publish: NULL for 1 to max_suppressed, 0 stays 0, others rounded to the nearest multiple of round_to, halves up and never to 0; 22003 for a negative count';

