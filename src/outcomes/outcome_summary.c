/*
 * outcome_summary.c
 *	  SQL type outcome_summary: text and binary forms, equality, and what can be
 *	  read off a summary without any statistics.
 */
#include "outcomes/outcome_summary.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"

#include "arguments.h"

SR_FUNCTION(sr_outcome_summary_in);
SR_FUNCTION(sr_outcome_summary_out);
SR_FUNCTION(sr_outcome_summary_recv);
SR_FUNCTION(sr_outcome_summary_send);
SR_FUNCTION(sr_outcome_summary_eq);
SR_FUNCTION(sr_outcome_summary_ne);
SR_FUNCTION(sr_outcome_summary_cmp);
SR_FUNCTION(sr_outcome_summary_lt);
SR_FUNCTION(sr_outcome_summary_le);
SR_FUNCTION(sr_outcome_summary_ge);
SR_FUNCTION(sr_outcome_summary_gt);
SR_FUNCTION(sr_outcome_summary_hash);
SR_FUNCTION(sr_outcome_summary_hash_extended);
SR_FUNCTION(sr_summary_n);
SR_FUNCTION(sr_summary_missing);
SR_FUNCTION(sr_summary_observed);
SR_FUNCTION(sr_summary_expected);
SR_FUNCTION(sr_summary_variance);
SR_FUNCTION(sr_oe_ratio);
SR_FUNCTION(sr_excess);
SR_FUNCTION(sr_crude_rate);
SR_FUNCTION(sr_adjusted_rate);

StaticAssertDecl(sizeof(OutcomeSummary) == 88, "INTERNALLENGTH in outcome_summary.sql says 88");

/* outcome_summary_in(cstring) */
Datum
sr_outcome_summary_in(PG_FUNCTION_ARGS)
{
	const char *literal = PG_GETARG_CSTRING(0);
	OutcomeSummary *summary = palloc0(sizeof(OutcomeSummary));

	switch (summary_parse(literal, summary))
	{
		case SUMMARY_OK:
			PG_RETURN_SUMMARY(summary);
		case SUMMARY_OVERFLOW:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("value \"%s\" is out of range for type %s",
							sr_shown(literal), "outcome_summary")));
		case SUMMARY_INCONSISTENT:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("inconsistent value for type %s: \"%s\"",
							"outcome_summary", sr_shown(literal)),
					 errhint("No rows leave such sums: 0 <= variance <= expected, |third| <= variance, observed <= n.")));
		default:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type %s: \"%s\"",
							"outcome_summary", sr_shown(literal)),
					 errhint("Expected n=, missing=, observed=, expected=, variance= and third=, in that order, as outcome_agg() prints them.")));
	}
}

/* outcome_summary_out(outcome_summary) */
Datum
sr_outcome_summary_out(PG_FUNCTION_ARGS)
{
	char	   *text = palloc(SUMMARY_TEXT_SIZE);

	summary_format(PG_GETARG_SUMMARY(0), text);
	PG_RETURN_CSTRING(text);
}

/* outcome_summary_recv(internal): as strict as input; nothing may follow. */
Datum
sr_outcome_summary_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			length = message->len - message->cursor;
	OutcomeSummary *summary = palloc0(sizeof(OutcomeSummary));
	SummaryStatus status = summary_decode((const uint8 *) pq_getmsgbytes(message, length),
										  (size_t) length, summary);

	if (status != SUMMARY_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation for type %s", "outcome_summary"),
				 status == SUMMARY_SYNTAX
				 ? errdetail("Expected %d bytes of format 1, got %d.", SUMMARY_BINARY_SIZE, length)
				 : errdetail("No rows leave such sums.")));
	PG_RETURN_SUMMARY(summary);
}

/* outcome_summary_send(outcome_summary) */
Datum
sr_outcome_summary_send(PG_FUNCTION_ARGS)
{
	StringInfoData message;
	uint8		bytes[SUMMARY_BINARY_SIZE];

	summary_encode(PG_GETARG_SUMMARY(0), bytes);
	pq_begintypsend(&message);
	pq_sendbytes(&message, (char *) bytes, SUMMARY_BINARY_SIZE);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* Every member is an integer and none is padding, so equal is equal bytes. */
static bool
summaries_equal(FunctionCallInfo fcinfo)
{
	return memcmp(PG_GETARG_SUMMARY(0), PG_GETARG_SUMMARY(1), sizeof(OutcomeSummary)) == 0;
}

Datum
sr_outcome_summary_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(summaries_equal(fcinfo));
}

Datum
sr_outcome_summary_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!summaries_equal(fcinfo));
}

/*
 * An order for sorting and unique indexes, of no other meaning: member by
 * member, as the bytes of the binary form stand.
 */
static int
compare_summaries(FunctionCallInfo fcinfo)
{
	uint8		a[SUMMARY_BINARY_SIZE],
				b[SUMMARY_BINARY_SIZE];

	summary_encode(PG_GETARG_SUMMARY(0), a);
	summary_encode(PG_GETARG_SUMMARY(1), b);
	return memcmp(a, b, SUMMARY_BINARY_SIZE);
}

Datum
sr_outcome_summary_cmp(PG_FUNCTION_ARGS)
{
	int			order = compare_summaries(fcinfo);

	PG_RETURN_INT32((order > 0) - (order < 0));
}

Datum
sr_outcome_summary_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_summaries(fcinfo) < 0);
}

Datum
sr_outcome_summary_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_summaries(fcinfo) <= 0);
}

Datum
sr_outcome_summary_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_summaries(fcinfo) >= 0);
}

Datum
sr_outcome_summary_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_summaries(fcinfo) > 0);
}

Datum
sr_outcome_summary_hash(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(hash_any((unsigned char *) PG_GETARG_SUMMARY(0), sizeof(OutcomeSummary)));
}

Datum
sr_outcome_summary_hash_extended(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(hash_any_extended((unsigned char *) PG_GETARG_SUMMARY(0),
									  sizeof(OutcomeSummary), (uint64) PG_GETARG_INT64(1)));
}

/* n(outcome_summary): cases; NULL if some rows came without their number. */
Datum
sr_summary_n(PG_FUNCTION_ARGS)
{
	OutcomeSummary *summary = PG_GETARG_SUMMARY(0);

	if (!summary_n_known(summary))
		PG_RETURN_NULL();
	PG_RETURN_INT64(summary->n);
}

/* missing(outcome_summary): rows left out because outcome, risk or count was NULL. */
Datum
sr_summary_missing(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_SUMMARY(0)->missing);
}

/* observed(outcome_summary): events. */
Datum
sr_summary_observed(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_SUMMARY(0)->observed);
}

/* expected(outcome_summary): sum of predicted risks. */
Datum
sr_summary_expected(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(summary_expected(PG_GETARG_SUMMARY(0)));
}

/* variance(outcome_summary): sum of p (1 - p); the expectation for counts. */
Datum
sr_summary_variance(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(summary_variance(PG_GETARG_SUMMARY(0)));
}

/* oe_ratio(outcome_summary): observed / expected; NULL without an expectation. */
Datum
sr_oe_ratio(PG_FUNCTION_ARGS)
{
	OutcomeSummary *summary = PG_GETARG_SUMMARY(0);

	if (!summary_has_ratio(summary))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) summary->observed / summary_expected(summary));
}

/* excess(outcome_summary): observed - expected, in events. */
Datum
sr_excess(PG_FUNCTION_ARGS)
{
	OutcomeSummary *summary = PG_GETARG_SUMMARY(0);

	PG_RETURN_FLOAT8((double) summary->observed - summary_expected(summary));
}

/* crude_rate(outcome_summary): observed / n; NULL where n is 0 or unknown. */
Datum
sr_crude_rate(PG_FUNCTION_ARGS)
{
	OutcomeSummary *summary = PG_GETARG_SUMMARY(0);

	if (!summary_n_known(summary) || summary->n == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) summary->observed / (double) summary->n);
}

/* adjusted_rate(outcome_summary, reference): O/E times the reference rate. */
Datum
sr_adjusted_rate(PG_FUNCTION_ARGS)
{
	OutcomeSummary *summary = PG_GETARG_SUMMARY(0);
	double		reference = sr_nonnegative(PG_GETARG_FLOAT8(1), "reference_rate");

	if (!summary_n_known(summary) || !summary_has_ratio(summary))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(sr_finite((double) summary->observed / summary_expected(summary) * reference));
}
