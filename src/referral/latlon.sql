COMMENT ON TYPE surgical_registry.latlon IS
    'Place in WGS84 degrees, (52.1751300,0.1407530): latitude first, steps of 1e-7; 180 degrees west is 180 east, a pole has longitude 0; 8 bytes; its order is for indexes only';

CREATE FUNCTION surgical_registry.latlon(latitude float8, longitude float8) RETURNS surgical_registry.latlon
    AS 'MODULE_PATHNAME', 'sr_latlon_from_degrees' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latlon(float8, float8) IS
    'Place of a latitude (-90 to 90) and a longitude (-180 to 180) in WGS84 degrees, rounded to 1e-7; 22003 for others';

CREATE FUNCTION surgical_registry.latitude(surgical_registry.latlon) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_latlon_latitude' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.latitude(surgical_registry.latlon) IS
    'Latitude of a place, degrees north';

CREATE FUNCTION surgical_registry.longitude(surgical_registry.latlon) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_latlon_longitude' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.longitude(surgical_registry.latlon) IS
    'Longitude of a place, degrees east, above -180 to 180';

