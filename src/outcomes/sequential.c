/*
 * sequential.c
 *	  Window functions vlad(), cusum() and ewma(): charts over operations in the order
 *	  of OVER, whatever its frame.
 *
 * Window functions rather than aggregates: a row whose outcome is not known has
 * no value of its own while the chart goes on, and operations of one day, peers
 * in the order, are still charted one by one.  They also read each row once,
 * where an aggregate over a running frame reads it twice.
 */
#include "outcomes/chart.h"

#include <math.h>

#include "arguments.h"
#include "outcomes/cusum.h"
#include "stats/ewma.h"

SR_FUNCTION(sr_vlad);
SR_FUNCTION(sr_vlad_counts);
SR_FUNCTION(sr_cusum);
SR_FUNCTION(sr_cusum_counts);
SR_FUNCTION(sr_ewma);

CusumOdds
sr_cusum_odds(double odds_ratio, const char *what)
{
	if (!cusum_odds_ratio_allowed(odds_ratio))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be between 0.001 and 1000 and not 1, not %.15g", what, odds_ratio),
				 errhint("2 looks for a doubling, 0.5 for a halving.")));
	return cusum_odds(odds_ratio);
}

/* vlad(outcome, risk) OVER (ORDER BY ...) */
Datum
sr_vlad(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	double	   *vlad = WinGetPartitionLocalMemory(window, sizeof(double));
	ChartCase	operation = sr_chart_case(window, 0);

	sr_chart_release(window);
	if (!operation.known)
		PG_RETURN_NULL();
	*vlad += operation.risk - (operation.outcome ? 1.0 : 0.0);
	PG_RETURN_FLOAT8(*vlad);
}

/* A row already counted; false if what was observed is not known. */
static bool
read_counts(WindowObject window, double *observed, double *expected)
{
	bool		unknown,
				no_expected;
	Datum		first = WinGetFuncArgCurrent(window, 0, &unknown);
	Datum		second = WinGetFuncArgCurrent(window, 1, &no_expected);

	if (no_expected)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("expected must not be null")));
	*expected = sr_nonnegative(DatumGetFloat8(second), "expected");
	*observed = unknown ? 0.0 : (double) sr_count(DatumGetInt64(first), "observed");
	return !unknown;
}

/* vlad(observed, expected) OVER (ORDER BY ...) */
Datum
sr_vlad_counts(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	double	   *vlad = WinGetPartitionLocalMemory(window, sizeof(double));
	double		observed,
				expected;

	sr_chart_release(window);
	if (!read_counts(window, &observed, &expected))
		PG_RETURN_NULL();
	*vlad += expected - observed;
	PG_RETURN_FLOAT8(*vlad);
}

typedef struct CusumPartition
{
	ChartSetting odds_ratio;
	ChartSetting reset;
	CusumOdds	odds;
	double		reset_at;
	double		cusum;
} CusumPartition;

static void
read_settings(FunctionCallInfo fcinfo, CusumPartition *partition, const char *what)
{
	if (sr_chart_setting(fcinfo, 2, what, &partition->odds_ratio))
		partition->odds = sr_cusum_odds(sr_setting_value(&partition->odds_ratio, what), what);
	if (!sr_chart_setting(fcinfo, 3, "reset_at", &partition->reset))
		return;
	partition->reset_at = partition->reset.isnull ? INFINITY : partition->reset.value;
	if (!(partition->reset_at > 0.0))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("reset_at must be greater than 0, not %.15g", partition->reset_at),
				 errhint("NULL is for a chart that is never reset.")));
}

/* cusum(outcome, risk, odds_ratio, reset_at) OVER (ORDER BY ...) */
Datum
sr_cusum(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	CusumPartition *partition = WinGetPartitionLocalMemory(window, sizeof(CusumPartition));
	ChartCase	operation = sr_chart_case(window, 0);

	read_settings(fcinfo, partition, "odds_ratio");
	sr_chart_release(window);
	if (!operation.known)
		PG_RETURN_NULL();
	partition->cusum = cusum_next(partition->cusum,
								  cusum_weight(&partition->odds, operation.outcome, operation.risk),
								  partition->reset_at);
	PG_RETURN_FLOAT8(partition->cusum);
}

/* cusum(observed, expected, rate_ratio, reset_at) OVER (ORDER BY ...) */
Datum
sr_cusum_counts(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	CusumPartition *partition = WinGetPartitionLocalMemory(window, sizeof(CusumPartition));
	double		observed,
				expected;

	read_settings(fcinfo, partition, "rate_ratio");
	sr_chart_release(window);
	if (!read_counts(window, &observed, &expected))
		PG_RETURN_NULL();
	partition->cusum = cusum_next(partition->cusum,
								  cusum_count_weight(&partition->odds, observed, expected),
								  partition->reset_at);
	PG_RETURN_FLOAT8(partition->cusum);
}

typedef struct EwmaPartition
{
	ChartSetting lambda;
	ChartSetting start;
	TupleDesc	descriptor;
	bool		begun;
	Ewma		ewma;
} EwmaPartition;

static void
read_ewma_settings(FunctionCallInfo fcinfo, EwmaPartition *partition)
{
	double		lambda;

	if (sr_chart_setting(fcinfo, 2, "lambda", &partition->lambda))
	{
		lambda = sr_setting_value(&partition->lambda, "lambda");
		if (!(lambda > 0.0 && lambda <= 1.0))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("lambda must be greater than 0 and at most 1, not %.15g", lambda)));
		partition->descriptor = sr_chart_descriptor(fcinfo, partition);
	}
	if (sr_chart_setting(fcinfo, 3, "start", &partition->start) && !partition->start.isnull
		&& !(partition->start.value >= 0.0 && partition->start.value <= 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("start must be between 0 and 1, not %.15g", partition->start.value)));
}

static Datum
ewma_row(const EwmaPartition *partition)
{
	const Ewma *ewma = &partition->ewma;
	double		sd = sqrt(ewma->variance);
	SrRow		row = {0};

	sr_row_float(&row, ewma->observed);
	sr_row_float(&row, ewma->expected);
	sr_row_float(&row, sd);
	sr_row_float(&row, sd > 0.0 ? (ewma->observed - ewma->expected) / sd : NAN);
	return sr_row_datum(&row, partition->descriptor);
}

/* ewma(outcome, risk, lambda, start) OVER (ORDER BY ...) */
Datum
sr_ewma(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	EwmaPartition *partition = WinGetPartitionLocalMemory(window, sizeof(EwmaPartition));
	ChartCase	operation = sr_chart_case(window, 0);

	read_ewma_settings(fcinfo, partition);
	sr_chart_release(window);
	if (!operation.known)
		PG_RETURN_NULL();
	if (!partition->begun)
		partition->ewma = ewma_start(partition->start.isnull ? operation.risk
									 : partition->start.value);
	partition->begun = true;
	ewma_add(&partition->ewma, operation.outcome, operation.risk, partition->lambda.value);
	return ewma_row(partition);
}
