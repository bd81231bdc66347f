/*
 * latlon.c
 *	  SQL type latlon: a place in WGS84 degrees.
 */
#include "types/by_value.h"

#include "referral/location.h"

SR_FUNCTION(sr_latlon_from_degrees);
SR_FUNCTION(sr_latlon_latitude);
SR_FUNCTION(sr_latlon_longitude);

#define LATLON_HINT "Write latitude first, then longitude, in degrees with at most seven decimals, such as (52.17513,0.140753)."

static ByValueStatus
parse(const char *text, size_t length, int64_t *value)
{
	switch (location_parse(text, length, value))
	{
		case LOCATION_OK:
			return BY_VALUE_OK;
		case LOCATION_RANGE:
			return BY_VALUE_RANGE;
		case LOCATION_SYNTAX:
			break;
	}
	return BY_VALUE_SYNTAX;
}

/* A home is personal, so a refused literal is not repeated. */
static const ByValueType latlon = {
	.name = "latlon",.width = sizeof(int64),.text_size = LOCATION_TEXT_SIZE,
	.parse = parse,.format = location_format,.is_valid = location_is_valid,
	.personal = true,
	.hint = LATLON_HINT
};

SR_BY_VALUE_FORMS(latlon, latlon)

/* latlon(latitude, longitude) */
Datum
sr_latlon_from_degrees(PG_FUNCTION_ARGS)
{
	int64		value;

	if (!location_from_degrees(PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1), &value))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("latitude must be between -90 and 90, longitude between -180 and 180"),
				 errhint(LATLON_HINT)));
	PG_RETURN_INT64(value);
}

/* latitude(latlon), degrees north. */
Datum
sr_latlon_latitude(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(location_latitude(PG_GETARG_INT64(0)));
}

/* longitude(latlon), degrees east. */
Datum
sr_latlon_longitude(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(location_longitude(PG_GETARG_INT64(0)));
}
