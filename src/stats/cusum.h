/*
 * cusum.h
 *	  The risk-adjusted CUSUM of Steiner, Cook, Farewell and Treasure
 *	  (Biostatistics 2000;1:441-452): log-likelihood ratios of raised against
 *	  predicted odds, summed from zero up.
 */
#ifndef SR_CUSUM_H
#define SR_CUSUM_H

#include <math.h>
#include <stdbool.h>

/* The odds ratios that a chart can look for; 1 is none. */
#define CUSUM_LEAST_ODDS_RATIO		0.001
#define CUSUM_LARGEST_ODDS_RATIO	1000.0

static inline bool
cusum_odds_ratio_allowed(double odds_ratio)
{
	return odds_ratio >= CUSUM_LEAST_ODDS_RATIO && odds_ratio <= CUSUM_LARGEST_ODDS_RATIO
		&& odds_ratio != 1.0;
}

/* The odds ratio that a chart looks for. */
typedef struct CusumOdds
{
	double		ratio;
	double		log_ratio;
} CusumOdds;

static inline CusumOdds
cusum_odds(double ratio)
{
	return (CusumOdds) {ratio, log(ratio)};
}

/*
 * ln(1 - p + R p), to full relative accuracy for small p and for p near 1:
 * what a case without the event takes off the chart.
 */
static inline double
cusum_decrement(const CusumOdds *odds, double risk)
{
	double		x = (odds->ratio - 1.0) * risk;

	return x > -0.5 ? log1p(x) : log((1.0 - risk) + odds->ratio * risk);
}

/* What a case adds: ln(R / (1 - p + R p)) with the event, -ln(1 - p + R p) without. */
static inline double
cusum_weight(const CusumOdds *odds, bool outcome, double risk)
{
	double		decrement = cusum_decrement(odds, risk);

	return outcome ? odds->log_ratio - decrement : -decrement;
}

/*
 * What a row already counted adds, events being Poisson: ln of their likelihood
 * at R times what was expected over that at what was (Lucas, Technometrics
 * 1985;27:129-144).
 */
static inline double
cusum_count_weight(const CusumOdds *rate, double observed, double expected)
{
	return observed * rate->log_ratio - (rate->ratio - 1.0) * expected;
}

/* The chart after a case; from 0 again if it stood at reset_at or above. */
static inline double
cusum_next(double before, double weight, double reset_at)
{
	double		after = (before >= reset_at ? 0.0 : before) + weight;

	return after > 0.0 ? after : 0.0;
}

/* Where a chart may stand after a block of cases whose order is not known. */
typedef struct CusumRange
{
	double		least;
	double		greatest;
	double		highest;		/* that it may have reached on the way */
} CusumRange;

/*
 * The chart ends least where all that rises comes first, so that nothing is lost
 * at 0, and greatest where it comes last; it gets highest where it comes first.
 */
static inline CusumRange
cusum_after_block(const CusumRange *before, double total, double rises)
{
	return (CusumRange) {
		.least = before->least + total > 0.0 ? before->least + total : 0.0,
		.greatest = before->greatest + total > rises ? before->greatest + total : rises,
		.highest = before->greatest + rises,
	};
}

#endif
