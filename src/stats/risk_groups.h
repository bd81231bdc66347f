/*
 * risk_groups.h
 *	  A case mix of at most three risks that stands for one known by its sums.
 *
 * Of n patients with risks p we keep E = sum p, V = sum p(1-p) and K = sum
 * p(1-p)(1-2p).  Some patients at a high risk, at most one at a middle risk and
 * the rest at a low risk can have the same four sums; their number of events is
 * then distributed nearly as that of the real patients, and can be computed.
 * Equal risks and two groups of whole size come back as they were.
 */
#ifndef SR_RISK_GROUPS_H
#define SR_RISK_GROUPS_H

#include <stdbool.h>

typedef struct RiskGroups
{
	double		high_n,
				high_risk;
	double		middle_n,
				middle_risk;	/* middle_n is 0 or 1 */
	double		low_n,
				low_risk;
	bool		cut;			/* some risk was held back at 1 */
} RiskGroups;

/* n >= 0 patients and their sums, every risk multiplied by target. */
typedef struct RiskSums
{
	double		n;
	double		e;
	double		v;
	double		k;
	double		target;
} RiskSums;

/* Groups with the given sums; a risk that would pass 1 is held there. */
extern RiskGroups risk_groups(const RiskSums *sums);

extern double risk_groups_variance(const RiskGroups *groups);

#endif
