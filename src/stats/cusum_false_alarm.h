/*
 * cusum_false_alarm.h
 *	  The chance that a risk-adjusted CUSUM over given cases signals at least
 *	  once although nothing is wrong with them.
 */
#ifndef SR_CUSUM_FALSE_ALARM_H
#define SR_CUSUM_FALSE_ALARM_H

#include "stats/cusum_run_length.h"

/* Numbers that cusum_false_alarm() needs as its space. */
extern size_t cusum_false_alarm_space(void);

/*
 * For the risks in the order of the chart: the chart's distribution is carried
 * from case to case over states as in cusum_chain.h, twice, and extrapolated.
 */
extern double cusum_false_alarm(const double *risks, int count, const CusumOdds *odds,
								double limit, double *space, CusumPause pause);

#endif
