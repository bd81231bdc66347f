/*
 * test_funnel_limit.c
 *	  Control limits by every convention.
 */
#include "unit.h"

#include "stats/funnel_limit.h"

static const FunnelMethod methods[] =
{FUNNEL_EXACT, FUNNEL_SPIEGELHALTER, FUNNEL_FINGERTIPS, FUNNEL_FUNNELPLOTR};

/* By the probability below the limit, as published tables name them. */

static double
count_of_poisson(FunnelMethod method, double mean, double p)
{
	return p <= 0.5 ? poisson_count_limit(method, mean, LOWER_LIMIT, p)
		: poisson_count_limit(method, mean, UPPER_LIMIT, 1.0 - p);
}

static double
poisson_limit(FunnelMethod method, double mean, double p)
{
	return count_of_poisson(method, mean, p) / mean;
}

static double
binomial_limit(FunnelMethod method, double n, double target, double p)
{
	return p <= 0.5 ? binomial_proportion_limit(method, n, target, LOWER_LIMIT, p)
		: binomial_proportion_limit(method, n, target, UPPER_LIMIT, 1.0 - p);
}

/* METHODS 6.1 */
static void
golden_poisson_limits(void **state)
{
	static const struct
	{
		double		mean,
					p,
					r,
					spiegelhalter,
					funnelplotr;
	}			rows[] = {
		{0.5, 0.975, 2, 3.720051823, 9.348403604},
		{0.5, 0.999, 4, 6.951717962, 16.2662362},
		{1, 0.025, 0, 0, 0.02531780798},
		{1, 0.999, 5, 4.867625596, 9.233413476},
		{2, 0.999, 8, 3.556279623, 5.614436121},
		{5, 0.025, 1, 0.1084131591, 0.324697278},
		{5, 0.975, 10, 1.875311718, 2.333666416},
		{5, 0.999, 13, 2.554270756, 3.290949041},
		{10, 0.001, 2, 0.1220529316, 0.2960520373},
		{10, 0.025, 4, 0.3775187948, 0.4795388696},
		{10, 0.975, 17, 1.615995067, 1.839035604},
		{10, 0.999, 21, 2.066200084, 2.413397115},
		{25, 0.001, 11, 0.4199413003, 0.4934781054},
		{25, 0.999, 42, 1.653860939, 1.785443017},
		{100, 0.001, 71, 0.7006528426, 0.719213975},
		{100, 0.999, 132, 1.318047504, 1.349243191},
	};

	(void) state;
	for (int i = 0; i < LENGTH(rows); i++)
	{
		assert_true(count_of_poisson(FUNNEL_EXACT, rows[i].mean, rows[i].p) == rows[i].r);
		assert_golden(poisson_limit(FUNNEL_SPIEGELHALTER, rows[i].mean, rows[i].p), rows[i].spiegelhalter);
		assert_golden(poisson_limit(FUNNEL_FUNNELPLOTR, rows[i].mean, rows[i].p), rows[i].funnelplotr);
	}
}

/* METHODS 6.2, target 0.05 */
static void
golden_binomial_limits(void **state)
{
	static const double tails[] = {0.025, 0.001, 0.975, 0.999};
	static const struct
	{
		double		n;
		double		limits[4];
	}			rows[] = {
		{10, {0, 0, 0.1819166891, 0.3029537415}},
		{20, {0, 0, 0.142364765, 0.2350598787}},
		{50, {0, 0, 0.1098317107, 0.1579935909}},
		{200, {0.0195842152, 0.006542157943, 0.07970798542, 0.1011778762}},
	};

	(void) state;
	for (int i = 0; i < LENGTH(rows); i++)
		for (int t = 0; t < LENGTH(tails); t++)
			assert_golden(binomial_limit(FUNNEL_SPIEGELHALTER, rows[i].n, 0.05, tails[t]), rows[i].limits[t]);
}

static void
golden_normal_and_arcsine_limits(void **state)
{
	const double sd2 = rmath.pnorm(2.0, 0.0, 1.0, true, false);
	const double sd3 = rmath.pnorm(3.0, 0.0, 1.0, true, false);
	double		z95 = rmath.qnorm(0.975, 0.0, 1.0, true, false);

	(void) state;
	assert_golden(binomial_limit(FUNNEL_FINGERTIPS, 50, 0.05, 1 - 0.975), -0.01041014716);
	assert_golden(binomial_limit(FUNNEL_FINGERTIPS, 50, 0.05, 0.975), 0.11041014716);
	assert_golden(binomial_limit(FUNNEL_FINGERTIPS, 50, 0.05, 0.001), -0.0452473565);
	assert_golden(binomial_limit(FUNNEL_FINGERTIPS, 50, 0.05, 0.999), 0.1452473565);
	assert_close(binomial_limit(FUNNEL_FUNNELPLOTR, 20, 0.05, 0.025), 4.073919e-05, 1e-6);
	assert_close(binomial_limit(FUNNEL_FUNNELPLOTR, 20, 0.05, 0.975), 0.1850175, 1e-6);
	assert_true(binomial_limit(FUNNEL_FUNNELPLOTR, 20, 0.05, 0.001) == 0.0);
	assert_close(binomial_limit(FUNNEL_FUNNELPLOTR, 20, 0.05, 0.999), 0.2921226, 1e-6);

	/* Sanity of the scale: limits in units of the standard deviation. */
	assert_close((binomial_limit(FUNNEL_FINGERTIPS, 400, 0.5, 0.975) - 0.5) / 0.025, z95, 1e-12);
	assert_close((binomial_limit(FUNNEL_FINGERTIPS, 400, 0.5, sd2) - 0.5) / 0.025, 2.0, 1e-12);
	assert_close((binomial_limit(FUNNEL_FINGERTIPS, 400, 0.5, sd3) - 0.5) / 0.025, 3.0, 1e-11);
}

/* PHEindicatormethods: the curve through (L(O), O / L(O)) and (U(O), O / U(O)). */
static void
fingertips_inverts_the_exact_interval(void **state)
{
	static const double tails[] = {0.001, 0.025, 0.1};

	(void) state;
	assert_golden(poisson_limit(FUNNEL_FINGERTIPS, 2.960520373, 0.999), 3.377784558);
	assert_golden(poisson_limit(FUNNEL_FINGERTIPS, 24.13397115, 0.001), 0.4143536901);
	assert_golden(poisson_limit(FUNNEL_FINGERTIPS, 25 / 2.026432356, 0.999), 2.026432356);
	assert_golden(poisson_limit(FUNNEL_FINGERTIPS, 25 / 0.5600850829, 0.001), 0.5600850829);

	for (double observed = 1; observed <= 5000; observed = ceil(1.3 * observed))
		for (int t = 0; t < LENGTH(tails); t++)
		{
			double		lower = rmath.qgamma(tails[t], observed, 1.0, true, false);
			double		upper = rmath.qgamma(tails[t], observed + 1.0, 1.0, false, false);

			assert_close(count_of_poisson(FUNNEL_FINGERTIPS, lower, 1.0 - tails[t]), observed, 1e-8);
			assert_close(count_of_poisson(FUNNEL_FINGERTIPS, upper, tails[t]), observed, 1e-8);
		}
}

/* As the appendix writes it, all through the lower tail. */
static double
naive_interpolation(double mean, double p)
{
	CountDistribution d = poisson_count(mean);
	CountTails	tails;
	double		r;
	double		at,
				before;

	count_tails_prepare(&tails, &d);
	r = count_lower_limit(&tails, p);
	at = rmath.ppois(r, mean, true, false);
	before = rmath.ppois(r - 1.0, mean, true, false);
	return fmax(r - (at - p) / (at - before), 0.0);
}

static void
interpolation_is_the_published_one(void **state)
{
	Random		random = {1};

	(void) state;
	for (int i = 0; i < 20000; i++)
	{
		double		mean = random_scale(&random, 1e-3, 1e4);
		double		p = 0.0005 + 0.999 * random_unit(&random);
		double		limit = count_of_poisson(FUNNEL_SPIEGELHALTER, mean, p);

		assert_holds(fabs(limit - naive_interpolation(mean, p)) <= 1e-7 * fmax(limit, 1.0),
					 "mean %.17g p %.17g", mean, p);
	}
}

static void
assert_rising(double *before, double limit, FunnelMethod method, double size, double p)
{
	assert_holds(isfinite(limit) && limit >= *before, "method %d size %.17g p %g: %.17g after %.17g", method,
				 size, p, limit, *before);
	*before = limit;
}

static void
limits_rise_with_p(void **state)
{
	static const double targets[] = {0.0, 1e-9, 0.001, 0.05, 0.5, 0.97, 1.0};

	(void) state;
	for (int m = 0; m < LENGTH(methods); m++)
		for (double size = 1e-3; size < 1e6; size *= 1.7)
		{
			double		before = -INFINITY;

			for (double p = 0.0005; p < 1.0; p += 0.0333)
				assert_rising(&before, count_of_poisson(methods[m], size, p), methods[m], size, p);
			for (int t = 0; size >= 1.0 && t < LENGTH(targets); t++)
			{
				before = -INFINITY;
				for (double p = 0.0005; p < 1.0; p += 0.0333)
					assert_rising(&before, binomial_limit(methods[m], floor(size), targets[t], p),
								  methods[m], size, p);
			}
		}
}

/* Only the unclipped normal convention leaves the unit interval. */
static void
proportion_limits_are_proportions(void **state)
{
	Random		random = {2};

	(void) state;
	for (int i = 0; i < 20000; i++)
	{
		double		n = ceil(random_scale(&random, 0.5, 1e9));
		double		target = random_risk(&random);
		double		p = random_below(&random, 2) ? random_scale(&random, 1e-15, 0.5)
			: 1.0 - random_scale(&random, 1e-15, 0.5);
		FunnelMethod method = methods[random_below(&random, LENGTH(methods))];
		double		limit = binomial_limit(method, n, target, p);

		assert_holds(isfinite(limit), "method %d n %g target %g p %g", method, n, target, p);
		assert_holds(method == FUNNEL_FINGERTIPS || is_probability(limit),
					 "method %d n %g target %g p %g: %g", method, n, target, p, limit);
	}
}

/* A level next to 1 leaves the least tail there is. */
static void
limits_of_all_but_every_level_end(void **state)
{
	(void) state;
	for (int m = 0; m < LENGTH(methods); m++)
		for (double tail = 0x1p-50; tail >= 0x1p-56; tail /= 2.0)
		{
			double		lower = poisson_count_limit(methods[m], 10.0, LOWER_LIMIT, tail);
			double		upper = poisson_count_limit(methods[m], 10.0, UPPER_LIMIT, tail);

			assert_holds(lower >= 0.0 && lower < 10.0 && upper > 10.0 && isfinite(upper),
						 "method %d tail %g: %g to %g", methods[m], tail, lower, upper);
		}
}

/* Whatever an expectation and a target can make together. */
static void
limits_of_extreme_means_end(void **state)
{
	static const double means[] = {DBL_TRUE_MIN, 1e-300, 1e-27, 1e9, LARGEST_MEAN};

	(void) state;
	for (int m = 0; m < LENGTH(methods); m++)
		for (int i = 0; i < LENGTH(means); i++)
		{
			double		lower = poisson_count_limit(methods[m], means[i], LOWER_LIMIT, 0.001);
			double		upper = poisson_count_limit(methods[m], means[i], UPPER_LIMIT, 0.001);

			assert_holds(lower >= 0.0 && lower <= means[i] && upper >= 0.0 && isfinite(upper),
						 "method %d mean %g: %g to %g", methods[m], means[i], lower, upper);
		}
}

TESTS(
	TEST(golden_poisson_limits),
	TEST(golden_binomial_limits),
	TEST(golden_normal_and_arcsine_limits),
	TEST(fingertips_inverts_the_exact_interval),
	TEST(interpolation_is_the_published_one),
	TEST(limits_rise_with_p),
	TEST(proportion_limits_are_proportions),
	TEST(limits_of_all_but_every_level_end),
	TEST(limits_of_extreme_means_end),
)
