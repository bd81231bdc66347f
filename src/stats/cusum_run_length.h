/*
 * cusum_run_length.h
 *	  How long a risk-adjusted CUSUM runs before it signals, and the limit at
 *	  which it runs so long.
 *
 * Two chains (cusum_chain.h), one with states half as wide, extrapolated to
 * width zero (Richardson).  Where all risks are equal the chart has but few
 * values, and its run length rises with the limit in steps: then one chain, with
 * states that those values fall on.
 */
#ifndef SR_CUSUM_RUN_LENGTH_H
#define SR_CUSUM_RUN_LENGTH_H

#include "stats/cusum_chain.h"

/* Called now and then, so that a long computation can be stopped. */
typedef void (*CusumPause) (void);

typedef struct CusumStudy
{
	CusumMix	mix;
	int			cells;			/* of the wider chain, or of the only one */
	bool		lattice;		/* do all weights lead from state to state? */
	double	   *space;			/* cusum_study_space() numbers */
	CusumPause	pause;
} CusumStudy;

/* Without space, which is the caller's to provide. */
extern CusumStudy cusum_study(const CusumMix *mix, CusumPause pause);
extern size_t cusum_study_space(const CusumStudy *study);

/* Mean number of cases until the chart reaches the limit; infinite if it never rises. */
extern double cusum_run_length(const CusumStudy *study, double limit);

/*
 * The limit that the chart reaches after so many cases on average; NaN if it
 * never rises, or sooner signals more seldom at any limit.
 */
extern double cusum_limit_at(const CusumStudy *study, double run_length);

#endif
