/*
 * ewma.h
 *	  The risk-adjusted exponentially weighted moving average: of outcomes, and
 *	  of the risks that they should follow (Grigg and Spiegelhalter, JASA
 *	  2007;102:140; Cook, Crit Care Resusc 2011).
 */
#ifndef SR_EWMA_H
#define SR_EWMA_H

#include <stdbool.h>

typedef struct Ewma
{
	double		observed;
	double		expected;
	double		variance;		/* of the first, if the risks are right */
} Ewma;

static inline Ewma
ewma_start(double start)
{
	return (Ewma) {start, start, 0.0};
}

/* One case more, of weight lambda in (0, 1]; the others fade by what is left of 1. */
static inline void
ewma_add(Ewma *ewma, bool outcome, double risk, double lambda)
{
	double		rest = 1.0 - lambda;

	ewma->observed = lambda * (outcome ? 1.0 : 0.0) + rest * ewma->observed;
	ewma->expected = lambda * risk + rest * ewma->expected;
	ewma->variance = lambda * lambda * risk * (1.0 - risk) + rest * rest * ewma->variance;
}

#endif
