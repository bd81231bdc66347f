-- Data quality of codes that are still text.

CREATE FUNCTION surgical_registry.codes_invalid(codes text[], system text DEFAULT 'opcs4', OUT ordinal integer, OUT code text, OUT reason text)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'sr_codes_invalid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.codes_invalid(text[], text) IS
    'Elements that are not well-formed codes of the system (opcs4 or icd10), by their place in the array, and why; NULL elements are left out';

