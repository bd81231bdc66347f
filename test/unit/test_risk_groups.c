/*
 * test_risk_groups.c
 *	  Three risk groups have the sums of the patients they stand for.
 */
#include "counts.h"

static double
sum_of_powers(const RiskGroups *g, double power)
{
	return g->high_n * pow(g->high_risk, power) + g->middle_n * pow(g->middle_risk, power)
		+ g->low_n * pow(g->low_risk, power);
}

static void
assert_well_formed(const RiskGroups *g, const RiskSums *s)
{
	bool		risks = is_probability(g->high_risk) && is_probability(g->middle_risk) && is_probability(g->low_risk);
	bool		sizes = g->high_n >= 0.0 && g->low_n >= 0.0 && (g->middle_n == 0.0 || g->middle_n == 1.0)
		&& g->high_n == floor(g->high_n) && g->high_n + g->middle_n + g->low_n == s->n;
	bool		order = g->high_n == 0.0 || g->low_n == 0.0 || g->high_risk >= g->low_risk;

	assert_holds(risks && sizes && order,
				 "n %.17g e %.17g v %.17g k %.17g target %g: %g at %.17g, %g at %.17g, %g at %.17g",
				 s->n, s->e, s->v, s->k, s->target, g->high_n, g->high_risk, g->middle_n, g->middle_risk,
				 g->low_n, g->low_risk);
}

static void
assert_mean(const RiskGroups *g, double wanted)
{
	double		mean = sum_of_powers(g, 1.0);

	assert_holds(fabs(mean - wanted) <= 1e-9 * wanted + DBL_MIN, "mean %.17g, not %.17g: %g at %.17g, %g at %.17g, %g at %.17g",
				 mean, wanted, g->high_n, g->high_risk, g->middle_n, g->middle_risk, g->low_n, g->low_risk);
}

static RiskSums
random_mix(Random *random, double target)
{
	RiskSums	sums = {.target = target};

	for (int64_t left = random_below(random, 40); left >= 0; left--)
		add_risks(&sums, 1.0 + (double) (random_below(random, 3) ? 0 : random_below(random, 200)),
				 random_risk(random));
	return sums;
}

/* Exact to what the sums, as doubles, can tell; the cubes carry the middle patient's error. */
static void
groups_keep_the_sums(void **state)
{
	Random		random = {1};

	(void) state;
	for (int i = 0; i < 20000; i++)
	{
		RiskSums	s = random_mix(&random, 1.0);
		RiskGroups	g = risk_groups(&s);
		double		squares = s.e - s.v;
		double		cubes = (s.k - s.e + 3.0 * squares) / 2.0;

		assert_well_formed(&g, &s);
		assert_mean(&g, s.e);
		assert_holds(fabs(sum_of_powers(&g, 2.0) - squares) <= 1e-7 * s.e + DBL_MIN, "n %g e %.17g v %.17g", s.n, s.e, s.v);
		assert_holds(fabs(sum_of_powers(&g, 3.0) - cubes) <= 1e-3 * s.e + DBL_MIN, "n %g e %.17g v %.17g k %.17g: %g", s.n, s.e,
					 s.v, s.k, sum_of_powers(&g, 3.0) - cubes);
		assert_holds(fabs(risk_groups_variance(&g) - s.v) <= 1e-7 * s.e + DBL_MIN, "n %g e %.17g v %.17g", s.n, s.e, s.v);
	}
}

static void
equal_risks_are_one_group(void **state)
{
	Random		random = {2};

	(void) state;
	for (int i = 0; i < 5000; i++)
	{
		RiskSums	s = {.target = 1.0};
		double		risk = random_unit(&random);
		RiskGroups	g;

		add_risks(&s, 1.0 + (double) random_below(&random, 1000), risk);
		g = risk_groups(&s);
		assert_well_formed(&g, &s);
		assert_close(g.low_n > 0.0 ? g.low_risk : g.high_risk, risk, 1e-6);
		assert_close(sum_of_powers(&g, 1.0), s.e, 1e-12);
	}
}

static void
two_whole_groups_come_back(void **state)
{
	Random		random = {3};

	(void) state;
	for (int i = 0; i < 5000; i++)
	{
		RiskSums	s = {.target = 1.0};
		double		few = 1.0 + (double) random_below(&random, 50),
					many = few + (double) random_below(&random, 200);
		double		low = 0.4 * random_unit(&random),
					high = 0.5 + 0.5 * random_unit(&random);
		RiskGroups	g;

		add_risks(&s, few, high);
		add_risks(&s, many, low);
		g = risk_groups(&s);
		assert_well_formed(&g, &s);
		assert_true(g.middle_n == 0.0 && g.high_n == few && g.low_n == many);
		assert_close(g.high_risk, high, 1e-9);
		assert_true(fabs(g.low_risk - low) < 1e-9);
	}
}

static void
targets_scale_and_are_held_at_certainty(void **state)
{
	Random		random = {4};

	(void) state;
	for (int i = 0; i < 20000; i++)
	{
		RiskSums	s = random_mix(&random, random_scale(&random, 1e-3, 1e3));
		RiskSums	at_one = {.n = s.n,.e = s.e,.v = s.v,.k = s.k,.target = 1.0};
		RiskGroups	g = risk_groups(&s);
		RiskGroups	base = risk_groups(&at_one);

		assert_well_formed(&g, &s);
		assert_mean(&g, base.high_n * fmin(1.0, s.target * base.high_risk)
					+ base.middle_n * fmin(1.0, s.target * base.middle_risk)
					+ base.low_n * fmin(1.0, s.target * base.low_risk));
		assert_true(risk_groups_variance(&g) >= 0.0);
		assert_true(s.target > 1.0 || !g.cut);
	}
}

static void
small_numbers_are_handled(void **state)
{
	RiskSums	nobody = {.target = 1.0},
				one = {.target = 1.0},
				two = {.target = 1.0};
	RiskGroups	g = risk_groups(&nobody);

	(void) state;
	assert_true(sum_of_powers(&g, 1.0) == 0.0 && risk_groups_variance(&g) == 0.0);

	add_risks(&one, 1.0, 0.3);
	g = risk_groups(&one);
	assert_well_formed(&g, &one);
	assert_close(sum_of_powers(&g, 1.0), 0.3, 1e-15);

	add_risks(&two, 1.0, 0.3);
	add_risks(&two, 1.0, 0.9);
	g = risk_groups(&two);
	assert_well_formed(&g, &two);
	assert_close(g.high_risk, 0.9, 1e-12);
	assert_close(g.low_risk, 0.3, 1e-12);
}

/* Sums that a summary lets in, though no patients have them. */
static void
impossible_sums_give_possible_groups(void **state)
{
	Random		random = {5};

	(void) state;
	for (int i = 0; i < 50000; i++)
	{
		RiskSums	s = {.n = 1.0 + (double) random_below(&random, 100),.target = 1.0};
		RiskGroups	g;

		s.e = s.n * random_risk(&random);
		s.v = fmin(s.e, s.n / 4.0) * random_risk(&random);
		s.k = s.v * (2.0 * random_unit(&random) - 1.0);
		if (random_below(&random, 2))
			s.target = random_scale(&random, 1e-3, 1e3);
		g = risk_groups(&s);
		assert_well_formed(&g, &s);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups_keep_the_sums),
		cmocka_unit_test(equal_risks_are_one_group),
		cmocka_unit_test(two_whole_groups_come_back),
		cmocka_unit_test(targets_scale_and_are_held_at_certainty),
		cmocka_unit_test(small_numbers_are_handled),
		cmocka_unit_test(impossible_sums_give_possible_groups),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
