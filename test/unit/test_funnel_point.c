/*
 * test_funnel_point.c
 *	  Every status follows from the limits beside it.
 */
#include "unit.h"

#include "outcomes/funnel_point.h"

static const FunnelMethod methods[] =
{FUNNEL_EXACT, FUNNEL_SPIEGELHALTER, FUNNEL_FINGERTIPS, FUNNEL_FUNNELPLOTR};
static const OverdispersionModel models[] =
{OVERDISPERSION_NONE, OVERDISPERSION_MULTIPLICATIVE, OVERDISPERSION_ADDITIVE};
static const DistributionChoice choices[] =
{DISTRIBUTION_AUTO, DISTRIBUTION_POISSON, DISTRIBUTION_POISSON_BINOMIAL};

static Overdispersion
random_overdispersion(Random *random)
{
	switch (random_below(random, 3))
	{
		case 0:
			return (Overdispersion) {.phi = NAN,.tau2 = NAN};
		case 1:
			return (Overdispersion) {.estimable = true,.phi = random_unit(random)};
		default:
			return (Overdispersion) {
				.estimable = true,.present = true,
				.phi = random_scale(random, 0.5, 1e3),.tau2 = random_scale(random, 1e-9, 1e3)
			};
	}
}

static FunnelSettings
random_settings(Random *random, double target)
{
	return (FunnelSettings) {
		.target = target,
		.method = methods[random_below(random, LENGTH(methods))],
		.model = models[random_below(random, LENGTH(models))],
		.overdispersion = random_overdispersion(random)
	};
}

/* Patients, counts, and both together; many of them small, some enormous. */
static OutcomeSummary
random_summary(Random *random)
{
	OutcomeSummary s = random_patients(random, random_below(random, 60), random_scale(random, 1e-6, 1.0));
	double		expected = random_below(random, 4) ? random_scale(random, 1e-3, 1e3)
		: random_scale(random, 1e-27, 1e11);

	if (random_below(random, 2))
		assert_int_equal(SUMMARY_OK, summary_add_counts(&s, (int64_t) (expected * random_scale(random, 0.1, 3.0)),
														expected, false, 0));
	if (random_below(random, 4) == 0)
		assert_int_equal(SUMMARY_OK, summary_add_counts(&s, random_below(random, 9), expected, true, 20));
	return s;
}

#define assert_sound_point(problem, random_seed, settings) \
	do { \
		const char *wrong = (problem); \
		assert_holds(wrong == NULL, "%s: seed %llu, method %d, model %d, target %g", wrong, \
					 (unsigned long long) (random_seed), (settings).method, (settings).model, \
					 (settings).target); \
	} while (0)

static void
status_agrees_with_limits_of_ratios(void **state)
{
	Random		random = {1};

	(void) state;
	for (int i = 0; i < 120000; i++)
	{
		uint64_t	seed = random.state;
		double		target = random_below(&random, 2) ? 1.0 : random_scale(&random, 1e-3, 1e3);
		FunnelSettings settings = random_settings(&random, target);
		OutcomeSummary s = random_summary(&random);

		assert_sound_point(ratio_point_problem(&s, choices[random_below(&random, LENGTH(choices))], &settings),
						   seed, settings);
	}
}

static void
status_agrees_with_limits_of_proportions(void **state)
{
	Random		random = {2};

	(void) state;
	for (int i = 0; i < 120000; i++)
	{
		uint64_t	seed = random.state;
		double		target = random_risk(&random);
		FunnelSettings settings = random_settings(&random, target);
		int64_t		n = random_below(&random, 4) ? random_below(&random, 100)
			: (int64_t) random_scale(&random, 1.0, 1e15);
		int64_t		events = random_below(&random, 2) ? random_below(&random, n + 1)
			: (int64_t) fmin((double) n, (double) n * target * random_scale(&random, 0.5, 2.0));
		FunnelUnit	unit = proportion_unit(events, n, target);
		FunnelPoint point = funnel_point(&unit, &settings);

		assert_sound_point(point_problem(&unit, &settings, &point), seed, settings);
	}
}

/* Each count from none to far too many, about every limit. */
static void
status_turns_where_the_limit_is(void **state)
{
	(void) state;
	for (int m = 0; m < LENGTH(methods); m++)
		for (double expected = 0.01; expected < 300.0; expected *= 1.15)
			for (int64_t observed = 0; observed < 20 + 2 * expected; observed++)
			{
				OutcomeSummary s = {0};
				FunnelSettings settings = {.target = 1.0,.method = methods[m]};

				summary_add_counts(&s, observed, expected, false, 0);
				assert_sound_point(ratio_point_problem(&s, DISTRIBUTION_AUTO, &settings), observed, settings);
			}
}

static void
nothing_expected_is_no_data_or_impossible(void **state)
{
	FunnelSettings settings = {.target = 1.0,.model = OVERDISPERSION_ADDITIVE};
	OutcomeSummary empty = {0},
				spared = {0},
				impossible = {0};
	FunnelUnit	unit;

	(void) state;
	summary_add_case(&spared, false, 0.0);
	summary_add_case(&impossible, true, 0.0);

	unit = ratio_unit(&empty, 1.0, DISTRIBUTION_AUTO);
	assert_string_equal(funnel_point(&unit, &settings).status, "no data");
	unit = ratio_unit(&spared, 1.0, DISTRIBUTION_AUTO);
	assert_string_equal(funnel_point(&unit, &settings).status, "no data");
	unit = ratio_unit(&impossible, 1.0, DISTRIBUTION_AUTO);
	assert_string_equal(funnel_point(&unit, &settings).status, "impossible under model");
	assert_string_equal(funnel_point(&unit, &settings).od_status, "impossible under model");
	unit = proportion_unit(0, 0, 0.1);
	assert_string_equal(funnel_point(&unit, &settings).status, "no data");
	unit = proportion_unit(3, 9, 0.0);
	assert_string_equal(funnel_point(&unit, &settings).status, "impossible under model");
}

static void
tails_are_those_of_the_distribution(void **state)
{
	FunnelSettings settings = {.target = 2.0};
	OutcomeSummary s = {0};
	FunnelUnit	unit;
	FunnelPoint point;

	(void) state;
	for (int i = 0; i < 20; i++)
		summary_add_case(&s, i < 3, 0.1);

	unit = ratio_unit(&s, 2.0, DISTRIBUTION_AUTO);
	point = funnel_point(&unit, &settings);
	assert_close(point.p_lower, rmath.pbinom(3, 20, 0.2, true, false), 1e-9);
	assert_close(point.p_upper, rmath.pbinom(2, 20, 0.2, false, false), 1e-9);
	assert_close(point.ratio, 1.5, 1e-15);

	unit = ratio_unit(&s, 2.0, DISTRIBUTION_POISSON);
	point = funnel_point(&unit, &settings);
	assert_close(point.p_lower, rmath.ppois(3, 4.0, true, false), 1e-12);
	assert_close(point.p_upper, rmath.ppois(2, 4.0, false, false), 1e-12);
}

/* METHODS 6.4 set C, as counts: scores, and who enters. */
static void
scores_are_golden(void **state)
{
	static const int64_t observed[] = {3, 8, 25, 20, 5, 0, 9, 15, 45, 4, 12, 7};
	static const double expected[] = {5.1, 6.2, 13.5, 14.9, 6.6, 7.3, 7.7, 18.8, 21.5, 10.4, 9.1, 8.2};
	static const double z[] = {-1.05253430112, 0.67689441030, 2.65153077165, 1.22416828375,
		-0.66595707647, -5.40370243444, 0.45022522980, -0.92582666306, 4.14278936950, -2.44980619864,
	0.89496197868, -0.43562580318};

	(void) state;
	for (int i = 0; i < LENGTH(z); i++)
	{
		OutcomeSummary s = {0};
		FunnelUnit	unit;

		summary_add_counts(&s, observed[i], expected[i], false, 0);
		unit = ratio_unit(&s, 1.0, DISTRIBUTION_AUTO);
		assert_golden(unit.dispersed.z, z[i]);
		assert_true(unit.enters && !unit.n_known);
	}
}

static FunnelPoint
dispersed_point(const FunnelUnit *unit, OverdispersionModel model, double target)
{
	FunnelSettings settings = {
		.target = target,.model = model,
		.overdispersion = {.estimable = true,.present = true,.phi = 2.40164298617,.tau2 = 0.0383510176831}
	};

	return funnel_point(unit, &settings);
}

/* METHODS 6.4 set C, at an expectation of 10. */
static void
overdispersed_limits_are_golden(void **state)
{
	OutcomeSummary s = {0};
	FunnelUnit	unit;
	FunnelLimits additive,
				multiplicative;

	(void) state;
	summary_add_counts(&s, 12, 10.0, false, 0);
	unit = ratio_unit(&s, 1.0, DISTRIBUTION_AUTO);
	additive = dispersed_point(&unit, OVERDISPERSION_ADDITIVE, 1.0).od_limits;
	multiplicative = dispersed_point(&unit, OVERDISPERSION_MULTIPLICATIVE, 1.0).od_limits;

	assert_golden(additive.lcl95, 0.256729035523);
	assert_golden(additive.ucl95, 2.229991615835);
	assert_golden(additive.lcl998, 0.0493728498896);
	assert_golden(additive.ucl998, 3.1605727608743);
	assert_golden(multiplicative.lcl95, 0.270134377147);
	assert_golden(multiplicative.ucl95, 2.191156254523);
	assert_golden(multiplicative.lcl998, 0.0589478170745);
	assert_golden(multiplicative.ucl998, 3.0877809554114);
}

/* sin^2(asin(sqrt(target)) + z sqrt(1 / 4n + tau2)), held within [0, 1]. */
static void
overdispersed_limits_of_proportions_are_arcsine(void **state)
{
	FunnelUnit	unit = proportion_unit(9, 60, 0.2);
	FunnelLimits limits = dispersed_point(&unit, OVERDISPERSION_ADDITIVE, 0.2).od_limits;
	double		sd = sqrt(1.0 / 240.0 + 0.0383510176831);
	double		z95 = rmath.qnorm(0.975, 0.0, 1.0, true, false),
				z998 = rmath.qnorm(0.999, 0.0, 1.0, true, false);

	(void) state;
	assert_golden(limits.lcl95, pow(sin(asin(sqrt(0.2)) - z95 * sd), 2.0));
	assert_golden(limits.ucl95, pow(sin(asin(sqrt(0.2)) + z95 * sd), 2.0));
	assert_true(limits.lcl998 == 0.0);
	assert_golden(limits.ucl998, pow(sin(asin(sqrt(0.2)) + z998 * sd), 2.0));
}

/* z = 2 (sqrt O - sqrt tE) sqrt(tE / V'), V' at the target. */
static void
scores_use_the_variance_at_the_target(void **state)
{
	OutcomeSummary s = {0};
	FunnelUnit	unit;
	double		mean = 0.0,
				variance = 0.0;

	(void) state;
	for (int i = 0; i < 40; i++)
	{
		double		risk = 0.01 * (i + 1);

		summary_add_case(&s, i % 4 == 0, risk);
		mean += 1.5 * risk;
		variance += 1.5 * risk * (1.0 - 1.5 * risk);
	}
	unit = ratio_unit(&s, 1.5, DISTRIBUTION_AUTO);
	assert_close(unit.dispersed.z, 2.0 * (sqrt(10.0) - sqrt(mean)) * sqrt(mean / variance), 1e-12);
	assert_close(unit.dispersed.s2, variance / (4.0 * mean * mean), 1e-12);
	assert_true(unit.enters);

	unit = proportion_unit(7, 50, 0.2);
	assert_close(unit.dispersed.z, 2.0 * sqrt(50.0) * (asin(sqrt(0.14)) - asin(sqrt(0.2))), 1e-12);
}

static void
small_units_do_not_inform(void **state)
{
	OutcomeSummary small = {0},
				certain = {0};

	(void) state;
	summary_add_counts(&small, 4, nextafter(5.0, 0.0), true, 100);
	assert_false(ratio_unit(&small, 1.0, DISTRIBUTION_AUTO).enters);
	for (int i = 0; i < 10; i++)
		summary_add_case(&certain, true, 1.0);
	assert_false(ratio_unit(&certain, 1.0, DISTRIBUTION_AUTO).enters);
	assert_true(proportion_unit(1, 50, 0.1).enters);
	assert_false(proportion_unit(1, 49, 0.1).enters);
	assert_false(proportion_unit(1, 49, 0.9).enters);
}

#define UNITS 1500

/* Whole funnels: what overdispersion the units show is what their limits allow for. */
static void
whole_funnels_are_sound(void **state)
{
	static DispersedUnit dispersed[UNITS];
	static double scratch[UNITS];
	static FunnelUnit units[UNITS];
	Random		random = {3};

	(void) state;
	for (int round = 0; round < 6; round++)
	{
		FunnelSettings settings = {.target = 1.0,.method = methods[round % 4],.model = models[1 + round % 2]};
		int64_t		entering = 0;

		for (int i = 0; i < UNITS; i++)
		{
			OutcomeSummary s = random_patients(&random, random_below(&random, 80), 0.5 + 0.1 * round);

			units[i] = ratio_unit(&s, 1.0, DISTRIBUTION_AUTO);
			if (units[i].enters)
				dispersed[entering++] = units[i].dispersed;
		}
		settings.overdispersion = overdispersion_of(dispersed, entering, scratch);
		assert_true(settings.overdispersion.estimable);
		for (int i = 0; i < UNITS; i++)
		{
			FunnelPoint point = funnel_point(&units[i], &settings);

			assert_sound_point(point_problem(&units[i], &settings, &point), i, settings);
		}
	}
}

TESTS(
	TEST(status_agrees_with_limits_of_ratios),
	TEST(status_agrees_with_limits_of_proportions),
	TEST(status_turns_where_the_limit_is),
	TEST(nothing_expected_is_no_data_or_impossible),
	TEST(tails_are_those_of_the_distribution),
	TEST(scores_are_golden),
	TEST(overdispersed_limits_are_golden),
	TEST(overdispersed_limits_of_proportions_are_arcsine),
	TEST(scores_use_the_variance_at_the_target),
	TEST(small_units_do_not_inform),
	TEST(whole_funnels_are_sound),
)
