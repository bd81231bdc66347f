-- Type opcs4: text and binary forms, parts of a code, containment.

CREATE TYPE surgical_registry.opcs4;

CREATE FUNCTION surgical_registry.opcs4_in(cstring) RETURNS surgical_registry.opcs4
    AS 'MODULE_PATHNAME', 'sr_opcs4_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_in(cstring) IS
    'Reads an OPCS-4 code in any case, with or without its dot; 22P02 if it is not well-formed';

CREATE FUNCTION surgical_registry.opcs4_out(surgical_registry.opcs4) RETURNS cstring
    AS 'MODULE_PATHNAME', 'sr_opcs4_out' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_out(surgical_registry.opcs4) IS
    'Canonical text of an OPCS-4 code, such as V41.1';

CREATE FUNCTION surgical_registry.opcs4_recv(internal) RETURNS surgical_registry.opcs4
    AS 'MODULE_PATHNAME', 'sr_opcs4_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_recv(internal) IS
    'Binary input of an OPCS-4 code; 22P03 if no code has that representation';

CREATE FUNCTION surgical_registry.opcs4_send(surgical_registry.opcs4) RETURNS bytea
    AS 'MODULE_PATHNAME', 'sr_opcs4_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.opcs4_send(surgical_registry.opcs4) IS
    'Binary output of an OPCS-4 code: four bytes in network order';

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
    'Greatest code that a code or category holds: V41.9 of V41, V41.1 of V41.1';

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

