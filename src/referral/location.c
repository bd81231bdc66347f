/*
 * location.c
 */
#include "referral/location.h"

#include <math.h>
#include <stdio.h>

#include "types/scan.h"

#define LATITUDE_MOST	(INT64_C(90) * LOCATION_STEPS)
#define LONGITUDE_MOST	(INT64_C(180) * LOCATION_STEPS)
#define DECIMALS		7

/* Both are stored as what they are above their least. */
static int64_t
pack(int64_t latitude, int64_t longitude)
{
	if (latitude == LATITUDE_MOST || latitude == -LATITUDE_MOST)
		longitude = 0;
	if (longitude == -LONGITUDE_MOST)
		longitude = LONGITUDE_MOST;
	return (latitude + LATITUDE_MOST) << 32 | (longitude + LONGITUDE_MOST);
}

static int64_t
latitude_steps(int64_t value)
{
	return (value >> 32) - LATITUDE_MOST;
}

static int64_t
longitude_steps(int64_t value)
{
	return (value & INT64_C(0xffffffff)) - LONGITUDE_MOST;
}

static bool
in_range(int64_t steps, int64_t most)
{
	return steps >= -most && steps <= most;
}

bool
location_is_valid(int64_t value)
{
	int64_t		latitude = latitude_steps(value);
	int64_t		longitude = longitude_steps(value);

	return in_range(latitude, LATITUDE_MOST) && in_range(longitude, LONGITUDE_MOST)
		&& pack(latitude, longitude) == value;
}

static LocationStatus
read_degrees(Scanner *scanner, int64_t most, int64_t *steps)
{
	bool		negative = scan_character(scanner, '-');

	if (!negative)
		scan_character(scanner, '+');
	if (!scan_at_number(scanner))
		return LOCATION_SYNTAX;
	if (!scan_decimal(scanner, DECIMALS, most, steps))
		return LOCATION_RANGE;
	if (negative)
		*steps = -*steps;
	return LOCATION_OK;
}

LocationStatus
location_parse(const char *text, size_t length, int64_t *value)
{
	Scanner		scanner = scan_trimmed(text, length);
	int64_t		latitude,
				longitude;
	LocationStatus status;

	if (!scan_character(&scanner, '('))
		return LOCATION_SYNTAX;
	status = read_degrees(&scanner, LATITUDE_MOST, &latitude);
	if (status != LOCATION_OK)
		return status;
	if (!scan_character(&scanner, ','))
		return LOCATION_SYNTAX;
	status = read_degrees(&scanner, LONGITUDE_MOST, &longitude);
	if (status != LOCATION_OK)
		return status;
	if (!scan_character(&scanner, ')') || scanner.at != scanner.end)
		return LOCATION_SYNTAX;
	*value = pack(latitude, longitude);
	return LOCATION_OK;
}

static int
format_degrees(int64_t steps, char *text, size_t size)
{
	int64_t		magnitude = steps < 0 ? -steps : steps;

	return snprintf(text, size, "%s%d.%07d", steps < 0 ? "-" : "",
					(int) (magnitude / LOCATION_STEPS), (int) (magnitude % LOCATION_STEPS));
}

int
location_format(int64_t value, char text[LOCATION_TEXT_SIZE])
{
	int			length = 0;

	text[length++] = '(';
	length += format_degrees(latitude_steps(value), text + length, LOCATION_TEXT_SIZE - 2);
	text[length++] = ',';
	length += format_degrees(longitude_steps(value), text + length,
							 (size_t) (LOCATION_TEXT_SIZE - 1 - length));
	text[length++] = ')';
	text[length] = '\0';
	return length;
}

bool
location_from_degrees(double latitude, double longitude, int64_t *value)
{
	if (!(fabs(latitude) <= 90.0 && fabs(longitude) <= 180.0))
		return false;
	*value = pack(llround(latitude * LOCATION_STEPS), llround(longitude * LOCATION_STEPS));
	return true;
}

double
location_latitude(int64_t value)
{
	return (double) latitude_steps(value) / LOCATION_STEPS;
}

double
location_longitude(int64_t value)
{
	return (double) longitude_steps(value) / LOCATION_STEPS;
}
