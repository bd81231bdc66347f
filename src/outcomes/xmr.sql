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
