/*
 * test_event_counts.c
 *	  Quantiles of a number of events against R's binomial and against plain
 *	  enumeration.
 */
#include "unit.h"

#include "stats/event_counts.h"

#define MOST_CASES 5000

static double space[MOST_CASES + 1];

static void
equal_risks_are_binomial(void **state)
{
	static const double risks[] = {0.001, 0.03, 0.3, 0.97};
	static const double tails[] = {0.25, 0.025, 0.001, 1e-9, 1e-16};

	(void) state;
	for (int r = 0; r < LENGTH(risks); r++)
	{
		EventCounts counts;

		event_counts_start(&counts, space);
		for (int n = 1; n <= MOST_CASES; n++)
		{
			event_counts_add(&counts, risks[r]);
			if (n % 997 != 0 && n > 20)
				continue;
			for (int t = 0; t < LENGTH(tails); t++)
			{
				int			lower = event_counts_lower(&counts, tails[t]);
				int			upper = event_counts_upper(&counts, tails[t]);

				assert_true(rmath.pbinom(lower, n, risks[r], true, false) >= tails[t] * (1 - 1e-9));
				assert_true(lower == 0 || rmath.pbinom(lower - 1, n, risks[r], true, false) < tails[t]);
				assert_true(rmath.pbinom(upper, n, risks[r], false, false) <= tails[t] * (1 + 1e-9));
				assert_true(upper == 0 || rmath.pbinom(upper - 1, n, risks[r], false, false) > tails[t]);
			}
		}
	}
}

/* P(X <= k) over all outcomes of a few cases. */
static double
at_most_by_enumeration(const double *risks, int n, int k)
{
	double		sum = 0.0;

	for (int outcomes = 0; outcomes < 1 << n; outcomes++)
	{
		double		probability = 1.0;

		if (__builtin_popcount((unsigned) outcomes) > k)
			continue;
		for (int i = 0; i < n; i++)
			probability *= outcomes >> i & 1 ? risks[i] : 1.0 - risks[i];
		sum += probability;
	}
	return sum;
}

static void
unlike_risks_against_enumeration(void **state)
{
	Random		random = {5};
	double		risks[12];

	(void) state;
	for (int round = 0; round < 200; round++)
	{
		EventCounts counts;
		double		p = 0.001 + 0.4 * random_unit(&random);
		int			lower = 0,
					upper = 0;

		event_counts_start(&counts, space);
		for (int i = 0; i < LENGTH(risks); i++)
		{
			risks[i] = random_below(&random, 6) ? random_unit(&random) : (double) random_below(&random, 2);
			event_counts_add(&counts, risks[i]);
		}
		while (at_most_by_enumeration(risks, LENGTH(risks), lower) < p)
			lower++;
		while (at_most_by_enumeration(risks, LENGTH(risks), upper) < 1.0 - p)
			upper++;
		assert_int_equal(event_counts_lower(&counts, p), lower);
		assert_int_equal(event_counts_upper(&counts, p), upper);
	}
}

static void
no_cases_and_certain_ones(void **state)
{
	EventCounts counts;

	(void) state;
	event_counts_start(&counts, space);
	assert_int_equal(event_counts_lower(&counts, 0.5), 0);
	assert_int_equal(event_counts_upper(&counts, 0.5), 0);
	for (int i = 0; i < MOST_CASES; i++)
		event_counts_add(&counts, i % 2);
	assert_int_equal(event_counts_lower(&counts, 1e-300), MOST_CASES / 2);
	assert_int_equal(event_counts_upper(&counts, 1e-300), MOST_CASES / 2);
}

TESTS(
	TEST(equal_risks_are_binomial),
	TEST(unlike_risks_against_enumeration),
	TEST(no_cases_and_certain_ones),
)
