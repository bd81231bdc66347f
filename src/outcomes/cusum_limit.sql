-- Limits of CUSUM charts, and what a chart with a limit can see.

CREATE FUNCTION surgical_registry.cusum_limit(risks float8[], odds_ratio float8 DEFAULT 2, arl float8 DEFAULT 10000) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_limit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION surgical_registry.cusum_limit(float8[], float8, float8) IS
    'Limit of cusum() that is reached once in arl operations on average while nothing is wrong, for operations with these risks equally often; by a Markov chain (Brook and Evans 1972), without random numbers; arl above 1, at most 1e9 (22003); NULL without risks, and where the chart cannot signal that often at any limit';

CREATE FUNCTION surgical_registry.cusum_arl(risks float8[], odds_ratio float8, control_limit float8) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_arl' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION surgical_registry.cusum_arl(float8[], float8, float8) IS
    'Average run length: operations until cusum() first reaches the limit while nothing is wrong, for operations with these risks equally often; control_limit above 0, at most 50 (22003); NULL without risks, and where the chart can never rise';

CREATE FUNCTION surgical_registry.cusum_false_alarm(risks float8[], odds_ratio float8, control_limit float8) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_false_alarm' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION surgical_registry.cusum_false_alarm(float8[], float8, float8) IS
    'Chance that cusum() over just these operations, in this order, reaches the limit at least once although nothing is wrong; control_limit above 0, at most 50 (22003); 0 without risks';

CREATE TYPE surgical_registry.detection_estimate AS (
    in_control float8,
    raised float8,
    odds_ratio float8,
    control_limit float8
);
COMMENT ON TYPE surgical_registry.detection_estimate IS 'How many operations a CUSUM chart takes to signal, by chance and with cause';
COMMENT ON COLUMN surgical_registry.detection_estimate.in_control IS 'Operations to a false alarm, on average, while nothing is wrong; NULL if there never is one';
COMMENT ON COLUMN surgical_registry.detection_estimate.raised IS 'Operations to a signal, on average, with odds of the event odds_ratio times those predicted, from the first operation on; NULL if there never is one';
COMMENT ON COLUMN surgical_registry.detection_estimate.odds_ratio IS 'Odds ratio that the chart looks for and that raised has';
COMMENT ON COLUMN surgical_registry.detection_estimate.control_limit IS 'Limit of the chart';

CREATE FUNCTION surgical_registry.detection(risks float8[], odds_ratio float8, control_limit float8) RETURNS surgical_registry.detection_estimate
    AS 'MODULE_PATHNAME', 'sr_detection' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION surgical_registry.detection(float8[], float8, float8) IS
    'What a CUSUM chart of operations with these risks can see: operations to a false alarm and to a true signal, on average; divide by a unit''s operations a year for years; NULL without risks; errors as cusum_arl()';
