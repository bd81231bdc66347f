/*
 * group_tails.h
 *	  Tails of the number of events among patients in three risk groups.
 *
 * The high group, with the middle patient, and the low group are binomial; each
 * is tabulated where it has any mass to speak of, and the two are convolved at
 * the count asked for.  Every term is positive, so nothing cancels.
 */
#ifndef SR_GROUP_TAILS_H
#define SR_GROUP_TAILS_H

#include <stdint.h>

#include "stats/risk_groups.h"

/* Holds what a binomial of variance up to GROUP_VARIANCE_LIMIT has above 1e-24. */
#define GROUP_WINDOW			1536
#define GROUP_VARIANCE_LIMIT	2500.0

/* Probabilities of the counts first, first + 1, ..., but for a common factor. */
typedef struct CountWindow
{
	double	   *at;
	int64_t		first;
	int			count;
} CountWindow;

typedef struct GroupTails
{
	RiskGroups	groups;
	CountWindow high;			/* of the high group and the middle patient */
	CountWindow low_at_most;	/* cumulated upwards */
	CountWindow low_at_least;	/* cumulated downwards */
	double		low_total;
	double		scale;			/* what makes products of both windows probabilities */
	double		space[3][GROUP_WINDOW];
} GroupTails;

extern void group_tails_prepare(GroupTails *tails, const RiskGroups *groups);

extern double group_at_most(const GroupTails *tails, double k);
extern double group_at_least(const GroupTails *tails, double k);

#endif
