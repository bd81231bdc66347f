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

-- Text and binary forms, equality, order and hashing of complexity_ruleset: a format byte
-- and the canonical text, so the server's own functions for bytea serve.
-- Order is that of the bytes: for DISTINCT, GROUP BY and unique constraints.

CREATE TYPE surgical_registry.complexity_ruleset;

CREATE FUNCTION surgical_registry.complexity_ruleset_in(cstring) RETURNS surgical_registry.complexity_ruleset
    AS 'MODULE_PATHNAME', 'sr_complexity_ruleset_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_in(cstring) IS
    'Reads one complexity ruleset and keeps its canonical text; 22P02 for syntax, 22003 for a number out of its range, 42804 for operands that cannot fit, 54000 if it is longer than 64 kB or nested deeper than 100 levels; the DETAIL says where';

CREATE FUNCTION surgical_registry.complexity_ruleset_out(surgical_registry.complexity_ruleset) RETURNS cstring
    AS 'MODULE_PATHNAME', 'sr_complexity_ruleset_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_out(surgical_registry.complexity_ruleset) IS
    'Canonical text of one complexity ruleset; it reads back as the same';

CREATE FUNCTION surgical_registry.complexity_ruleset_recv(internal) RETURNS surgical_registry.complexity_ruleset
    AS 'MODULE_PATHNAME', 'sr_complexity_ruleset_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_recv(internal) IS
    'Binary input of one complexity ruleset: a format byte and text, as strict as text input; 22P03';

CREATE FUNCTION surgical_registry.complexity_ruleset_send(surgical_registry.complexity_ruleset) RETURNS bytea
    AS 'MODULE_PATHNAME', 'sr_complexity_ruleset_send' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_send(surgical_registry.complexity_ruleset) IS
    'Binary output of one complexity ruleset: a format byte and its canonical text';

CREATE TYPE surgical_registry.complexity_ruleset (
    INPUT = surgical_registry.complexity_ruleset_in,
    OUTPUT = surgical_registry.complexity_ruleset_out,
    RECEIVE = surgical_registry.complexity_ruleset_recv,
    SEND = surgical_registry.complexity_ruleset_send,
    INTERNALLENGTH = VARIABLE,
    STORAGE = extended,
    CATEGORY = 'U'
);

CREATE FUNCTION surgical_registry.complexity_ruleset_lt(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) RETURNS boolean
    AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_lt(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Implementation of < for values of complexity_ruleset: less than';

CREATE FUNCTION surgical_registry.complexity_ruleset_le(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) RETURNS boolean
    AS 'byteale' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_le(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Implementation of <= for values of complexity_ruleset: less than or equal';

CREATE FUNCTION surgical_registry.complexity_ruleset_eq(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) RETURNS boolean
    AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_eq(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Implementation of = for values of complexity_ruleset: equal';

CREATE FUNCTION surgical_registry.complexity_ruleset_ne(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) RETURNS boolean
    AS 'byteane' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_ne(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Implementation of <> for values of complexity_ruleset: not equal';

CREATE FUNCTION surgical_registry.complexity_ruleset_ge(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) RETURNS boolean
    AS 'byteage' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_ge(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Implementation of >= for values of complexity_ruleset: greater than or equal';

CREATE FUNCTION surgical_registry.complexity_ruleset_gt(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) RETURNS boolean
    AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_gt(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Implementation of > for values of complexity_ruleset: greater than';

CREATE OPERATOR surgical_registry.< (
    LEFTARG = surgical_registry.complexity_ruleset, RIGHTARG = surgical_registry.complexity_ruleset, FUNCTION = surgical_registry.complexity_ruleset_lt,
    COMMUTATOR = OPERATOR(surgical_registry.>), NEGATOR = OPERATOR(surgical_registry.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR surgical_registry.< (surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS 'less than';

CREATE OPERATOR surgical_registry.<= (
    LEFTARG = surgical_registry.complexity_ruleset, RIGHTARG = surgical_registry.complexity_ruleset, FUNCTION = surgical_registry.complexity_ruleset_le,
    COMMUTATOR = OPERATOR(surgical_registry.>=), NEGATOR = OPERATOR(surgical_registry.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR surgical_registry.<= (surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS 'less than or equal';

CREATE OPERATOR surgical_registry.= (
    LEFTARG = surgical_registry.complexity_ruleset, RIGHTARG = surgical_registry.complexity_ruleset, FUNCTION = surgical_registry.complexity_ruleset_eq,
    COMMUTATOR = OPERATOR(surgical_registry.=), NEGATOR = OPERATOR(surgical_registry.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR surgical_registry.= (surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS 'equal';

CREATE OPERATOR surgical_registry.<> (
    LEFTARG = surgical_registry.complexity_ruleset, RIGHTARG = surgical_registry.complexity_ruleset, FUNCTION = surgical_registry.complexity_ruleset_ne,
    COMMUTATOR = OPERATOR(surgical_registry.<>), NEGATOR = OPERATOR(surgical_registry.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR surgical_registry.<> (surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS 'not equal';

CREATE OPERATOR surgical_registry.>= (
    LEFTARG = surgical_registry.complexity_ruleset, RIGHTARG = surgical_registry.complexity_ruleset, FUNCTION = surgical_registry.complexity_ruleset_ge,
    COMMUTATOR = OPERATOR(surgical_registry.<=), NEGATOR = OPERATOR(surgical_registry.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR surgical_registry.>= (surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS 'greater than or equal';

CREATE OPERATOR surgical_registry.> (
    LEFTARG = surgical_registry.complexity_ruleset, RIGHTARG = surgical_registry.complexity_ruleset, FUNCTION = surgical_registry.complexity_ruleset_gt,
    COMMUTATOR = OPERATOR(surgical_registry.<), NEGATOR = OPERATOR(surgical_registry.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR surgical_registry.> (surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS 'greater than';

CREATE FUNCTION surgical_registry.complexity_ruleset_cmp(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) RETURNS integer
    AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_cmp(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Three-way comparison of values of complexity_ruleset, for btree';

CREATE FUNCTION surgical_registry.complexity_ruleset_hash(surgical_registry.complexity_ruleset) RETURNS integer
    AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_hash(surgical_registry.complexity_ruleset) IS
    'Hash of one complexity ruleset';

CREATE FUNCTION surgical_registry.complexity_ruleset_hash_extended(surgical_registry.complexity_ruleset, bigint) RETURNS bigint
    AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_hash_extended(surgical_registry.complexity_ruleset, bigint) IS
    '64-bit seeded hash of one complexity ruleset, for hash partitioning';

CREATE OPERATOR CLASS surgical_registry.complexity_ruleset_ops DEFAULT FOR TYPE surgical_registry.complexity_ruleset USING btree AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 surgical_registry.complexity_ruleset_cmp(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS surgical_registry.complexity_ruleset_ops USING btree IS
    'Ordered indexes of values of complexity_ruleset, by their bytes';

CREATE OPERATOR CLASS surgical_registry.complexity_ruleset_hash_ops DEFAULT FOR TYPE surgical_registry.complexity_ruleset USING hash AS
    OPERATOR 1 surgical_registry.= ,
    FUNCTION 1 surgical_registry.complexity_ruleset_hash(surgical_registry.complexity_ruleset),
    FUNCTION 2 surgical_registry.complexity_ruleset_hash_extended(surgical_registry.complexity_ruleset, bigint);
COMMENT ON OPERATOR CLASS surgical_registry.complexity_ruleset_hash_ops USING hash IS
    'Hash indexes, joins and partitions of values of complexity_ruleset';
-- Definitions of complexity as values, and what they make of a row.

COMMENT ON TYPE surgical_registry.complexity_ruleset IS
    'Rules that give a procedure its complexity and tier, one a line with -- comments: cutpoints 6.0 8.0 10.0; V41-V46: 3.0 + 3.5 + 4.5 (mortality, morbidity, technical difficulty); when age_years < 2: +1.0; when cobb_angle > 90: at least highly_complex. Up to 1000 rules, 64 kB; comments are part of the value';

CREATE TYPE surgical_registry.classification AS (
    complexity surgical_registry.procedure_complexity,
    tier surgical_registry.complexity_tier,
    reasons text[]
);
COMMENT ON TYPE surgical_registry.classification IS
    'What a complexity_ruleset makes of a row: complexity and tier, both NULL if no line of codes matches, and the reasons in words';
COMMENT ON COLUMN surgical_registry.classification.complexity IS 'Base of the best matching line of codes, and patient factors';
COMMENT ON COLUMN surgical_registry.classification.tier IS 'Tier by cutpoints, then floors and caps';
COMMENT ON COLUMN surgical_registry.classification.reasons IS 'Sentences: line of codes, patient factors, cutpoint, floors and caps that changed the tier, conditions that were not known; or "no rule matches"';

CREATE FUNCTION surgical_registry.classify_columns(ruleset surgical_registry.complexity_ruleset, names text[], VARIADIC "any") RETURNS surgical_registry.classification
    AS 'MODULE_PATHNAME', 'sr_classify_columns' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 40;
COMMENT ON FUNCTION surgical_registry.classify_columns(surgical_registry.complexity_ruleset, text[], "any") IS
    'What classify becomes in a plan: the columns with these names, one argument each; 22023 if they are not as many';

CREATE FUNCTION surgical_registry.classify_tier_columns(ruleset surgical_registry.complexity_ruleset, names text[], VARIADIC "any") RETURNS surgical_registry.complexity_tier
    AS 'MODULE_PATHNAME', 'sr_classify_tier_columns' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 15;
COMMENT ON FUNCTION surgical_registry.classify_tier_columns(surgical_registry.complexity_ruleset, text[], "any") IS
    'What classify_tier becomes in a plan: the columns with these names, one argument each; 22023 if they are not as many';

CREATE FUNCTION surgical_registry.complexity_ruleset_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME', 'sr_complexity_ruleset_support' LANGUAGE C STRICT;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_support(internal) IS
    'Planner support of classify and classify_tier: passes columns instead of a record';

CREATE FUNCTION surgical_registry.classify(ruleset surgical_registry.complexity_ruleset, entry record) RETURNS surgical_registry.classification
    AS 'MODULE_PATHNAME', 'sr_classify' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
    SUPPORT surgical_registry.complexity_ruleset_support;
COMMENT ON FUNCTION surgical_registry.classify(surgical_registry.complexity_ruleset, record) IS
    'Complexity, tier and reasons of a row by its columns, procedure_codes among them: the highest-scoring line of codes, points of true conditions (at most 10.0), the tier by cutpoints, floors and caps in their order. A NULL condition does not apply, and the reasons say so. NULL for a NULL row; 42703 for a missing column, 42804 for a column of a type that a rule cannot use, 22012, 2201E, 2201F, 22003 where a condition fails as in SQL. Call it LATERAL: (classify(r, e)).* runs once a column';

CREATE FUNCTION surgical_registry.classify_tier(ruleset surgical_registry.complexity_ruleset, entry record) RETURNS surgical_registry.complexity_tier
    AS 'MODULE_PATHNAME', 'sr_classify_tier' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
    SUPPORT surgical_registry.complexity_ruleset_support;
COMMENT ON FUNCTION surgical_registry.classify_tier(surgical_registry.complexity_ruleset, record) IS
    'Tier of a row as classify gives it, without reasons, for many rows; NULL if no line of codes matches, or for a NULL row; errors as in classify';

CREATE FUNCTION surgical_registry.ruleset_diff(a surgical_registry.complexity_ruleset, b surgical_registry.complexity_ruleset, OUT change text, OUT rule text, OUT before text, OUT after text)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'sr_ruleset_diff' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.ruleset_diff(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Rules that differ: change is removed, changed, moved or added; rule a list of codes, a condition or cutpoints; what a says, before, and b, after. A floor or cap has moved if its place among those of both differs. Comments and the order of other rules make no difference';

CREATE FUNCTION surgical_registry.example_ruleset() RETURNS surgical_registry.complexity_ruleset
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN $ruleset$
-- EXAMPLE, NOT POLICY. It shows how a definition of complexity is written.
-- Nobody has agreed these scores. A working group replaces every figure by its
-- own, and every comment by its own reason.
-- Scores: mortality + morbidity + technical difficulty, each 0.5 to 5.0.

cutpoints 6.0 8.0 10.0  -- where the levels of the Aristotle score begin

-- Procedures. Low-risk work stays low.
V41-V42: 2.5 + 3.0 + 4.0  -- deformity of the spine: blood loss, spinal cord at risk, long operation
X22: 1.0 + 3.0 + 3.5  -- congenital deformity of the hip: the head may lose its blood supply
X24-X25: 0.5 + 1.5 + 2.0  -- congenital deformity of the foot: stiffness, relapse
W28-W30: 0.5 + 1.0 + 1.0  -- fixation of bone, and its removal

-- The patient. Conditions that are not known add nothing, and the reasons say so.
when age_years < 2: +1.0  -- small airway, small blood volume
when 'neuromuscular' in patient_factors: +1.5  -- breathing, bleeding, nutrition
when asa_grade >= 4: +2.0  -- illness that threatens life

-- What no score decides, in this order: a later line acts on what an earlier one left.
when asa_grade = 1 and age_years > 10 and procedure_codes in {W28} and procedure_codes not in {V41-V42, X22-X25}: at most moderate  -- a fit adolescent
when procedure_codes in {V41-V42} and cobb_angle > 90: at least highly_complex  -- a severe, stiff curve
$ruleset$::surgical_registry.complexity_ruleset;
COMMENT ON FUNCTION surgical_registry.example_ruleset() IS
    'A ruleset for paediatric orthopaedics that shows how one is written. An example, not policy: nobody has agreed its scores';
-- Text and binary forms, equality, order and hashing of risk_model: a format byte
-- and the canonical text, so the server's own functions for bytea serve.
-- Order is that of the bytes: for DISTINCT, GROUP BY and unique constraints.

CREATE TYPE surgical_registry.risk_model;

CREATE FUNCTION surgical_registry.risk_model_in(cstring) RETURNS surgical_registry.risk_model
    AS 'MODULE_PATHNAME', 'sr_risk_model_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_in(cstring) IS
    'Reads one risk model and keeps its canonical text; 22P02 for syntax, 22003 for a number out of its range, 42804 for operands that cannot fit, 54000 if it is longer than 64 kB or nested deeper than 100 levels; the DETAIL says where';

CREATE FUNCTION surgical_registry.risk_model_out(surgical_registry.risk_model) RETURNS cstring
    AS 'MODULE_PATHNAME', 'sr_risk_model_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_out(surgical_registry.risk_model) IS
    'Canonical text of one risk model; it reads back as the same';

CREATE FUNCTION surgical_registry.risk_model_recv(internal) RETURNS surgical_registry.risk_model
    AS 'MODULE_PATHNAME', 'sr_risk_model_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_recv(internal) IS
    'Binary input of one risk model: a format byte and text, as strict as text input; 22P03';

CREATE FUNCTION surgical_registry.risk_model_send(surgical_registry.risk_model) RETURNS bytea
    AS 'MODULE_PATHNAME', 'sr_risk_model_send' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_send(surgical_registry.risk_model) IS
    'Binary output of one risk model: a format byte and its canonical text';

CREATE TYPE surgical_registry.risk_model (
    INPUT = surgical_registry.risk_model_in,
    OUTPUT = surgical_registry.risk_model_out,
    RECEIVE = surgical_registry.risk_model_recv,
    SEND = surgical_registry.risk_model_send,
    INTERNALLENGTH = VARIABLE,
    STORAGE = extended,
    CATEGORY = 'U'
);

CREATE FUNCTION surgical_registry.risk_model_lt(surgical_registry.risk_model, surgical_registry.risk_model) RETURNS boolean
    AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_lt(surgical_registry.risk_model, surgical_registry.risk_model) IS
    'Implementation of < for values of risk_model: less than';

CREATE FUNCTION surgical_registry.risk_model_le(surgical_registry.risk_model, surgical_registry.risk_model) RETURNS boolean
    AS 'byteale' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_le(surgical_registry.risk_model, surgical_registry.risk_model) IS
    'Implementation of <= for values of risk_model: less than or equal';

CREATE FUNCTION surgical_registry.risk_model_eq(surgical_registry.risk_model, surgical_registry.risk_model) RETURNS boolean
    AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_eq(surgical_registry.risk_model, surgical_registry.risk_model) IS
    'Implementation of = for values of risk_model: equal';

CREATE FUNCTION surgical_registry.risk_model_ne(surgical_registry.risk_model, surgical_registry.risk_model) RETURNS boolean
    AS 'byteane' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_ne(surgical_registry.risk_model, surgical_registry.risk_model) IS
    'Implementation of <> for values of risk_model: not equal';

CREATE FUNCTION surgical_registry.risk_model_ge(surgical_registry.risk_model, surgical_registry.risk_model) RETURNS boolean
    AS 'byteage' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_ge(surgical_registry.risk_model, surgical_registry.risk_model) IS
    'Implementation of >= for values of risk_model: greater than or equal';

CREATE FUNCTION surgical_registry.risk_model_gt(surgical_registry.risk_model, surgical_registry.risk_model) RETURNS boolean
    AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_gt(surgical_registry.risk_model, surgical_registry.risk_model) IS
    'Implementation of > for values of risk_model: greater than';

CREATE OPERATOR surgical_registry.< (
    LEFTARG = surgical_registry.risk_model, RIGHTARG = surgical_registry.risk_model, FUNCTION = surgical_registry.risk_model_lt,
    COMMUTATOR = OPERATOR(surgical_registry.>), NEGATOR = OPERATOR(surgical_registry.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR surgical_registry.< (surgical_registry.risk_model, surgical_registry.risk_model) IS 'less than';

CREATE OPERATOR surgical_registry.<= (
    LEFTARG = surgical_registry.risk_model, RIGHTARG = surgical_registry.risk_model, FUNCTION = surgical_registry.risk_model_le,
    COMMUTATOR = OPERATOR(surgical_registry.>=), NEGATOR = OPERATOR(surgical_registry.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR surgical_registry.<= (surgical_registry.risk_model, surgical_registry.risk_model) IS 'less than or equal';

CREATE OPERATOR surgical_registry.= (
    LEFTARG = surgical_registry.risk_model, RIGHTARG = surgical_registry.risk_model, FUNCTION = surgical_registry.risk_model_eq,
    COMMUTATOR = OPERATOR(surgical_registry.=), NEGATOR = OPERATOR(surgical_registry.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR surgical_registry.= (surgical_registry.risk_model, surgical_registry.risk_model) IS 'equal';

CREATE OPERATOR surgical_registry.<> (
    LEFTARG = surgical_registry.risk_model, RIGHTARG = surgical_registry.risk_model, FUNCTION = surgical_registry.risk_model_ne,
    COMMUTATOR = OPERATOR(surgical_registry.<>), NEGATOR = OPERATOR(surgical_registry.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR surgical_registry.<> (surgical_registry.risk_model, surgical_registry.risk_model) IS 'not equal';

CREATE OPERATOR surgical_registry.>= (
    LEFTARG = surgical_registry.risk_model, RIGHTARG = surgical_registry.risk_model, FUNCTION = surgical_registry.risk_model_ge,
    COMMUTATOR = OPERATOR(surgical_registry.<=), NEGATOR = OPERATOR(surgical_registry.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR surgical_registry.>= (surgical_registry.risk_model, surgical_registry.risk_model) IS 'greater than or equal';

CREATE OPERATOR surgical_registry.> (
    LEFTARG = surgical_registry.risk_model, RIGHTARG = surgical_registry.risk_model, FUNCTION = surgical_registry.risk_model_gt,
    COMMUTATOR = OPERATOR(surgical_registry.<), NEGATOR = OPERATOR(surgical_registry.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR surgical_registry.> (surgical_registry.risk_model, surgical_registry.risk_model) IS 'greater than';

CREATE FUNCTION surgical_registry.risk_model_cmp(surgical_registry.risk_model, surgical_registry.risk_model) RETURNS integer
    AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_cmp(surgical_registry.risk_model, surgical_registry.risk_model) IS
    'Three-way comparison of values of risk_model, for btree';

CREATE FUNCTION surgical_registry.risk_model_hash(surgical_registry.risk_model) RETURNS integer
    AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_hash(surgical_registry.risk_model) IS
    'Hash of one risk model';

CREATE FUNCTION surgical_registry.risk_model_hash_extended(surgical_registry.risk_model, bigint) RETURNS bigint
    AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_hash_extended(surgical_registry.risk_model, bigint) IS
    '64-bit seeded hash of one risk model, for hash partitioning';

CREATE OPERATOR CLASS surgical_registry.risk_model_ops DEFAULT FOR TYPE surgical_registry.risk_model USING btree AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 surgical_registry.risk_model_cmp(surgical_registry.risk_model, surgical_registry.risk_model),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS surgical_registry.risk_model_ops USING btree IS
    'Ordered indexes of values of risk_model, by their bytes';

CREATE OPERATOR CLASS surgical_registry.risk_model_hash_ops DEFAULT FOR TYPE surgical_registry.risk_model USING hash AS
    OPERATOR 1 surgical_registry.= ,
    FUNCTION 1 surgical_registry.risk_model_hash(surgical_registry.risk_model),
    FUNCTION 2 surgical_registry.risk_model_hash_extended(surgical_registry.risk_model, bigint);
COMMENT ON OPERATOR CLASS surgical_registry.risk_model_hash_ops USING hash IS
    'Hash indexes, joins and partitions of values of risk_model';
-- Risk models as values.

COMMENT ON TYPE surgical_registry.risk_model IS
    'Risk model as papers print it, such as logit(p) = -4.12 + 0.31*(age_years < 2) + 0.87*(asa_grade = 3); left sides logit(p), probit(p), cloglog(p), log(rate), mean, survival(time, baseline survival)';

CREATE FUNCTION surgical_registry.model_columns(surgical_registry.risk_model) RETURNS text[]
    AS 'MODULE_PATHNAME', 'sr_model_columns' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.model_columns(surgical_registry.risk_model) IS
    'Columns that a risk model uses, in the order in which it names them';

CREATE FUNCTION surgical_registry.predict_columns(model surgical_registry.risk_model, names text[], VARIADIC "any") RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_predict_columns' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION surgical_registry.predict_columns(surgical_registry.risk_model, text[], "any") IS
    'What predict becomes in a plan: the columns with these names, one argument each; 22023 if they are not as many';

CREATE FUNCTION surgical_registry.risk_model_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME', 'sr_risk_model_support' LANGUAGE C STRICT;
COMMENT ON FUNCTION surgical_registry.risk_model_support(internal) IS
    'Planner support of predict: passes columns instead of a record';

CREATE FUNCTION surgical_registry.predict(model surgical_registry.risk_model, covariates record) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_predict' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20
    SUPPORT surgical_registry.risk_model_support;
COMMENT ON FUNCTION surgical_registry.predict(surgical_registry.risk_model, record) IS
    'Risk (or rate, or mean, as the model''s left side says) of a row by its columns; NULL if a covariate that matters is NULL and not coalesced; 42703 for a missing column, 42804 for a column of a type that the model cannot use, 22012, 2201E, 2201F, 22003 where the formula fails as in SQL';

CREATE FUNCTION surgical_registry.explain(model surgical_registry.risk_model, covariates record, OUT term text, OUT value float8, OUT contribution float8) RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'sr_explain_model' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.explain(surgical_registry.risk_model, record) IS
    'A row''s linear predictor term by term, in the model''s order: the term without its coefficient (intercept for a number alone), its value in this row, and what it adds; the contributions sum to the linear predictor. NULLs and errors as in predict';
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
