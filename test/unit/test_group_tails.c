/*
 * test_group_tails.c
 *	  Tails of events in three risk groups against a plain convolution.
 */
#include "unit.h"

#include "stats/group_tails.h"

#define MOST_PATIENTS 4000

static long double mass[MOST_PATIENTS + 1];

static void
convolve_patients(double n, double risk, int *patients)
{
	for (; n > 0.0; n--)
	{
		int			last = ++*patients;

		mass[last] = 0.0L;
		for (int k = last; k >= 0; k--)
			mass[k] = mass[k] * (1.0L - risk) + (k > 0 ? mass[k - 1] * risk : 0.0L);
	}
}

static int
convolve(const RiskGroups *g)
{
	int			patients = 0;

	mass[0] = 1.0L;
	convolve_patients(g->high_n, g->high_risk, &patients);
	convolve_patients(g->middle_n, g->middle_risk, &patients);
	convolve_patients(g->low_n, g->low_risk, &patients);
	return patients;
}

/* As exact as doubles are, down to where a wide window ends. */
static void
assert_tail(double got, long double wanted, const RiskGroups *g, int k)
{
	assert_holds(wanted > 1e-280L ? fabsl(got / wanted - 1.0L) < 1e-9L : got >= 0.0 && got < 1e-270,
				 "%g at %.17g, %g at %.17g, %g at %.17g, count %d: %.17g, not %.17Lg", g->high_n, g->high_risk,
				 g->middle_n, g->middle_risk, g->low_n, g->low_risk, k, got, wanted);
}

/* Every k of a small number of patients, some of a large one. */
static void
assert_tails_of(const RiskGroups *g)
{
	GroupTails	tails;
	int			patients = convolve(g);
	int			step = 1 + patients / 150;
	long double below = 0.0L,
				above = 0.0L;
	static long double at_least[MOST_PATIENTS + 1];

	for (int k = patients; k >= 0; k--)
		at_least[k] = above += mass[k];
	group_tails_prepare(&tails, g);
	for (int k = 0; k < patients; k++)
	{
		below += mass[k];
		if (k % step != 0)
			continue;
		assert_tail(group_at_most(&tails, k), below, g, k);
		assert_tail(group_at_least(&tails, k + 1.0), at_least[k + 1], g, k + 1);
	}
}

static double
some_risk(Random *random)
{
	double		risk = random_risk(random);

	return random_below(random, 2) ? risk : random_scale(random, 1e-3, 1.0);
}

static void
small_groups_are_convolved(void **state)
{
	Random		random = {1};

	(void) state;
	for (int i = 0; i < 1500; i++)
		assert_tails_of(&(RiskGroups) {
						.high_n = (double) random_below(&random, 40),.high_risk = some_risk(&random),
						.middle_n = (double) random_below(&random, 2),.middle_risk = some_risk(&random),
						.low_n = 1.0 + (double) random_below(&random, 80),.low_risk = some_risk(&random)
		});
}

static void
large_groups_are_convolved(void **state)
{
	static const RiskGroups groups[] = {
		{.low_n = 4000,.low_risk = 0.5},
		{.low_n = 4000,.low_risk = 1e-3},
		{.low_n = 4000,.low_risk = 0.999},
		{.high_n = 1500,.high_risk = 0.7,.middle_n = 1,.middle_risk = 0.4,.low_n = 2499,.low_risk = 0.05},
		{.high_n = 3,.high_risk = 1.0,.middle_n = 1,.middle_risk = 0.999999,.low_n = 3000,.low_risk = 0.01},
		{.high_n = 1200,.high_risk = 1.0 - 1e-12,.low_n = 1200,.low_risk = 1e-12},
	};

	(void) state;
	for (int i = 0; i < LENGTH(groups); i++)
		assert_tails_of(&groups[i]);
}

static void
the_ends_are_certain(void **state)
{
	const RiskGroups g = {.high_n = 3,.high_risk = 0.4,.middle_n = 1,.middle_risk = 0.2,.low_n = 6,.low_risk = 0.1};
	GroupTails	tails;

	(void) state;
	group_tails_prepare(&tails, &g);
	assert_close(group_at_most(&tails, 10.0), 1.0, 1e-14);
	assert_close(group_at_least(&tails, 0.0), 1.0, 1e-14);
	assert_true(group_at_least(&tails, 11.0) == 0.0);
}

TESTS(
	TEST(small_groups_are_convolved),
	TEST(large_groups_are_convolved),
	TEST(the_ends_are_certain),
)
