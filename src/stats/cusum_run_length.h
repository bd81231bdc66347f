/*
 * cusum_run_length.h
 *	  How long a risk-adjusted CUSUM runs before it signals, and the limit at
 *	  which it runs so long.
 *
 * Two chains (cusum_chain.h), one with states half as wide, extrapolated to
 * width zero (Richardson).
 */
#ifndef SR_CUSUM_RUN_LENGTH_H
#define SR_CUSUM_RUN_LENGTH_H

#include "stats/cusum_chain.h"

/* Called now and then, so that a long computation can be stopped. */
typedef void (*CusumPause) (void);

typedef struct CusumStudy
{
	CusumMix	mix;
	int			cells;			/* of the wider chain */
	double	   *space;			/* cusum_study_space(cells) numbers */
	CusumPause	pause;
} CusumStudy;

/* Cells for a mix: more where few different risks leave the chart few values. */
extern int	cusum_study_cells(const CusumMix *mix);
extern size_t cusum_study_space(int cells);

/* Mean number of cases until the chart reaches the limit; infinite if it never rises. */
extern double cusum_run_length(const CusumStudy *study, double limit);

/*
 * The limit that the chart reaches after so many cases on average; NaN if it
 * never rises, or sooner signals more seldom at any limit.
 */
extern double cusum_limit_at(const CusumStudy *study, double run_length);

#endif
