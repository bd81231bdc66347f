/*
 * funnel.c
 *	  Window functions funnel() and funnel_proportion(): every unit of the
 *	  partition against one target, the units together telling how far they
 *	  vary beyond chance.
 *
 * The first row of a partition reads all of it once; each row then makes its
 * own point.  Kept meanwhile: three numbers, and for the estimate 24 bytes a
 * unit.
 */
#include "outcomes/funnel.h"

#include <math.h>

#include "arguments.h"
#include "outcomes/outcome_summary.h"
#include "outcomes/partition.h"

SR_FUNCTION(sr_funnel);
SR_FUNCTION(sr_funnel_proportion);

static const char *const funnel_methods[] =
{"exact", "spiegelhalter", "fingertips", "funnelplotr", NULL};
static const char *const overdispersion_models[] =
{"none", "multiplicative", "additive", NULL};

/* What a call says beside its unit. */
typedef struct FunnelArguments
{
	double		target;			/* NaN for the pooled proportion */
	FunnelMethod method;
	OverdispersionModel model;
	DistributionChoice distribution;
} FunnelArguments;

/* What all rows of a partition share. */
typedef struct FunnelPartition
{
	bool		ready;
	FunnelArguments arguments;
	FunnelSettings settings;
	int64		units;			/* rows with an expectation */
	TupleDesc	descriptor;
} FunnelPartition;

/* The unit of a row of the partition; false if its argument is NULL. */
typedef bool (*ReadUnit) (WindowObject window, int64 row, const FunnelPartition *partition,
						  FunnelUnit *unit);

FunnelMethod
sr_funnel_method(text *word)
{
	return (FunnelMethod) sr_keyword(word, funnel_methods, "method");
}

static bool
read_ratio_unit(WindowObject window, int64 row, const FunnelPartition *partition, FunnelUnit *unit)
{
	bool		isnull;
	Datum		summary = sr_partition_argument(window, 0, row, &isnull);

	if (isnull)
		return false;
	*unit = ratio_unit((OutcomeSummary *) DatumGetPointer(summary),
					   partition->settings.target, partition->arguments.distribution);
	sr_nonnegative(unit->null.mean, "target times expected");
	return true;
}

/* events and n of a row, checked; false if either is NULL. */
static bool
read_events(WindowObject window, int64 row, int64 *events, int64 *n)
{
	bool		no_events,
				no_n;
	Datum		first = sr_partition_argument(window, 0, row, &no_events);
	Datum		second = sr_partition_argument(window, 1, row, &no_n);

	if (no_events || no_n)
		return false;
	*events = sr_count(DatumGetInt64(first), "events");
	*n = sr_count(DatumGetInt64(second), "n");
	sr_check_events(*events, *n, "events");
	return true;
}

static bool
read_proportion_unit(WindowObject window, int64 row, const FunnelPartition *partition,
					 FunnelUnit *unit)
{
	int64		events,
				n;

	if (!read_events(window, row, &events, &n))
		return false;
	*unit = proportion_unit(events, n, partition->settings.target);
	return true;
}

/* Reads every unit once: how many there are, and how they vary. */
static void
survey_partition(WindowObject window, FunnelPartition *partition, ReadUnit read)
{
	int64		rows = sr_partition_rows(window);
	DispersedUnit *dispersed = palloc_extended(rows * sizeof(DispersedUnit), MCXT_ALLOC_HUGE);
	double	   *scratch = palloc_extended(rows * sizeof(double), MCXT_ALLOC_HUGE);
	PartitionScan scan = sr_partition_start(window);
	int64		entering = 0;
	FunnelUnit	unit;

	while (sr_partition_next(&scan))
	{
		if (!read(window, scan.row, partition, &unit))
			continue;
		partition->units += unit.expected > 0.0;
		if (unit.enters)
			dispersed[entering++] = unit.dispersed;
	}
	partition->settings.overdispersion = overdispersion_of(dispersed, entering, scratch);
	pfree(dispersed);
	pfree(scratch);
}

static Datum
current_argument(WindowObject window, int argument, const char *what)
{
	bool		isnull;
	Datum		value = WinGetFuncArgCurrent(window, argument, &isnull);

	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s must not be null", what)));
	return value;
}

static text *
current_word(WindowObject window, int argument, const char *what)
{
	return DatumGetTextPP(current_argument(window, argument, what));
}

static void
read_method_and_model(WindowObject window, int method_argument, FunnelArguments *arguments)
{
	arguments->method = sr_funnel_method(current_word(window, method_argument, "method"));
	arguments->model = (OverdispersionModel)
		sr_keyword(current_word(window, method_argument + 1, "overdispersion"),
				   overdispersion_models, "overdispersion");
}

static void
check_same(bool same, const char *what)
{
	if (!same)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be the same for all rows of the window", what),
				 errhint("Name what it depends on in PARTITION BY.")));
}

/* The units of a partition are compared with each other, so by one rule. */
static void
check_same_arguments(const FunnelArguments *first, const FunnelArguments *now)
{
	check_same(first->target == now->target || (isnan(first->target) && isnan(now->target)),
			   "target");
	check_same(first->method == now->method, "method");
	check_same(first->model == now->model, "overdispersion");
	check_same(first->distribution == now->distribution, "distribution");
}

static void
add_limits(SrRow *row, const FunnelLimits *limits)
{
	sr_row_float(row, limits->lcl95);
	sr_row_float(row, limits->ucl95);
	sr_row_float(row, limits->lcl998);
	sr_row_float(row, limits->ucl998);
}

/* In the order of the columns of funnel_point. */
static Datum
point_row(const FunnelUnit *unit, const FunnelPartition *partition)
{
	FunnelPoint point = funnel_point(unit, &partition->settings);
	SrRow		row = {0};

	sr_row_count(&row, unit->n_known, unit->n);
	sr_row_count(&row, true, unit->observed);
	sr_row_float(&row, unit->expected);
	sr_row_float(&row, point.ratio);
	sr_row_float(&row, partition->settings.target);
	add_limits(&row, &point.limits);
	sr_row_float(&row, isnan(point.ratio) ? NAN : unit->dispersed.z);
	sr_row_float(&row, point.p_lower);
	sr_row_float(&row, point.p_upper);
	sr_row_text(&row, point.status);
	sr_row_float(&row, partition->settings.overdispersion.phi);
	sr_row_float(&row, partition->settings.overdispersion.tau2);
	add_limits(&row, &point.od_limits);
	sr_row_text(&row, point.od_status);
	sr_row_count(&row, true, partition->units);
	return sr_row_datum(&row, partition->descriptor);
}

/* The descriptor lives as long as the query's call site does. */
static TupleDesc
cached_descriptor(FunctionCallInfo fcinfo)
{
	if (fcinfo->flinfo->fn_extra == NULL)
	{
		MemoryContext before = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		fcinfo->flinfo->fn_extra = sr_result_descriptor(fcinfo);
		MemoryContextSwitchTo(before);
	}
	return (TupleDesc) fcinfo->flinfo->fn_extra;
}

/* Events over cases of the whole partition; NaN without cases. */
static double
pooled_proportion(WindowObject window)
{
	double		all_events = 0.0,
				all_n = 0.0;
	PartitionScan scan = sr_partition_start(window);
	int64		events,
				n;

	while (sr_partition_next(&scan))
	{
		if (!read_events(window, scan.row, &events, &n))
			continue;
		all_events += (double) events;
		all_n += (double) n;
	}
	return all_n > 0.0 ? all_events / all_n : NAN;
}

static void
start_partition(FunctionCallInfo fcinfo, WindowObject window, FunnelPartition *partition,
				const FunnelArguments *arguments, ReadUnit read)
{
	partition->arguments = *arguments;
	partition->settings.method = arguments->method;
	partition->settings.model = arguments->model;
	partition->settings.target = isnan(arguments->target) ? pooled_proportion(window)
		: arguments->target;
	survey_partition(window, partition, read);
	partition->descriptor = cached_descriptor(fcinfo);
	partition->ready = true;
}

static Datum
current_point(FunctionCallInfo fcinfo, const FunnelArguments *arguments, ReadUnit read)
{
	WindowObject window = PG_WINDOW_OBJECT();
	FunnelPartition *partition = WinGetPartitionLocalMemory(window, sizeof(FunnelPartition));
	FunnelUnit	unit;

	if (!partition->ready)
		start_partition(fcinfo, window, partition, arguments, read);
	check_same_arguments(&partition->arguments, arguments);
	if (!read(window, WinGetCurrentPosition(window), partition, &unit))
		PG_RETURN_NULL();
	return point_row(&unit, partition);
}

/* funnel(outcome_summary, target, method, overdispersion, distribution) OVER (...) */
Datum
sr_funnel(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	FunnelArguments arguments;

	arguments.target = sr_positive(DatumGetFloat8(current_argument(window, 1, "target")), "target");
	read_method_and_model(window, 2, &arguments);
	arguments.distribution = sr_distribution(current_word(window, 4, "distribution"));
	return current_point(fcinfo, &arguments, read_ratio_unit);
}

/* funnel_proportion(events, n, target, method, overdispersion) OVER (...) */
Datum
sr_funnel_proportion(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	FunnelArguments arguments = {.distribution = DISTRIBUTION_AUTO};
	bool		pooled;
	Datum		target = WinGetFuncArgCurrent(window, 2, &pooled);

	arguments.target = pooled ? NAN : sr_target_proportion(DatumGetFloat8(target));
	read_method_and_model(window, 3, &arguments);
	return current_point(fcinfo, &arguments, read_proportion_unit);
}
