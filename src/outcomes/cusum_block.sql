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
