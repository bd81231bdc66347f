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
