-- Funnels: every unit of a partition against one target.

CREATE TYPE surgical_registry.funnel_point AS (
    n bigint,
    observed bigint,
    expected float8,
    ratio float8,
    target float8,
    lcl95 float8,
    ucl95 float8,
    lcl998 float8,
    ucl998 float8,
    z float8,
    p_lower float8,
    p_upper float8,
    status text,
    phi float8,
    tau2 float8,
    od_lcl95 float8,
    od_ucl95 float8,
    od_lcl998 float8,
    od_ucl998 float8,
    od_status text,
    units bigint
);
COMMENT ON TYPE surgical_registry.funnel_point IS 'One unit in a funnel plot: ratio, limits, tails and status';
COMMENT ON COLUMN surgical_registry.funnel_point.n IS 'Number of cases; NULL if not known';
COMMENT ON COLUMN surgical_registry.funnel_point.observed IS 'Number of events';
COMMENT ON COLUMN surgical_registry.funnel_point.expected IS 'Expected number of events';
COMMENT ON COLUMN surgical_registry.funnel_point.ratio IS 'Observed over expected; for proportions, events per case';
COMMENT ON COLUMN surgical_registry.funnel_point.target IS 'Ratio or proportion of the null hypothesis';
COMMENT ON COLUMN surgical_registry.funnel_point.lcl95 IS 'Lower 95 % control limit';
COMMENT ON COLUMN surgical_registry.funnel_point.ucl95 IS 'Upper 95 % control limit';
COMMENT ON COLUMN surgical_registry.funnel_point.lcl998 IS 'Lower 99.8 % control limit';
COMMENT ON COLUMN surgical_registry.funnel_point.ucl998 IS 'Upper 99.8 % control limit';
COMMENT ON COLUMN surgical_registry.funnel_point.z IS 'Score on the square-root scale (ratios) or arcsine scale (proportions), without overdispersion';
COMMENT ON COLUMN surgical_registry.funnel_point.p_lower IS 'Probability of so few events if the target holds, without overdispersion; for patients from sums of their risks, so of no meaning below about 1e-6';
COMMENT ON COLUMN surgical_registry.funnel_point.p_upper IS 'Probability of so many events if the target holds, without overdispersion; for patients from sums of their risks, so of no meaning below about 1e-6';
COMMENT ON COLUMN surgical_registry.funnel_point.status IS 'Where the ratio lies by the limits of this row: within limits, above or below 95% or 99.8%, no data, impossible under model';
COMMENT ON COLUMN surgical_registry.funnel_point.phi IS 'Winsorised mean square of the scores around the target, about 0.7 by chance alone; a miscalibrated model raises it too; NULL with fewer than 10 units large enough';
COMMENT ON COLUMN surgical_registry.funnel_point.tau2 IS 'Variance between units beyond chance (DerSimonian and Laird); 0 where chance explains it';
COMMENT ON COLUMN surgical_registry.funnel_point.od_lcl95 IS 'Lower 95 % limit with overdispersion';
COMMENT ON COLUMN surgical_registry.funnel_point.od_ucl95 IS 'Upper 95 % limit with overdispersion';
COMMENT ON COLUMN surgical_registry.funnel_point.od_lcl998 IS 'Lower 99.8 % limit with overdispersion';
COMMENT ON COLUMN surgical_registry.funnel_point.od_ucl998 IS 'Upper 99.8 % limit with overdispersion';
COMMENT ON COLUMN surgical_registry.funnel_point.od_status IS 'Status by the limits with overdispersion, to be read beside status: of a unit that expects few, the lower of them can lie above the exact one; NULL unless asked for';
COMMENT ON COLUMN surgical_registry.funnel_point.units IS 'Units of the partition with an expectation, those too small to inform phi among them';

CREATE FUNCTION surgical_registry.funnel(s surgical_registry.outcome_summary, target float8 DEFAULT 1, method text DEFAULT 'exact', overdispersion text DEFAULT 'none', distribution text DEFAULT 'auto') RETURNS surgical_registry.funnel_point
    AS 'MODULE_PATHNAME', 'sr_funnel' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.funnel(surgical_registry.outcome_summary, float8, text, text, text) IS
    'Funnel plot of observed over expected, a unit a row of the window: limits by method exact, or spiegelhalter (smooth), or fingertips and funnelplotr to reproduce old reports; rows left out for a NULL are not seen here: look at missing(); overdispersion none, multiplicative or additive (Spiegelhalter 2005, 2012); NULL for a NULL summary';

CREATE FUNCTION surgical_registry.funnel_proportion(events bigint, n bigint, target float8 DEFAULT NULL, method text DEFAULT 'exact', overdispersion text DEFAULT 'none') RETURNS surgical_registry.funnel_point
    AS 'MODULE_PATHNAME', 'sr_funnel_proportion' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.funnel_proportion(bigint, bigint, float8, text, text) IS
    'Funnel plot of proportions, a unit a row of the window; the target is the pooled proportion unless given; methods exact, spiegelhalter, fingertips (normal), funnelplotr (arcsine); NULL for a NULL count';

