/*
 * cusum.h
 *	  What all SQL functions of CUSUM charts ask of their arguments.
 */
#ifndef SR_CUSUM_SQL_H
#define SR_CUSUM_SQL_H

#include "compat.h"

#include "stats/cusum.h"

/* An odds ratio, or a rate ratio, to look for: 0.001 to 1000, not 1; or 22003. */
extern CusumOdds sr_cusum_odds(double odds_ratio, const char *what);

#endif
