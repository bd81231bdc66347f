/*
 * geometric_limit.c
 */
#include "stats/geometric_limit.h"

#include <math.h>
#include <stddef.h>

/* A count within this of a limit reaches it, lest the last digit decide. */
#define REACHED (1.0 + 1e-12)

GapLimits
gap_limits(double rate, double level)
{
	double		tail = (1.0 - level) / 2.0;
	double		decay = log1p(-rate);

	if (!(rate > 0.0 && rate < 1.0))
		return (GapLimits) {NAN, NAN, NAN};
	return (GapLimits) {log1p(-tail) / decay, log(0.5) / decay, log(tail) / decay};
}

const char *
gap_status(const GapLimits *limits, int64_t cases, bool event)
{
	double		without = (double) (cases - event);

	if (isnan(limits->centre))
		return NULL;
	if (event && (double) cases <= limits->lower * REACHED)
		return "sooner";
	if (without * REACHED >= limits->upper)
		return "later";
	return "within limits";
}
