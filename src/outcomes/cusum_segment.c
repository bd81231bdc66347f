/*
 * cusum_segment.c
 *	  SQL type cusum_segment, its aggregates and what can be read off it.
 *
 * The aggregates depend on the order of their rows, so they have no combine
 * function: parallel workers each see some rows of every part.
 */
#include "outcomes/cusum.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"

#include "arguments.h"
#include "outcomes/segment.h"

SR_FUNCTION(sr_cusum_segment_in);
SR_FUNCTION(sr_cusum_segment_out);
SR_FUNCTION(sr_cusum_segment_recv);
SR_FUNCTION(sr_cusum_segment_send);
SR_FUNCTION(sr_cusum_segment_eq);
SR_FUNCTION(sr_cusum_segment_ne);
SR_FUNCTION(sr_cusum_segment_hash);
SR_FUNCTION(sr_cusum_segment_hash_extended);
SR_FUNCTION(sr_cusum_segment_accum);
SR_FUNCTION(sr_cusum_segment_append);
SR_FUNCTION(sr_cusum_segment_join);
SR_FUNCTION(sr_cusum_segment_n);
SR_FUNCTION(sr_cusum_segment_missing);
SR_FUNCTION(sr_cusum_segment_odds_ratio);
SR_FUNCTION(sr_cusum_end);
SR_FUNCTION(sr_cusum_peak);

#define PG_GETARG_SEGMENT(n) ((CusumSegment *) PG_GETARG_POINTER(n))
#define PG_RETURN_SEGMENT(s) PG_RETURN_POINTER(s)

StaticAssertDecl(sizeof(CusumSegment) == 88, "INTERNALLENGTH in cusum_segment.sql says 88");

/* cusum_segment_in(cstring) */
Datum
sr_cusum_segment_in(PG_FUNCTION_ARGS)
{
	const char *literal = PG_GETARG_CSTRING(0);
	CusumSegment *segment = palloc0(sizeof(CusumSegment));

	switch (segment_parse(literal, segment))
	{
		case SEGMENT_OK:
			PG_RETURN_SEGMENT(segment);
		case SEGMENT_OVERFLOW:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("value \"%s\" is out of range for type %s",
							sr_shown(literal), "cusum_segment")));
		case SEGMENT_INCONSISTENT:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("inconsistent value for type %s: \"%s\"",
							"cusum_segment", sr_shown(literal)),
					 errhint("No operations leave such sums: total and 0 <= end and prefix_peak <= peak.")));
		default:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type %s: \"%s\"",
							"cusum_segment", sr_shown(literal)),
					 errhint("Expected n=, missing=, odds_ratio=, total=, end=, prefix_peak= and peak=, in that order, as cusum_agg() prints them.")));
	}
}

/* cusum_segment_out(cusum_segment) */
Datum
sr_cusum_segment_out(PG_FUNCTION_ARGS)
{
	char	   *text = palloc(SEGMENT_TEXT_SIZE);

	segment_format(PG_GETARG_SEGMENT(0), text);
	PG_RETURN_CSTRING(text);
}

/* cusum_segment_recv(internal): as strict as input; nothing may follow. */
Datum
sr_cusum_segment_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			length = message->len - message->cursor;
	CusumSegment *segment = palloc0(sizeof(CusumSegment));
	SegmentStatus status = segment_decode((const uint8 *) pq_getmsgbytes(message, length),
										  (size_t) length, segment);

	if (status != SEGMENT_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation for type %s", "cusum_segment"),
				 status == SEGMENT_SYNTAX
				 ? errdetail("Expected %d bytes of format 1, got %d.", SEGMENT_BINARY_SIZE, length)
				 : errdetail("No operations leave such sums.")));
	PG_RETURN_SEGMENT(segment);
}

/* cusum_segment_send(cusum_segment) */
Datum
sr_cusum_segment_send(PG_FUNCTION_ARGS)
{
	StringInfoData message;
	uint8		bytes[SEGMENT_BINARY_SIZE];

	segment_encode(PG_GETARG_SEGMENT(0), bytes);
	pq_begintypsend(&message);
	pq_sendbytes(&message, (char *) bytes, SEGMENT_BINARY_SIZE);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* No member is padding, and an odds ratio is no zero and no NaN: equal is equal bytes. */
static bool
segments_equal(FunctionCallInfo fcinfo)
{
	return memcmp(PG_GETARG_SEGMENT(0), PG_GETARG_SEGMENT(1), sizeof(CusumSegment)) == 0;
}

Datum
sr_cusum_segment_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(segments_equal(fcinfo));
}

Datum
sr_cusum_segment_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!segments_equal(fcinfo));
}

Datum
sr_cusum_segment_hash(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(hash_any((unsigned char *) PG_GETARG_SEGMENT(0), sizeof(CusumSegment)));
}

Datum
sr_cusum_segment_hash_extended(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(hash_any_extended((unsigned char *) PG_GETARG_SEGMENT(0),
									  sizeof(CusumSegment), (uint64) PG_GETARG_INT64(1)));
}

static void
check(SegmentStatus status)
{
	if (likely(status == SEGMENT_OK))
		return;
	if (status == SEGMENT_UNLIKE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("segments of charts with different odds ratios cannot be joined")));
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("cusum_segment is out of range"),
			 errdetail("It holds up to 2^40 operations, and sums up to 2^38.")));
}

/* A segment to change: the aggregate's own, or a copy. */
static CusumSegment *
segment_to_change(FunctionCallInfo fcinfo)
{
	CusumSegment *copy;

	if (AggCheckCallContext(fcinfo, NULL))
		return PG_GETARG_SEGMENT(0);
	copy = palloc(sizeof(CusumSegment));
	*copy = *PG_GETARG_SEGMENT(0);
	return copy;
}

static CusumSegment *
new_segment(FunctionCallInfo fcinfo, double odds_ratio)
{
	MemoryContext context;
	CusumSegment *segment;

	if (!AggCheckCallContext(fcinfo, &context))
		context = CurrentMemoryContext;
	segment = MemoryContextAllocZero(context, sizeof(CusumSegment));
	segment->odds_ratio = sr_cusum_odds(odds_ratio, "odds_ratio").ratio;
	return segment;
}

/* The odds ratio of arguments (state, outcome, risk[, odds_ratio]). */
static double
odds_ratio_argument(FunctionCallInfo fcinfo)
{
	if (PG_NARGS() < 4)
		return 2.0;
	if (PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("odds_ratio must not be null")));
	return PG_GETARG_FLOAT8(3);
}

/* SFUNC of cusum_agg(outcome, risk[, odds_ratio]). */
Datum
sr_cusum_segment_accum(PG_FUNCTION_ARGS)
{
	double		odds_ratio = odds_ratio_argument(fcinfo);
	CusumSegment *segment = PG_ARGISNULL(0) ? new_segment(fcinfo, odds_ratio)
		: segment_to_change(fcinfo);
	double		risk;

	if (segment->odds_ratio != odds_ratio)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("odds_ratio must be the same for all rows of a segment")));
	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("risk must not be null")));
	risk = sr_risk(PG_GETARG_FLOAT8(2));
	check(PG_ARGISNULL(1) ? segment_add_missing(segment)
		  : segment_add_case(segment, PG_GETARG_BOOL(1), risk));
	PG_RETURN_SEGMENT(segment);
}

/* SFUNC of rollup(cusum_segment); a NULL segment adds nothing. */
Datum
sr_cusum_segment_append(PG_FUNCTION_ARGS)
{
	CusumSegment *segment;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_SEGMENT(PG_GETARG_SEGMENT(0));
	}
	if (PG_ARGISNULL(0))
	{
		segment = new_segment(fcinfo, PG_GETARG_SEGMENT(1)->odds_ratio);
		*segment = *PG_GETARG_SEGMENT(1);
		PG_RETURN_SEGMENT(segment);
	}
	segment = segment_to_change(fcinfo);
	check(segment_join(segment, PG_GETARG_SEGMENT(1)));
	PG_RETURN_SEGMENT(segment);
}

/* cusum_segment || cusum_segment: the later after the earlier. */
Datum
sr_cusum_segment_join(PG_FUNCTION_ARGS)
{
	CusumSegment *segment = palloc(sizeof(CusumSegment));

	*segment = *PG_GETARG_SEGMENT(0);
	check(segment_join(segment, PG_GETARG_SEGMENT(1)));
	PG_RETURN_SEGMENT(segment);
}

/* n(cusum_segment): operations charted. */
Datum
sr_cusum_segment_n(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_SEGMENT(0)->n);
}

/* missing(cusum_segment): operations without an outcome. */
Datum
sr_cusum_segment_missing(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_SEGMENT(0)->missing);
}

/* odds_ratio(cusum_segment): what the chart looks for. */
Datum
sr_cusum_segment_odds_ratio(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(PG_GETARG_SEGMENT(0)->odds_ratio);
}

/* cusum_end(segment, start): the chart after the segment. */
Datum
sr_cusum_end(PG_FUNCTION_ARGS)
{
	double		start = sr_nonnegative(PG_GETARG_FLOAT8(1), "start");

	PG_RETURN_FLOAT8(segment_end(PG_GETARG_SEGMENT(0), start));
}

/* cusum_peak(segment, start): the greatest value within the segment. */
Datum
sr_cusum_peak(PG_FUNCTION_ARGS)
{
	double		start = sr_nonnegative(PG_GETARG_FLOAT8(1), "start");

	PG_RETURN_FLOAT8(segment_peak(PG_GETARG_SEGMENT(0), start));
}
