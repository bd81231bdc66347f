/*
 * arguments.c
 *	  Checks of arguments and building of composite results, shared by the SQL
 *	  functions.
 */
#include "arguments.h"

#include <math.h>

#include "funcapi.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

const char *
sr_shown(const char *literal)
{
	int			length = (int) strnlen(literal, SR_SHOWN_LENGTH + 1);

	if (length <= SR_SHOWN_LENGTH)
		return literal;
	return psprintf("%.*s...", pg_mbcliplen(literal, length, SR_SHOWN_LENGTH), literal);
}

static char *
listed(const char *const *words)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; words[i] != NULL; i++)
		appendStringInfo(&list, "%s\"%s\"", i == 0 ? "" : ", ", words[i]);
	return list.data;
}

int
sr_keyword(text *word, const char *const *known, const char *what)
{
	size_t		length = VARSIZE_ANY_EXHDR(word);

	for (int i = 0; known[i] != NULL; i++)
		if (strlen(known[i]) == length && memcmp(known[i], VARDATA_ANY(word), length) == 0)
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unrecognized %s: \"%s\"", what, sr_shown(text_to_cstring(word))),
			 errhint("Known: %s.", listed(known))));
}

double
sr_open_unit(double value, const char *what)
{
	if (!(value > 0.0 && value < 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be greater than 0 and less than 1, not %.15g", what, value),
				 value > 1.0 && value < 100.0
				 ? errhint("Divide percentages by 100: %.15g.", value / 100.0) : 0));
	return value;
}

static double
checked_number(double value, bool allowed, const char *what, const char *bound)
{
	if (!allowed || value > SR_LARGEST)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be %s and at most %.2g, not %.15g", what, bound, SR_LARGEST, value)));
	return value;
}

double
sr_positive(double value, const char *what)
{
	return checked_number(value, value > 0.0, what, "greater than 0");
}

double
sr_nonnegative(double value, const char *what)
{
	return checked_number(value, value >= 0.0, what, "0 or greater");
}

int64
sr_count(int64 value, const char *what)
{
	if (value < 0 || value > SR_LARGEST_COUNT)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be 0 or greater and at most 2^40, not " INT64_FORMAT, what, value)));
	return value;
}

double
sr_finite(double value)
{
	if (isinf(value))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value out of range: overflow")));
	return value;
}

double
sr_target_proportion(double target)
{
	if (!(target >= 0.0 && target <= 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("target must be between 0 and 1, not %.15g", target),
				 errhint("A target proportion is a probability; divide percentages by 100.")));
	return target;
}

double
sr_risk(double risk)
{
	if (unlikely(!(risk >= 0.0 && risk <= 1.0)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("risk must be between 0 and 1, not %.15g", risk),
				 errhint("A predicted risk is a probability; divide percentages by 100.")));
	return risk;
}

void
sr_check_events(int64 events, int64 n, const char *what)
{
	if (events > n)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must not exceed n, but " INT64_FORMAT " is greater than " INT64_FORMAT,
						what, events, n)));
}

List *
sr_call_arguments(const Node *call)
{
	if (call != NULL && IsA(call, OpExpr))
		return ((const OpExpr *) call)->args;
	if (call != NULL && IsA(call, FuncExpr))
		return ((const FuncExpr *) call)->args;
	return NIL;
}

TupleDesc
sr_result_descriptor(FunctionCallInfo fcinfo)
{
	TupleDesc	descriptor;

	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	return BlessTupleDesc(descriptor);
}

static void
row_add(SrRow *row, Datum value, bool isnull)
{
	Assert(row->filled < (int) lengthof(row->values));
	row->values[row->filled] = value;
	row->nulls[row->filled] = isnull;
	row->filled++;
}

void
sr_row_float(SrRow *row, double value)
{
	row_add(row, Float8GetDatum(sr_finite(value)), isnan(value));
}

void
sr_row_count(SrRow *row, bool known, int64 value)
{
	row_add(row, Int64GetDatum(value), !known);
}

void
sr_row_int(SrRow *row, int32 value)
{
	row_add(row, Int32GetDatum(value), false);
}

void
sr_row_bool(SrRow *row, bool known, bool value)
{
	row_add(row, BoolGetDatum(value), !known);
}

void
sr_row_text(SrRow *row, const char *value)
{
	row_add(row, value == NULL ? (Datum) 0 : CStringGetTextDatum(value), value == NULL);
}

Datum
sr_row_datum(SrRow *row, TupleDesc descriptor)
{
	Assert(row->filled == descriptor->natts);
	return HeapTupleGetDatum(heap_form_tuple(descriptor, row->values, row->nulls));
}
