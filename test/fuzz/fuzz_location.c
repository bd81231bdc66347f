/*
 * fuzz_location.c
 *	  Places in degrees.
 */
#include "by_value.h"

#include "referral/location.h"

static bool
parse(const char *text, size_t length, int64_t *value)
{
	return location_parse(text, length, value) == LOCATION_OK;
}

typedef struct Degrees
{
	double		latitude;
	double		longitude;
} Degrees;

static Degrees
read_printed(const char *text)
{
	Degrees		d;

	must_be(sscanf(text, "(%lf,%lf)", &d.latitude, &d.longitude) == 2, "not two numbers");
	return d;
}

/* By latitude, then longitude. */
static int
order(const char *text_a, const char *text_b)
{
	const Degrees a = read_printed(text_a);
	const Degrees b = read_printed(text_b);

	if (a.latitude != b.latitude)
		return a.latitude < b.latitude ? -1 : 1;
	return (a.longitude > b.longitude) - (a.longitude < b.longitude);
}

static void
check(int64_t value)
{
	char		text[LOCATION_TEXT_SIZE];
	Degrees		d;
	int64_t		back;

	location_format(value, text);
	d = read_printed(text);
	must_be(strstr(text, "-0.0000000") == NULL, "a zero with a sign");
	must_be(fabs(d.latitude) <= 90.0 && d.longitude > -180.0 && d.longitude <= 180.0, "out of range");
	must_be(fabs(d.latitude) < 90.0 || d.longitude == 0.0, "a pole with a longitude");
	must_be(location_latitude(value) == d.latitude && location_longitude(value) == d.longitude,
			"degrees are not what is printed");
	must_be(location_from_degrees(d.latitude, d.longitude, &back) && back == value,
			"degrees give another place");
}

static const FuzzedType location = {
	.parse = parse,.format = location_format,.is_valid = location_is_valid,.order = order,.check = check,
	.width = sizeof(int64_t),.text_size = LOCATION_TEXT_SIZE,.bits = 63
};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_by_value(&location, data, size);
}
