/*
 * xmr.c
 *	  Window function xmr(): a measure over time against its own variation.
 *
 * The first row of a partition reads all of it; some 40 bytes a row are kept.
 */
#include "outcomes/partition.h"

#include <math.h>

#include "utils/memutils.h"

#include "arguments.h"
#include "outcomes/chart.h"
#include "stats/xmr.h"

SR_FUNCTION(sr_xmr);

/* A stretch of a chart with limits of its own, from one rebase to the next. */
typedef struct XmrPeriod
{
	XmrLimits	limits;
	int64		first;			/* of its values */
} XmrPeriod;

typedef struct XmrPartition
{
	bool		ready;
	TupleDesc	descriptor;
	int64		rows,
				values_count,
				periods_count;
	int64	   *value_of_row;	/* -1 for a NULL */
	int64	   *period_of_value;
	XmrValue   *values;
	uint8	   *signals;
	XmrPeriod  *periods;
} XmrPartition;

static bool
flag_of(WindowObject window, int argument, int64 row, const char *what)
{
	bool		isnull;
	Datum		flag = sr_partition_argument(window, argument, row, &isnull);

	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s must not be null", what)));
	return DatumGetBool(flag);
}

static double
finite_value(double value)
{
	if (isnan(value) || isinf(value))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value must be finite, not %.15g", value)));
	return value;
}

static void
read_row(WindowObject window, XmrPartition *partition, int64 row)
{
	bool		isnull;
	double		value = DatumGetFloat8(sr_partition_argument(window, 0, row, &isnull));
	bool		baseline = flag_of(window, 1, row, "baseline");

	if (flag_of(window, 2, row, "rebase") || row == 0)
		partition->periods[partition->periods_count++].first = partition->values_count;
	partition->value_of_row[row] = isnull ? -1 : partition->values_count;
	if (isnull)
		return;
	partition->period_of_value[partition->values_count] = partition->periods_count - 1;
	partition->values[partition->values_count++] = (XmrValue) {finite_value(value), baseline};
}

static void
read_rows(WindowObject window, XmrPartition *partition)
{
	PartitionScan scan = sr_partition_start(window);

	while (sr_partition_next(&scan))
		read_row(window, partition, scan.row);
}

static void
judge_periods(XmrPartition *partition)
{
	for (int64 p = 0; p < partition->periods_count; p++)
	{
		XmrPeriod  *period = &partition->periods[p];
		int64		end = p + 1 < partition->periods_count ? period[1].first
			: partition->values_count;
		const XmrValue *values = partition->values + period->first;

		period->limits = xmr_limits(values, end - period->first);
		xmr_signals(values, end - period->first, &period->limits,
					partition->signals + period->first);
	}
}

static void
start_partition(FunctionCallInfo fcinfo, XmrPartition *partition)
{
	WindowObject window = PG_WINDOW_OBJECT();
	MemoryContext keep = GetMemoryChunkContext(partition);
	int64		rows = sr_partition_rows(window);

	partition->rows = rows;
	partition->value_of_row = MemoryContextAllocHuge(keep, rows * sizeof(int64));
	partition->period_of_value = MemoryContextAllocHuge(keep, rows * sizeof(int64));
	partition->values = MemoryContextAllocHuge(keep, rows * sizeof(XmrValue));
	partition->signals = MemoryContextAllocHuge(keep, rows);
	partition->periods = MemoryContextAllocHuge(keep, rows * sizeof(XmrPeriod));
	read_rows(window, partition);
	judge_periods(partition);
	partition->descriptor = sr_chart_descriptor(fcinfo, partition);
	partition->ready = true;
}

static Datum
point_row(const XmrPartition *partition, int64 value)
{
	const XmrLimits *limits = &partition->periods[partition->period_of_value[value]].limits;
	uint8		signals = partition->signals[value];
	SrRow		row = {0};

	sr_row_float(&row, partition->values[value].value);
	sr_row_float(&row, limits->mean);
	sr_row_float(&row, limits->lower);
	sr_row_float(&row, limits->upper);
	sr_row_count(&row, true, limits->count);
	sr_row_bool(&row, !isnan(limits->upper), signals & XMR_OUTSIDE);
	sr_row_bool(&row, !isnan(limits->mean), (signals & XMR_SHIFT) != 0);
	sr_row_bool(&row, true, (signals & XMR_TREND) != 0);
	sr_row_bool(&row, !isnan(limits->upper), (signals & XMR_TWO_OF_THREE) != 0);
	return sr_row_datum(&row, partition->descriptor);
}

/* xmr(value, baseline, rebase) OVER (ORDER BY ...) */
Datum
sr_xmr(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	XmrPartition *partition = WinGetPartitionLocalMemory(window, sizeof(XmrPartition));
	int64		value;

	if (!partition->ready)
		start_partition(fcinfo, partition);
	sr_chart_release(window);
	value = partition->value_of_row[WinGetCurrentPosition(window)];
	if (value < 0)
		PG_RETURN_NULL();
	return point_row(partition, value);
}
