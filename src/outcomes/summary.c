/*
 * summary.c
 *	  Adding to and taking from an outcome summary.
 */
#include "outcomes/summary.h"

/*
 * All sums of one row or part at once, with a sign: first into copies, so that
 * an overflow leaves the summary as it was.
 */
typedef struct Change
{
	int64_t		n;
	int64_t		missing;
	int64_t		observed;
	int64_t		counted;
	int64_t		undenominated;
	int128_fixed expected;
	int128_fixed variance;
	int128_fixed third;
} Change;

static bool
add_count(int64_t *sum, int64_t change)
{
	return !__builtin_add_overflow(*sum, change, sum) && *sum <= SUMMARY_COUNT_LIMIT;
}

static SummaryStatus
apply_change(OutcomeSummary *summary, const Change *change)
{
	OutcomeSummary sum = *summary;
	bool		fits = add_count(&sum.n, change->n)
		&& add_count(&sum.missing, change->missing)
		&& add_count(&sum.observed, change->observed)
		&& add_count(&sum.counted, change->counted)
		&& add_count(&sum.undenominated, change->undenominated)
		&& fixed_add(&sum.expected, change->expected)
		&& fixed_add(&sum.variance, change->variance)
		&& fixed_add(&sum.third, change->third);

	if (!fits)
		return SUMMARY_OVERFLOW;
	*summary = sum;
	return SUMMARY_OK;
}

/* The hot path: one call a row of a patient-level aggregate. */
SummaryStatus
summary_add_case(OutcomeSummary *summary, bool outcome, double risk)
{
	double		variance = risk * (1.0 - risk);

	if (!(risk >= 0.0 && risk <= 1.0))
		return SUMMARY_RISK_OUTSIDE;
	if (summary->n >= SUMMARY_COUNT_LIMIT || summary->observed >= SUMMARY_COUNT_LIMIT)
		return SUMMARY_OVERFLOW;

	if (!fixed_add(&summary->expected, fixed_from_double(risk)))
		return SUMMARY_OVERFLOW;

	/* The expectation bounds both, and it was in range. */
	summary->variance = fixed_put(fixed_get(summary->variance) + fixed_from_double(variance));
	summary->third = fixed_put(fixed_get(summary->third)
							   + fixed_from_double(variance * (1.0 - 2.0 * risk)));
	summary->n++;
	summary->observed += outcome;
	return SUMMARY_OK;
}

SummaryStatus
summary_add_counts(OutcomeSummary *summary, int64_t observed, double expected,
				   bool n_known, int64_t n)
{
	Change		change = {.observed = observed, .counted = 1};

	if (observed < 0 || !(expected >= 0.0) || isinf(expected) || (n_known && n < 0))
		return SUMMARY_NEGATIVE;
	if (n_known && observed > n)
		return SUMMARY_TOO_MANY_EVENTS;
	if (expected > FIXED_LIMIT)
		return SUMMARY_OVERFLOW;

	change.n = n_known ? n : 0;
	change.undenominated = n_known ? 0 : 1;
	change.expected = change.variance = change.third = fixed_from_double(expected);
	return apply_change(summary, &change);
}

SummaryStatus
summary_add_missing(OutcomeSummary *summary)
{
	return apply_change(summary, &(Change) {.missing = 1});
}

static Change
change_by(const OutcomeSummary *part, int sign)
{
	return (Change) {
		.n = sign * part->n,
		.missing = sign * part->missing,
		.observed = sign * part->observed,
		.counted = sign * part->counted,
		.undenominated = sign * part->undenominated,
		.expected = sign * fixed_get(part->expected),
		.variance = sign * fixed_get(part->variance),
		.third = sign * fixed_get(part->third),
	};
}

SummaryStatus
summary_add(OutcomeSummary *sum, const OutcomeSummary *part)
{
	Change		change = change_by(part, 1);

	return apply_change(sum, &change);
}

SummaryStatus
summary_subtract(OutcomeSummary *sum, const OutcomeSummary *part)
{
	OutcomeSummary rest = *sum;
	Change		change = change_by(part, -1);

	if (apply_change(&rest, &change) != SUMMARY_OK || !summary_is_consistent(&rest))
		return SUMMARY_NOT_HELD;
	*sum = rest;
	return SUMMARY_OK;
}

static bool
counts_are_consistent(const OutcomeSummary *s)
{
	const int64_t counts[] = {s->n, s->missing, s->observed, s->counted, s->undenominated};

	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		if (counts[i] < 0 || counts[i] > SUMMARY_COUNT_LIMIT)
			return false;
	if (s->undenominated > s->counted)
		return false;
	return s->undenominated > 0 || s->observed <= s->n;
}

/*
 * 0 <= variance <= expected and |third| <= variance hold for each row after
 * rounding, since rounding keeps order, and so for every sum of rows.
 */
bool
summary_is_consistent(const OutcomeSummary *s)
{
	int128_fixed expected = fixed_get(s->expected);
	int128_fixed variance = fixed_get(s->variance);
	int128_fixed third = fixed_get(s->third);
	int128_fixed n = s->n;

	if (!counts_are_consistent(s))
		return false;
	if (!fixed_in_range(expected) || variance < 0 || variance > expected)
		return false;
	if (third > variance || third < -variance)
		return false;
	if (s->counted > 0)
		return true;

	/* Patients only: no more expected than cases, no more spread than p = 1/2. */
	if (n >= (int64_t) 1 << 38)
		return true;
	return expected <= n << FIXED_FRACTION_BITS
		&& variance <= n << (FIXED_FRACTION_BITS - 2);
}
