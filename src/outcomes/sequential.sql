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
