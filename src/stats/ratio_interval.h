/*
 * ratio_interval.h
 *	  Confidence intervals of observed over expected.
 */
#ifndef SR_RATIO_INTERVAL_H
#define SR_RATIO_INTERVAL_H

#include "stats/interval.h"

typedef enum RatioMethod
{
	RATIO_EXACT,				/* Garwood 1936; Clopper and Pearson 1934 */
	RATIO_BYAR,					/* Breslow and Day 1987; Poisson only */
	RATIO_MIDP
} RatioMethod;

/* observed ~ Poisson(ratio * expected); expected > 0, 0 < level < 1. */
extern Interval poisson_ratio_interval(RatioMethod method, double observed, double expected,
									   double level);

/*
 * Patient-level risks with the given sum and sum of squares: observed ~
 * Binomial(m, ratio * expected / m), m = expected^2 / squares, which matches
 * mean and variance.  Clopper and Pearson's interval for equal risks, Garwood's
 * as risks vanish.  m is at least observed, so that the interval holds the
 * ratio itself.  Not for RATIO_BYAR.
 */
extern Interval poisson_binomial_ratio_interval(RatioMethod method, double observed,
												double expected, double squares, double level);

#endif
