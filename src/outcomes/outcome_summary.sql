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

