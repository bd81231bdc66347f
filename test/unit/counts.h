/*
 * counts.h
 *	  Distributions of counts under test: how they are made, and what holds of
 *	  each.
 */
#ifndef SR_TEST_COUNTS_H
#define SR_TEST_COUNTS_H

#include "unit.h"

#include "stats/count_distribution.h"

/* So many patients of one risk more. */
static inline void
add_risks(RiskSums *sums, double patients, double risk)
{
	double		variance = risk * (1.0 - risk);

	sums->n += patients;
	sums->e += patients * risk;
	sums->v += patients * variance;
	sums->k += patients * variance * (1.0 - 2.0 * risk);
}

static inline CountDistribution
count_of(const RiskSums *s)
{
	return poisson_binomial_count(s->n, s->e, s->v, s->k, s->target);
}

static inline CountDistribution
two_groups(double n1, double p1, double n2, double p2, double target)
{
	RiskSums	sums = {.target = target};

	add_risks(&sums, n1, p1);
	add_risks(&sums, n2, p2);
	return count_of(&sums);
}

/* A distribution with its tails; not to be copied, for they point into it. */
typedef struct Count
{
	CountDistribution d;
	CountTails	tails;
} Count;

static inline void
make(Count *count, CountDistribution d)
{
	count->d = d;
	count_tails_prepare(&count->tails, &count->d);
}

static inline void
assert_limits_by_definition(const CountTails *t, double p)
{
	double		lower = count_lower_limit(t, p);
	double		upper = count_upper_limit(t, p);
	double		reached = p * REACHED;
	bool		whole = lower >= 0.0 && lower == floor(lower) && upper >= 0.0 && upper == floor(upper);

	assert_holds(whole && lower <= t->d->top && upper <= t->d->top
				 && count_at_most(t, lower - 1.0) <= reached && count_at_most(t, lower) > reached
				 && count_more_than(t, upper) <= reached
				 && (upper == 0.0 || count_more_than(t, upper - 1.0) > reached),
				 "kind %d mean %.17g variance %.17g p %g: %g to %g", t->d->kind, t->d->mean,
				 t->d->variance, p, lower, upper);
}

/* Tails are probabilities, complementary, and move one way. */
static inline void
assert_sane_tails(const CountTails *t)
{
	double		width = ceil(4.0 * sqrt(t->d->variance)) + 3.0;
	double		step = fmax(1.0, floor(width / 50.0));
	double		at_most = 0.0,
				more_than = 1.0;

	assert_true(count_at_most(t, -1.0) == 0.0 && count_more_than(t, -1.0) == 1.0);
	for (double k = fmax(0.0, floor(t->d->mean) - width); k <= t->d->mean + width; k += step)
	{
		double		next = count_at_most(t, k);
		double		rest = count_more_than(t, k);

		assert_holds(is_probability(next) && is_probability(rest) && fabs(next + rest - 1.0) < 1e-11
					 && next >= at_most * (1.0 - 1e-12) && rest <= more_than * (1.0 + 1e-12),
					 "kind %d mean %.17g variance %.17g at %g: at most %.17g then %.17g, more %.17g then %.17g",
					 t->d->kind, t->d->mean, t->d->variance, k, at_most, next, more_than, rest);
		at_most = next;
		more_than = rest;
	}
}

static inline void
assert_sound(CountDistribution d)
{
	static const double tails[] = {1e-300, 1e-15, 1e-6, 0.001, 0.025, 0.1, 0.4, 0.5, 0.9, 0.999};
	Count		c;

	make(&c, d);
	assert_sane_tails(&c.tails);
	for (int i = 0; i < LENGTH(tails); i++)
		assert_limits_by_definition(&c.tails, tails[i]);
}

#endif
