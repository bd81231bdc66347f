COMMENT ON TYPE surgical_registry.procedure_complexity IS
    'Complexity of a procedure, 11.0 (3.0+2.5+4.0+1.5): mortality, morbidity and technical difficulty 0.5 to 5.0 each, patient factors 0 to 10.0, in tenths; ordered by total, difficulty, mortality, morbidity, patient factors; 8 bytes';

CREATE FUNCTION surgical_registry.procedure_complexity(mortality float8, morbidity float8, difficulty float8, patient_factors float8 DEFAULT 0) RETURNS surgical_registry.procedure_complexity
    AS 'MODULE_PATHNAME', 'sr_complexity_from_components' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.procedure_complexity(float8, float8, float8, float8) IS
    'Complexity of its components, in tenths: mortality, morbidity and technical difficulty 0.5 to 5.0 each, patient factors 0 to 10.0; 22003 for others (after Lacour-Gayet et al 2004)';

CREATE FUNCTION surgical_registry.total(surgical_registry.procedure_complexity) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_complexity_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.total(surgical_registry.procedure_complexity) IS
    'Sum of the components of a complexity, 1.5 to 25.0';

CREATE FUNCTION surgical_registry.mortality(surgical_registry.procedure_complexity) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_complexity_mortality' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.mortality(surgical_registry.procedure_complexity) IS
    'Component of a complexity: mortality, 0.5 to 5.0';

CREATE FUNCTION surgical_registry.morbidity(surgical_registry.procedure_complexity) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_complexity_morbidity' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.morbidity(surgical_registry.procedure_complexity) IS
    'Component of a complexity: morbidity, 0.5 to 5.0';

CREATE FUNCTION surgical_registry.difficulty(surgical_registry.procedure_complexity) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_complexity_difficulty' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.difficulty(surgical_registry.procedure_complexity) IS
    'Component of a complexity: technical difficulty, 0.5 to 5.0';

CREATE FUNCTION surgical_registry.patient_factors(surgical_registry.procedure_complexity) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_complexity_patient_factors' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.patient_factors(surgical_registry.procedure_complexity) IS
    'Component of a complexity: patient factors, 0 to 10.0';

CREATE CAST (surgical_registry.procedure_complexity AS float8) WITH FUNCTION surgical_registry.total(surgical_registry.procedure_complexity);
COMMENT ON CAST (surgical_registry.procedure_complexity AS float8) IS 'The total';

CREATE TYPE surgical_registry.complexity_tier AS ENUM ('low', 'moderate', 'high', 'highly_complex');
COMMENT ON TYPE surgical_registry.complexity_tier IS
    'Tier of complexity, in this order; highly_complex is what dual sign-off is for';

CREATE FUNCTION surgical_registry.tier_number(surgical_registry.procedure_complexity, cutpoints float8[]) RETURNS integer
    AS 'MODULE_PATHNAME', 'sr_complexity_tier_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.tier_number(surgical_registry.procedure_complexity, float8[]) IS
    'How many of three ascending cutpoints the total reaches, 0 to 3; 22023 for other cutpoints';

CREATE FUNCTION surgical_registry.tier(surgical_registry.procedure_complexity, cutpoints float8[] DEFAULT '{6,8,10}') RETURNS surgical_registry.complexity_tier
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (ARRAY['low', 'moderate', 'high', 'highly_complex']::surgical_registry.complexity_tier[])[surgical_registry.tier_number($1, $2) OPERATOR(pg_catalog.+) 1];
COMMENT ON FUNCTION surgical_registry.tier(surgical_registry.procedure_complexity, float8[]) IS
    'Tier of a complexity: at or above the third cutpoint it is highly_complex, the second high, the first moderate, else low';

