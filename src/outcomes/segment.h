/*
 * segment.h
 *	  The state behind cusum_segment: what a run of operations in their order
 *	  leaves of a risk-adjusted CUSUM, so that runs can be joined.
 *
 * With w the weights of the run, joining two runs takes
 *	  total = T1 + T2			end = max(M1 + T2, M2)
 *	  prefix peak = max(P1, T1 + P2)	peak = max(Q1, M1 + P2, Q2)
 * All are sums of weights as exact integers (fixed128.h), so however a run is
 * cut into pieces, joining them in their order gives the same to the last bit.
 */
#ifndef SR_SEGMENT_H
#define SR_SEGMENT_H

#include "stats/cusum.h"
#include "stats/fixed128.h"

#include <stddef.h>

typedef struct CusumSegment
{
	int64_t		n;				/* operations charted */
	int64_t		missing;		/* rows left out for an unknown outcome */
	double		odds_ratio;
	Fixed128	total;			/* T, sum of the weights */
	Fixed128	end;			/* M, the chart at the end if it began at 0 */
	Fixed128	prefix_peak;	/* P, greatest sum of weights from the beginning, or 0 */
	Fixed128	peak;			/* Q, greatest value of the chart if it began at 0 */
} CusumSegment;

#define SEGMENT_COUNT_LIMIT (INT64_C(1) << 40)

typedef enum SegmentStatus
{
	SEGMENT_OK,
	SEGMENT_OVERFLOW,			/* a count or a sum out of range */
	SEGMENT_UNLIKE,				/* charts that look for different odds */
	SEGMENT_SYNTAX,				/* text or bytes of no segment */
	SEGMENT_INCONSISTENT		/* members that no operations could have left */
} SegmentStatus;

/* One operation more at the end, with a risk in [0, 1]. */
extern SegmentStatus segment_add_case(CusumSegment *segment, bool outcome, double risk);

extern SegmentStatus segment_add_missing(CusumSegment *segment);

/* The operations of the second after those of the first. */
extern SegmentStatus segment_join(CusumSegment *earlier, const CusumSegment *later);

/* The chart's last and greatest value if it stands at start before the run. */
extern double segment_end(const CusumSegment *segment, double start);
extern double segment_peak(const CusumSegment *segment, double start);

/* Text: SEGMENT_TEXT_SIZE bytes hold any segment. */
#define SEGMENT_TEXT_SIZE 768
extern int	segment_format(const CusumSegment *segment, char text[SEGMENT_TEXT_SIZE]);
extern SegmentStatus segment_parse(const char *text, CusumSegment *segment);

/* Binary, in network order: a format byte and the members. */
#define SEGMENT_BINARY_SIZE (1 + 3 * 8 + 4 * 16)
extern void segment_encode(const CusumSegment *segment, uint8_t bytes[SEGMENT_BINARY_SIZE]);
extern SegmentStatus segment_decode(const uint8_t *bytes, size_t length, CusumSegment *segment);

#endif
