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
		.kind = mean > 0.0 ? COUNT_POISSON : COUNT_POINT,
		.mean = mean, .variance = mean, .third = mean, .top = INFINITY
	};
}

CountDistribution
binomial_count(double n, double success)
{
	double		variance = n * success * (1.0 - success);

	return (CountDistribution) {
		.kind = variance > 0.0 ? COUNT_BINOMIAL : COUNT_POINT,
		.mean = n * success, .variance = variance,
		.third = variance * (1.0 - 2.0 * success),
		.top = n, .size = n, .failure = 1.0 - success
	};
}

static double
clamp_unit(double x)
{
	return x > 0.0 ? (x < 1.0 ? x : 1.0) : 0.0;
}

static void
match_three_cumulants(CountDistribution *d)
{
	double		lean = d->third / d->variance;
	double		success = clamp_unit((1.0 - lean) / 2.0);
	double		failure = clamp_unit((1.0 + lean) / 2.0);

	d->failure = failure;
	if (success < SMALL_SUCCESS)
		d->kind = COUNT_TRANSLATED_POISSON;
	else if (failure < SMALL_SUCCESS)
		d->kind = COUNT_REFLECTED_POISSON;
	else
	{
		d->kind = COUNT_TRANSLATED_BINOMIAL;
		d->size = d->variance / (success * failure);
		d->shift = d->mean - d->size * success;
	}
	if (d->kind == COUNT_TRANSLATED_POISSON)
		d->shift = d->mean - d->variance;
}

/* Used in the lower tail only, where a shift above 0 would leave out low counts. */
static void
match_two_cumulants(CountDistribution *d)
{
	double		squares = d->mean - d->variance;	/* sum of p^2 */

	if (d->shift > 0.0 && squares > SMALL_SUCCESS * d->mean)
	{
		d->size2 = d->mean * d->mean / squares;
		d->failure2 = d->variance / d->mean;
	}
}

CountDistribution
poisson_binomial_count(double n, double e, double v, double k, double target)
{
	double		squares = e - v;
	double		cubes = (k - e + 3.0 * squares) / 2.0;
	double		t2 = target * target;
	CountDistribution d = {.kind = COUNT_POINT, .top = n};

	d.mean = target * e;
	d.variance = d.mean - t2 * squares;
	d.third = d.mean - 3.0 * t2 * squares + 2.0 * t2 * target * cubes;
	if (d.variance > 0.0)
	{
		match_three_cumulants(&d);
		match_two_cumulants(&d);
	}
	else
		d.variance = d.third = 0.0;
	return d;
}

static double
certain_count(const CountDistribution *d)
{
	return fmin(round(d->mean), d->top);
}

/* P(X <= k), or P(X > k) where !lower, of a binomial whose size is any real. */
static double
real_binomial_tail(double k, double size, double failure, bool lower)
{
	if (k <= -1.0)
		return lower ? 0.0 : 1.0;
	if (k >= size)
		return lower ? 1.0 : 0.0;
	return rmath.pbeta(failure, size - k, k + 1.0, lower, false);
}

static double
matched_tail(const CountDistribution *d, double k, bool lower)
{
	double		from_shift = k - d->shift;

	switch (d->kind)
	{
		case COUNT_POISSON:
			return rmath.ppois(k, d->mean, lower, false);
		case COUNT_BINOMIAL:
			return rmath.pbinom(k, d->size, 1.0 - d->failure, lower, false);
		case COUNT_TRANSLATED_BINOMIAL:
			return real_binomial_tail(from_shift, d->size, d->failure, lower);
		case COUNT_TRANSLATED_POISSON:
			if (from_shift <= -1.0)
				return lower ? 0.0 : 1.0;
			return rmath.pgamma(d->variance, from_shift + 1.0, 1.0, !lower, false);
		case COUNT_REFLECTED_POISSON:
			if (k >= d->mean + d->variance)
				return lower ? 1.0 : 0.0;
			return rmath.pgamma(d->variance, d->mean + d->variance - k, 1.0, lower, false);
		case COUNT_POINT:
			break;
	}
	return (k >= certain_count(d)) == lower ? 1.0 : 0.0;
}

static bool
two_moments_count(const CountDistribution *d, double k)
{
	return d->size2 > 0.0 && k < d->mean;
}

double
count_at_most(const CountDistribution *d, double k)
{
	double		tail;

	if (k < 0.0)
		return 0.0;
	if (k >= d->top)
		return 1.0;
	tail = matched_tail(d, k, true);
	if (two_moments_count(d, k))
		tail = fmax(tail, real_binomial_tail(k, d->size2, d->failure2, true));
	return tail;
}

double
count_more_than(const CountDistribution *d, double k)
{
	if (k < 0.0)
		return 1.0;
	if (k >= d->top)
		return 0.0;
	if (two_moments_count(d, k))
		return 1.0 - count_at_most(d, k);
	return matched_tail(d, k, false);
}

/* Cornish and Fisher's quantile to the skewness: where a search may begin. */
static double
guess_quantile(const CountDistribution *d, double p)
{
	double		z,
				guess;

	if (!(d->variance > 0.0))
		return certain_count(d);
	z = rmath.qnorm(p, 0.0, 1.0, true, false);
	guess = floor(d->mean + z * sqrt(d->variance)
				  + (z * z - 1.0) * d->third / (6.0 * d->variance));
	return guess > 0.0 ? fmin(guess, d->top) : 0.0;
}

typedef bool (*CountTest) (const CountDistribution *d, double r, double p);

static bool
few_lie_above(const CountDistribution *d, double r, double p)
{
	return count_more_than(d, r) <= p;
}

static bool
many_lie_at_or_below(const CountDistribution *d, double r, double p)
{
	return count_at_most(d, r) > p;
}

/*
 * The least r >= 0 that passes a test which, once passed, is passed by all
 * greater r.  Steps double away from the guess until they bracket it.
 */
static double
least_passing(CountTest passes, const CountDistribution *d, double p, double guess)
{
	double		passing,
				failing,
				step = 1.0;

	if (passes(d, guess, p))
	{
		for (passing = guess, failing = guess - 1.0;
			 failing >= 0.0 && passes(d, failing, p);
			 step *= 2.0)
		{
			passing = failing;
			failing = fmax(failing - step, -1.0);
		}
	}
	else
	{
		for (failing = guess, passing = guess + 1.0;
			 !passes(d, passing, p);
			 step *= 2.0)
		{
			failing = passing;
			passing += step;
		}
	}

	while (passing - failing > 1.0)
	{
		double		middle = floor((passing + failing) / 2.0);

		if (passes(d, middle, p))
			passing = middle;
		else
			failing = middle;
	}
	return passing;
}

/* P(X < r) <= p for the greatest r is P(X <= r) > p for the least. */
double
count_lower_limit(const CountDistribution *d, double p)
{
	return least_passing(many_lie_at_or_below, d, p, guess_quantile(d, p));
}

double
count_upper_limit(const CountDistribution *d, double p)
{
	return least_passing(few_lie_above, d, p, guess_quantile(d, 1.0 - p));
}
