/*
 * geometric_limit.h
 *	  Limits for the number of cases up to and with a rare event (g chart;
 *	  Benneyan, Health Care Manag Sci 2001;4:305-318): geometric.
 */
#ifndef SR_GEOMETRIC_LIMIT_H
#define SR_GEOMETRIC_LIMIT_H

#include <stdbool.h>
#include <stdint.h>

/* Quantiles ln(1 - q) / ln(1 - rate); NaN unless 0 < rate < 1. */
typedef struct GapLimits
{
	double		lower;
	double		centre;			/* the median */
	double		upper;
} GapLimits;

extern GapLimits gap_limits(double rate, double level);

/*
 * "sooner": an event after so few cases has at most (1 - level) / 2 of chance;
 * "later": so many without an event have.  NULL without limits.
 */
extern const char *gap_status(const GapLimits *limits, int64_t cases, bool event);

#endif
