-- opcs4 is an integer whose order is the code's order, so the server's own functions
-- for integer compare, sort and hash it: it costs what an integer costs.  They never
-- fail on any code, so row-level security may let them look first: LEAKPROOF.

CREATE FUNCTION surgical_registry.opcs4_lt(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS boolean
    AS 'int4lt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_lt(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of < for OPCS-4 codes: less than';

CREATE FUNCTION surgical_registry.opcs4_le(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS boolean
    AS 'int4le' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_le(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of <= for OPCS-4 codes: less than or equal';

CREATE FUNCTION surgical_registry.opcs4_eq(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS boolean
    AS 'int4eq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_eq(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of = for OPCS-4 codes: equal';

CREATE FUNCTION surgical_registry.opcs4_ne(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS boolean
    AS 'int4ne' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_ne(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of <> for OPCS-4 codes: not equal';

CREATE FUNCTION surgical_registry.opcs4_ge(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS boolean
    AS 'int4ge' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_ge(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of >= for OPCS-4 codes: greater than or equal';

CREATE FUNCTION surgical_registry.opcs4_gt(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS boolean
    AS 'int4gt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_gt(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Implementation of > for OPCS-4 codes: greater than';

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
    AS 'btint4cmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_cmp(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'Three-way comparison of OPCS-4 codes, for btree';

CREATE FUNCTION surgical_registry.opcs4_sortsupport(internal) RETURNS void
    AS 'btint4sortsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_sortsupport(internal) IS
    'Sort support of OPCS-4 codes';

CREATE FUNCTION surgical_registry.opcs4_hash(surgical_registry.opcs4) RETURNS integer
    AS 'hashint4' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_hash(surgical_registry.opcs4) IS
    'Hash of an OPCS-4 code';

CREATE FUNCTION surgical_registry.opcs4_hash_extended(surgical_registry.opcs4, bigint) RETURNS bigint
    AS 'hashint4extended' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_hash_extended(surgical_registry.opcs4, bigint) IS
    '64-bit seeded hash of an OPCS-4 code, for hash partitioning';

CREATE FUNCTION surgical_registry.opcs4_minmax_multi_distance(internal, internal) RETURNS float8
    AS 'brin_minmax_multi_distance_int4' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_minmax_multi_distance(internal, internal) IS
    'Distance of two OPCS-4 codes, for BRIN minmax-multi';

CREATE FUNCTION surgical_registry.opcs4_smaller(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS surgical_registry.opcs4
    AS 'int4smaller' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_smaller(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'The lesser of two OPCS-4 codes, for min';

CREATE FUNCTION surgical_registry.opcs4_larger(surgical_registry.opcs4, surgical_registry.opcs4) RETURNS surgical_registry.opcs4
    AS 'int4larger' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_larger(surgical_registry.opcs4, surgical_registry.opcs4) IS
    'The greater of two OPCS-4 codes, for max';

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
    'Ordered indexes of OPCS-4 codes; also serves <@ and @>';

CREATE OPERATOR CLASS surgical_registry.opcs4_hash_ops DEFAULT FOR TYPE surgical_registry.opcs4 USING hash AS
    OPERATOR 1 surgical_registry.= ,
    FUNCTION 1 surgical_registry.opcs4_hash(surgical_registry.opcs4),
    FUNCTION 2 surgical_registry.opcs4_hash_extended(surgical_registry.opcs4, bigint);
COMMENT ON OPERATOR CLASS surgical_registry.opcs4_hash_ops USING hash IS
    'Hash indexes, joins and partitions of OPCS-4 codes';

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
    'BRIN of OPCS-4 codes: one range of codes a block range; also serves <@ and @>';

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
    'BRIN of OPCS-4 codes: several ranges of codes a block range';

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
    'BRIN of OPCS-4 codes: a Bloom filter a block range, for equality';

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

