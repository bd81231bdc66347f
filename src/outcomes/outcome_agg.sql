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

