/*
 * test_overdispersion.c
 *	  Variation beyond chance: METHODS 6.4 and the guards.
 */
#include "unit.h"

#include "stats/overdispersion.h"

#define MOST_UNITS 200

static double scratch[MOST_UNITS];

/* Scores and variances of counts against expectations, on the square-root scale. */
static int
score(const double *observed, const double *expected, int count, DispersedUnit *units)
{
	for (int i = 0; i < count; i++)
		units[i] = (DispersedUnit) {
		2.0 * (sqrt(observed[i]) - sqrt(expected[i])), 1.0 / (4.0 * expected[i])
	};
	return count;
}

static const double expected_ab[] = {5.1, 6.2, 13.5, 14.9, 6.6, 2.3, 7.7, 18.8, 21.5, 10.4};

/* Upper limit on the ratio scale, or lower where z < 0. */
static double
limit(const Overdispersion *o, OverdispersionModel model, double expected, double z)
{
	double		root = 1.0 + z * dispersed_sd(o, model, 1.0 / (4.0 * expected));

	return root > 0.0 ? root * root : 0.0;
}

static void
golden_set_a(void **state)
{
	static const double observed[] = {3, 8, 12, 20, 5, 0, 9, 15, 30, 11};
	DispersedUnit units[10];
	Overdispersion o;

	(void) state;
	o = overdispersion_unguarded(units, score(observed, expected_ab, 10, units), scratch);
	assert_golden(o.phi, 0.7954704359);
	assert_true(o.tau2 == 0.0);
}

static void
golden_set_b(void **state)
{
	static const double observed[] = {3, 8, 25, 20, 5, 0, 9, 15, 45, 4};
	const double z998 = rmath.qnorm(0.999, 0.0, 1.0, true, false);
	DispersedUnit units[10];
	Overdispersion o;

	(void) state;
	o = overdispersion_unguarded(units, score(observed, expected_ab, 10, units), scratch);
	assert_golden(o.phi, 3.173457174);
	assert_golden(o.tau2, 0.06113102682);
	assert_golden(limit(&o, OVERDISPERSION_ADDITIVE, 10.0, -z998), 0.008663123902);
	assert_golden(limit(&o, OVERDISPERSION_ADDITIVE, 10.0, z998), 3.636359508);
}

static void
golden_set_c(void **state)
{
	static const double observed[] = {3, 8, 25, 20, 5, 0, 9, 15, 45, 4, 12, 7};
	static const double expected[] = {5.1, 6.2, 13.5, 14.9, 6.6, 7.3, 7.7, 18.8, 21.5, 10.4, 9.1, 8.2};
	const double z95 = rmath.qnorm(0.975, 0.0, 1.0, true, false);
	const double z998 = rmath.qnorm(0.999, 0.0, 1.0, true, false);
	const OverdispersionModel additive = OVERDISPERSION_ADDITIVE,
				multiplicative = OVERDISPERSION_MULTIPLICATIVE;
	DispersedUnit units[12];
	Overdispersion o;

	(void) state;
	o = overdispersion_of(units, score(observed, expected, 12, units), scratch);
	assert_true(o.estimable && o.present);
	assert_golden(o.phi, 2.40164298617);
	assert_golden(o.tau2, 0.0383510176831);
	assert_golden(limit(&o, additive, 10.0, -z95), 0.256729035523);
	assert_golden(limit(&o, additive, 10.0, z95), 2.229991615835);
	assert_golden(limit(&o, additive, 10.0, -z998), 0.0493728498896);
	assert_golden(limit(&o, additive, 10.0, z998), 3.1605727608743);
	assert_golden(limit(&o, multiplicative, 10.0, -z95), 0.270134377147);
	assert_golden(limit(&o, multiplicative, 10.0, z95), 2.191156254523);
	assert_golden(limit(&o, multiplicative, 10.0, -z998), 0.0589478170745);
	assert_golden(limit(&o, multiplicative, 10.0, z998), 3.0877809554114);
	assert_golden(limit(&o, additive, 2.0, -z95), 0.0432004194002);
	assert_golden(limit(&o, additive, 2.0, z95), 3.2118119960964);
	assert_true(limit(&o, additive, 2.0, -z998) == 0.0);
	assert_golden(limit(&o, additive, 2.0, z998), 5.05786662827);
}

/* R: quantile(x, p), type 7. */
static void
quantiles_interpolate(void **state)
{
	static const double set_b[] = {-3.0331501776, -2.4498061986, -1.0525343011, -0.9258266631,
	-0.6659570765, 0.4502252298, 0.6768944103, 1.2241682838, 2.6515307717, 4.1427893695};
	static const double three[] = {1, 2, 4};

	(void) state;
	assert_golden(quantile7(set_b, 10, 0.1), -2.508140597);
	assert_golden(quantile7(set_b, 10, 0.9), 2.800656631);
	assert_true(quantile7(three, 3, 0.0) == 1.0 && quantile7(three, 3, 0.5) == 2.0);
	assert_true(quantile7(three, 3, 0.75) == 3.0 && quantile7(three, 3, 1.0) == 4.0);
	assert_true(quantile7(three, 1, 0.1) == 1.0 && quantile7(three, 1, 0.9) == 1.0);
}

static int
random_units(Random *random, int count, double spread, DispersedUnit *units)
{
	for (int i = 0; i < count; i++)
		units[i] = (DispersedUnit) {
		spread * rmath.qnorm(fmax(random_unit(random), 1e-10), 0.0, 1.0, true, false),
			1.0 / (4.0 * random_scale(random, 5.0, 500.0))
	};
	return count;
}

static void
few_units_tell_nothing(void **state)
{
	Random		random = {1};
	DispersedUnit units[OVERDISPERSION_MIN_UNITS];

	(void) state;
	random_units(&random, OVERDISPERSION_MIN_UNITS, 9.0, units);
	for (int count = 0; count < OVERDISPERSION_MIN_UNITS; count++)
	{
		Overdispersion o = overdispersion_of(units, count, scratch);

		assert_false(o.estimable || o.present);
		assert_true(isnan(o.phi) && isnan(o.tau2));
	}
	assert_true(overdispersion_of(units, OVERDISPERSION_MIN_UNITS, scratch).estimable);
}

static void
no_more_than_chance_is_no_overdispersion(void **state)
{
	Random		random = {2};
	DispersedUnit units[MOST_UNITS];

	(void) state;
	for (int round = 0; round < 2000; round++)
	{
		int			count = 10 + (int) random_below(&random, MOST_UNITS - 9);
		Overdispersion free,
					guarded;
		double		chance;

		random_units(&random, count, 0.5 + random_unit(&random), units);
		free = overdispersion_unguarded(units, count, scratch);
		guarded = overdispersion_of(units, count, scratch);
		chance = 2.0 * rmath.qgamma(0.95, (count - 1) / 2.0, 1.0, true, false);

		assert_true(guarded.phi == free.phi && free.phi >= 0.0);
		assert_true(guarded.present == (free.phi * count > chance));
		assert_true(guarded.tau2 == (guarded.present ? free.tau2 : 0.0));
		assert_true(!guarded.present || (guarded.tau2 > 0.0 && isfinite(guarded.tau2)));
	}
}

static void
equal_scores_are_estimable(void **state)
{
	DispersedUnit units[20];
	Overdispersion o;

	(void) state;
	for (int i = 0; i < 20; i++)
		units[i] = (DispersedUnit) {0.0, 0.05};
	o = overdispersion_of(units, 20, scratch);
	assert_true(o.estimable && !o.present && o.phi == 0.0 && o.tau2 == 0.0);

	for (int i = 0; i < 20; i++)
		units[i].z = 3.0;
	o = overdispersion_of(units, 20, scratch);
	assert_true(o.present);
	assert_close(o.phi, 9.0, 1e-12);
	assert_close(o.tau2, (180.0 - 19.0) / (20.0 * 20.0 - 20.0), 1e-12);
}

static void
models_only_widen(void **state)
{
	Overdispersion o = {.estimable = true,.present = true,.phi = 4.0,.tau2 = 0.75};

	(void) state;
	assert_close(dispersed_sd(&o, OVERDISPERSION_ADDITIVE, 0.25), 1.0, 1e-15);
	assert_close(dispersed_sd(&o, OVERDISPERSION_MULTIPLICATIVE, 0.25), 1.0, 1e-15);
	o.phi = 0.5;
	assert_close(dispersed_sd(&o, OVERDISPERSION_MULTIPLICATIVE, 0.25), 0.5, 1e-15);
}

TESTS(
	TEST(golden_set_a),
	TEST(golden_set_b),
	TEST(golden_set_c),
	TEST(quantiles_interpolate),
	TEST(few_units_tell_nothing),
	TEST(no_more_than_chance_is_no_overdispersion),
	TEST(equal_scores_are_estimable),
	TEST(models_only_widen),
)
