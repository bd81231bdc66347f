-- Estimates from one summary or one pair of counts.

CREATE TYPE surgical_registry.ratio_estimate AS (
    n bigint,
    observed bigint,
    expected float8,
    ratio float8,
    lower float8,
    upper float8,
    level float8,
    method text,
    distribution text
);
COMMENT ON TYPE surgical_registry.ratio_estimate IS 'Observed over expected with its interval and how that was made';
COMMENT ON COLUMN surgical_registry.ratio_estimate.n IS 'Number of cases; NULL if not known';
COMMENT ON COLUMN surgical_registry.ratio_estimate.observed IS 'Number of events';
COMMENT ON COLUMN surgical_registry.ratio_estimate.expected IS 'Expected number of events';
COMMENT ON COLUMN surgical_registry.ratio_estimate.ratio IS 'Observed over expected; NULL if nothing was expected';
COMMENT ON COLUMN surgical_registry.ratio_estimate.lower IS 'Lower end of the interval';
COMMENT ON COLUMN surgical_registry.ratio_estimate.upper IS 'Upper end of the interval';
COMMENT ON COLUMN surgical_registry.ratio_estimate.level IS 'Level of the interval, such as 0.95';
COMMENT ON COLUMN surgical_registry.ratio_estimate.method IS 'Method of the interval';
COMMENT ON COLUMN surgical_registry.ratio_estimate.distribution IS 'Distribution of the number of events: poisson or poisson_binomial';

CREATE FUNCTION surgical_registry.oe(s surgical_registry.outcome_summary, level float8 DEFAULT 0.95, method text DEFAULT 'exact', distribution text DEFAULT 'auto') RETURNS surgical_registry.ratio_estimate
    AS 'MODULE_PATHNAME', 'sr_oe' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.oe(surgical_registry.outcome_summary, float8, text, text) IS
    'Observed over expected with an interval: exact (Garwood 1936, Clopper and Pearson 1934), byar (Breslow and Day 1987, Poisson only) or midp; distribution auto takes poisson_binomial where every row was a patient';

CREATE TYPE surgical_registry.proportion_estimate AS (
    events bigint,
    n bigint,
    proportion float8,
    lower float8,
    upper float8,
    level float8,
    method text
);
COMMENT ON TYPE surgical_registry.proportion_estimate IS 'Proportion with its interval and how that was made';
COMMENT ON COLUMN surgical_registry.proportion_estimate.events IS 'Number of events';
COMMENT ON COLUMN surgical_registry.proportion_estimate.n IS 'Number of cases';
COMMENT ON COLUMN surgical_registry.proportion_estimate.proportion IS 'Events per case, 0 to 1; NULL without cases';
COMMENT ON COLUMN surgical_registry.proportion_estimate.lower IS 'Lower end of the interval';
COMMENT ON COLUMN surgical_registry.proportion_estimate.upper IS 'Upper end of the interval';
COMMENT ON COLUMN surgical_registry.proportion_estimate.level IS 'Level of the interval, such as 0.95';
COMMENT ON COLUMN surgical_registry.proportion_estimate.method IS 'Method of the interval';

CREATE FUNCTION surgical_registry.proportion(events bigint, n bigint, level float8 DEFAULT 0.95, method text DEFAULT 'wilson') RETURNS surgical_registry.proportion_estimate
    AS 'MODULE_PATHNAME', 'sr_proportion' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.proportion(bigint, bigint, float8, text) IS
    'Proportion of cases with an interval: wilson (Wilson 1927) or clopper_pearson (exact, 1934); 22003 if events > n';

CREATE TYPE surgical_registry.posterior_estimate AS (
    mean float8,
    lower float8,
    upper float8,
    probability_above float8,
    level float8
);
COMMENT ON TYPE surgical_registry.posterior_estimate IS 'Posterior of a unit''s true ratio';
COMMENT ON COLUMN surgical_registry.posterior_estimate.mean IS 'Posterior mean of the ratio';
COMMENT ON COLUMN surgical_registry.posterior_estimate.lower IS 'Lower end of the credible interval';
COMMENT ON COLUMN surgical_registry.posterior_estimate.upper IS 'Upper end of the credible interval';
COMMENT ON COLUMN surgical_registry.posterior_estimate.probability_above IS 'Posterior probability that the ratio exceeds the threshold';
COMMENT ON COLUMN surgical_registry.posterior_estimate.level IS 'Level of the credible interval';

CREATE FUNCTION surgical_registry.posterior(s surgical_registry.outcome_summary, a float8 DEFAULT 2, b float8 DEFAULT 2, threshold float8 DEFAULT 1.2, level float8 DEFAULT 0.95) RETURNS surgical_registry.posterior_estimate
    AS 'MODULE_PATHNAME', 'sr_posterior' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.posterior(surgical_registry.outcome_summary, float8, float8, float8, float8) IS
    'Posterior Gamma(a + observed, b + expected) of the true ratio, as the Scientific Registry of Transplant Recipients uses it; the prior alone where nothing was expected';

CREATE TYPE surgical_registry.assessability AS (
    can_be_low boolean,
    can_be_high boolean,
    low_signal_ratio float8,
    high_signal_ratio float8
);
COMMENT ON TYPE surgical_registry.assessability IS 'Whether a unit of this size could signal at all';
COMMENT ON COLUMN surgical_registry.assessability.can_be_low IS 'Would no event at all be a low signal? NULL if nothing was expected';
COMMENT ON COLUMN surgical_registry.assessability.can_be_high IS 'Can so many events occur as to be a high signal?';
COMMENT ON COLUMN surgical_registry.assessability.low_signal_ratio IS 'Largest O/E that would signal low; NULL if none would';
COMMENT ON COLUMN surgical_registry.assessability.high_signal_ratio IS 'Smallest O/E that would signal high; NULL if it cannot occur';

CREATE FUNCTION surgical_registry.assessable(s surgical_registry.outcome_summary, level float8 DEFAULT 0.998) RETURNS surgical_registry.assessability
    AS 'MODULE_PATHNAME', 'sr_assessable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.assessable(surgical_registry.outcome_summary, float8) IS
    'Could so small an expectation ever signal? By the exact tails at (1 - level) / 2 a side';

