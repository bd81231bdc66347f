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

