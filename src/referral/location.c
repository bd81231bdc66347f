/*
 * location.c
 */
#include "referral/location.h"

#include <math.h>

#include "types/print.h"
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

static char *
print_degrees(char *at, int64_t steps, char after)
{
	uint64_t	magnitude = (uint64_t) (steps < 0 ? -steps : steps);

	if (steps < 0)
		*at++ = '-';
	at = print_digits(at, magnitude / LOCATION_STEPS, 1);
	*at++ = '.';
	at = print_digits(at, magnitude % LOCATION_STEPS, DECIMALS);
	*at++ = after;
	return at;
}

int
location_format(int64_t value, char text[LOCATION_TEXT_SIZE])
{
	char	   *at = text;

	*at++ = '(';
	at = print_degrees(at, latitude_steps(value), ',');
	at = print_degrees(at, longitude_steps(value), ')');
	*at = '\0';
	return (int) (at - text);
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
