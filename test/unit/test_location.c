/*
 * test_location.c
 *	  Places: one value each, their text, rounding and edges.
 */
#include "literal.h"

#include "referral/location.h"

static LocationStatus
parse(const char *text, int64_t *value)
{
	size_t		length = strlen(text);
	char	   *copy = exact_bytes(text, length);
	LocationStatus status = location_parse(copy, length, value);

	free(copy);
	return status;
}

static int64_t
place(const char *text)
{
	int64_t		value = -1;

	assert_holds(parse(text, &value) == LOCATION_OK, "refused: \"%s\"", text);
	return value;
}

static void
assert_reads(const char *text, const char *wanted)
{
	char		printed[LOCATION_TEXT_SIZE];
	int			length = location_format(place(text), printed);

	assert_int_equal(length, strlen(printed));
	assert_string_equal(printed, wanted);
}

static int64_t
of_degrees(double latitude, double longitude)
{
	int64_t		value = -1;

	assert_true(location_from_degrees(latitude, longitude, &value));
	return value;
}

static int64_t
random_steps(Random *random, int64_t most)
{
	switch (random_below(random, 6))
	{
		case 0:
			return most - random_below(random, 3);
		case 1:
			return random_below(random, 3) - most;
		case 2:
			return random_below(random, 5) - 2;
		default:
			return random_below(random, 2 * most + 1) - most;
	}
}

static void
spell(char text[LITERAL_SIZE], int64_t latitude, int64_t longitude)
{
	snprintf(text, LITERAL_SIZE, "(%s%lld.%07lld,%s%lld.%07lld)",
			 latitude < 0 ? "-" : "", llabs(latitude) / LOCATION_STEPS, llabs(latitude) % LOCATION_STEPS,
			 longitude < 0 ? "-" : "", llabs(longitude) / LOCATION_STEPS, llabs(longitude) % LOCATION_STEPS);
}

/* Its longitude is 0 at a pole, and 180 rather than -180. */
static void
random_places_read_print_and_order(void **state)
{
	Random		random = {1};
	char		text[LITERAL_SIZE],
				wanted[LITERAL_SIZE],
				printed[LOCATION_TEXT_SIZE];
	int64_t		before = -1,
				before_latitude = 0,
				before_longitude = 0;

	(void) state;
	for (int i = 0; i < 200000; i++)
	{
		int64_t		latitude = random_steps(&random, 900000000);
		int64_t		longitude = random_steps(&random, 1800000000);
		int64_t		value;
		int			length;

		spell(text, latitude, longitude);
		value = place(text);
		if (llabs(latitude) == 900000000)
			longitude = 0;
		if (longitude == -1800000000)
			longitude = 1800000000;
		spell(wanted, latitude, longitude);
		length = location_format(value, printed);
		assert_int_equal(length, strlen(printed));
		assert_string_equal(printed, wanted);
		assert_true(location_is_valid(value) && place(printed) == value);
		assert_true(location_latitude(value) == latitude / 1e7 && location_longitude(value) == longitude / 1e7);
		assert_true(of_degrees(location_latitude(value), location_longitude(value)) == value);

		if (before >= 0)
			assert_true((before < value) == (before_latitude < latitude
											 || (before_latitude == latitude && before_longitude < longitude)));
		before = value;
		before_latitude = latitude;
		before_longitude = longitude;
	}
}

static void
degrees_are_rounded_to_the_step(void **state)
{
	Random		random = {2};

	(void) state;
	for (int i = 0; i < 200000; i++)
	{
		double		latitude = 180.0 * random_unit(&random) - 90.0;
		double		longitude = 360.0 * random_unit(&random) - 180.0;
		int64_t		value = of_degrees(latitude, longitude);

		assert_true(location_is_valid(value));
		assert_true(fabs(location_latitude(value) - latitude) <= 0.500001e-7);
		if (fabs(longitude) < 179.9999999)
			assert_true(fabs(location_longitude(value) - longitude) <= 0.500001e-7);
	}
	assert_true(of_degrees(89.99999999, 50.0) == place("(90,0)"));
	assert_true(of_degrees(-89.99999999, 50.0) == place("(-90,0)"));
	assert_true(of_degrees(1.0, -179.99999999) == place("(1,180)"));
	assert_true(of_degrees(-0.0, -0.0) == place("(0,0)"));
	assert_true(of_degrees(-4e-8, 4e-8) == place("(0,0)"));
}

static void
degrees_out_of_range_are_refused(void **state)
{
	static const double latitudes[] = {90.00000001, -90.00000001, 91.0, 1e300, INFINITY, -INFINITY, NAN};
	static const double longitudes[] = {180.00000001, -180.00000001, 360.0, 1e300, INFINITY, -INFINITY, NAN};
	int64_t		value;

	(void) state;
	for (int i = 0; i < LENGTH(latitudes); i++)
		assert_false(location_from_degrees(latitudes[i], 0.0, &value));
	for (int i = 0; i < LENGTH(longitudes); i++)
		assert_false(location_from_degrees(0.0, longitudes[i], &value));
}

static void
spellings(void **state)
{
	(void) state;
	assert_reads("(52.17513,0.140753)", "(52.1751300,0.1407530)");
	assert_reads(" ( +52.17513 ,\t-0.140753 ) ", "(52.1751300,-0.1407530)");
	assert_reads("(-0,-0)", "(0.0000000,0.0000000)");
	assert_reads("(.5,-.5)", "(0.5000000,-0.5000000)");
	assert_reads("(5.,005)", "(5.0000000,5.0000000)");
	assert_reads("(1.00000000000000000000,2)", "(1.0000000,2.0000000)");
	assert_reads("(90,-77)", "(90.0000000,0.0000000)");
	assert_reads("(0.0000001,-180)", "(0.0000001,180.0000000)");
	assert_reads("(-89.9999999,-179.9999999)", "(-89.9999999,-179.9999999)");
}

static void
what_is_refused(void **state)
{
	static const char *const range[] = {
		"(90.0000001,0)", "(-90.0000001,0)", "(0,180.0000001)", "(0,-180.0000001)", "(91,0)", "(0,181)", "(0.00000001,0)", "(0,1.00000001)",
		"(99999999999999999999999,0)", "(0,18446744073709551616)", "(900000000,0)", "(0,1800000000)"
	};
	static const char *const syntax[] = {
		"", " ", "()", "(,)", "(1)", "(1,)", "(,1)", "1,2", "(1,2", "1,2)", "(1 2)", "(1;2)", "(1,2,3)", "((1,2))", "(1,2)x", "(1,2) 3", "[1,2]",
		"(--1,2)", "(+-1,2)", "(1e1,2)", "(nan,0)", "(0,inf)", "(1..0,2)", "(1.0.0,2)", "(1 0,2)", "(0x1,2)"
	};
	int64_t		value;

	(void) state;
	for (int i = 0; i < LENGTH(range); i++)
		assert_holds(parse(range[i], &value) == LOCATION_RANGE, "\"%s\"", range[i]);
	for (int i = 0; i < LENGTH(syntax); i++)
		assert_holds(parse(syntax[i], &value) == LOCATION_SYNTAX, "\"%s\"", syntax[i]);
	assert_int_equal(location_parse("(1,2)\0", 6, &value), LOCATION_SYNTAX);
}

static void
mutants_are_sound(void **state)
{
	Random		random = {3};
	char		text[LITERAL_SIZE];
	char		printed[LOCATION_TEXT_SIZE];
	int			read = 0;

	(void) state;
	for (int i = 0; i < 300000; i++)
	{
		int64_t		value;

		spell(text, random_steps(&random, 900000000), random_steps(&random, 1800000000));
		mutate_often(&random, "0123456789..,,()+- \tNe", text);
		if (parse(text, &value) != LOCATION_OK)
			continue;
		read++;
		assert_true(location_is_valid(value));
		location_format(value, printed);
		assert_true(place(printed) == value);
	}
	assert_true(read > 1000);
}

/* An integer is a place if its text is one and reads back as it. */
static void
only_the_integers_of_places_are_valid(void **state)
{
	static const int64_t latitudes[] = {-1, 0, 1, 900000000, 1799999999, 1800000000, 1800000001, INT32_MAX};
	static const int64_t longitudes[] = {0, 1, 1800000000, 1800000001, 3599999999, 3600000000, 3600000001, UINT32_MAX};

	(void) state;
	for (int i = 0; i < LENGTH(latitudes); i++)
		for (int j = 0; j < LENGTH(longitudes); j++)
		{
			int64_t		latitude = latitudes[i],
						longitude = longitudes[j];
			bool		pole = latitude == 0 || latitude == 1800000000;
			bool		good = latitude >= 0 && latitude <= 1800000000 && longitude >= 1 && longitude <= 3600000000
				&& (!pole || longitude == 1800000000);

			assert_true(location_is_valid(latitude * INT64_C(4294967296) + longitude) == good);
		}
	assert_false(location_is_valid(INT64_MIN) || location_is_valid(INT64_MAX) || location_is_valid(-1) || location_is_valid(0));
}

PURE_TESTS(
	TEST(random_places_read_print_and_order),
	TEST(degrees_are_rounded_to_the_step),
	TEST(degrees_out_of_range_are_refused),
	TEST(spellings),
	TEST(what_is_refused),
	TEST(mutants_are_sound),
	TEST(only_the_integers_of_places_are_valid),
)
