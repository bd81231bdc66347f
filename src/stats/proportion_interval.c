/*
 * proportion_interval.c
 */
#include "stats/proportion_interval.h"

#include <math.h>
#include <stdbool.h>

#include "stats/rmath.h"

static Interval
wilson(double events, double n, double tail)
{
	double		z = rmath.qnorm(tail, 0.0, 1.0, false, false);
	double		centre = 2.0 * events + z * z;
	double		half = z * sqrt(z * z + 4.0 * events * (1.0 - events / n));
	double		scale = 2.0 * (n + z * z);

	return (Interval) {(centre - half) / scale, (centre + half) / scale};
}

static Interval
clopper_pearson(double events, double n, double tail)
{
	return (Interval) {
		rmath.qbeta(tail, events, n - events + 1.0, true, false),
			rmath.qbeta(tail, events + 1.0, n - events, false, false)
	};
}

Interval
proportion_interval(ProportionMethod method, double events, double n, double level)
{
	double		tail = (1.0 - level) / 2.0;
	Interval	interval = method == PROPORTION_WILSON ? wilson(events, n, tail)
		: clopper_pearson(events, n, tail);

	/* Both are closed there; rounding must not leave a gap. */
	if (events == 0.0)
		interval.lower = 0.0;
	if (events == n)
		interval.upper = 1.0;
	return interval;
}
