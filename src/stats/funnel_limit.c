/*
 * funnel_limit.c
 */
#include "stats/funnel_limit.h"

#include <math.h>

#include "stats/rmath.h"
#include "stats/root.h"

/* r less the part of its own probability by which P(X <= r) overshoots p. */
static double
interpolated_lower(const CountDistribution *d, double p)
{
	double		r = count_lower_limit(d, p);
	double		at = count_at_most(d, r);
	double		before = count_at_most(d, r - 1.0);

	return fmax(r - (at - p) / (at - before), 0.0);
}

/* The same through the upper tail, which keeps its digits near 1. */
static double
interpolated_upper(const CountDistribution *d, double tail)
{
	double		r = count_upper_limit(d, tail);
	double		beyond = count_more_than(d, r);
	double		before = count_more_than(d, r - 1.0);

	return fmax(r - (tail - beyond) / (before - beyond), 0.0);
}

double
count_limit(FunnelMethod method, const CountDistribution *d, double p)
{
	if (method == FUNNEL_SPIEGELHALTER && d->kind != COUNT_POINT)
		return p <= 0.5 ? interpolated_lower(d, p) : interpolated_upper(d, 1.0 - p);
	return p <= 0.5 ? count_lower_limit(d, p) : count_upper_limit(d, 1.0 - p);
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
test_inversion(double mean, double p)
{
	CountDistribution d = poisson_count(mean);
	GammaTail	tail = {.mean = mean, .nominal = p <= 0.5 ? p : 1.0 - p};
	double		r;

	if (p > 0.5)
	{
		r = count_upper_limit(&d, tail.nominal);
		return find_root(at_least_excess, &tail, r, r + 1.0);
	}
	r = count_lower_limit(&d, tail.nominal);
	return r > 0.0 ? find_root(at_most_excess, &tail, r - 1.0, r) : 0.0;
}

/* FunnelPlotR: a confidence interval around the expectation, as if observed. */
static double
chi_square_limit(double mean, double p)
{
	return rmath.qgamma(p, p <= 0.5 ? mean : mean + 1.0, 1.0, true, false);
}

double
poisson_count_limit(FunnelMethod method, double mean, double p)
{
	CountDistribution d = poisson_count(mean);

	switch (method)
	{
		case FUNNEL_FINGERTIPS:
			return test_inversion(mean, p);
		case FUNNEL_FUNNELPLOTR:
			return chi_square_limit(mean, p);
		case FUNNEL_EXACT:
		case FUNNEL_SPIEGELHALTER:
			break;
	}
	return count_limit(method, &d, p);
}

static double
arcsine_limit(double n, double target, double z)
{
	double		angle = asin(sqrt(target)) + z / (2.0 * sqrt(n));

	angle = fmin(fmax(angle, 0.0), M_PI_2);
	return sin(angle) * sin(angle);
}

double
binomial_proportion_limit(FunnelMethod method, double n, double target, double p)
{
	CountDistribution d = binomial_count(n, target);
	double		z;

	if (method == FUNNEL_EXACT || method == FUNNEL_SPIEGELHALTER)
		return count_limit(method, &d, p) / n;

	z = rmath.qnorm(p, 0.0, 1.0, true, false);
	if (method == FUNNEL_FUNNELPLOTR)
		return arcsine_limit(n, target, z);
	return target + z * sqrt(target * (1.0 - target) / n);
}
