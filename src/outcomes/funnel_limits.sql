-- Control limits on their own.

CREATE FUNCTION surgical_registry.poisson_limit(expected float8, p float8, method text DEFAULT 'exact') RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_poisson_limit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.poisson_limit(float8, float8, text) IS
    'Limit of observed over expected with probability p below it (0.025, 0.975, ...), events being Poisson; methods as funnel()';

CREATE FUNCTION surgical_registry.binomial_limit(n bigint, target float8, p float8, method text DEFAULT 'exact') RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_binomial_limit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.binomial_limit(bigint, float8, float8, text) IS
    'Limit of a proportion of n cases with probability p below it, events being binomial; methods as funnel_proportion(); NULL if n is 0';

CREATE FUNCTION surgical_registry.funnel_limits(
    target float8, max_expected float8, points integer DEFAULT 200,
    levels float8[] DEFAULT '{0.95,0.998}', method text DEFAULT 'exact',
    OUT point_no integer, OUT expected float8, OUT level float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'sr_funnel_limits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 400;
COMMENT ON FUNCTION surgical_registry.funnel_limits(float8, float8, integer, float8[], text) IS
    'Curves of a funnel plot: limits of observed over expected at equal steps up to max_expected, a row a point and level, Poisson: units of patients have narrower limits of their own';

