/*
 * summary_binary.c
 *	  Binary form of an outcome summary.
 */
#include "outcomes/summary.h"

#include "outcomes/wire.h"

#define FORMAT 1

void
summary_encode(const OutcomeSummary *s, uint8_t bytes[SUMMARY_BINARY_SIZE])
{
	uint8_t    *at = bytes;

	*at++ = FORMAT;
	at = put64(at, (uint64_t) s->n);
	at = put64(at, (uint64_t) s->missing);
	at = put64(at, (uint64_t) s->observed);
	at = put64(at, (uint64_t) s->counted);
	at = put64(at, (uint64_t) s->undenominated);
	at = put128(at, s->expected);
	at = put128(at, s->variance);
	put128(at, s->third);
}

SummaryStatus
summary_decode(const uint8_t *bytes, size_t length, OutcomeSummary *summary)
{
	const uint8_t *at = bytes + 1;
	OutcomeSummary s;

	if (length != SUMMARY_BINARY_SIZE || bytes[0] != FORMAT)
		return SUMMARY_SYNTAX;
	s.n = (int64_t) get64(&at);
	s.missing = (int64_t) get64(&at);
	s.observed = (int64_t) get64(&at);
	s.counted = (int64_t) get64(&at);
	s.undenominated = (int64_t) get64(&at);
	s.expected = get128(&at);
	s.variance = get128(&at);
	s.third = get128(&at);
	if (!summary_is_consistent(&s))
		return SUMMARY_INCONSISTENT;
	*summary = s;
	return SUMMARY_OK;
}
