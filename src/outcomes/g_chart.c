/*
 * g_chart.c
 *	  Window function g_chart(): operations between rare events.
 *
 * Where no rate is given the first row of a partition reads all of it, to count
 * operations and events; nothing of it is kept.
 */
#include "outcomes/partition.h"

#include <math.h>

#include "utils/memutils.h"

#include "arguments.h"
#include "outcomes/chart.h"
#include "stats/geometric_limit.h"

SR_FUNCTION(sr_g_chart);

typedef struct GapPartition
{
	ChartSetting rate;
	ChartSetting level;
	TupleDesc	descriptor;
	double		used_rate;
	GapLimits	limits;
	int64		cases;			/* since the last event */
	bool		closed;			/* was the last case an event? */
} GapPartition;

/* Events over operations of the whole partition; NaN without operations. */
static double
pooled_rate(WindowObject window)
{
	PartitionScan scan = sr_partition_start(window);
	int64		cases = 0,
				events = 0;

	while (sr_partition_next(&scan))
	{
		bool		isnull;
		bool		event = DatumGetBool(sr_partition_argument(window, 0, scan.row, &isnull));

		cases += !isnull;
		events += !isnull && event;
	}
	return cases > 0 ? (double) events / (double) cases : NAN;
}

static void
read_settings(FunctionCallInfo fcinfo, GapPartition *partition)
{
	bool		first = sr_chart_setting(fcinfo, 1, "rate", &partition->rate);

	first |= sr_chart_setting(fcinfo, 2, "level", &partition->level);
	if (!first)
		return;
	sr_open_unit(sr_setting_value(&partition->level, "level"), "level");
	partition->used_rate = partition->rate.isnull ? pooled_rate(PG_WINDOW_OBJECT())
		: sr_open_unit(partition->rate.value, "rate");
	partition->limits = gap_limits(partition->used_rate, partition->level.value);
	partition->descriptor = sr_chart_descriptor(fcinfo, partition);
}

static Datum
gap_row(const GapPartition *partition)
{
	const GapLimits *limits = &partition->limits;
	SrRow		row = {0};

	sr_row_count(&row, true, partition->cases);
	sr_row_bool(&row, true, partition->closed);
	sr_row_float(&row, partition->used_rate);
	sr_row_float(&row, limits->centre);
	sr_row_float(&row, limits->lower);
	sr_row_float(&row, limits->upper);
	sr_row_float(&row, partition->level.value);
	sr_row_text(&row, gap_status(limits, partition->cases, partition->closed));
	return sr_row_datum(&row, partition->descriptor);
}

/* g_chart(outcome, rate, level) OVER (ORDER BY ...) */
Datum
sr_g_chart(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	GapPartition *partition = WinGetPartitionLocalMemory(window, sizeof(GapPartition));
	bool		unknown;
	bool		event = DatumGetBool(WinGetFuncArgCurrent(window, 0, &unknown));

	read_settings(fcinfo, partition);
	sr_chart_release(window);
	if (unknown)
		PG_RETURN_NULL();
	partition->cases = partition->closed ? 1 : partition->cases + 1;
	partition->closed = event;
	return gap_row(partition);
}
