/*
 * record_argument.c
 */
#include "expression/record_argument.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

static bool
record_source_fits(const RecordSource *source, Datum record)
{
	HeapTupleHeader header = DatumGetHeapTupleHeader(record);

	return source->descriptor != NULL && HeapTupleHeaderGetTypeId(header) == source->type
		&& HeapTupleHeaderGetTypMod(header) == source->typmod
		&& assign_record_type_identifier(source->type, source->typmod) == source->version;
}

RowShape
record_source_set(RecordSource *source, Datum record)
{
	HeapTupleHeader header = DatumGetHeapTupleHeader(record);
	TupleDesc	descriptor;
	int			count;

	source->type = HeapTupleHeaderGetTypeId(header);
	source->typmod = HeapTupleHeaderGetTypMod(header);
	source->version = assign_record_type_identifier(source->type, source->typmod);
	descriptor = lookup_rowtype_tupdesc(source->type, source->typmod);
	/* With the values of columns that were added after the row was stored. */
	source->descriptor = CreateTupleDescCopyConstr(descriptor);
	ReleaseTupleDesc(descriptor);

	count = Max(source->descriptor->natts, 1);
	source->values = palloc(sizeof(Datum) * count);
	source->nulls = palloc(sizeof(bool) * count);
	source->row = palloc(sizeof(NullableDatum) * count);
	return row_shape_of(source->descriptor);
}

const NullableDatum *
record_source_row(RecordSource *source, Datum record)
{
	HeapTupleHeader header = DatumGetHeapTupleHeader(record);
	HeapTupleData tuple = {
		.t_len = HeapTupleHeaderGetDatumLength(header),.t_data = header
	};

	heap_deform_tuple(&tuple, source->descriptor, source->values, source->nulls);
	for (int i = 0; i < source->descriptor->natts; i++)
		source->row[i] = (NullableDatum) {source->values[i], source->nulls[i]};
	return source->row;
}

static SR_NORETURN void
refuse_names(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("names must be as many as the columns that follow, and none of them NULL"),
			 errhint("Let the planner write this call: pass a row to the function without \"_columns\".")));
}

/* Names from argument 1, types of the arguments behind it. */
static RowShape
named_arguments_shape(FunctionCallInfo fcinfo)
{
	RowShape	row = {.count = PG_NARGS() - NAMED_ARGUMENTS_FIRST};
	Datum	   *names;
	bool	   *nulls;
	int			count;

	if (PG_ARGISNULL(1) || get_fn_expr_variadic(fcinfo->flinfo))
		refuse_names();
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(1), TEXTOID, -1, false, TYPALIGN_INT, &names, &nulls, &count);
	if (count != row.count)
		refuse_names();
	row.names = palloc(sizeof(char *) * Max(count, 1));
	row.types = palloc(sizeof(Oid) * Max(count, 1));
	for (int i = 0; i < count; i++)
	{
		if (nulls[i])
			refuse_names();
		row.names[i] = TextDatumGetCString(names[i]);
		row.types[i] = get_fn_expr_argtype(fcinfo->flinfo, NAMED_ARGUMENTS_FIRST + i);
	}
	return row;
}

void *
record_call_make(FunctionCallInfo fcinfo, Size size)
{
	FmgrInfo   *function = fcinfo->flinfo;
	RecordCall *call = MemoryContextAllocZero(function->fn_mcxt, size);

	call->memory = AllocSetContextCreate(function->fn_mcxt, "expressions over a row", ALLOCSET_DEFAULT_SIZES);
	function->fn_extra = call;
	return call;
}

bool
record_call_matches(FunctionCallInfo fcinfo, const RecordCall *call, bool named)
{
	if (unlikely(!call->ready) || !argument_is_cached(&call->value, PG_GETARG_DATUM(0)))
		return false;
	return named ? !PG_ARGISNULL(1) && argument_is_cached(&call->names, PG_GETARG_DATUM(1))
		: record_source_fits(&call->source, PG_GETARG_DATUM(1));
}

MemoryContext
record_call_begin(FunctionCallInfo fcinfo, RecordCall *call, bool named, RowShape *shape)
{
	MemoryContext former;

	call->ready = call->settled = false;
	call->source.descriptor = NULL;
	MemoryContextReset(call->memory);
	former = MemoryContextSwitchTo(call->memory);
	*shape = named ? named_arguments_shape(fcinfo) : record_source_set(&call->source, PG_GETARG_DATUM(1));
	return former;
}

void
record_call_end(FunctionCallInfo fcinfo, RecordCall *call, bool named, MemoryContext former)
{
	MemoryContextSwitchTo(former);
	cache_argument(&call->value, fcinfo->flinfo, 0, PG_GETARG_DATUM(0));
	if (named)
		cache_argument(&call->names, fcinfo->flinfo, 1, PG_GETARG_DATUM(1));
	call->ready = true;
	call->settled = named && call->value.constant && call->names.constant;
}
