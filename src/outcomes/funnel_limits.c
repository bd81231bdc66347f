/*
 * funnel_limits.c
 *	  Control limits on their own: one at a time, and as the curves of a plot.
 */
#include "outcomes/funnel.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "arguments.h"

SR_FUNCTION(sr_poisson_limit);
SR_FUNCTION(sr_binomial_limit);
SR_FUNCTION(sr_funnel_limits);

/* More points than any screen or spreadsheet draws. */
#define MAX_POINTS 1000000
#define MAX_LEVELS 100

/* p below a limit: up to a half it is a lower one. */
static LimitSide
side_of(double p)
{
	return p <= 0.5 ? LOWER_LIMIT : UPPER_LIMIT;
}

static double
tail_of(double p)
{
	return p <= 0.5 ? p : 1.0 - p;
}

/* poisson_limit(expected, p, method): limit of O/E. */
Datum
sr_poisson_limit(PG_FUNCTION_ARGS)
{
	double		expected = sr_positive(PG_GETARG_FLOAT8(0), "expected");
	double		p = sr_open_unit(PG_GETARG_FLOAT8(1), "p");
	FunnelMethod method = sr_funnel_method(PG_GETARG_TEXT_PP(2));

	PG_RETURN_FLOAT8(sr_finite(poisson_count_limit(method, expected, side_of(p), tail_of(p))
							   / expected));
}

/* binomial_limit(n, target, p, method): limit of a proportion. */
Datum
sr_binomial_limit(PG_FUNCTION_ARGS)
{
	int64		n = sr_count(PG_GETARG_INT64(0), "n");
	double		target = sr_target_proportion(PG_GETARG_FLOAT8(1));
	double		p = sr_open_unit(PG_GETARG_FLOAT8(2), "p");
	FunnelMethod method = sr_funnel_method(PG_GETARG_TEXT_PP(3));

	if (n == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(binomial_proportion_limit(method, (double) n, target, side_of(p), tail_of(p)));
}

/* The curves still to be drawn; kept over the calls of one set. */
typedef struct LimitCurves
{
	double		target;
	double		max_expected;
	int32		points;
	int			levels;
	double		level[MAX_LEVELS];
	FunnelMethod method;
} LimitCurves;

static void
read_levels(ArrayType *array, LimitCurves *curves)
{
	Datum	   *values;
	bool	   *nulls;

	deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE,
					  &values, &nulls, &curves->levels);
	if (curves->levels < 1 || curves->levels > MAX_LEVELS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("levels must have 1 to %d elements, not %d", MAX_LEVELS, curves->levels)));
	for (int i = 0; i < curves->levels; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("levels must not contain nulls")));
		curves->level[i] = sr_open_unit(DatumGetFloat8(values[i]), "level");
	}
}

static void
read_curves(FunctionCallInfo fcinfo, LimitCurves *curves)
{
	curves->target = sr_positive(PG_GETARG_FLOAT8(0), "target");
	curves->max_expected = sr_positive(PG_GETARG_FLOAT8(1), "max_expected");
	sr_positive(curves->target * curves->max_expected, "target times max_expected");
	curves->points = PG_GETARG_INT32(2);
	if (curves->points < 1 || curves->points > MAX_POINTS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("points must be between 1 and %d, not %d", MAX_POINTS, curves->points)));
	sr_positive(curves->max_expected / curves->points, "max_expected over points");
	read_levels(PG_GETARG_ARRAYTYPE_P(3), curves);
	curves->method = sr_funnel_method(PG_GETARG_TEXT_PP(4));
}

/* Row number "call" of the set: point by point, and within it level by level. */
static Datum
curve_row(const LimitCurves *curves, uint64 call, TupleDesc descriptor)
{
	int32		point = (int32) (call / curves->levels) + 1;
	double		level = curves->level[call % curves->levels];
	double		expected = curves->max_expected * point / curves->points;
	double		mean = curves->target * expected;
	double		tail = (1.0 - level) / 2.0;
	SrRow		row = {0};

	sr_row_int(&row, point);
	sr_row_float(&row, expected);
	sr_row_float(&row, level);
	sr_row_float(&row, poisson_count_limit(curves->method, mean, LOWER_LIMIT, tail) / expected);
	sr_row_float(&row, poisson_count_limit(curves->method, mean, UPPER_LIMIT, tail) / expected);
	return sr_row_datum(&row, descriptor);
}

/* funnel_limits(target, max_expected, points, levels, method) -> set of limits */
Datum
sr_funnel_limits(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	LimitCurves *curves;
	Datum		row;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext before;

		context = SRF_FIRSTCALL_INIT();
		before = MemoryContextSwitchTo(context->multi_call_memory_ctx);
		curves = palloc(sizeof(LimitCurves));
		read_curves(fcinfo, curves);
		context->user_fctx = curves;
		context->max_calls = (uint64) curves->points * curves->levels;
		context->tuple_desc = sr_result_descriptor(fcinfo);
		MemoryContextSwitchTo(before);
	}

	context = SRF_PERCALL_SETUP();
	curves = context->user_fctx;
	if (context->call_cntr >= context->max_calls)
		SRF_RETURN_DONE(context);

	/* Before SRF_RETURN_NEXT, which counts the call first. */
	row = curve_row(curves, context->call_cntr, context->tuple_desc);
	SRF_RETURN_NEXT(context, row);
}
