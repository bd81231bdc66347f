/*
 * vlad_band.c
 *	  Window function vlad_band(): where the VLAD lies by chance after each
 *	  operation.
 *
 * Exact up to EXACT_CASES operations of a partition, of which 8 bytes each are
 * kept; from there on by the three sums and risk groups that funnel() uses.
 */
#include "outcomes/chart.h"

#include <math.h>

#include "utils/memutils.h"

#include "arguments.h"
#include "stats/count_distribution.h"
#include "stats/event_counts.h"

SR_FUNCTION(sr_vlad_band);
SR_FUNCTION(sr_vlad_band_of_outcomes);

#define EXACT_CASES 5000

typedef struct BandPartition
{
	ChartSetting level;
	TupleDesc	descriptor;
	int64		cases;
	double		expected;		/* sum of p */
	double		variance;		/* sum of p (1 - p) */
	double		third;			/* sum of p (1 - p) (1 - 2p) */
	EventCounts counts;
} BandPartition;

static void
start_partition(FunctionCallInfo fcinfo, BandPartition *partition)
{
	double	   *space = MemoryContextAlloc(GetMemoryChunkContext(partition),
										   (EXACT_CASES + 1) * sizeof(double));

	sr_open_unit(sr_setting_value(&partition->level, "level"), "level");
	partition->descriptor = sr_chart_descriptor(fcinfo, partition);
	event_counts_start(&partition->counts, space);
}

static void
add_case(BandPartition *partition, double risk)
{
	double		variance = risk * (1.0 - risk);

	partition->expected += risk;
	partition->variance += variance;
	partition->third += variance * (1.0 - 2.0 * risk);
	if (++partition->cases <= EXACT_CASES)
		event_counts_add(&partition->counts, risk);
}

typedef struct EventRange
{
	double		fewest;
	double		most;
} EventRange;

/* As many events as there may be by chance, with probability p beyond either end. */
static EventRange
event_range(const BandPartition *partition, double p)
{
	CountDistribution d;
	CountTails	tails;

	if (partition->cases <= EXACT_CASES)
		return (EventRange) {event_counts_lower(&partition->counts, p),
							 event_counts_upper(&partition->counts, p)};
	d = poisson_binomial_count((double) partition->cases, partition->expected,
							   partition->variance, partition->third, 1.0);
	count_tails_prepare(&tails, &d);
	return (EventRange) {count_lower_limit(&tails, p), count_upper_limit(&tails, p)};
}

static Datum
band(const BandPartition *partition)
{
	EventRange	range = event_range(partition, (1.0 - partition->level.value) / 2.0);
	SrRow		row = {0};

	sr_row_float(&row, partition->expected - range.most);
	sr_row_float(&row, partition->expected - range.fewest);
	sr_row_float(&row, partition->level.value);
	return sr_row_datum(&row, partition->descriptor);
}

static Datum
next_band(FunctionCallInfo fcinfo, const ChartCase *operation, int level_argument)
{
	WindowObject window = PG_WINDOW_OBJECT();
	BandPartition *partition = WinGetPartitionLocalMemory(window, sizeof(BandPartition));

	if (sr_chart_setting(fcinfo, level_argument, "level", &partition->level))
		start_partition(fcinfo, partition);
	sr_chart_release(window);
	if (!operation->known)
		PG_RETURN_NULL();
	add_case(partition, operation->risk);
	return band(partition);
}

/* vlad_band(risk, level) OVER (ORDER BY ...) */
Datum
sr_vlad_band(PG_FUNCTION_ARGS)
{
	ChartCase	operation = {.known = true, .risk = sr_chart_risk(PG_WINDOW_OBJECT(), 0)};

	return next_band(fcinfo, &operation, 1);
}

/* vlad_band(outcome, risk, level) OVER (ORDER BY ...) */
Datum
sr_vlad_band_of_outcomes(PG_FUNCTION_ARGS)
{
	ChartCase	operation = sr_chart_case(PG_WINDOW_OBJECT(), 0);

	return next_band(fcinfo, &operation, 2);
}
