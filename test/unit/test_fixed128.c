/*
 * test_fixed128.c
 *	  Exact sums of doubles.
 */
#include "unit.h"

#include "stats/fixed128.h"

/* ldexp and round are exact here, and round takes halves away from zero. */
static int128_fixed
units_of(double x)
{
	return (int128_fixed) round(ldexp(x, FIXED_FRACTION_BITS));
}

/* A double of either sign, of any size that may enter. */
static double
random_value(Random *random)
{
	double		mantissa = (double) (random_bits(random) >> 11) + 0x1p53;
	double		x = ldexp(mantissa, (int) random_below(random, 150) - 54 - 112);

	return random_below(random, 2) ? x : -x;
}

static void
assert_units(double x)
{
	assert_holds(fixed_from_double(x) == units_of(x), "%a", x);
	assert_holds(fixed_from_double(-x) == -units_of(x), "%a", -x);
}

static void
conversion_rounds_to_the_nearest_unit(void **state)
{
	Random		random = {1};

	(void) state;
	for (int i = 0; i < 1000000; i++)
		assert_units(random_value(&random));
}

static void
conversion_is_exact_at_the_edges(void **state)
{
	static const double edges[] = {
		0.0, DBL_TRUE_MIN, DBL_MIN, 0x1p-1000, 0x1p-90, 0x1p-89, 0x1p-88, 0x1p-87, 0x1p-54, 0x1p-36,
		0x1p-35, 0.1, 0.5, 1.0, 0x1p37, 0x1p38 - 0x1p-15, FIXED_LIMIT,
	};

	(void) state;
	for (int i = 0; i < LENGTH(edges); i++)
	{
		assert_units(edges[i]);
		assert_units(nextafter(edges[i], 0.0));
		assert_units(nextafter(edges[i], 1.0));
	}
	assert_true(fixed_from_double(-0.0) == 0);
	assert_true(fixed_from_double(0x1p-89) == 1);
	assert_true(fixed_from_double(nextafter(0x1p-89, 0.0)) == 0);
	assert_true(fixed_from_double(FIXED_LIMIT) == (int128_fixed) 1 << 126);
}

static void
conversion_keeps_order(void **state)
{
	Random		random = {2};

	(void) state;
	for (int i = 0; i < 500000; i++)
	{
		double		a = random_value(&random);
		double		b = random_below(&random, 2) ? nextafter(a, INFINITY) : random_value(&random);

		assert_holds((a <= b) ? fixed_from_double(a) <= fixed_from_double(b)
					 : fixed_from_double(a) >= fixed_from_double(b), "%a and %a", a, b);
	}
}

/* Every digit of such a double is at least one unit. */
static void
doubles_of_some_size_come_back_unchanged(void **state)
{
	Random		random = {3};

	(void) state;
	for (int i = 0; i < 500000; i++)
	{
		double		x = random_value(&random);

		if (fabs(x) >= 0x1p-36)
			assert_holds(fixed_to_double(fixed_from_double(x)) == x, "%a", x);
	}
}

static void
sums_come_back_as_the_nearest_double(void **state)
{
	Random		random = {4};

	(void) state;
	for (int i = 0; i < 200000; i++)
	{
		int128_fixed sum = (int128_fixed) (int64_t) random_bits(&random) * ((int128_fixed) 1 << 62);
		double		d;
		int128_fixed error,
					spacing;

		sum = (sum | (int128_fixed) random_bits(&random)) >> random_below(&random, 70);
		d = fixed_to_double(sum);
		error = sum - units_of(d);
		spacing = units_of(nextafter(fabs(d), INFINITY)) - units_of(fabs(d));
		assert_holds(2 * (error < 0 ? -error : error) <= (spacing > 1 ? spacing : 0), "%a", d);
	}
}

static void
stored_form_holds_every_integer(void **state)
{
	const int128_fixed most = (int128_fixed) 1 << 126;
	const int128_fixed values[] = {0, 1, -1, most, -most, most - 1, 1 - most, -((int128_fixed) 1 << 64)};

	(void) state;
	for (int i = 0; i < LENGTH(values); i++)
		assert_true(fixed_get(fixed_put(values[i])) == values[i]);
}

#define ADDENDS 1000

static void
shuffle(Random *random, double *values, int count)
{
	for (int i = count - 1; i > 0; i--)
	{
		int			j = (int) random_below(random, i + 1);
		double		kept = values[i];

		values[i] = values[j];
		values[j] = kept;
	}
}

static Fixed128
sum_of(const double *values, int count)
{
	Fixed128	sum = {0, 0};

	for (int i = 0; i < count; i++)
		assert_true(fixed_add(&sum, fixed_from_double(values[i])));
	return sum;
}

static void
sums_do_not_depend_on_order(void **state)
{
	Random		random = {5};
	double		values[ADDENDS];
	Fixed128	first,
				other;

	(void) state;
	for (int i = 0; i < ADDENDS; i++)
		values[i] = random_value(&random) * 0x1p-15;
	first = sum_of(values, ADDENDS);
	for (int i = 0; i < 200; i++)
	{
		shuffle(&random, values, ADDENDS);
		other = sum_of(values, ADDENDS);
		assert_true(fixed_get(first) == fixed_get(other));
	}
}

static void
what_is_taken_out_leaves_no_trace(void **state)
{
	Random		random = {6};
	double		values[ADDENDS];
	Fixed128	sum;

	(void) state;
	for (int i = 0; i < ADDENDS; i++)
		values[i] = random_value(&random) * 0x1p-15;
	sum = sum_of(values, ADDENDS);
	shuffle(&random, values, ADDENDS);
	for (int i = 0; i < ADDENDS; i++)
		assert_true(fixed_add(&sum, -fixed_from_double(values[i])));
	assert_true(fixed_get(sum) == 0);
}

static void
sums_out_of_range_are_refused_and_change_nothing(void **state)
{
	const int128_fixed most = fixed_from_double(FIXED_LIMIT);
	Fixed128	sum = {0, 0};

	(void) state;
	assert_true(fixed_add(&sum, most));
	assert_false(fixed_add(&sum, 1));
	assert_true(fixed_get(sum) == most);
	assert_true(fixed_add(&sum, -most) && fixed_add(&sum, -most));
	assert_false(fixed_add(&sum, -1));
	assert_true(fixed_get(sum) == -most);
}

static void
two_sums_at_the_limit_do_not_overflow(void **state)
{
	const int128_fixed most = fixed_from_double(FIXED_LIMIT);
	Fixed128	up = fixed_put(most),
				down = fixed_put(-most);

	(void) state;
	assert_false(fixed_add(&down, -most));
	assert_false(fixed_add(&up, most));
	assert_true(fixed_get(up) == most && fixed_get(down) == -most);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conversion_rounds_to_the_nearest_unit),
		cmocka_unit_test(conversion_is_exact_at_the_edges),
		cmocka_unit_test(conversion_keeps_order),
		cmocka_unit_test(doubles_of_some_size_come_back_unchanged),
		cmocka_unit_test(sums_come_back_as_the_nearest_double),
		cmocka_unit_test(stored_form_holds_every_integer),
		cmocka_unit_test(sums_do_not_depend_on_order),
		cmocka_unit_test(what_is_taken_out_leaves_no_trace),
		cmocka_unit_test(sums_out_of_range_are_refused_and_change_nothing),
		cmocka_unit_test(two_sums_at_the_limit_do_not_overflow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
