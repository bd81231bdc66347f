/*
 * summary.h
 *	  The state behind outcome_summary: what a group of operations leaves of
 *	  its outcomes and predicted risks, and all that its statistics need.
 *
 * Every member is an exact integer (fixed128.h), so summaries add up, and come
 * apart again, without any rounding.
 */
#ifndef SR_SUMMARY_H
#define SR_SUMMARY_H

#include "stats/fixed128.h"

#include <stddef.h>

typedef struct OutcomeSummary
{
	int64_t		n;				/* cases whose number is known */
	int64_t		missing;		/* rows left out for a NULL */
	int64_t		observed;		/* events */
	int64_t		counted;		/* rows that came already counted */
	int64_t		undenominated;	/* of those, rows without a number of cases */
	Fixed128	expected;		/* sum of p */
	Fixed128	variance;		/* sum of p (1 - p) */
	Fixed128	third;			/* sum of p (1 - p) (1 - 2p) */
} OutcomeSummary;

/* What each count may reach: far below where doubles leave whole numbers out. */
#define SUMMARY_COUNT_LIMIT (INT64_C(1) << 40)

typedef enum SummaryStatus
{
	SUMMARY_OK,
	SUMMARY_RISK_OUTSIDE,		/* not a probability */
	SUMMARY_NEGATIVE,			/* observed, expected or n below 0, or not finite */
	SUMMARY_TOO_MANY_EVENTS,	/* observed > n */
	SUMMARY_OVERFLOW,			/* a sum out of range */
	SUMMARY_NOT_HELD,			/* taking away what was never added */
	SUMMARY_SYNTAX,				/* text or bytes of no summary */
	SUMMARY_INCONSISTENT		/* members that no rows could have left */
} SummaryStatus;

/* One operation: its outcome and its predicted risk. */
extern SummaryStatus summary_add_case(OutcomeSummary *summary, bool outcome, double risk);

/* One row already counted; without its number of cases where !n_known. */
extern SummaryStatus summary_add_counts(OutcomeSummary *summary, int64_t observed,
										double expected, bool n_known, int64_t n);

extern SummaryStatus summary_add_missing(OutcomeSummary *summary);

/* sum + part, and sum - part: exact, and each undoes the other. */
extern SummaryStatus summary_add(OutcomeSummary *sum, const OutcomeSummary *part);
extern SummaryStatus summary_subtract(OutcomeSummary *sum, const OutcomeSummary *part);

/* Could rows have left this state?  Text, binary and SQL doors all ask here. */
extern bool summary_is_consistent(const OutcomeSummary *summary);

static inline bool
summary_n_known(const OutcomeSummary *summary)
{
	return summary->undenominated == 0;
}

/* Did every row come as a patient, so that the variance is known? */
static inline bool
summary_patient_level(const OutcomeSummary *summary)
{
	return summary->counted == 0;
}

static inline double
summary_expected(const OutcomeSummary *summary)
{
	return fixed_to_double(fixed_get(summary->expected));
}

static inline double
summary_variance(const OutcomeSummary *summary)
{
	return fixed_to_double(fixed_get(summary->variance));
}

/* Something was expected, of some case or of an unknown number. */
static inline bool
summary_has_ratio(const OutcomeSummary *summary)
{
	return fixed_get(summary->expected) > 0 && !(summary_n_known(summary) && summary->n == 0);
}

/* Sum of p^2, without cancellation: the two sums are exact integers. */
static inline double
summary_squares(const OutcomeSummary *summary)
{
	return fixed_to_double(fixed_get(summary->expected) - fixed_get(summary->variance));
}

static inline double
summary_third(const OutcomeSummary *summary)
{
	return fixed_to_double(fixed_get(summary->third));
}

/* Text: SUMMARY_TEXT_SIZE bytes hold any summary. */
#define SUMMARY_TEXT_SIZE 640
extern int	summary_format(const OutcomeSummary *summary, char text[SUMMARY_TEXT_SIZE]);
extern SummaryStatus summary_parse(const char *text, OutcomeSummary *summary);

/* Binary, in network order: a format byte and the members. */
#define SUMMARY_BINARY_SIZE (1 + 5 * 8 + 3 * 16)
extern void summary_encode(const OutcomeSummary *summary, uint8_t bytes[SUMMARY_BINARY_SIZE]);
extern SummaryStatus summary_decode(const uint8_t *bytes, size_t length, OutcomeSummary *summary);

#endif
