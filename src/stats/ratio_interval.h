/*
 * ratio_interval.h
 *	  Confidence intervals of observed over expected.
 */
#ifndef SR_RATIO_INTERVAL_H
#define SR_RATIO_INTERVAL_H

#include <stdbool.h>

#include "stats/interval.h"
#include "stats/risk_groups.h"

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
 * Risks known by their sums, and the sum of their squares: observed ~
 * Binomial(m, ratio * E / m), m = E^2 / squares, which matches mean and variance.
 * Clopper and Pearson's interval for equal risks, Garwood's as risks vanish.  m
 * is at least observed, so that the interval holds the ratio itself.  Where all
 * are patients and the upper end would lift a risk group beyond 1, that end is
 * where the groups, held at 1, have the nominal tail.  Not for RATIO_BYAR; the
 * sums' target is not used.
 */
extern Interval poisson_binomial_ratio_interval(RatioMethod method, double observed,
												const RiskSums *sums, double squares,
												bool patients, double level);

#endif
