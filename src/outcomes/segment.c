/*
 * segment.c
 */
#include "outcomes/segment.h"

#include <stdio.h>

#include "outcomes/pairs.h"
#include "outcomes/wire.h"
#include "types/number.h"

#define FORMAT 1

static int128_fixed
greater(int128_fixed a, int128_fixed b)
{
	return a > b ? a : b;
}

static bool
add_count(int64_t *sum, int64_t change)
{
	return !__builtin_add_overflow(*sum, change, sum) && *sum <= SEGMENT_COUNT_LIMIT;
}

SegmentStatus
segment_join(CusumSegment *earlier, const CusumSegment *later)
{
	CusumSegment sum = *earlier;
	int128_fixed t1 = fixed_get(earlier->total),
				m1 = fixed_get(earlier->end),
				t2 = fixed_get(later->total),
				p2 = fixed_get(later->prefix_peak);
	int128_fixed peak = greater(greater(fixed_get(earlier->peak), m1 + p2), fixed_get(later->peak));

	if (earlier->odds_ratio != later->odds_ratio)
		return SEGMENT_UNLIKE;
	if (!add_count(&sum.n, later->n) || !add_count(&sum.missing, later->missing)
		|| !fixed_in_range(t1 + t2) || !fixed_in_range(peak))
		return SEGMENT_OVERFLOW;
	sum.total = fixed_put(t1 + t2);
	sum.end = fixed_put(greater(m1 + t2, fixed_get(later->end)));
	sum.prefix_peak = fixed_put(greater(fixed_get(earlier->prefix_peak), t1 + p2));
	sum.peak = fixed_put(peak);
	*earlier = sum;
	return SEGMENT_OK;
}

SegmentStatus
segment_add_case(CusumSegment *segment, bool outcome, double risk)
{
	CusumOdds	odds = cusum_odds(segment->odds_ratio);
	int128_fixed weight = fixed_from_double(cusum_weight(&odds, outcome, risk));
	CusumSegment one = {.n = 1, .odds_ratio = segment->odds_ratio, .total = fixed_put(weight)};

	one.end = one.prefix_peak = one.peak = fixed_put(greater(weight, 0));
	return segment_join(segment, &one);
}

SegmentStatus
segment_add_missing(CusumSegment *segment)
{
	CusumSegment gap = {.missing = 1, .odds_ratio = segment->odds_ratio};

	return segment_join(segment, &gap);
}

double
segment_end(const CusumSegment *segment, double start)
{
	return fmax(start + fixed_to_double(fixed_get(segment->total)),
				fixed_to_double(fixed_get(segment->end)));
}

double
segment_peak(const CusumSegment *segment, double start)
{
	return fmax(start + fixed_to_double(fixed_get(segment->prefix_peak)),
				fixed_to_double(fixed_get(segment->peak)));
}

int
segment_format(const CusumSegment *s, char text[SEGMENT_TEXT_SIZE])
{
	const size_t size = SEGMENT_TEXT_SIZE;
	int			length = snprintf(text, size, "n=%lld missing=%lld odds_ratio=",
								  (long long) s->n, (long long) s->missing);

	length += number_format(s->odds_ratio, text + length, size - (size_t) length);
	length += pairs_format_sum("total", s->total, text + length, size - (size_t) length);
	length += pairs_format_sum("end", s->end, text + length, size - (size_t) length);
	length += pairs_format_sum("prefix_peak", s->prefix_peak, text + length, size - (size_t) length);
	length += pairs_format_sum("peak", s->peak, text + length, size - (size_t) length);
	return length;
}

/* Each relation holds for one operation, and joining keeps it. */
static bool
is_consistent(const CusumSegment *s)
{
	int128_fixed total = fixed_get(s->total),
				end = fixed_get(s->end),
				prefix_peak = fixed_get(s->prefix_peak),
				peak = fixed_get(s->peak);

	if (s->n < 0 || s->n > SEGMENT_COUNT_LIMIT || s->missing < 0
		|| s->missing > SEGMENT_COUNT_LIMIT || !cusum_odds_ratio_allowed(s->odds_ratio))
		return false;
	if (!fixed_in_range(total) || !fixed_in_range(peak))
		return false;
	if (s->n == 0)
		return total == 0 && peak == 0 && end == 0 && prefix_peak == 0;
	return end >= greater(total, 0) && prefix_peak >= greater(total, 0)
		&& peak >= greater(end, prefix_peak);
}

SegmentStatus
segment_parse(const char *text, CusumSegment *segment)
{
	PairsReader reader = {text, SEGMENT_COUNT_LIMIT, PAIRS_OK};
	CusumSegment s;

	s.n = pairs_read_count(&reader, "n");
	s.missing = pairs_read_count(&reader, "missing");
	s.odds_ratio = pairs_read_double(&reader, "odds_ratio");
	s.total = pairs_read_sum(&reader, "total");
	s.end = pairs_read_sum(&reader, "end");
	s.prefix_peak = pairs_read_sum(&reader, "prefix_peak");
	s.peak = pairs_read_sum(&reader, "peak");

	switch (pairs_read_end(&reader))
	{
		case PAIRS_SYNTAX:
			return SEGMENT_SYNTAX;
		case PAIRS_OVERFLOW:
			return SEGMENT_OVERFLOW;
		case PAIRS_OK:
			break;
	}
	if (!is_consistent(&s))
		return SEGMENT_INCONSISTENT;
	*segment = s;
	return SEGMENT_OK;
}

void
segment_encode(const CusumSegment *s, uint8_t bytes[SEGMENT_BINARY_SIZE])
{
	uint8_t    *at = bytes;
	uint64_t	odds_ratio;

	memcpy(&odds_ratio, &s->odds_ratio, sizeof(odds_ratio));
	*at++ = FORMAT;
	at = put64(at, (uint64_t) s->n);
	at = put64(at, (uint64_t) s->missing);
	at = put64(at, odds_ratio);
	at = put128(at, s->total);
	at = put128(at, s->end);
	at = put128(at, s->prefix_peak);
	put128(at, s->peak);
}

SegmentStatus
segment_decode(const uint8_t *bytes, size_t length, CusumSegment *segment)
{
	const uint8_t *at = bytes + 1;
	uint64_t	odds_ratio;
	CusumSegment s;

	if (length != SEGMENT_BINARY_SIZE || bytes[0] != FORMAT)
		return SEGMENT_SYNTAX;
	s.n = (int64_t) get64(&at);
	s.missing = (int64_t) get64(&at);
	odds_ratio = get64(&at);
	memcpy(&s.odds_ratio, &odds_ratio, sizeof(odds_ratio));
	s.total = get128(&at);
	s.end = get128(&at);
	s.prefix_peak = get128(&at);
	s.peak = get128(&at);
	if (!is_consistent(&s))
		return SEGMENT_INCONSISTENT;
	*segment = s;
	return SEGMENT_OK;
}
