-- Many tests at once.

CREATE FUNCTION surgical_registry.q_value(p float8) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_q_value' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.q_value(float8) IS
    'False discovery rate of each p over the rows of the window (Benjamini and Hochberg 1995); NULL for a NULL p, which is no test';

