/*
 * support.h
 *	  What unit tests and fuzzers share: repeatable random numbers, random
 *	  summaries, and the properties that every result must have.
 *
 * A property returns NULL, or what is wrong.
 */
#ifndef SR_TEST_SUPPORT_H
#define SR_TEST_SUPPORT_H

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "outcomes/funnel_point.h"
#include "outcomes/summary.h"
#include "stats/interval.h"

/* What the SQL functions let in: no larger mean, risk sum or target. */
#define LARGEST_MEAN 0x1p38

/* A tail within this of a nominal probability reaches it. */
#define REACHED (1.0 + 1e-12)

#define LENGTH(array) ((int) (sizeof(array) / sizeof((array)[0])))

/* splitmix64: the same numbers in every run of one build. */
typedef struct Random
{
	uint64_t	state;
} Random;

static inline uint64_t
random_bits(Random *random)
{
	uint64_t	z = (random->state += 0x9e3779b97f4a7c15ULL);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
	return z ^ (z >> 31);
}

static inline int64_t
random_below(Random *random, int64_t limit)
{
	return (int64_t) (random_bits(random) % (uint64_t) limit);
}

/* Uniform in [0, 1). */
static inline double
random_unit(Random *random)
{
	return (double) (random_bits(random) >> 11) * 0x1p-53;
}

/* Uniform on the logarithmic scale. */
static inline double
random_scale(Random *random, double least, double greatest)
{
	return least * exp(random_unit(random) * log(greatest / least));
}

/* Risks of all sizes, many of them where rounding could bite. */
static inline double
random_risk(Random *random)
{
	double		u = random_unit(random);

	switch (random_below(random, 8))
	{
		case 0:
			return random_scale(random, 1e-30, 1.0);
		case 1:
			return 1.0 - random_scale(random, 1e-16, 1.0);
		case 2:
			return 0.5 + (u - 0.5) * random_scale(random, 1e-16, 1e-3);
		case 3:
			return random_below(random, 2) ? 1.0 : 0.0;
		case 4:
			return DBL_TRUE_MIN * (double) random_below(random, 9);
		default:
			return u;
	}
}

static inline OutcomeSummary
random_patients(Random *random, int64_t cases, double greatest_risk)
{
	OutcomeSummary summary = {0};

	for (int64_t i = 0; i < cases; i++)
	{
		double		risk = greatest_risk * random_risk(random);

		summary_add_case(&summary, random_unit(random) < risk, risk);
	}
	return summary;
}

static inline bool
same_summary(const OutcomeSummary *a, const OutcomeSummary *b)
{
	return memcmp(a, b, sizeof(OutcomeSummary)) == 0;
}

/* A state that came through a door prints and encodes to what reads back. */
static inline const char *
round_trip_problem(const OutcomeSummary *summary)
{
	uint8_t		bytes[SUMMARY_BINARY_SIZE];
	char		text[SUMMARY_TEXT_SIZE];
	OutcomeSummary back;
	int			length = summary_format(summary, text);

	if (length >= SUMMARY_TEXT_SIZE || (size_t) length != strlen(text))
		return "text is longer than it says, or than its room";
	if (summary_parse(text, &back) != SUMMARY_OK || !same_summary(&back, summary))
		return "text does not read back";
	summary_encode(summary, bytes);
	if (summary_decode(bytes, sizeof(bytes), &back) != SUMMARY_OK || !same_summary(&back, summary))
		return "bytes do not read back";
	return NULL;
}

/* An interval holds its estimate. */
static inline const char *
interval_problem(Interval interval, double estimate)
{
	double		slack = 1e-12 * estimate;

	if (isnan(interval.lower) || isnan(interval.upper))
		return "an end is NaN";
	if (interval.lower < 0.0 || isinf(interval.upper))
		return "an end is out of range";
	if (interval.lower > estimate + slack || interval.upper < estimate - slack)
		return "the estimate lies outside";
	return NULL;
}

static inline bool
is_probability(double p)
{
	return p >= 0.0 && p <= 1.0;
}

/* The status that limits imply for a ratio, said once more in other words. */
static inline const char *
implied_status(double ratio, const FunnelLimits *l)
{
	if (ratio > l->ucl95)
		return ratio > l->ucl998 ? "above 99.8%" : "above 95%";
	if (ratio < l->lcl95)
		return ratio < l->lcl998 ? "below 99.8%" : "below 95%";
	return "within limits";
}

static inline const char *
limits_problem(const FunnelLimits *l, bool ratio_scale)
{
	const double in_order[] = {l->lcl998, l->lcl95, l->ucl95, l->ucl998};

	for (int i = 0; i < LENGTH(in_order); i++)
	{
		if (!isfinite(in_order[i]))
			return "a limit is not a number";
		if (ratio_scale && in_order[i] < 0.0)
			return "a limit is negative";
		if (i > 0 && in_order[i] < in_order[i - 1])
			return "limits cross";
	}
	return NULL;
}

/*
 * Exact limits and exact tails are one decision: more than the upper limit
 * lies within the upper tail, as much as it does not.
 */
static inline const char *
exact_tail_problem(const FunnelPoint *p)
{
	if ((p->ratio > p->limits.ucl998) != (p->p_upper <= 0.001 * REACHED)
		|| (p->ratio > p->limits.ucl95) != (p->p_upper <= 0.025 * REACHED))
		return "an upper limit and the upper tail disagree";
	if ((p->ratio < p->limits.lcl998) != (p->p_lower <= 0.001 * REACHED)
		|| (p->ratio < p->limits.lcl95) != (p->p_lower <= 0.025 * REACHED))
		return "a lower limit and the lower tail disagree";
	return NULL;
}

static inline const char *
dispersed_problem(const FunnelPoint *p, const FunnelSettings *settings)
{
	const char *problem;

	if (settings->model == OVERDISPERSION_NONE)
		return p->od_status == NULL && isnan(p->od_limits.ucl95) ? NULL : "unasked overdispersion";
	if (!settings->overdispersion.estimable)
		return strcmp(p->od_status, "not estimable") == 0 && isnan(p->od_limits.ucl95)
			? NULL : "overdispersion was not estimable";
	problem = limits_problem(&p->od_limits, false);
	if (problem == NULL && strcmp(p->od_status, implied_status(p->ratio, &p->od_limits)) != 0)
		problem = "od_status does not agree with its limits";
	return problem;
}

static inline const char *
empty_unit_problem(const FunnelUnit *unit, const FunnelPoint *p)
{
	if (p->status == NULL || strcmp(p->status, unit->observed > 0 ? "impossible under model" : "no data") != 0)
		return "wrong status without an expectation";
	if (!isnan(p->ratio) || !isnan(p->limits.ucl95) || !isnan(p->p_lower) || !isnan(p->p_upper))
		return "a figure without an expectation";
	return NULL;
}

/* No cases; or nothing expected, unless of a proportion that nothing contradicts. */
static inline bool
lacks_ratio(const FunnelUnit *unit)
{
	if (unit->n_known && unit->n == 0)
		return true;
	return !(unit->expected > 0.0) && (isnan(unit->proportion) || unit->observed > 0);
}

/* All that must hold of one point of a funnel. */
static inline const char *
point_problem(const FunnelUnit *unit, const FunnelSettings *settings, const FunnelPoint *p)
{
	bool		ratio_scale = isnan(unit->proportion);
	const char *problem;

	if (lacks_ratio(unit))
		return empty_unit_problem(unit, p);
	if (!isfinite(p->ratio) || !is_probability(p->p_lower) || !is_probability(p->p_upper))
		return "ratio or tail out of range";

	problem = limits_problem(&p->limits, ratio_scale);
	if (problem == NULL && strcmp(p->status, implied_status(p->ratio, &p->limits)) != 0)
		problem = "status does not agree with its limits";
	if (problem == NULL && settings->method == FUNNEL_EXACT)
		problem = exact_tail_problem(p);
	return problem != NULL ? problem : dispersed_problem(p, settings);
}

/* A summary's point, checked. */
static inline const char *
ratio_point_problem(const OutcomeSummary *summary, DistributionChoice distribution,
					const FunnelSettings *settings)
{
	FunnelUnit	unit = ratio_unit(summary, settings->target, distribution);
	FunnelPoint point = funnel_point(&unit, settings);

	return point_problem(&unit, settings, &point);
}

#endif
