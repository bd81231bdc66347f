/*
 * proportion_interval.h
 *	  Confidence intervals of a proportion.
 */
#ifndef SR_PROPORTION_INTERVAL_H
#define SR_PROPORTION_INTERVAL_H

#include "stats/interval.h"

typedef enum ProportionMethod
{
	PROPORTION_WILSON,			/* Wilson 1927 score interval */
	PROPORTION_CLOPPER_PEARSON	/* Clopper and Pearson 1934, exact */
} ProportionMethod;

/* events of n > 0, 0 < level < 1. */
extern Interval proportion_interval(ProportionMethod method, double events, double n,
									double level);

#endif
