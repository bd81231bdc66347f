/*
 * count_distribution.c
 *	  Tails and limits of a number of events.
 */
#include "stats/count_distribution.h"

#include <math.h>

#include "stats/rmath.h"

/* Below this success probability a binomial and a Poisson tail agree to 1e-9. */
#define SMALL_SUCCESS 1e-10

CountDistribution
poisson_count(double mean)
{
	return (CountDistribution) {
		.kind = mean > 0.0 ? COUNT_POISSON : COUNT_CERTAIN,
		.mean = mean,.variance = mean,.third = mean,.top = INFINITY
	};
}

CountDistribution
binomial_count(double n, double success)
{
	double		variance = n * success * (1.0 - success);

	return (CountDistribution) {
		.kind = variance > 0.0 ? COUNT_BINOMIAL : COUNT_CERTAIN,
		.mean = n * success,.variance = variance,
		.third = variance * (1.0 - 2.0 * success),
		.top = n,.size = n,.success = success
	};
}

/* shift + Binomial(size, success) with the mean, variance and third cumulant. */
static void
translate_binomial(CountDistribution *d)
{
	double		success = (1.0 - d->third / d->variance) / 2.0;

	if (!(d->variance > 0.0) || success < SMALL_SUCCESS)
	{
		*d = poisson_count(d->mean);
		return;
	}
	d->kind = COUNT_TRANSLATED_BINOMIAL;
	d->success = fmin(success, 1.0 - SMALL_SUCCESS);
	d->size = d->variance / (d->success * (1.0 - d->success));
	d->shift = d->mean - d->size * d->success;
}

/*
 * Of the risks times target; where that may hold risks back at 1, of the groups
 * as they then are.
 */
static double
scaled_variance(const RiskSums *sums)
{
	double		formula = sums->target * sums->e
		- sums->target * sums->target * (sums->e - sums->v);
	RiskGroups	groups;

	if (sums->target <= 1.0)
		return formula > 0.0 ? formula : 0.0;
	groups = risk_groups(sums);
	return groups.cut ? risk_groups_variance(&groups) : formula;
}

static double
scaled_third(const RiskSums *sums)
{
	double		squares = sums->e - sums->v;
	double		cubes = (sums->k - sums->e + 3.0 * squares) / 2.0;
	double		t = sums->target;

	return t * sums->e - 3.0 * t * t * squares + 2.0 * t * t * t * cubes;
}

CountDistribution
poisson_binomial_count(double n, double e, double v, double k, double target)
{
	CountDistribution d = {
		.kind = COUNT_GROUPS,.mean = target * e,.top = n,.sums = {n, e, v, k, target}
	};

	d.variance = scaled_variance(&d.sums);
	d.third = scaled_third(&d.sums);
	if (d.variance > GROUP_VARIANCE_LIMIT)
		translate_binomial(&d);
	return d;
}

CountDistribution
matched_count(double e, double v, double k, double target)
{
	RiskSums	sums = {.e = e,.v = v,.k = k,.target = target};
	CountDistribution d = {.mean = target * e,.top = INFINITY};

	d.variance = d.mean - target * target * (e - v);
	d.third = scaled_third(&sums);
	translate_binomial(&d);
	return d;
}

void
count_tails_prepare(CountTails *tails, const CountDistribution *d)
{
	tails->d = d;
	if (d->kind == COUNT_GROUPS)
	{
		RiskGroups	groups = risk_groups(&d->sums);

		group_tails_prepare(&tails->groups, &groups);
	}
}

static double
certain_count(const CountDistribution *d)
{
	return fmin(round(d->mean), d->top);
}

/* P(X <= k), or P(X > k) where !lower, of a binomial whose size is any real. */
static double
real_binomial_tail(double k, double size, double success, bool lower)
{
	if (k <= -1.0)
		return lower ? 0.0 : 1.0;
	if (k >= size)
		return lower ? 1.0 : 0.0;
	return rmath.pbeta(success, k + 1.0, size - k, !lower, false);
}

/* P(X <= k), or P(X > k) where !lower, for 0 <= k < top. */
static double
tail_within(const CountTails *tails, double k, bool lower)
{
	const CountDistribution *d = tails->d;

	switch (d->kind)
	{
		case COUNT_POISSON:
			return rmath.ppois(k, d->mean, lower, false);
		case COUNT_BINOMIAL:
			return rmath.pbinom(k, d->size, d->success, lower, false);
		case COUNT_GROUPS:
			return lower ? group_at_most(&tails->groups, k)
				: group_at_least(&tails->groups, k + 1.0);
		case COUNT_TRANSLATED_BINOMIAL:
			return real_binomial_tail(k - d->shift, d->size, d->success, lower);
		case COUNT_CERTAIN:
			break;
	}
	return (k >= certain_count(d)) == lower ? 1.0 : 0.0;
}

double
count_at_most(const CountTails *tails, double k)
{
	if (k < 0.0)
		return 0.0;
	return k >= tails->d->top ? 1.0 : tail_within(tails, k, true);
}

double
count_more_than(const CountTails *tails, double k)
{
	if (k < 0.0)
		return 1.0;
	return k >= tails->d->top ? 0.0 : tail_within(tails, k, false);
}

/* Cornish and Fisher's quantile to the skewness: where a search may begin. */
static double
guess_quantile(const CountDistribution *d, double z)
{
	double		guess;

	if (!(d->variance > 0.0))
		return certain_count(d);
	guess = floor(d->mean + z * sqrt(d->variance)
				  + (z * z - 1.0) * d->third / (6.0 * d->variance));
	return guess > 0.0 ? fmin(guess, fmin(d->top, COUNT_LARGEST)) : 0.0;
}

/*
 * A tail reaches a nominal probability within this, lest the last binary digit
 * of either decide what a unit is called: three deaths of three at a risk of
 * 0.1 have the probability 0.001.
 */
#define REACHED (1.0 + 1e-12)

typedef bool (*CountTest) (const CountTails *tails, double r, double p);

static bool
few_lie_above(const CountTails *tails, double r, double p)
{
	return count_more_than(tails, r) <= p * REACHED;
}

static bool
many_lie_at_or_below(const CountTails *tails, double r, double p)
{
	return count_at_most(tails, r) > p * REACHED;
}

/* Steps down from a passing guess, ever further, to one that fails or to -1. */
static double
failing_below(CountTest passes, const CountTails *tails, double p, double *passing)
{
	double		failing = *passing - 1.0;

	for (double step = 1.0; failing >= 0.0 && passes(tails, failing, p); step *= 2.0)
	{
		*passing = failing;
		failing = fmax(failing - step, -1.0);
	}
	return failing;
}

/* Steps up from a failing guess, ever further, to one that passes. */
static double
passing_above(CountTest passes, const CountTails *tails, double p, double *failing)
{
	double		passing = *failing + 1.0;

	for (double step = 1.0; passing < COUNT_LARGEST && !passes(tails, passing, p); step *= 2.0)
	{
		*failing = passing;
		passing += step;
	}
	return passing;
}

/*
 * The least r >= 0 that passes a test which, once passed, is passed by all
 * greater r: bracketed by steps away from the guess, then halved.
 */
static double
least_passing(CountTest passes, const CountTails *tails, double p, double guess)
{
	double		passing = guess,
				failing = guess;

	if (passes(tails, guess, p))
		failing = failing_below(passes, tails, p, &passing);
	else
		passing = passing_above(passes, tails, p, &failing);

	while (passing - failing > 1.0)
	{
		double		middle = floor((passing + failing) / 2.0);

		if (passes(tails, middle, p))
			passing = middle;
		else
			failing = middle;
	}
	return passing;
}

static double
normal_deviate(double tail)
{
	return rmath.qnorm(tail, 0.0, 1.0, false, false);
}

/* P(X < r) <= p for the greatest r is P(X <= r) > p for the least. */
double
count_lower_limit(const CountTails *tails, double p)
{
	return least_passing(many_lie_at_or_below, tails, p,
						 guess_quantile(tails->d, -normal_deviate(p)));
}

double
count_upper_limit(const CountTails *tails, double p)
{
	return least_passing(few_lie_above, tails, p, guess_quantile(tails->d, normal_deviate(p)));
}
