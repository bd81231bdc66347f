/*
 * xmr.h
 *	  Individuals and moving range charts (XmR), with the rules of NHS England's
 *	  Making Data Count.
 */
#ifndef SR_XMR_H
#define SR_XMR_H

#include <stdbool.h>
#include <stdint.h>

typedef struct XmrValue
{
	double		value;
	bool		baseline;		/* does it inform mean and limits? */
} XmrValue;

/* Mean and mean +- 2.66 mean moving ranges; NaN where the baseline is too short. */
typedef struct XmrLimits
{
	int64_t		count;			/* values of the baseline */
	double		mean,
				lower,
				upper;
} XmrLimits;

extern XmrLimits xmr_limits(const XmrValue *values, int64_t count);

/* What makes a value special; several may hold. */
#define XMR_OUTSIDE			1	/* beyond a limit */
#define XMR_SHIFT			2	/* one of seven or more in a row on one side of the mean */
#define XMR_TREND			4	/* one of seven or more in a row, each above, or each below, the one before */
#define XMR_TWO_OF_THREE	8	/* of three in a row, one of two beyond two thirds of the way to the same limit */

extern void xmr_signals(const XmrValue *values, int64_t count, const XmrLimits *limits,
						uint8_t *signals);

#endif
