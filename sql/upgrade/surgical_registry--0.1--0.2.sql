\echo Use "ALTER EXTENSION surgical_registry UPDATE TO '0.2'" to load this file. \quit
-- Written by hand: what 0.1 made otherwise.
ALTER FUNCTION surgical_registry.opcs4_out(surgical_registry.opcs4) NOT LEAKPROOF;
COMMENT ON FUNCTION surgical_registry.opcs4_in(cstring) IS
    'Reads one OPCS-4 code; 22P02 for syntax, 22003 for a value that none has';
COMMENT ON FUNCTION surgical_registry.opcs4_out(surgical_registry.opcs4) IS
    'Canonical text of one OPCS-4 code';
COMMENT ON FUNCTION surgical_registry.opcs4_recv(internal) IS
    'Binary input of one OPCS-4 code, as strict as text input; 22P03';
COMMENT ON FUNCTION surgical_registry.opcs4_send(surgical_registry.opcs4) IS
    'Binary output of one OPCS-4 code: its integer in network order';
COMMENT ON FUNCTION surgical_registry.last_within(surgical_registry.opcs4) IS
    'Greatest code that a code or category holds: V41.9 of V41';
COMMENT ON FUNCTION surgical_registry.opcs4_lt(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of < for values of opcs4: less than';
COMMENT ON FUNCTION surgical_registry.opcs4_le(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of <= for values of opcs4: less than or equal';
COMMENT ON FUNCTION surgical_registry.opcs4_eq(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of = for values of opcs4: equal';
COMMENT ON FUNCTION surgical_registry.opcs4_ne(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of <> for values of opcs4: not equal';
COMMENT ON FUNCTION surgical_registry.opcs4_ge(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of >= for values of opcs4: greater than or equal';
COMMENT ON FUNCTION surgical_registry.opcs4_gt(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of > for values of opcs4: greater than';
COMMENT ON FUNCTION surgical_registry.opcs4_cmp(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Three-way comparison of values of opcs4, for btree';
COMMENT ON FUNCTION surgical_registry.opcs4_sortsupport(internal) IS
    'Sort support of values of opcs4';
COMMENT ON FUNCTION surgical_registry.opcs4_hash(surgical_registry.opcs4) IS
    'Hash of one OPCS-4 code';
COMMENT ON FUNCTION surgical_registry.opcs4_hash_extended(surgical_registry.opcs4, bigint) IS
    '64-bit seeded hash of one OPCS-4 code, for hash partitioning';
COMMENT ON FUNCTION surgical_registry.opcs4_minmax_multi_distance(internal, internal) IS
    'Distance of two values of opcs4, for BRIN minmax-multi';
COMMENT ON FUNCTION surgical_registry.opcs4_smaller(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'The lesser of two values of opcs4, for min';
COMMENT ON FUNCTION surgical_registry.opcs4_larger(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'The greater of two values of opcs4, for max';
COMMENT ON OPERATOR CLASS surgical_registry.opcs4_ops USING btree IS
    'Ordered indexes of values of opcs4';
COMMENT ON OPERATOR CLASS surgical_registry.opcs4_hash_ops USING hash IS
    'Hash indexes, joins and partitions of values of opcs4';
COMMENT ON OPERATOR CLASS surgical_registry.opcs4_minmax_ops USING brin IS
    'BRIN of values of opcs4: one range of values a block range';
COMMENT ON OPERATOR CLASS surgical_registry.opcs4_minmax_multi_ops USING brin IS
    'BRIN of values of opcs4: several ranges of values a block range';
COMMENT ON OPERATOR CLASS surgical_registry.opcs4_bloom_ops USING brin IS
    'BRIN of values of opcs4: a Bloom filter a block range, for equality';

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
    'Chapter letter of a code: V of M41.1';

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
-- value's, so the server's own functions for int8 serve, and it costs what an
-- integer costs.  They never fail, so row-level security may let them look
-- first: LEAKPROOF.

CREATE FUNCTION surgical_registry.icd10_lt(surgical_registry.icd10, surgical_registry.icd10) RETURNS boolean
    AS 'int8lt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_lt(surgical_registry.icd10, surgical_registry.icd10) IS
    'Implementation of < for values of icd10: less than';

CREATE FUNCTION surgical_registry.icd10_le(surgical_registry.icd10, surgical_registry.icd10) RETURNS boolean
    AS 'int8le' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_le(surgical_registry.icd10, surgical_registry.icd10) IS
    'Implementation of <= for values of icd10: less than or equal';

CREATE FUNCTION surgical_registry.icd10_eq(surgical_registry.icd10, surgical_registry.icd10) RETURNS boolean
    AS 'int8eq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_eq(surgical_registry.icd10, surgical_registry.icd10) IS
    'Implementation of = for values of icd10: equal';

CREATE FUNCTION surgical_registry.icd10_ne(surgical_registry.icd10, surgical_registry.icd10) RETURNS boolean
    AS 'int8ne' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_ne(surgical_registry.icd10, surgical_registry.icd10) IS
    'Implementation of <> for values of icd10: not equal';

CREATE FUNCTION surgical_registry.icd10_ge(surgical_registry.icd10, surgical_registry.icd10) RETURNS boolean
    AS 'int8ge' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.icd10_ge(surgical_registry.icd10, surgical_registry.icd10) IS
    'Implementation of >= for values of icd10: greater than or equal';

CREATE FUNCTION surgical_registry.icd10_gt(surgical_registry.icd10, surgical_registry.icd10) RETURNS boolean
    AS 'int8gt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
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
    AS 'btint8cmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
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
    AS 'MODULE_PATHNAME', 'sr_opcs4_range_diff' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
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
    AS 'MODULE_PATHNAME', 'sr_opcs4_in_list' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
    SUPPORT surgical_registry.opcs4_list_support;
COMMENT ON FUNCTION surgical_registry.opcs4_in_list(surgical_registry.opcs4, surgical_registry.opcs4multirange) IS
    'Is the code in the list?';

CREATE FUNCTION surgical_registry.opcs4_list_contains(surgical_registry.opcs4multirange, surgical_registry.opcs4) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_opcs4_list_contains' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
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
    AS 'MODULE_PATHNAME', 'sr_icd10_range_diff' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
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
    AS 'MODULE_PATHNAME', 'sr_icd10_in_list' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
    SUPPORT surgical_registry.icd10_list_support;
COMMENT ON FUNCTION surgical_registry.icd10_in_list(surgical_registry.icd10, surgical_registry.icd10multirange) IS
    'Is the code in the list?';

CREATE FUNCTION surgical_registry.icd10_list_contains(surgical_registry.icd10multirange, surgical_registry.icd10) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_icd10_list_contains' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
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
-- value's, so the server's own functions for int8 serve, and it costs what an
-- integer costs.  They never fail, so row-level security may let them look
-- first: LEAKPROOF.

CREATE FUNCTION surgical_registry.nhs_number_lt(surgical_registry.nhs_number, surgical_registry.nhs_number) RETURNS boolean
    AS 'int8lt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_lt(surgical_registry.nhs_number, surgical_registry.nhs_number) IS
    'Implementation of < for values of nhs_number: less than';

CREATE FUNCTION surgical_registry.nhs_number_le(surgical_registry.nhs_number, surgical_registry.nhs_number) RETURNS boolean
    AS 'int8le' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_le(surgical_registry.nhs_number, surgical_registry.nhs_number) IS
    'Implementation of <= for values of nhs_number: less than or equal';

CREATE FUNCTION surgical_registry.nhs_number_eq(surgical_registry.nhs_number, surgical_registry.nhs_number) RETURNS boolean
    AS 'int8eq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_eq(surgical_registry.nhs_number, surgical_registry.nhs_number) IS
    'Implementation of = for values of nhs_number: equal';

CREATE FUNCTION surgical_registry.nhs_number_ne(surgical_registry.nhs_number, surgical_registry.nhs_number) RETURNS boolean
    AS 'int8ne' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_ne(surgical_registry.nhs_number, surgical_registry.nhs_number) IS
    'Implementation of <> for values of nhs_number: not equal';

CREATE FUNCTION surgical_registry.nhs_number_ge(surgical_registry.nhs_number, surgical_registry.nhs_number) RETURNS boolean
    AS 'int8ge' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.nhs_number_ge(surgical_registry.nhs_number, surgical_registry.nhs_number) IS
    'Implementation of >= for values of nhs_number: greater than or equal';

CREATE FUNCTION surgical_registry.nhs_number_gt(surgical_registry.nhs_number, surgical_registry.nhs_number) RETURNS boolean
    AS 'int8gt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
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
    AS 'btint8cmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
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
-- value's, so the server's own functions for int8 serve, and it costs what an
-- integer costs.  They never fail, so row-level security may let them look
-- first: LEAKPROOF.

CREATE FUNCTION surgical_registry.procedure_complexity_lt(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) RETURNS boolean
    AS 'int8lt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_lt(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS
    'Implementation of < for values of procedure_complexity: less than';

CREATE FUNCTION surgical_registry.procedure_complexity_le(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) RETURNS boolean
    AS 'int8le' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_le(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS
    'Implementation of <= for values of procedure_complexity: less than or equal';

CREATE FUNCTION surgical_registry.procedure_complexity_eq(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) RETURNS boolean
    AS 'int8eq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_eq(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS
    'Implementation of = for values of procedure_complexity: equal';

CREATE FUNCTION surgical_registry.procedure_complexity_ne(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) RETURNS boolean
    AS 'int8ne' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_ne(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS
    'Implementation of <> for values of procedure_complexity: not equal';

CREATE FUNCTION surgical_registry.procedure_complexity_ge(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) RETURNS boolean
    AS 'int8ge' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity_ge(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) IS
    'Implementation of >= for values of procedure_complexity: greater than or equal';

CREATE FUNCTION surgical_registry.procedure_complexity_gt(surgical_registry.procedure_complexity, surgical_registry.procedure_complexity) RETURNS boolean
    AS 'int8gt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
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
    AS 'btint8cmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
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
-- value's, so the server's own functions for int8 serve, and it costs what an
-- integer costs.  They never fail, so row-level security may let them look
-- first: LEAKPROOF.

CREATE FUNCTION surgical_registry.latlon_lt(surgical_registry.latlon, surgical_registry.latlon) RETURNS boolean
    AS 'int8lt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_lt(surgical_registry.latlon, surgical_registry.latlon) IS
    'Implementation of < for values of latlon: less than';

CREATE FUNCTION surgical_registry.latlon_le(surgical_registry.latlon, surgical_registry.latlon) RETURNS boolean
    AS 'int8le' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_le(surgical_registry.latlon, surgical_registry.latlon) IS
    'Implementation of <= for values of latlon: less than or equal';

CREATE FUNCTION surgical_registry.latlon_eq(surgical_registry.latlon, surgical_registry.latlon) RETURNS boolean
    AS 'int8eq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_eq(surgical_registry.latlon, surgical_registry.latlon) IS
    'Implementation of = for values of latlon: equal';

CREATE FUNCTION surgical_registry.latlon_ne(surgical_registry.latlon, surgical_registry.latlon) RETURNS boolean
    AS 'int8ne' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_ne(surgical_registry.latlon, surgical_registry.latlon) IS
    'Implementation of <> for values of latlon: not equal';

CREATE FUNCTION surgical_registry.latlon_ge(surgical_registry.latlon, surgical_registry.latlon) RETURNS boolean
    AS 'int8ge' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon_ge(surgical_registry.latlon, surgical_registry.latlon) IS
    'Implementation of >= for values of latlon: greater than or equal';

CREATE FUNCTION surgical_registry.latlon_gt(surgical_registry.latlon, surgical_registry.latlon) RETURNS boolean
    AS 'int8gt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
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
    AS 'btint8cmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
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

-- Charts over operations in the order of OVER.

CREATE FUNCTION surgical_registry.vlad(outcome boolean, risk float8) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_vlad' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.vlad(boolean, float8) IS
    'Variable life-adjusted display: expected less observed events so far, in the order of OVER, operation by operation whatever the frame (Lovegrove 1997, Poloniecki 1998); up is better than expected; NULL for a NULL outcome, which leaves the chart as it was; 22004 for a NULL risk, 22003 for one that is no probability';

CREATE FUNCTION surgical_registry.cusum(outcome boolean, risk float8, odds_ratio float8 DEFAULT 2, reset_at float8 DEFAULT NULL) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum(boolean, float8, float8, float8) IS
    'Risk-adjusted CUSUM in the order of OVER, operation by operation whatever the frame (Steiner 2000): 0 or above, rising where odds of the event are odds_ratio times those predicted; below 1 it looks for improvement; a signal is a value at or above cusum_limit(); with reset_at, the operation after such a value starts from 0; NULL for a NULL outcome, which leaves the chart as it was; 22004 for a NULL risk, 22003 for a risk, odds_ratio (0.001 to 1000, not 1) or reset_at (above 0) out of range, 22023 if these vary within the window';

CREATE FUNCTION surgical_registry.vlad(observed bigint, expected float8) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_vlad_counts' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.vlad(bigint, float8) IS
    'The same for rows already counted: events and expected events; NULL for a NULL observed, which leaves the chart as it was; 22004 for a NULL expected, 22003 for one below 0';

CREATE FUNCTION surgical_registry.cusum(observed bigint, expected float8, rate_ratio float8 DEFAULT 2, reset_at float8 DEFAULT NULL) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_counts' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum(bigint, float8, float8, float8) IS
    'CUSUM of rows already counted, events being Poisson (Lucas 1985): rises where there are rate_ratio times as many as expected; cusum_limit() is not for it; an outcome held as integer 0 or 1 lands here: write outcome = 1; NULL for a NULL observed, which leaves the chart as it was; 22004 for a NULL expected, 22003 for values out of range, 22023 for settings that vary within the window';

CREATE TYPE surgical_registry.ewma_point AS (
    observed float8,
    expected float8,
    sd float8,
    z float8
);
COMMENT ON TYPE surgical_registry.ewma_point IS 'Moving averages of outcomes and of risks after an operation';
COMMENT ON COLUMN surgical_registry.ewma_point.observed IS 'Exponentially weighted moving average of outcomes, event as 1';
COMMENT ON COLUMN surgical_registry.ewma_point.expected IS 'The same average of the risks';
COMMENT ON COLUMN surgical_registry.ewma_point.sd IS 'Standard deviation of observed around expected if the risks are right';
COMMENT ON COLUMN surgical_registry.ewma_point.z IS 'Observed less expected in standard deviations; skewed for small risks, and not to be read in the first 1/lambda operations; NULL if sd is 0';

CREATE FUNCTION surgical_registry.ewma(outcome boolean, risk float8, lambda float8 DEFAULT 0.02, start float8 DEFAULT NULL) RETURNS surgical_registry.ewma_point
    AS 'MODULE_PATHNAME', 'sr_ewma' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.ewma(boolean, float8, float8, float8) IS
    'Risk-adjusted exponentially weighted moving average in the order of OVER, operation by operation whatever the frame (Grigg and Spiegelhalter 2007, Cook 2011); each operation has weight lambda and fades by 1 - lambda with each that follows; both averages begin at start, or at the first risk; NULL for a NULL outcome, which leaves the chart as it was; 22004 for a NULL risk, 22003 for a risk or start that is no probability, 22023 for a lambda outside (0, 1] or settings that vary within the window';
-- Limits of CUSUM charts, and what a chart with a limit can see.

CREATE FUNCTION surgical_registry.cusum_limit(risks float8[], odds_ratio float8 DEFAULT 2, arl float8 DEFAULT 10000) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_limit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION surgical_registry.cusum_limit(float8[], float8, float8) IS
    'Limit of cusum() that is reached once in arl operations on average while nothing is wrong, for operations with these risks equally often; by a Markov chain (Brook and Evans 1972), without random numbers; arl above 1, at most 1e9 (22003); NULL without risks, and where the chart cannot signal that often at any limit';

CREATE FUNCTION surgical_registry.cusum_arl(risks float8[], odds_ratio float8, control_limit float8) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_arl' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION surgical_registry.cusum_arl(float8[], float8, float8) IS
    'Average run length: operations until cusum() first reaches the limit while nothing is wrong, for operations with these risks equally often; control_limit above 0, at most 50 (22003); NULL without risks, and where the chart can never rise';

CREATE FUNCTION surgical_registry.cusum_false_alarm(risks float8[], odds_ratio float8, control_limit float8) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_false_alarm' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION surgical_registry.cusum_false_alarm(float8[], float8, float8) IS
    'Chance that cusum() over just these operations, in this order, reaches the limit at least once although nothing is wrong; control_limit above 0, at most 50 (22003); 0 without risks';

CREATE TYPE surgical_registry.detection_estimate AS (
    in_control float8,
    raised float8,
    odds_ratio float8,
    control_limit float8
);
COMMENT ON TYPE surgical_registry.detection_estimate IS 'How many operations a CUSUM chart takes to signal, by chance and with cause';
COMMENT ON COLUMN surgical_registry.detection_estimate.in_control IS 'Operations to a false alarm, on average, while nothing is wrong; NULL if there never is one';
COMMENT ON COLUMN surgical_registry.detection_estimate.raised IS 'Operations to a signal, on average, with odds of the event odds_ratio times those predicted, from the first operation on; NULL if there never is one';
COMMENT ON COLUMN surgical_registry.detection_estimate.odds_ratio IS 'Odds ratio that the chart looks for and that raised has';
COMMENT ON COLUMN surgical_registry.detection_estimate.control_limit IS 'Limit of the chart';

CREATE FUNCTION surgical_registry.detection(risks float8[], odds_ratio float8, control_limit float8) RETURNS surgical_registry.detection_estimate
    AS 'MODULE_PATHNAME', 'sr_detection' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION surgical_registry.detection(float8[], float8, float8) IS
    'What a CUSUM chart of operations with these risks can see: operations to a false alarm and to a true signal, on average; divide by a unit''s operations a year for years; NULL without risks; errors as cusum_arl()';
-- Where a VLAD lies by chance.

CREATE TYPE surgical_registry.vlad_limits AS (
    lower float8,
    upper float8,
    level float8
);
COMMENT ON TYPE surgical_registry.vlad_limits IS 'Where the VLAD of so many operations lies by chance, looked at once';
COMMENT ON COLUMN surgical_registry.vlad_limits.lower IS 'Expected events less the upper quantile of their number';
COMMENT ON COLUMN surgical_registry.vlad_limits.upper IS 'Expected events less the lower quantile of their number';
COMMENT ON COLUMN surgical_registry.vlad_limits.level IS 'Chance of lying between the two, at least, both ends included';

CREATE FUNCTION surgical_registry.vlad_band(risk float8, level float8 DEFAULT 0.95) RETURNS surgical_registry.vlad_limits
    AS 'MODULE_PATHNAME', 'sr_vlad_band' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.vlad_band(float8, float8) IS
    'Band for vlad() in the order of OVER, whatever the frame: expected events less the quantiles of their number, smallest k with P(X <= k) at least (1 - level)/2 and (1 + level)/2; exact Poisson-binomial to 5,000 operations, by sums of risks above; it holds for one look at the end: take signals from cusum(); 22004 for a NULL risk, 22003 for one that is no probability, 22023 for a level outside (0, 1) or one that varies';

CREATE FUNCTION surgical_registry.vlad_band(outcome boolean, risk float8, level float8 DEFAULT 0.95) RETURNS surgical_registry.vlad_limits
    AS 'MODULE_PATHNAME', 'sr_vlad_band_of_outcomes' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.vlad_band(boolean, float8, float8) IS
    'The same for operations with gaps: NULL for a NULL outcome, which leaves the band as it was, as vlad() does';
-- Type cusum_segment: what a run of operations leaves of a CUSUM, to be joined
-- with the runs before and after it.

CREATE TYPE surgical_registry.cusum_segment;

CREATE FUNCTION surgical_registry.cusum_segment_in(cstring) RETURNS surgical_registry.cusum_segment
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_in(cstring) IS
    'Reads the text form of a CUSUM segment; 22P02 for syntax, 22003 for sums that no operations leave';

CREATE FUNCTION surgical_registry.cusum_segment_out(surgical_registry.cusum_segment) RETURNS cstring
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_out(surgical_registry.cusum_segment) IS
    'Text form of a CUSUM segment, exact: it reads back as the same value';

CREATE FUNCTION surgical_registry.cusum_segment_recv(internal) RETURNS surgical_registry.cusum_segment
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_recv(internal) IS
    'Binary input of a CUSUM segment, as strict as text input; 22P03';

CREATE FUNCTION surgical_registry.cusum_segment_send(surgical_registry.cusum_segment) RETURNS bytea
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_send(surgical_registry.cusum_segment) IS
    'Binary output of a CUSUM segment: a format byte and the members in network order';

CREATE TYPE surgical_registry.cusum_segment (
    INPUT = surgical_registry.cusum_segment_in,
    OUTPUT = surgical_registry.cusum_segment_out,
    RECEIVE = surgical_registry.cusum_segment_recv,
    SEND = surgical_registry.cusum_segment_send,
    INTERNALLENGTH = 88,
    ALIGNMENT = double,
    STORAGE = plain
);
COMMENT ON TYPE surgical_registry.cusum_segment IS
    'What operations in their order leave of a CUSUM: n, missing, the odds ratio it looks for, and exact sums of its weights: total, end, prefix peak, peak; join in the order of time with rollup() or ||';

CREATE FUNCTION surgical_registry.cusum_segment_eq(surgical_registry.cusum_segment, surgical_registry.cusum_segment) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_eq(surgical_registry.cusum_segment, surgical_registry.cusum_segment) IS
    'Implementation of = for CUSUM segments: the same counts and the same exact sums';

CREATE FUNCTION surgical_registry.cusum_segment_ne(surgical_registry.cusum_segment, surgical_registry.cusum_segment) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_ne(surgical_registry.cusum_segment, surgical_registry.cusum_segment) IS
    'Implementation of <> for CUSUM segments';

CREATE FUNCTION surgical_registry.cusum_segment_hash(surgical_registry.cusum_segment) RETURNS integer
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_hash(surgical_registry.cusum_segment) IS
    'Hash of a CUSUM segment';

CREATE FUNCTION surgical_registry.cusum_segment_hash_extended(surgical_registry.cusum_segment, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_hash_extended(surgical_registry.cusum_segment, bigint) IS
    '64-bit seeded hash of a CUSUM segment';

CREATE OPERATOR surgical_registry.= (
    LEFTARG = surgical_registry.cusum_segment, RIGHTARG = surgical_registry.cusum_segment,
    FUNCTION = surgical_registry.cusum_segment_eq,
    COMMUTATOR = OPERATOR(surgical_registry.=), NEGATOR = OPERATOR(surgical_registry.<>),
    RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES
);
COMMENT ON OPERATOR surgical_registry.= (surgical_registry.cusum_segment, surgical_registry.cusum_segment) IS 'equal, exactly';

CREATE OPERATOR surgical_registry.<> (
    LEFTARG = surgical_registry.cusum_segment, RIGHTARG = surgical_registry.cusum_segment,
    FUNCTION = surgical_registry.cusum_segment_ne,
    COMMUTATOR = OPERATOR(surgical_registry.<>), NEGATOR = OPERATOR(surgical_registry.=),
    RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR surgical_registry.<> (surgical_registry.cusum_segment, surgical_registry.cusum_segment) IS 'not equal';

CREATE OPERATOR CLASS surgical_registry.cusum_segment_hash_ops DEFAULT FOR TYPE surgical_registry.cusum_segment USING hash AS
    OPERATOR 1 surgical_registry.= (surgical_registry.cusum_segment, surgical_registry.cusum_segment),
    FUNCTION 1 surgical_registry.cusum_segment_hash(surgical_registry.cusum_segment),
    FUNCTION 2 surgical_registry.cusum_segment_hash_extended(surgical_registry.cusum_segment, bigint);
COMMENT ON OPERATOR CLASS surgical_registry.cusum_segment_hash_ops USING hash IS 'equality of CUSUM segments';

CREATE FUNCTION surgical_registry.cusum_segment_accum(surgical_registry.cusum_segment, boolean, float8, float8) RETURNS surgical_registry.cusum_segment
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_accum(surgical_registry.cusum_segment, boolean, float8, float8) IS
    'Transition of cusum_agg: one operation more at the end; a NULL outcome is counted as missing';

CREATE FUNCTION surgical_registry.cusum_segment_accum(surgical_registry.cusum_segment, boolean, float8) RETURNS surgical_registry.cusum_segment
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_accum(surgical_registry.cusum_segment, boolean, float8) IS
    'Transition of cusum_agg with an odds ratio of 2';

CREATE FUNCTION surgical_registry.cusum_segment_append(surgical_registry.cusum_segment, surgical_registry.cusum_segment) RETURNS surgical_registry.cusum_segment
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_append' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_append(surgical_registry.cusum_segment, surgical_registry.cusum_segment) IS
    'Transition of rollup: the operations of the second after those of the first; a NULL adds nothing';

CREATE AGGREGATE surgical_registry.cusum_agg(outcome boolean, risk float8, odds_ratio float8) (
    SFUNC = surgical_registry.cusum_segment_accum, STYPE = surgical_registry.cusum_segment, PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.cusum_agg(boolean, float8, float8) IS
    'CUSUM segment of operations in the order of ORDER BY within the call, which it depends on; a NULL outcome is counted as missing and leaves the chart as it was; NULL without rows; 22004 for a NULL risk, 22003 for a risk or odds_ratio out of range, 22023 if odds_ratio varies';

CREATE AGGREGATE surgical_registry.cusum_agg(outcome boolean, risk float8) (
    SFUNC = surgical_registry.cusum_segment_accum, STYPE = surgical_registry.cusum_segment, PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.cusum_agg(boolean, float8) IS
    'The same with an odds ratio of 2';

CREATE AGGREGATE surgical_registry.rollup(surgical_registry.cusum_segment) (
    SFUNC = surgical_registry.cusum_segment_append, STYPE = surgical_registry.cusum_segment, PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.rollup(surgical_registry.cusum_segment) IS
    'Joins CUSUM segments in the order of ORDER BY within the call, exactly: months to years, as if the operations had been charted in one go; NULL segments add nothing; 22023 for charts of different odds ratios';

CREATE FUNCTION surgical_registry.cusum_segment_join(surgical_registry.cusum_segment, surgical_registry.cusum_segment) RETURNS surgical_registry.cusum_segment
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_join' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_join(surgical_registry.cusum_segment, surgical_registry.cusum_segment) IS
    'Implementation of || for CUSUM segments';

CREATE OPERATOR surgical_registry.|| (
    LEFTARG = surgical_registry.cusum_segment, RIGHTARG = surgical_registry.cusum_segment,
    FUNCTION = surgical_registry.cusum_segment_join
);
COMMENT ON OPERATOR surgical_registry.|| (surgical_registry.cusum_segment, surgical_registry.cusum_segment) IS 'the later after the earlier, exactly';

CREATE FUNCTION surgical_registry.n(surgical_registry.cusum_segment) RETURNS bigint
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.n(surgical_registry.cusum_segment) IS
    'Operations charted';

CREATE FUNCTION surgical_registry.missing(surgical_registry.cusum_segment) RETURNS bigint
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_missing' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.missing(surgical_registry.cusum_segment) IS
    'Operations left out because their outcome is NULL';

CREATE FUNCTION surgical_registry.odds_ratio(surgical_registry.cusum_segment) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_odds_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.odds_ratio(surgical_registry.cusum_segment) IS
    'Odds ratio that the chart looks for';

CREATE FUNCTION surgical_registry.cusum_end(surgical_registry.cusum_segment, start float8 DEFAULT 0) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_end' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_end(surgical_registry.cusum_segment, float8) IS
    'The chart after the segment, having stood at start before it: what cusum() without a reset gives for the last operation; 22003 for a negative start';

CREATE FUNCTION surgical_registry.cusum_peak(surgical_registry.cusum_segment, start float8 DEFAULT 0) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_peak' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_peak(surgical_registry.cusum_segment, float8) IS
    'The greatest value of the chart within the segment, having stood at start before it; at or above the limit, it signalled; 22003 for a negative start';

-- CUSUM where the order is known by day only.

CREATE TYPE surgical_registry.cusum_range AS (
    least float8,
    greatest float8,
    highest float8
);
COMMENT ON TYPE surgical_registry.cusum_range IS 'Where a CUSUM may stand at the end of a day whose operations are in no known order';
COMMENT ON COLUMN surgical_registry.cusum_range.least IS 'Least value at the end of the day, over all orders within each day';
COMMENT ON COLUMN surgical_registry.cusum_range.greatest IS 'Greatest value at the end of the day';
COMMENT ON COLUMN surgical_registry.cusum_range.highest IS 'Greatest value that the chart may have had within the day';

CREATE FUNCTION surgical_registry.cusum_block(outcome boolean, risk float8, odds_ratio float8 DEFAULT 2) RETURNS surgical_registry.cusum_range
    AS 'MODULE_PATHNAME', 'sr_cusum_block' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.cusum_block(boolean, float8, float8) IS
    'Risk-adjusted CUSUM without a reset, operations that are peers in the order of OVER (those of a day) being a block in unknown order: the least and the greatest chart at its end, the same for all its rows; NULL for a NULL outcome, which is left out; without ORDER BY the whole partition is one block; errors as cusum()';
-- A measure over time against its own variation.

CREATE TYPE surgical_registry.xmr_point AS (
    value float8,
    mean float8,
    lower float8,
    upper float8,
    baseline_values bigint,
    outside boolean,
    shift boolean,
    trend boolean,
    two_of_three boolean
);
COMMENT ON TYPE surgical_registry.xmr_point IS 'One value of an XmR chart with its limits and what makes it special';
COMMENT ON COLUMN surgical_registry.xmr_point.value IS 'The value itself';
COMMENT ON COLUMN surgical_registry.xmr_point.mean IS 'Mean of the baseline; NULL without one';
COMMENT ON COLUMN surgical_registry.xmr_point.lower IS 'Lower process limit: mean less 2.66 mean moving ranges; NULL with fewer than two neighbouring baseline values';
COMMENT ON COLUMN surgical_registry.xmr_point.upper IS 'Upper process limit: mean and 2.66 mean moving ranges';
COMMENT ON COLUMN surgical_registry.xmr_point.baseline_values IS 'Values that mean and limits rest on; with fewer than 12 they are provisional';
COMMENT ON COLUMN surgical_registry.xmr_point.outside IS 'Beyond a process limit';
COMMENT ON COLUMN surgical_registry.xmr_point.shift IS 'One of seven or more in a row on one side of the mean';
COMMENT ON COLUMN surgical_registry.xmr_point.trend IS 'One of seven or more in a row that rise each time, or fall each time';
COMMENT ON COLUMN surgical_registry.xmr_point.two_of_three IS 'Of three in a row, one of two or three further than two thirds of the way to the same limit';

CREATE FUNCTION surgical_registry.xmr(value float8, baseline boolean DEFAULT true, rebase boolean DEFAULT false) RETURNS surgical_registry.xmr_point
    AS 'MODULE_PATHNAME', 'sr_xmr' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.xmr(float8, boolean, boolean) IS
    'XmR chart of a measure over all rows of the window in their order, with the rules of Making Data Count (NHS England); baseline says whether a row informs mean and limits (month < ''2025-01-01''), rebase whether a new period with limits of its own begins with it (month = ''2025-07-01''); nothing is rebased by itself; NULL for a NULL value, which is left out; 22003 for a value that is not finite, 22004 for a NULL flag';
-- Operations between rare events.

CREATE TYPE surgical_registry.gap_point AS (
    cases bigint,
    event boolean,
    rate float8,
    centre float8,
    lower float8,
    upper float8,
    level float8,
    status text
);
COMMENT ON TYPE surgical_registry.gap_point IS 'How long it has been since the last event, in operations';
COMMENT ON COLUMN surgical_registry.gap_point.cases IS 'Operations since the last event, this one included';
COMMENT ON COLUMN surgical_registry.gap_point.event IS 'Whether this one had the event, and so ends the gap; the last gap is still open where it did not';
COMMENT ON COLUMN surgical_registry.gap_point.rate IS 'Events per operation that the limits are for';
COMMENT ON COLUMN surgical_registry.gap_point.centre IS 'Median number of operations up to an event; NULL without a rate above 0 and below 1';
COMMENT ON COLUMN surgical_registry.gap_point.lower IS 'An event after so few operations, or fewer, has a chance of (1 - level)/2; below 1 no event can come too soon';
COMMENT ON COLUMN surgical_registry.gap_point.upper IS 'So many operations without an event have a chance of (1 - level)/2';
COMMENT ON COLUMN surgical_registry.gap_point.level IS 'Level of the limits';
COMMENT ON COLUMN surgical_registry.gap_point.status IS 'Where the gap lies by the limits of this row: within limits, sooner or later';

CREATE FUNCTION surgical_registry.g_chart(outcome boolean, rate float8 DEFAULT NULL, level float8 DEFAULT 0.95) RETURNS surgical_registry.gap_point
    AS 'MODULE_PATHNAME', 'sr_g_chart' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.g_chart(boolean, float8, float8) IS
    'Chart of operations between rare events in the order of OVER, whatever the frame, with geometric limits (Benneyan 2001); not adjusted for risk; the rate is that of all rows of the window unless given; NULL for a NULL outcome, which is left out; 22023 for a rate or level outside (0, 1), or one that varies within the window';
-- Charts in a terminal.

CREATE FUNCTION surgical_registry.chart_text("values" float8[], limits float8[] DEFAULT '{}', width integer DEFAULT 60, height integer DEFAULT 12, OUT line text) RETURNS SETOF text
    AS 'MODULE_PATHNAME', 'sr_chart_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 14;
COMMENT ON FUNCTION surgical_registry.chart_text(float8[], float8[], integer, integer) IS
    'Draws values in their order as lines of text, for psql: a column shows all that falls into it, limits are dashed; NULLs are gaps; width 10 to 200, height 3 to 100 (22023); no lines without values; 22003 for one that is not finite';
