/*
 * test_count_limit.c
 *	  Limits of counts against their definition, for every kind of distribution.
 */
#include "counts.h"

/* METHODS 6.1 and 6.2: the counts r. */
static void
golden_counts(void **state)
{
	static const struct
	{
		double		mean,
					p,
					r;
	}			poisson[] = {
		{0.5, 0.975, 2}, {0.5, 0.999, 4}, {1, 0.025, 0}, {1, 0.999, 5}, {2, 0.999, 8},
		{5, 0.025, 1}, {5, 0.975, 10}, {5, 0.999, 13}, {10, 0.001, 2}, {10, 0.025, 4},
		{10, 0.975, 17}, {10, 0.999, 21}, {25, 0.001, 11}, {25, 0.999, 42}, {100, 0.001, 71},
		{100, 0.999, 132},
	};
	static const double binomial[][3] = {{10, 2, 4}, {20, 3, 5}, {50, 6, 8}, {200, 16, 21}};

	(void) state;
	for (int i = 0; i < LENGTH(poisson); i++)
	{
		Count		c;

		make(&c, poisson_count(poisson[i].mean));
		assert_true(poisson[i].r == (poisson[i].p < 0.5 ? count_lower_limit(&c.tails, poisson[i].p)
									 : count_upper_limit(&c.tails, 1.0 - poisson[i].p)));
	}
	for (int i = 0; i < LENGTH(binomial); i++)
	{
		Count		c;

		make(&c, binomial_count(binomial[i][0], 0.05));
		assert_true(count_upper_limit(&c.tails, 0.025) == binomial[i][1]);
		assert_true(count_upper_limit(&c.tails, 0.001) == binomial[i][2]);
	}
}

/* Every kind of distribution about one mean. */
static void
assert_sound_about(double mean)
{
	double		n = ceil(mean) + 1.0;

	assert_sound(poisson_count(mean));
	assert_sound(binomial_count(n, mean / n));
	assert_sound(binomial_count(100.0 * n, mean / (100.0 * n)));
	for (double target = 0.125; target <= 16.0; target *= 2.0)
	{
		assert_sound(two_groups(n, mean / n / 2.0, n, mean / n / 4.0, target));
		assert_sound(two_groups(10.0 * n, mean / n / 20.0, 1.0, 0.9, target));
		assert_sound(two_groups(n, 1.0 - 0.5 / n, 5.0, 0.01, target));
		assert_sound(poisson_binomial_count(1e12, mean, mean, mean, target));
		assert_sound(poisson_binomial_count(n, mean, mean * 1e-3, mean * 1e-3, target));
		assert_sound(poisson_binomial_count(n, mean, mean * 1e-3, -mean * 1e-3, target));
	}
	/* All but certain: few are spared. */
	assert_sound(poisson_binomial_count(1e7, 1e7 - mean, mean, -mean, 1.0));
}

static void
limits_satisfy_their_definition(void **state)
{
	(void) state;
	for (double mean = 1e-6; mean <= 1e6; mean *= 2.7)
		assert_sound_about(mean);
	for (double mean = 0.0625; mean <= 32.0; mean += 0.0625)
		assert_sound_about(mean);
}

static void
limits_of_random_mixtures_satisfy_their_definition(void **state)
{
	Random		random = {2};

	(void) state;
	for (int i = 0; i < 5000; i++)
	{
		RiskSums	sums = {.target = random_below(&random, 2) ? 1.0 : random_scale(&random, 0.01, 100.0)};

		for (int64_t groups = random_below(&random, 6); groups >= 0; groups--)
			add_risks(&sums, 1.0 + (double) random_below(&random, 40), random_risk(&random));
		assert_sound(count_of(&sums));
	}
}

static void
nothing_is_expected_of_no_risk(void **state)
{
	(void) state;
	assert_sound(poisson_count(0.0));
	assert_sound(binomial_count(10.0, 0.0));
	assert_sound(binomial_count(10.0, 1.0));
	assert_sound(two_groups(10.0, 0.0, 0.0, 0.0, 1.0));
	assert_sound(two_groups(0.0, 0.0, 0.0, 0.0, 1.0));
}

static void
certain_outcomes_are_a_point(void **state)
{
	Count		c;

	(void) state;
	make(&c, two_groups(7.0, 1.0, 5.0, 0.0, 1.0));
	assert_true(c.d.mean == 7.0 && c.d.variance == 0.0 && c.d.top == 12.0);
	assert_true(count_at_most(&c.tails, 6.0) < 1e-14 && count_at_most(&c.tails, 7.0) > 1.0 - 1e-14);
	assert_true(count_more_than(&c.tails, 6.0) > 1.0 - 1e-14 && count_more_than(&c.tails, 7.0) < 1e-14);
	assert_true(count_lower_limit(&c.tails, 0.025) == 7.0 && count_upper_limit(&c.tails, 0.025) == 7.0);
	assert_sound(c.d);
}

/* No more than n events, even where the target would have more. */
static void
targets_that_lift_risks_beyond_certainty_stay_sound(void **state)
{
	Count		c;

	(void) state;
	for (double target = 1.0; target < 1e9; target *= 1.3)
	{
		CountDistribution d = two_groups(10.0, 0.6, 20.0, 0.05, target);

		assert_true(d.variance >= 0.0 && d.top == 30.0);
		assert_sound(d);
		assert_sound(two_groups(1.0, 0.999999, 1.0, 1e-9, target));
	}
	make(&c, two_groups(10.0, 0.6, 0.0, 0.0, 4.0));
	assert_true(c.d.variance == 0.0 && count_upper_limit(&c.tails, 0.001) == 10.0);
}

/* Patients and counted rows together: sums of both, and no number of patients. */
static void
matched_counts_are_sound(void **state)
{
	Random		random = {5};

	(void) state;
	for (int i = 0; i < 3000; i++)
	{
		double		patients = random_scale(&random, 1e-3, 1e3),
					poisson = random_scale(&random, 1e-3, 1e3),
					risk = random_unit(&random);
		double		variance = patients * (1.0 - risk);
		double		target = random_below(&random, 2) ? 1.0 : random_scale(&random, 0.01, 100.0);

		assert_sound(matched_count(patients + poisson, variance + poisson,
								   variance * (1.0 - 2.0 * risk) + poisson, target));
	}
}

/* A thousandth to either side of where the way of computing changes. */
static void
many_events_join_on_smoothly(void **state)
{
	static const double tail[] = {0.001, 0.025, 0.3};

	(void) state;
	for (int i = 0; i < LENGTH(tail); i++)
	{
		double		n = GROUP_VARIANCE_LIMIT / 0.09 / 2.0;
		Count		groups,
					translated;

		make(&groups, two_groups(floor(n * 0.999), 0.1, floor(n * 0.999), 0.1, 1.0));
		make(&translated, two_groups(ceil(n * 1.001), 0.1, ceil(n * 1.001), 0.1, 1.0));
		assert_true(groups.d.kind != translated.d.kind);
		assert_sound(groups.d);
		assert_sound(translated.d);
		assert_true(fabs(count_upper_limit(&groups.tails, tail[i]) / groups.d.mean
						 - count_upper_limit(&translated.tails, tail[i]) / translated.d.mean) < 0.001);
	}
}

/* As many patients as a summary may count, at any risk. */
static void
limits_of_huge_numbers_end(void **state)
{
	(void) state;
	for (double n = 1e3; n <= 0x1p40; n *= 31.0)
		for (double risk = 1e-20; risk < 1.0 && n * risk < 1e11; risk *= 1000.0)
		{
			assert_sound(two_groups(n, risk, 0.0, 0.0, 1.0));
			assert_sound(two_groups(n, risk, 7.0, 0.3, 1.0));
			assert_sound(two_groups(n, risk, n, 2.0 * risk, 3.0));
		}
}

/* The least tail that a level can leave. */
static void
limits_of_all_but_every_level_end(void **state)
{
	Count		poisson,
				mixed;

	(void) state;
	make(&poisson, poisson_count(10.0));
	make(&mixed, two_groups(10.0, 0.6, 20.0, 0.05, 1.0));
	for (double p = 0x1p-52; p >= 0x1p-56; p /= 2.0)
	{
		assert_limits_by_definition(&poisson.tails, p);
		assert_limits_by_definition(&mixed.tails, p);
	}
}

static void
limits_of_huge_means_are_near_them(void **state)
{
	static const double means[] = {1e9, 1e11, LARGEST_MEAN};

	(void) state;
	for (int i = 0; i < LENGTH(means); i++)
	{
		Count		c;

		make(&c, poisson_count(means[i]));
		assert_close(count_lower_limit(&c.tails, 0.001), means[i], 0.001);
		assert_close(count_upper_limit(&c.tails, 0.001), means[i], 0.001);
	}
}

TESTS(
	TEST(golden_counts),
	TEST(limits_satisfy_their_definition),
	TEST(limits_of_random_mixtures_satisfy_their_definition),
	TEST(nothing_is_expected_of_no_risk),
	TEST(certain_outcomes_are_a_point),
	TEST(targets_that_lift_risks_beyond_certainty_stay_sound),
	TEST(matched_counts_are_sound),
	TEST(many_events_join_on_smoothly),
	TEST(limits_of_huge_numbers_end),
	TEST(limits_of_all_but_every_level_end),
	TEST(limits_of_huge_means_are_near_them),
)
