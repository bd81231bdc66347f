/*
 * test_ratio_interval.c
 *	  Intervals of observed over expected.
 */
#include "counts.h"

#include "stats/proportion_interval.h"
#include "stats/ratio_interval.h"

static const RatioMethod all_methods[] = {RATIO_EXACT, RATIO_BYAR, RATIO_MIDP};
static const double levels[] = {1e-9, 0.1, 0.5, 0.9, 0.95, 0.998, 1 - 1e-9, 1 - 0x1p-53};

/* By sum and squares alone: not all of the rows are patients. */
static Interval
matched_interval(RatioMethod method, double observed, double expected, double squares, double level)
{
	RiskSums	sums = {.e = expected,.v = expected - squares};

	return poisson_binomial_ratio_interval(method, observed, &sums, squares, false, level);
}

static Interval
patients_interval(RatioMethod method, double observed, const RiskSums *sums, double level)
{
	return poisson_binomial_ratio_interval(method, observed, sums, sums->e - sums->v, true, level);
}

/* METHODS 6.3: of a count, that is at expectation 1. */
static void
golden_intervals(void **state)
{
	static const struct
	{
		double		observed,
					level;
		Interval	byar,
					exact,
					midp;
	}			rows[] = {
		{0, 0.95, {0, 3.668011832}, {0, 3.688879454}, {0, 2.995732274}},
		{0, 0.998, {0, 7.066462527}, {0, 6.907755279}, {0, 6.214608098}},
		{1, 0.95, {0.0130721329, 5.563755582}, {0.02531780798, 5.571643391}, {0.05002034484, 4.931860525}},
		{1, 0.998, {0, 9.362180218}, {0.001000500334, 9.233413476}, {0.002000001332, 8.572902454}},
		{5, 0.95, {1.611347716, 11.66816412}, {1.62348639, 11.66833208}, {1.831994809, 11.08241566}},
		{10, 0.95, {4.787449914, 18.39145861}, {4.795388696, 18.39035604}, {5.079521847, 17.8248537}},
		{10, 0.998, {2.916318375, 24.19372493}, {2.960520373, 24.13397115}, {3.147837462, 23.54373269}},
		{30, 0.95, {20.23693909, 42.82837194}, {20.24087402, 42.82686539}, {20.61152215, 42.28613882}},
	};

	(void) state;
	for (int i = 0; i < LENGTH(rows); i++)
	{
		const Interval wanted[] = {rows[i].exact, rows[i].byar, rows[i].midp};

		for (int m = 0; m < LENGTH(all_methods); m++)
		{
			Interval	got = poisson_ratio_interval(all_methods[m], rows[i].observed, 1.0, rows[i].level);

			assert_golden(got.lower, wanted[m].lower);
			assert_golden(got.upper, wanted[m].upper);
		}
	}
}

/* METHODS 6.3: person-time incidence rates per 100 years. */
static void
golden_rates(void **state)
{
	Interval	rate = poisson_ratio_interval(RATIO_EXACT, 7, 8.5, 0.95);

	(void) state;
	assert_golden(rate.lower, 0.3311015355);
	assert_golden(rate.upper, 1.696785337);
	rate = poisson_ratio_interval(RATIO_EXACT, 0, 1.205, 0.95);
	assert_golden(rate.upper, 3.06131075);
}

/* P(X >= O), or with half of P(X = O) left out. */
static double
upper_tail(RatioMethod method, double observed, double mean)
{
	double		at_least = rmath.ppois(observed - 1.0, mean, false, false);

	return method == RATIO_EXACT ? at_least
		: (at_least + rmath.ppois(observed, mean, false, false)) / 2.0;
}

static double
lower_tail(RatioMethod method, double observed, double mean)
{
	double		at_most = rmath.ppois(observed, mean, true, false);

	return method == RATIO_EXACT ? at_most
		: (at_most + rmath.ppois(observed - 1.0, mean, true, false)) / 2.0;
}

static void
ends_leave_the_nominal_tails(void **state)
{
	static const RatioMethod methods[] = {RATIO_EXACT, RATIO_MIDP};

	(void) state;
	for (double observed = 0; observed < 3000; observed = 2 * observed + 1)
		for (int m = 0; m < LENGTH(methods); m++)
			for (int l = 2; l < LENGTH(levels) - 2; l++)
			{
				double		tail = (1.0 - levels[l]) / 2.0;
				Interval	i = poisson_ratio_interval(methods[m], observed, 1.0, levels[l]);

				assert_close(lower_tail(methods[m], observed, i.upper), tail, 1e-9);
				if (observed > 0)
					assert_close(upper_tail(methods[m], observed, i.lower), tail, 1e-9);
				else
					assert_true(i.lower == 0.0);
			}
}

static void
equal_risks_are_clopper_and_pearson(void **state)
{
	(void) state;
	for (double n = 1; n <= 300; n = 2 * n + 1)
		for (double p = 0.01; p <= 1.0; p += 0.0825)
			for (double observed = 0; observed <= n; observed = 2 * observed + 1)
			{
				RiskSums	sums = {.target = 1.0};
				Interval	matched = matched_interval(RATIO_EXACT, observed, n * p, n * p * p, 0.95);
				Interval	share = proportion_interval(PROPORTION_CLOPPER_PEARSON, observed, n, 0.95);
				Interval	patients;

				add_risks(&sums, n, p);
				patients = patients_interval(RATIO_EXACT, observed, &sums, 0.95);
				assert_close(matched.lower, share.lower / p, 1e-9);
				assert_close(matched.upper, share.upper / p, 1e-9);
				assert_close(patients.lower, share.lower / p, 1e-7);
				assert_close(patients.upper, share.upper / p, 1e-7);
			}
}

static void
vanishing_risks_are_poisson(void **state)
{
	static const RatioMethod methods[] = {RATIO_EXACT, RATIO_MIDP};

	(void) state;
	for (int m = 0; m < LENGTH(methods); m++)
		for (double observed = 0; observed < 100; observed = 2 * observed + 1)
			for (double squares = 0.0; squares < 1e-8; squares = 10.0 * squares + 1e-14)
			{
				Interval	poisson = poisson_ratio_interval(methods[m], observed, 4.0, 0.95);
				Interval	mixed = matched_interval(methods[m], observed, 4.0, squares, 0.95);

				assert_close(mixed.lower, poisson.lower, 1e-9 + 100.0 * squares);
				assert_close(mixed.upper, poisson.upper, 1e-9 + 100.0 * squares);
			}
}

/* Nearer certainty counts vary less. */
static void
spread_of_risks_narrows(void **state)
{
	(void) state;
	for (double observed = 0; observed <= 20; observed++)
	{
		Interval	before = poisson_ratio_interval(RATIO_EXACT, observed, 10.0, 0.95);

		for (double squares = 0.5; squares <= 5.0; squares += 0.5)
		{
			Interval	i = matched_interval(RATIO_EXACT, observed, 10.0, squares, 0.95);

			assert_true(i.upper - i.lower < before.upper - before.lower);
			before = i;
		}
	}
}

typedef struct Case
{
	double		observed,
				expected,
				squares;
} Case;

static Case
random_case(Random *random)
{
	double		expected = random_scale(random, 1e-27, 0x1p38);
	double		observed = random_below(random, 4) ? floor(random_scale(random, 0.5, 1e6))
		: floor(random_scale(random, 0.5, 0x1p40));
	double		share = random_below(random, 8) ? random_scale(random, 1e-14, 1.0) : 1.0;

	if (random_below(random, 2))
		observed = fmin(floor(random_scale(random, 0.5, 3.0) * expected), 0x1p40);
	return (Case) {observed, expected, share * expected};
}

#define assert_case(problem, c, method, level) \
	do { \
		const char *wrong = (problem); \
		assert_holds(wrong == NULL, "%s: O %g E %g squares %g method %d level %.17g", \
					 wrong, (c).observed, (c).expected, (c).squares, method, level); \
	} while (0)

static void
intervals_hold_the_ratio(void **state)
{
	Random		random = {1};

	(void) state;
	for (int i = 0; i < 20000; i++)
	{
		Case		c = random_case(&random);
		double		level = levels[random_below(&random, LENGTH(levels))];
		double		ratio = c.observed / c.expected;
		RatioMethod method = all_methods[random_below(&random, LENGTH(all_methods))];

		assert_case(interval_problem(poisson_ratio_interval(method, c.observed, c.expected, level), ratio),
					c, method, level);
		if (method != RATIO_BYAR)
			assert_case(interval_problem(matched_interval(method, c.observed, c.expected, c.squares, level), ratio),
						c, method, level);
	}
}

static bool
lies_within(Interval inner, Interval outer)
{
	return inner.lower >= outer.lower * (1.0 - 1e-9) && inner.upper <= outer.upper * (1.0 + 1e-9);
}

static void
more_confidence_is_wider_and_midp_narrower(void **state)
{
	Random		random = {2};

	(void) state;
	for (int i = 0; i < 3000; i++)
	{
		double		expected = random_scale(&random, 0.01, 1e5);
		double		squares = random_unit(&random) * expected;
		double		observed = floor(random_scale(&random, 0.3, 2.0) * expected);
		Interval	before = {observed / expected, observed / expected};

		for (int l = 1; l < LENGTH(levels) - 1; l++)
		{
			Interval	exact = matched_interval(RATIO_EXACT, observed, expected, squares, levels[l]);
			Interval	midp = matched_interval(RATIO_MIDP, observed, expected, squares, levels[l]);

			assert_true(lies_within(before, exact));
			assert_true(lies_within(midp, exact));
			before = exact;
		}
	}
}

/* Some patients at high risk and more at low risk, and a number of events among them. */
static RiskSums
random_patients_sums(Random *random, double *observed)
{
	RiskSums	sums = {.target = 1.0};

	for (int64_t groups = random_below(random, 4); groups >= 0; groups--)
		add_risks(&sums, 1.0 + (double) random_below(random, 30), random_scale(random, 1e-3, 1.0));
	*observed = (double) random_below(random, (int64_t) sums.n + 1);
	return sums;
}

static void
intervals_of_patients_hold_the_ratio_and_end_where_all_have_events(void **state)
{
	static const RatioMethod methods[] = {RATIO_EXACT, RATIO_MIDP};
	Random		random = {3};

	(void) state;
	for (int i = 0; i < 5000; i++)
	{
		double		observed;
		RiskSums	sums = random_patients_sums(&random, &observed);
		RatioMethod method = methods[i % 2];
		double		level = levels[2 + random_below(&random, LENGTH(levels) - 2)];
		Interval	interval = patients_interval(method, observed, &sums, level);
		Case		c = {observed, sums.e, sums.e - sums.v};

		assert_case(interval_problem(interval, observed / sums.e), c, method, level);
		assert_holds(interval.upper <= sums.n / sums.e * (1.0 + 1e-9), "O %g of n %g, E %.17g, level %g: %.17g", observed,
					 sums.n, sums.e, level, interval.upper);
	}
}

/* Where risks are held at 1, the end is where the funnel's own tail is nominal. */
static void
upper_ends_beyond_certainty_leave_the_nominal_tail(void **state)
{
	int			lifted = 0;

	(void) state;
	for (double observed = 0; observed < 12; observed++)
	{
		RiskSums	sums = {.target = 1.0};
		double		matched;
		Interval	interval;
		Count		count;

		add_risks(&sums, 4.0, 0.6);
		add_risks(&sums, 8.0, 0.02);
		matched = matched_interval(RATIO_EXACT, observed, sums.e, sums.e - sums.v, 0.95).upper;
		interval = patients_interval(RATIO_EXACT, observed, &sums, 0.95);
		if (interval.upper == matched)
			continue;
		lifted++;
		sums.target = interval.upper;
		make(&count, count_of(&sums));
		assert_true(interval.upper > matched);
		if (interval.upper < sums.n / sums.e * (1.0 - 1e-12))
			assert_close(count_at_most(&count.tails, observed), 0.025, 1e-6);
		else
			assert_true(count_at_most(&count.tails, observed) >= 0.025);
	}
	assert_true(lifted >= 3);
}

TESTS(
	TEST(golden_intervals),
	TEST(golden_rates),
	TEST(ends_leave_the_nominal_tails),
	TEST(equal_risks_are_clopper_and_pearson),
	TEST(vanishing_risks_are_poisson),
	TEST(spread_of_risks_narrows),
	TEST(more_confidence_is_wider_and_midp_narrower),
	TEST(intervals_hold_the_ratio),
	TEST(intervals_of_patients_hold_the_ratio_and_end_where_all_have_events),
	TEST(upper_ends_beyond_certainty_leave_the_nominal_tail),
)
