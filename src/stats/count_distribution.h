/*
 * count_distribution.h
 *	  The distribution of a number of events under a null hypothesis, its tails
 *	  and its limits.
 */
#ifndef SR_COUNT_DISTRIBUTION_H
#define SR_COUNT_DISTRIBUTION_H

#include <stdbool.h>
#include <stdint.h>

typedef enum CountKind
{
	COUNT_POISSON,
	COUNT_BINOMIAL,
	COUNT_TRANSLATED_BINOMIAL,	/* matches mean, variance, third cumulant */
	COUNT_TRANSLATED_POISSON,	/* its limit for small risks */
	COUNT_REFLECTED_POISSON,	/* its limit for risks near 1 */
	COUNT_POINT					/* certain: every risk 0 or 1 */
} CountKind;

typedef struct CountDistribution
{
	CountKind	kind;
	double		mean;
	double		variance;
	double		third;			/* third cumulant */
	double		top;			/* the greatest count there can be, or infinity */

	/* translated binomial: shift + Binomial(size, success), size any real */
	double		shift;
	double		size;
	double		failure;		/* 1 - success */

	/* binomial of the same mean and variance, size any real; size 0 if unused */
	double		size2;
	double		failure2;
} CountDistribution;

extern CountDistribution poisson_count(double mean);
extern CountDistribution binomial_count(double n, double success);

/*
 * Sum of n independent events of unlike risks p, known by E = sum p,
 * V = sum p(1-p) and K = sum p(1-p)(1-2p) only, every risk multiplied by
 * target: a translated binomial that matches three cumulants (METHODS in
 * doc/observed_expected.md), exact for equal risks.  Where target lifts risks
 * beyond 1 the variance is cut at 0 and the success probability at (0, 1).
 */
extern CountDistribution poisson_binomial_count(double n, double e, double v, double k,
												double target);

extern double count_at_most(const CountDistribution *d, double k);	/* P(X <= k) */
extern double count_more_than(const CountDistribution *d, double k);	/* P(X > k) */

/* The greatest r with P(X < r) <= p: fewer than r is a low signal. */
extern double count_lower_limit(const CountDistribution *d, double p);

/* The least r with P(X > r) <= p: more than r is a high signal. */
extern double count_upper_limit(const CountDistribution *d, double p);

#endif
