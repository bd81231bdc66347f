/*
 * chart_text.c
 *	  chart_text(): a chart over time as lines of text, for psql.
 */
#include "compat.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "arguments.h"
#include "outcomes/text_chart.h"

SR_FUNCTION(sr_chart_text);

#define LEAST_WIDTH		10
#define LEAST_HEIGHT	3

/* The numbers of an array, NaN for a NULL; others have to be finite. */
static double *
read_numbers(ArrayType *array, int *count, const char *what)
{
	Datum	   *datums;
	bool	   *nulls;
	double	   *numbers;

	deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE,
					  &datums, &nulls, count);
	numbers = palloc(Max(*count, 1) * sizeof(double));
	for (int i = 0; i < *count; i++)
	{
		numbers[i] = nulls[i] ? NAN : DatumGetFloat8(datums[i]);
		if (!nulls[i] && (isnan(numbers[i]) || isinf(numbers[i])))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("%s must be finite, not %.15g", what, numbers[i])));
	}
	return numbers;
}

static int
read_size(int32 size, int least, int largest, const char *what)
{
	if (size < least || size > largest)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be between %d and %d, not %d", what, least, largest, size)));
	return size;
}

static void
begin_chart(FunctionCallInfo fcinfo, FuncCallContext *context)
{
	MemoryContext before = MemoryContextSwitchTo(context->multi_call_memory_ctx);
	TextChart  *chart = palloc0(sizeof(TextChart));

	chart->width = read_size(PG_GETARG_INT32(2), LEAST_WIDTH, TEXT_CHART_WIDTH, "width");
	chart->height = read_size(PG_GETARG_INT32(3), LEAST_HEIGHT, TEXT_CHART_HEIGHT, "height");
	chart->values = read_numbers(PG_GETARG_ARRAYTYPE_P(0), &chart->count, "values");
	chart->limits = read_numbers(PG_GETARG_ARRAYTYPE_P(1), &chart->limit_count, "limits");
	context->user_fctx = chart;
	context->max_calls = text_chart_prepare(chart) ? text_chart_lines(chart) : 0;
	MemoryContextSwitchTo(before);
}

/* chart_text(values, limits, width, height) -> set of lines */
Datum
sr_chart_text(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	char		line[TEXT_CHART_LINE];

	if (SRF_IS_FIRSTCALL())
		begin_chart(fcinfo, SRF_FIRSTCALL_INIT());
	context = SRF_PERCALL_SETUP();
	if (context->call_cntr >= context->max_calls)
		SRF_RETURN_DONE(context);
	CHECK_FOR_INTERRUPTS();
	text_chart_line(context->user_fctx, (int) context->call_cntr, line);
	SRF_RETURN_NEXT(context, CStringGetTextDatum(line));
}
