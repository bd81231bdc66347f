/*
 * test_benjamini_hochberg.c
 *	  False discovery rates against their definition.
 */
#include "unit.h"

#include "stats/benjamini_hochberg.h"

#define MOST_TESTS 120

/* Least over thresholds t >= p of t times all tests over tests at or below t. */
static double
q_by_definition(const double *p, int count, int which)
{
	double		least = 1.0;

	for (int threshold = 0; threshold < count; threshold++)
	{
		int			at_or_below = 0;

		for (int i = 0; i < count; i++)
			at_or_below += p[i] <= p[threshold];
		if (p[threshold] >= p[which])
			least = fmin(least, p[threshold] * count / at_or_below);
	}
	return least;
}

static void
q_of(const double *p, int count, double *q)
{
	RankedP		tests[MOST_TESTS];

	for (int i = 0; i < count; i++)
		tests[i] = (RankedP) {p[i], i};
	q_values(tests, count, q);
}

static void
assert_by_definition(const double *p, int count)
{
	double		q[MOST_TESTS];

	q_of(p, count, q);
	for (int i = 0; i < count; i++)
	{
		assert_close(q[i], q_by_definition(p, count, i), 1e-14);
		assert_true(q[i] >= p[i] * (1.0 - DBL_EPSILON) && q[i] <= 1.0);
	}
}

/* R: p.adjust(p, "BH") */
static void
golden_values(void **state)
{
	static const double p[] = {0.01, 0.04, 0.03, 0.02, 0.05};
	static const double spread[] = {0.001, 0.2, 0.012, 0.9, 0.04};
	static const double adjusted[] = {0.005, 0.25, 0.03, 0.9, 0.0666666666666667};
	double		q[5];

	(void) state;
	q_of(p, 5, q);
	for (int i = 0; i < 5; i++)
		assert_close(q[i], 0.05, 1e-14);
	q_of(spread, 5, q);
	for (int i = 0; i < 5; i++)
		assert_close(q[i], adjusted[i], 1e-14);
}

static void
edges(void **state)
{
	static const double alike[] = {0.3, 0.3, 0.3, 0.3};
	static const double certain[] = {0.0, 1.0, 0.0, 1.0};
	static const double tiny[] = {DBL_TRUE_MIN, 1e-300, 1.0};
	RankedP		none[1] = {{0.5, 0}};
	double		q[1] = {7.0};

	(void) state;
	q_values(none, 0, q);
	assert_true(q[0] == 7.0);
	assert_by_definition(alike, 1);
	assert_by_definition(alike, 4);
	assert_by_definition(certain, 4);
	assert_by_definition(tiny, 3);
}

static void
random_tests_follow_the_definition(void **state)
{
	Random		random = {1};
	double		p[MOST_TESTS];

	(void) state;
	for (int round = 0; round < 300; round++)
	{
		int			count = 1 + (int) random_below(&random, MOST_TESTS);

		for (int i = 0; i < count; i++)
			p[i] = random_below(&random, 4) ? random_risk(&random)
				: (double) random_below(&random, 5) / 4.0;
		assert_by_definition(p, count);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_values),
		cmocka_unit_test(edges),
		cmocka_unit_test(random_tests_follow_the_definition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
