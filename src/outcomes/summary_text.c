/*
 * summary_text.c
 *	  Text form of an outcome summary: name=value pairs, in the order below.
 *
 *	  n=81 missing=0 observed=17 expected=17.35 variance=12.06 third=5.9
 *
 * Rows that came already counted add counted=, and undenominated= for those
 * without a number of cases.  How sums are written is said in pairs.h.
 */
#include "outcomes/summary.h"

#include <stdio.h>

#include "outcomes/pairs.h"

int
summary_format(const OutcomeSummary *s, char text[SUMMARY_TEXT_SIZE])
{
	const size_t size = SUMMARY_TEXT_SIZE;
	int			length = snprintf(text, size, "n=%lld missing=%lld observed=%lld",
								  (long long) s->n, (long long) s->missing,
								  (long long) s->observed);

	length += pairs_format_sum("expected", s->expected, text + length, size - (size_t) length);
	length += pairs_format_sum("variance", s->variance, text + length, size - (size_t) length);
	length += pairs_format_sum("third", s->third, text + length, size - (size_t) length);
	if (s->counted > 0)
		length += snprintf(text + length, size - (size_t) length, " counted=%lld",
						   (long long) s->counted);
	if (s->undenominated > 0)
		length += snprintf(text + length, size - (size_t) length, " undenominated=%lld",
						   (long long) s->undenominated);
	return length;
}

static SummaryStatus
status_of(PairsStatus status)
{
	switch (status)
	{
		case PAIRS_OK:
			return SUMMARY_OK;
		case PAIRS_OVERFLOW:
			return SUMMARY_OVERFLOW;
		default:
			return SUMMARY_SYNTAX;
	}
}

SummaryStatus
summary_parse(const char *text, OutcomeSummary *summary)
{
	PairsReader reader = {text, SUMMARY_COUNT_LIMIT, PAIRS_OK};
	SummaryStatus status;
	OutcomeSummary s;

	s.n = pairs_read_count(&reader, "n");
	s.missing = pairs_read_count(&reader, "missing");
	s.observed = pairs_read_count(&reader, "observed");
	s.expected = pairs_read_sum(&reader, "expected");
	s.variance = pairs_read_sum(&reader, "variance");
	s.third = pairs_read_sum(&reader, "third");
	s.counted = pairs_read_optional_count(&reader, "counted");
	s.undenominated = pairs_read_optional_count(&reader, "undenominated");

	status = status_of(pairs_read_end(&reader));
	if (status == SUMMARY_OK && !summary_is_consistent(&s))
		status = SUMMARY_INCONSISTENT;
	if (status == SUMMARY_OK)
		*summary = s;
	return status;
}
