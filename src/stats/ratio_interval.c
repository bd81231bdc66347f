/*
 * ratio_interval.c
 *	  Garwood, Byar and mid-P intervals of a count, as ratios to expectation.
 */
#include "stats/ratio_interval.h"

#include <math.h>
#include <stdbool.h>

#include "stats/count_distribution.h"
#include "stats/rmath.h"
#include "stats/root.h"

/* Mean square risk over mean risk below which the binomial is a Poisson to 1e-10. */
#define NEGLIGIBLE_RISK 1e-11

typedef struct MidTail
{
	double		observed;
	double		size;			/* of the binomial; unused for Poisson */
	double		nominal;		/* the tail to reach */
} MidTail;

static Interval
garwood(double observed, double tail)
{
	return (Interval) {
		.lower = observed > 0.0 ? rmath.qgamma(tail, observed, 1.0, true, false) : 0.0,
			.upper = rmath.qgamma(tail, observed + 1.0, 1.0, false, false)
	};
}

/* Breslow and Day 1987, eq. 2.12 and 2.13; the lower end is cut at 0. */
static Interval
byar(double observed, double tail)
{
	double		z = rmath.qnorm(tail, 0.0, 1.0, false, false);
	double		next = observed + 1.0;
	double		low = 1.0 - 1.0 / (9.0 * observed) - z / (3.0 * sqrt(observed));
	double		high = 1.0 - 1.0 / (9.0 * next) + z / (3.0 * sqrt(next));

	return (Interval) {
		.lower = observed > 0.0 ? fmax(observed * low * low * low, 0.0) : 0.0,
			.upper = next * high * high * high
	};
}

/* P(X > O) + P(X = O) / 2 as the mean of two tails: nothing cancels. */
static double
poisson_upper_mid_tail(double mean, const void *context)
{
	const MidTail *tail = context;

	return (rmath.ppois(tail->observed, mean, false, false)
			+ rmath.ppois(tail->observed - 1.0, mean, false, false)) / 2.0 - tail->nominal;
}

static double
poisson_lower_mid_tail(double mean, const void *context)
{
	const MidTail *tail = context;

	return (rmath.ppois(tail->observed, mean, true, false)
			+ rmath.ppois(tail->observed - 1.0, mean, true, false)) / 2.0 - tail->nominal;
}

/*
 * The mid-P interval lies inside the exact one, and is made to hold the ratio,
 * which its equation would not at levels near 0.
 */
static Interval
poisson_midp(double observed, double tail)
{
	Interval	exact = garwood(observed, tail);
	MidTail		context = {.observed = observed, .nominal = tail};

	if (observed == 0.0)
		return (Interval) {0.0, fabs(log(2.0 * tail))};
	return (Interval) {
		.lower = find_root(poisson_upper_mid_tail, &context, exact.lower, observed, 0.0),
			.upper = find_root(poisson_lower_mid_tail, &context, observed, exact.upper, 0.0)
	};
}

Interval
poisson_ratio_interval(RatioMethod method, double observed, double expected, double level)
{
	double		tail = (1.0 - level) / 2.0;
	Interval	count = method == RATIO_BYAR ? byar(observed, tail)
		: method == RATIO_MIDP ? poisson_midp(observed, tail)
		: garwood(observed, tail);

	return (Interval) {count.lower / expected, count.upper / expected};
}

/* Of the success probability, for any real size >= observed. */
static Interval
clopper_pearson_real(double observed, double size, double tail)
{
	return (Interval) {
		.lower = observed > 0.0
			? rmath.qbeta(tail, observed, size - observed + 1.0, true, false) : 0.0,
			.upper = observed < size
			? rmath.qbeta(tail, observed + 1.0, size - observed, false, false) : 1.0
	};
}

/* P(X >= k) of a binomial whose size is any real. */
static double
at_least(double k, double size, double success, bool complement)
{
	if (k <= 0.0)
		return complement ? 0.0 : 1.0;
	if (k >= size + 1.0)
		return complement ? 1.0 : 0.0;
	return rmath.pbeta(success, k, size - k + 1.0, !complement, false);
}

static double
binomial_mid_tail(double success, const MidTail *tail, bool lower)
{
	return (at_least(tail->observed, tail->size, success, lower)
			+ at_least(tail->observed + 1.0, tail->size, success, lower)) / 2.0 - tail->nominal;
}

static double
binomial_upper_mid_tail(double success, const void *context)
{
	return binomial_mid_tail(success, context, false);
}

static double
binomial_lower_mid_tail(double success, const void *context)
{
	return binomial_mid_tail(success, context, true);
}

static Interval
binomial_midp(double observed, double size, double tail)
{
	Interval	exact = clopper_pearson_real(observed, size, tail);
	MidTail		context = {.observed = observed, .size = size, .nominal = tail};
	double		estimate = observed / size;

	return (Interval) {
		.lower = observed > 0.0
			? find_root(binomial_upper_mid_tail, &context, exact.lower, estimate, 0.0) : 0.0,
			.upper = observed < size
			? find_root(binomial_lower_mid_tail, &context, estimate, exact.upper, 0.0) : 1.0
	};
}

typedef struct GroupTail
{
	const RiskSums *sums;
	double		observed;
	double		nominal;
	bool		mid;
} GroupTail;

/* P(X <= observed), or its mid-P, at a ratio, less the nominal tail. */
static double
at_most_observed(double ratio, const void *context)
{
	const GroupTail *tail = context;
	const RiskSums *s = tail->sums;
	CountDistribution d = poisson_binomial_count(s->n, s->e, s->v, s->k, ratio);
	CountTails	tails;
	double		at_most;

	count_tails_prepare(&tails, &d);
	at_most = count_at_most(&tails, tail->observed);
	if (tail->mid)
		at_most = (at_most + count_at_most(&tails, tail->observed - 1.0)) / 2.0;
	return at_most - tail->nominal;
}

/*
 * The matched binomial has no room for ratios that would lift a risk beyond 1,
 * and ends early.  There the upper end is sought among the risk groups, held at
 * 1, that funnel() would use with that ratio as its target; at most it is n / E,
 * the greatest ratio there can be.
 */
static double
upper_among_groups(RatioMethod method, double observed, const RiskSums *sums, double tail,
				   double upper)
{
	GroupTail	context = {sums, observed, tail, method == RATIO_MIDP};
	RiskSums	lifted = *sums;
	double		most = sums->n / sums->e;

	lifted.target = upper;
	if (upper >= most || !risk_groups(&lifted).cut)
		return upper;
	if (at_most_observed(upper, &context) <= 0.0)
		return upper;
	return find_root(at_most_observed, &context, upper, most, 0.0);
}

Interval
poisson_binomial_ratio_interval(RatioMethod method, double observed, const RiskSums *sums,
								double squares, bool patients, double level)
{
	double		tail = (1.0 - level) / 2.0;
	double		size;
	Interval	ratio;

	if (squares <= NEGLIGIBLE_RISK * sums->e)
		return poisson_ratio_interval(method, observed, sums->e, level);

	size = fmax(sums->e * sums->e / squares, observed);
	ratio = method == RATIO_MIDP ? binomial_midp(observed, size, tail)
		: clopper_pearson_real(observed, size, tail);
	ratio.lower *= size / sums->e;
	ratio.upper *= size / sums->e;
	if (patients)
		ratio.upper = upper_among_groups(method, observed, sums, tail, ratio.upper);
	return ratio;
}
