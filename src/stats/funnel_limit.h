/*
 * funnel_limit.h
 *	  Control limits of a funnel plot, by the conventions in use.
 *
 * A limit has the probability "tail" beyond it: 0.025 for the 95 % limits.
 */
#ifndef SR_FUNNEL_LIMIT_H
#define SR_FUNNEL_LIMIT_H

#include "stats/count_distribution.h"

typedef enum LimitSide
{
	LOWER_LIMIT,
	UPPER_LIMIT
} LimitSide;

typedef enum FunnelMethod
{
	FUNNEL_EXACT,				/* the count that the exact tail allows */
	FUNNEL_SPIEGELHALTER,		/* interpolated: Stat Med 2005;24:1185, appendix */
	FUNNEL_FINGERTIPS,			/* PHEindicatormethods: test inversion; normal for proportions */
	FUNNEL_FUNNELPLOTR			/* R FunnelPlotR: chi-square; arcsine for proportions */
} FunnelMethod;

/* As a count, for FUNNEL_EXACT and FUNNEL_SPIEGELHALTER, of any distribution. */
extern double count_limit(FunnelMethod method, const CountTails *tails, LimitSide side,
						  double tail);

/* As a count, mean > 0. */
extern double poisson_count_limit(FunnelMethod method, double mean, LimitSide side, double tail);

/* As a proportion, n > 0, 0 <= target <= 1. */
extern double binomial_proportion_limit(FunnelMethod method, double n, double target,
										LimitSide side, double tail);

#endif
