/*
 * outcome_agg.c
 *	  Transitions of outcome_agg and rollup.
 *
 * The state is a value of type outcome_summary, never "internal", so a partial
 * state can be stored, sent to another server, or grouped again.  As an
 * aggregate's own state it is changed in place; called from plain SQL it is
 * copied first.
 */
#include "outcomes/outcome_summary.h"

#include "fmgr.h"

#include "arguments.h"

SR_FUNCTION(sr_outcome_summary_accum);
SR_FUNCTION(sr_outcome_summary_remove);
SR_FUNCTION(sr_outcome_counts_accum);
SR_FUNCTION(sr_outcome_counts_remove);
SR_FUNCTION(sr_outcome_summary_combine);
SR_FUNCTION(sr_outcome_summary_uncombine);
SR_FUNCTION(sr_outcome_summary_plus);

StaticAssertDecl(SR_LARGEST_COUNT == SUMMARY_COUNT_LIMIT,
				 "an argument may reach what a summary holds");

/* The state to change: ours to overwrite, or a copy. */
static OutcomeSummary *
state_to_change(FunctionCallInfo fcinfo)
{
	OutcomeSummary *copy;

	if (!PG_ARGISNULL(0) && AggCheckCallContext(fcinfo, NULL))
		return PG_GETARG_SUMMARY(0);

	copy = palloc0(sizeof(OutcomeSummary));
	if (!PG_ARGISNULL(0))
		*copy = *PG_GETARG_SUMMARY(0);
	return copy;
}

static _Noreturn void
refuse(SummaryStatus status)
{
	if (status == SUMMARY_NOT_HELD)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("outcome_summary does not hold what is taken from it")));
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("outcome_summary is out of range"),
			 errdetail("It holds up to 2^40 cases, events and rows, and up to 2^38 expected events.")));
}

static inline void
check(SummaryStatus status)
{
	if (unlikely(status != SUMMARY_OK))
		refuse(status);
}

/* Adds the row of arguments 1 and 2, outcome and risk. */
static inline void
add_patient(FunctionCallInfo fcinfo, OutcomeSummary *summary)
{
	SummaryStatus status;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		status = summary_add_missing(summary);
	else
		status = summary_add_case(summary, PG_GETARG_BOOL(1), PG_GETARG_FLOAT8(2));
	if (unlikely(status == SUMMARY_RISK_OUTSIDE))
		sr_risk(PG_GETARG_FLOAT8(2));
	check(status);
}

/* Adds the row of arguments 1 to 3, observed, expected and, in that form, n. */
static void
add_counts(FunctionCallInfo fcinfo, OutcomeSummary *summary)
{
	bool		has_n = PG_NARGS() > 3;
	int64		observed,
				n = 0;
	double		expected;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || (has_n && PG_ARGISNULL(3)))
	{
		check(summary_add_missing(summary));
		return;
	}
	observed = sr_count(PG_GETARG_INT64(1), "observed");
	expected = sr_nonnegative(PG_GETARG_FLOAT8(2), "expected");
	if (has_n)
	{
		n = sr_count(PG_GETARG_INT64(3), "n");
		sr_check_events(observed, n, "observed");
	}
	check(summary_add_counts(summary, observed, expected, has_n, n));
}

/* SFUNC of outcome_agg(boolean, float8). */
Datum
sr_outcome_summary_accum(PG_FUNCTION_ARGS)
{
	OutcomeSummary *state = state_to_change(fcinfo);

	add_patient(fcinfo, state);
	PG_RETURN_SUMMARY(state);
}

/* MINVFUNC of outcome_agg(boolean, float8): exact, since the sums are. */
Datum
sr_outcome_summary_remove(PG_FUNCTION_ARGS)
{
	OutcomeSummary *state = state_to_change(fcinfo);
	OutcomeSummary row = {0};

	add_patient(fcinfo, &row);
	check(summary_subtract(state, &row));
	PG_RETURN_SUMMARY(state);
}

/* SFUNC of outcome_agg(bigint, float8[, bigint]). */
Datum
sr_outcome_counts_accum(PG_FUNCTION_ARGS)
{
	OutcomeSummary *state = state_to_change(fcinfo);

	add_counts(fcinfo, state);
	PG_RETURN_SUMMARY(state);
}

/* MINVFUNC of outcome_agg(bigint, float8[, bigint]). */
Datum
sr_outcome_counts_remove(PG_FUNCTION_ARGS)
{
	OutcomeSummary *state = state_to_change(fcinfo);
	OutcomeSummary row = {0};

	add_counts(fcinfo, &row);
	check(summary_subtract(state, &row));
	PG_RETURN_SUMMARY(state);
}

/* COMBINEFUNC of all, SFUNC of rollup; a NULL summary adds nothing. */
Datum
sr_outcome_summary_combine(PG_FUNCTION_ARGS)
{
	OutcomeSummary *state = state_to_change(fcinfo);

	if (!PG_ARGISNULL(1))
		check(summary_add(state, PG_GETARG_SUMMARY(1)));
	PG_RETURN_SUMMARY(state);
}

/* MINVFUNC of rollup. */
Datum
sr_outcome_summary_uncombine(PG_FUNCTION_ARGS)
{
	OutcomeSummary *state = state_to_change(fcinfo);

	if (!PG_ARGISNULL(1))
		check(summary_subtract(state, PG_GETARG_SUMMARY(1)));
	PG_RETURN_SUMMARY(state);
}

/* outcome_summary + outcome_summary */
Datum
sr_outcome_summary_plus(PG_FUNCTION_ARGS)
{
	OutcomeSummary *sum = palloc(sizeof(OutcomeSummary));

	*sum = *PG_GETARG_SUMMARY(0);
	check(summary_add(sum, PG_GETARG_SUMMARY(1)));
	PG_RETURN_SUMMARY(sum);
}
