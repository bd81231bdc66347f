/*
 * cusum_limit.c
 *	  Limits, run lengths and chances of false alarm of risk-adjusted CUSUMs, from
 *	  the risks of the operations charted.
 */
#include "outcomes/cusum.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"

#include "arguments.h"
#include "stats/cusum_false_alarm.h"
#include "stats/cusum_run_length.h"

SR_FUNCTION(sr_cusum_limit);
SR_FUNCTION(sr_cusum_arl);
SR_FUNCTION(sr_cusum_false_alarm);
SR_FUNCTION(sr_detection);

/* exp of it is far more cases than will ever be. */
#define LARGEST_LIMIT 50.0
#define LARGEST_ARL 1e9

static void
check_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}

/* The risks of an argument, each checked; their number may be 0. */
static const double *
read_risks(FunctionCallInfo fcinfo, int *count)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	const double *risks = (const double *) ARR_DATA_PTR(array);

	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("risks must not contain nulls")));
	*count = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	for (int i = 0; i < *count; i++)
		sr_risk(risks[i]);
	return risks;
}

static CusumMix
read_mix(FunctionCallInfo fcinfo)
{
	CusumMix	mix;

	mix.risks = read_risks(fcinfo, &mix.count);
	mix.odds = sr_cusum_odds(PG_GETARG_FLOAT8(1), "odds_ratio");
	mix.raised = false;
	return mix;
}

static double
in_range(double value, bool above_least, const char *least, double largest, const char *what)
{
	if (!(above_least && value <= largest))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be greater than %s and at most %g, not %.15g",
						what, least, largest, value)));
	return value;
}

static double
read_limit(FunctionCallInfo fcinfo)
{
	double		limit = PG_GETARG_FLOAT8(2);

	return in_range(limit, limit > 0.0, "0", LARGEST_LIMIT, "control_limit");
}

static CusumStudy
begin_study(const CusumMix *mix)
{
	CusumStudy	study = cusum_study(mix, check_interrupts);

	study.space = palloc(cusum_study_space(&study) * sizeof(double));
	return study;
}

/* NaN stands for a chart that never rises. */
static double
run_length(const CusumMix *mix, double limit)
{
	CusumStudy	study = begin_study(mix);
	double		length = cusum_run_length(&study, limit);

	pfree(study.space);
	return isinf(length) ? NAN : length;
}

static Datum
float_or_null(FunctionCallInfo fcinfo, double value)
{
	if (isnan(value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

/* cusum_limit(risks, odds_ratio, arl) */
Datum
sr_cusum_limit(PG_FUNCTION_ARGS)
{
	CusumMix	mix = read_mix(fcinfo);
	double		arl = PG_GETARG_FLOAT8(2);
	CusumStudy	study;

	in_range(arl, arl > 1.0, "1", LARGEST_ARL, "arl");
	if (mix.count == 0)
		PG_RETURN_NULL();
	study = begin_study(&mix);
	return float_or_null(fcinfo, cusum_limit_at(&study, arl));
}

/* cusum_arl(risks, odds_ratio, control_limit) */
Datum
sr_cusum_arl(PG_FUNCTION_ARGS)
{
	CusumMix	mix = read_mix(fcinfo);
	double		limit = read_limit(fcinfo);

	if (mix.count == 0)
		PG_RETURN_NULL();
	return float_or_null(fcinfo, run_length(&mix, limit));
}

/* cusum_false_alarm(risks, odds_ratio, control_limit) */
Datum
sr_cusum_false_alarm(PG_FUNCTION_ARGS)
{
	CusumMix	mix = read_mix(fcinfo);
	double		limit = read_limit(fcinfo);
	double	   *space = palloc(cusum_false_alarm_space() * sizeof(double));

	PG_RETURN_FLOAT8(cusum_false_alarm(mix.risks, mix.count, &mix.odds, limit, space,
									   check_interrupts));
}

/* detection(risks, odds_ratio, control_limit) -> detection_estimate */
Datum
sr_detection(PG_FUNCTION_ARGS)
{
	CusumMix	mix = read_mix(fcinfo);
	double		limit = read_limit(fcinfo);
	SrRow		row = {0};

	if (mix.count == 0)
		PG_RETURN_NULL();
	sr_row_float(&row, run_length(&mix, limit));
	mix.raised = true;
	sr_row_float(&row, run_length(&mix, limit));
	sr_row_float(&row, mix.odds.ratio);
	sr_row_float(&row, limit);
	return sr_row_datum(&row, sr_result_descriptor(fcinfo));
}
