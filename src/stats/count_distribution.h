/*
 * count_distribution.h
 *	  The distribution of a number of events under a null hypothesis, its tails
 *	  and its limits.
 */
#ifndef SR_COUNT_DISTRIBUTION_H
#define SR_COUNT_DISTRIBUTION_H

#include "stats/group_tails.h"

typedef enum CountKind
{
	COUNT_POISSON,
	COUNT_BINOMIAL,
	COUNT_GROUPS,				/* patients of unlike risks, as three groups */
	COUNT_TRANSLATED_BINOMIAL,	/* the same where events are very many */
	COUNT_CERTAIN				/* every risk 0 or 1 */
} CountKind;

typedef struct CountDistribution
{
	CountKind	kind;
	double		mean;
	double		variance;
	double		third;			/* third cumulant */
	double		top;			/* the greatest count there can be, or infinity */
	double		size;			/* of the binomial, or of the translated one, any real */
	double		success;
	double		shift;			/* of the translated one */
	RiskSums	sums;			/* of the groups */
} CountDistribution;

extern CountDistribution poisson_count(double mean);
extern CountDistribution binomial_count(double n, double success);

/* Counts beyond this are not all doubles; no search goes further. */
#define COUNT_LARGEST	0x1p53

/*
 * Events among n patients of unlike risks p, known by E = sum p, V = sum
 * p(1-p) and K = sum p(1-p)(1-2p) only, every risk multiplied by target and
 * held at 1: three risk groups with the same sums (risk_groups.h); above a
 * variance of GROUP_VARIANCE_LIMIT, where both agree, matched_count().
 */
extern CountDistribution poisson_binomial_count(double n, double e, double v, double k,
												double target);

/*
 * The same sums without a number of patients, some events being Poisson: the
 * translated binomial with the same three cumulants (Pekoz, Rollin, Cekanavicius
 * and Shwartz, J Appl Probab 2009;46:1073), or Poisson where it comes to that.
 */
extern CountDistribution matched_count(double e, double v, double k, double target);

/* A distribution made ready for its tails to be asked for. */
typedef struct CountTails
{
	const CountDistribution *d;
	GroupTails	groups;			/* for COUNT_GROUPS */
} CountTails;

extern void count_tails_prepare(CountTails *tails, const CountDistribution *d);

extern double count_at_most(const CountTails *tails, double k);		/* P(X <= k) */
extern double count_more_than(const CountTails *tails, double k);	/* P(X > k) */

/* The greatest r with P(X < r) <= p: fewer than r is a low signal. */
extern double count_lower_limit(const CountTails *tails, double p);

/* The least r with P(X > r) <= p: more than r is a high signal. */
extern double count_upper_limit(const CountTails *tails, double p);

#endif
