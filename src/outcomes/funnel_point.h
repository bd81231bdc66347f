/*
 * funnel_point.h
 *	  One unit's place in a funnel: its limits, tails and status, for ratios of
 *	  observed to expected and for proportions.
 */
#ifndef SR_FUNNEL_POINT_H
#define SR_FUNNEL_POINT_H

#include <stdbool.h>
#include <stdint.h>

#include "outcomes/summary.h"
#include "stats/funnel_limit.h"
#include "stats/overdispersion.h"

typedef enum DistributionChoice
{
	DISTRIBUTION_AUTO,			/* Poisson-binomial where risks are patient-level */
	DISTRIBUTION_POISSON,
	DISTRIBUTION_POISSON_BINOMIAL
} DistributionChoice;

/* Does the choice come to the Poisson-binomial for this summary? */
static inline bool
is_poisson_binomial(const OutcomeSummary *summary, DistributionChoice choice)
{
	return choice == DISTRIBUTION_POISSON_BINOMIAL
		|| (choice == DISTRIBUTION_AUTO && summary_patient_level(summary));
}

/* What a unit brings, and what the null hypothesis makes of it. */
typedef struct FunnelUnit
{
	bool		n_known;
	int64_t		n;
	int64_t		observed;
	double		expected;		/* at target 1 for ratios; n x target for proportions */
	double		scale;			/* what turns a count into the plotted ratio */
	double		proportion;		/* target of a proportion; NaN for ratios */
	CountDistribution null;
	bool		enters;			/* large enough to inform overdispersion */
	DispersedUnit dispersed;	/* z is NaN where there is no spread */
} FunnelUnit;

typedef struct FunnelLimits
{
	double		lcl95,
				ucl95,
				lcl998,
				ucl998;
} FunnelLimits;

typedef struct FunnelPoint
{
	double		ratio;			/* NaN without an expectation */
	FunnelLimits limits;
	double		p_lower,		/* exact P(X <= observed) */
				p_upper;		/* exact P(X >= observed) */
	const char *status;
	FunnelLimits od_limits;		/* NaN unless asked for and estimable */
	const char *od_status;		/* NULL unless asked for */
} FunnelPoint;

typedef struct FunnelSettings
{
	double		target;
	FunnelMethod method;
	OverdispersionModel model;
	Overdispersion overdispersion;
} FunnelSettings;

/* observed against target x expected, of a consistent summary. */
extern FunnelUnit ratio_unit(const OutcomeSummary *summary, double target,
							 DistributionChoice distribution);

/* events of n against a target proportion. */
extern FunnelUnit proportion_unit(int64_t events, int64_t n, double target);

extern FunnelPoint funnel_point(const FunnelUnit *unit, const FunnelSettings *settings);

/* The count distribution of a summary at a target. */
extern CountDistribution summary_distribution(const OutcomeSummary *summary, double target,
											  DistributionChoice distribution);

#endif
