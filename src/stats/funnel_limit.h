/*
 * funnel_limit.h
 *	  Control limits of a funnel plot, by the conventions in use.
 *
 * p is the probability below a limit: 0.025 and 0.975 are the 95 % limits.
 */
#ifndef SR_FUNNEL_LIMIT_H
#define SR_FUNNEL_LIMIT_H

#include "stats/count_distribution.h"

typedef enum FunnelMethod
{
	FUNNEL_EXACT,				/* the count that the exact tail allows */
	FUNNEL_SPIEGELHALTER,		/* interpolated: Stat Med 2005;24:1185, appendix */
	FUNNEL_FINGERTIPS,			/* PHEindicatormethods: test inversion; normal for proportions */
	FUNNEL_FUNNELPLOTR			/* R FunnelPlotR: chi-square; arcsine for proportions */
} FunnelMethod;

/* As a count, for FUNNEL_EXACT and FUNNEL_SPIEGELHALTER, of any distribution. */
extern double count_limit(FunnelMethod method, const CountDistribution *d, double p);

/* As a count, mean > 0. */
extern double poisson_count_limit(FunnelMethod method, double mean, double p);

/* As a proportion, n > 0, 0 <= target <= 1. */
extern double binomial_proportion_limit(FunnelMethod method, double n, double target, double p);

#endif
