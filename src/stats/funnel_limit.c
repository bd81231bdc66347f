/*
 * funnel_limit.c
 */
#include "stats/funnel_limit.h"

#include <math.h>

#include "stats/rmath.h"
#include "stats/root.h"

/* r less the part of its own probability by which P(X <= r) overshoots the tail. */
static double
interpolated_lower(const CountTails *tails, double tail)
{
	double		r = count_lower_limit(tails, tail);
	double		at = count_at_most(tails, r);
	double		before = count_at_most(tails, r - 1.0);

	return fmax(r - (at - tail) / (at - before), 0.0);
}

/* The same through the upper tail, which keeps its digits near 1. */
static double
interpolated_upper(const CountTails *tails, double tail)
{
	double		r = count_upper_limit(tails, tail);
	double		beyond = count_more_than(tails, r);
	double		before = count_more_than(tails, r - 1.0);

	return fmax(r - (tail - beyond) / (before - beyond), 0.0);
}

double
count_limit(FunnelMethod method, const CountTails *tails, LimitSide side, double tail)
{
	if (method == FUNNEL_SPIEGELHALTER && tails->d->variance > 0.0)
		return side == LOWER_LIMIT ? interpolated_lower(tails, tail)
			: interpolated_upper(tails, tail);
	return side == LOWER_LIMIT ? count_lower_limit(tails, tail) : count_upper_limit(tails, tail);
}

typedef struct GammaTail
{
	double		mean;
	double		nominal;
} GammaTail;

/* P(X >= count), count any real above 0, less the nominal tail. */
static double
at_least_excess(double count, const void *context)
{
	const GammaTail *tail = context;

	return (count > 0.0 ? rmath.pgamma(tail->mean, count, 1.0, true, false) : 1.0) - tail->nominal;
}

/* P(X <= count), count any real above -1, less the nominal tail. */
static double
at_most_excess(double count, const void *context)
{
	const GammaTail *tail = context;

	return rmath.pgamma(tail->mean, count + 1.0, 1.0, false, false) - tail->nominal;
}

/*
 * The count, taken as a real, whose Garwood interval ends at the mean: the
 * curve of PHEindicatormethods, read at the unit's own expectation.
 */
static double
test_inversion(double mean, LimitSide side, double nominal)
{
	CountDistribution d = poisson_count(mean);
	CountTails	tails;
	GammaTail	tail = {mean, nominal};
	double		r;

	count_tails_prepare(&tails, &d);
	if (side == UPPER_LIMIT)
	{
		r = count_upper_limit(&tails, nominal);
		return find_root(at_least_excess, &tail, r, r + 1.0, 0.0);
	}
	r = count_lower_limit(&tails, nominal);
	return r > 0.0 ? find_root(at_most_excess, &tail, r - 1.0, r, 0.0) : 0.0;
}

/* FunnelPlotR: a confidence interval around the expectation, as if observed. */
static double
chi_square_limit(double mean, LimitSide side, double tail)
{
	return side == LOWER_LIMIT ? rmath.qgamma(tail, mean, 1.0, true, false)
		: rmath.qgamma(tail, mean + 1.0, 1.0, false, false);
}

double
poisson_count_limit(FunnelMethod method, double mean, LimitSide side, double tail)
{
	CountDistribution d = poisson_count(mean);
	CountTails	tails;

	switch (method)
	{
		case FUNNEL_FINGERTIPS:
			return test_inversion(mean, side, tail);
		case FUNNEL_FUNNELPLOTR:
			return chi_square_limit(mean, side, tail);
		case FUNNEL_EXACT:
		case FUNNEL_SPIEGELHALTER:
			break;
	}
	count_tails_prepare(&tails, &d);
	return count_limit(method, &tails, side, tail);
}

static double
arcsine_limit(double n, double target, double z)
{
	double		angle = asin(sqrt(target)) + z / (2.0 * sqrt(n));

	angle = fmin(fmax(angle, 0.0), M_PI_2);
	return sin(angle) * sin(angle);
}

double
binomial_proportion_limit(FunnelMethod method, double n, double target, LimitSide side,
						  double tail)
{
	CountDistribution d = binomial_count(n, target);
	CountTails	tails;
	double		z;

	count_tails_prepare(&tails, &d);
	if (method == FUNNEL_EXACT || method == FUNNEL_SPIEGELHALTER)
		return count_limit(method, &tails, side, tail) / n;

	z = rmath.qnorm(tail, 0.0, 1.0, side == LOWER_LIMIT, false);
	if (method == FUNNEL_FUNNELPLOTR)
		return arcsine_limit(n, target, z);
	return target + z * sqrt(target * (1.0 - target) / n);
}
