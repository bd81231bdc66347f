/*
 * test_proportion_interval.c
 *	  Intervals of proportions.
 */
#include "unit.h"

#include "stats/proportion_interval.h"

static const ProportionMethod methods[] = {PROPORTION_WILSON, PROPORTION_CLOPPER_PEARSON};
static const double levels[] = {1e-9, 0.1, 0.5, 0.9, 0.95, 0.998, 1 - 1e-9, 1 - 0x1p-53};

/* METHODS 6.3 */
static void
golden_intervals(void **state)
{
	static const struct
	{
		double		events,
					n;
		Interval	wilson,
					clopper_pearson;
	}			rows[] = {
		{0, 10, {0, 0.2775327999}, {0, 0.3084971078}},
		{1, 10, {0.0178762131, 0.4041500268}, {0.002528578544, 0.445016117}},
		{3, 50, {0.02061497035, 0.1621709169}, {0.01254858784, 0.1654819466}},
		{50, 50, {0.9286524009, 1}, {0.9288782635, 1}},
	};

	(void) state;
	for (int i = 0; i < LENGTH(rows); i++)
	{
		Interval	wilson = proportion_interval(PROPORTION_WILSON, rows[i].events, rows[i].n, 0.95);
		Interval	exact = proportion_interval(PROPORTION_CLOPPER_PEARSON, rows[i].events, rows[i].n, 0.95);

		assert_golden(wilson.lower, rows[i].wilson.lower);
		assert_golden(wilson.upper, rows[i].wilson.upper);
		assert_golden(exact.lower, rows[i].clopper_pearson.lower);
		assert_golden(exact.upper, rows[i].clopper_pearson.upper);
	}
}

/* An end of Wilson's interval is where the score test rejects. */
static void
wilson_inverts_the_score_test(void **state)
{
	double		z = rmath.qnorm(0.975, 0.0, 1.0, true, false);

	(void) state;
	for (double n = 1; n <= 1000; n = 2 * n + 1)
		for (double events = 1; events < n; events += 1 + floor(n / 10))
		{
			Interval	i = proportion_interval(PROPORTION_WILSON, events, n, 0.95);

			assert_close((events / n - i.lower) / sqrt(i.lower * (1 - i.lower) / n), z, 1e-9);
			assert_close((i.upper - events / n) / sqrt(i.upper * (1 - i.upper) / n), z, 1e-9);
		}
}

static void
exact_ends_leave_the_nominal_tails(void **state)
{
	(void) state;
	for (double n = 1; n <= 1000; n = 2 * n + 1)
		for (double events = 0; events <= n; events += 1 + floor(n / 10))
		{
			Interval	i = proportion_interval(PROPORTION_CLOPPER_PEARSON, events, n, 0.95);

			if (events > 0)
				assert_close(rmath.pbinom(events - 1, n, i.lower, false, false), 0.025, 1e-9);
			if (events < n)
				assert_close(rmath.pbinom(events, n, i.upper, true, false), 0.025, 1e-9);
		}
}

static void
intervals_hold_the_proportion(void **state)
{
	Random		random = {1};

	(void) state;
	for (int i = 0; i < 20000; i++)
	{
		double		n = ceil(random_scale(&random, 0.5, random_below(&random, 2) ? 1e3 : 0x1p40));
		double		events = random_below(&random, 4) ? floor(random_unit(&random) * n)
			: fmin(n, floor(random_scale(&random, 0.5, 1e3)));
		double		level = levels[random_below(&random, LENGTH(levels))];
		ProportionMethod method = methods[random_below(&random, LENGTH(methods))];
		Interval	interval = proportion_interval(method, events, n, level);
		const char *problem = interval_problem(interval, events / n);

		assert_holds(problem == NULL, "%s: %g of %g, method %d, level %.17g: %.17g to %.17g", problem, events, n,
					 method, level, interval.lower, interval.upper);
		assert_true(interval.upper <= 1.0);
		assert_true(events > 0 || interval.lower == 0.0);
		assert_true(events < n || interval.upper == 1.0);
	}
}

static void
failures_mirror_events(void **state)
{
	(void) state;
	for (double n = 1; n <= 300; n = 2 * n + 1)
		for (double events = 0; events <= n; events += 1 + floor(n / 10))
			for (int m = 0; m < LENGTH(methods); m++)
			{
				Interval	i = proportion_interval(methods[m], events, n, 0.95);
				Interval	mirror = proportion_interval(methods[m], n - events, n, 0.95);

				assert_true(fabs(i.lower - (1.0 - mirror.upper)) < 1e-12);
				assert_true(fabs(i.upper - (1.0 - mirror.lower)) < 1e-12);
			}
}

TESTS(
	TEST(golden_intervals),
	TEST(wilson_inverts_the_score_test),
	TEST(exact_ends_leave_the_nominal_tails),
	TEST(failures_mirror_events),
	TEST(intervals_hold_the_proportion),
)
