-- Small numbers in published tables.

CREATE FUNCTION surgical_registry.suppress_count(n bigint, max_suppressed bigint DEFAULT 7, round_to bigint DEFAULT 5) RETURNS bigint
    AS 'MODULE_PATHNAME', 'sr_suppress_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.suppress_count(bigint, bigint, bigint) IS
    'Count fit to publish: NULL for 1 to max_suppressed, 0 stays 0, others rounded to the nearest multiple of round_to, halves up and never to 0; 22003 for a negative count';

