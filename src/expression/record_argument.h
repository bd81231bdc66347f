/*
 * record_argument.h
 *	  The rows that functions over records get: "f(value, record)", and
 *	  "f_columns(value, names text[], VARIADIC "any")" as the planner rewrites it.
 */
#ifndef SR_RECORD_ARGUMENT_H
#define SR_RECORD_ARGUMENT_H

#include "expression/record_binding.h"
#include "types/argument_cache.h"

/* The row type that records had last, and room to take such a row apart. */
typedef struct RecordSource
{
	Oid			type;
	int32		typmod;
	uint64		version;		/* another after ALTER TABLE */
	TupleDesc	descriptor;
	Datum	   *values;
	bool	   *nulls;
	NullableDatum *row;
} RecordSource;

/* Takes over the record's type, in the current memory context. */
extern RowShape record_source_set(RecordSource *source, Datum record);

/* The columns of a record of that type. */
extern const NullableDatum *record_source_row(RecordSource *source, Datum record);

/*
 * In fn_extra, first in what a function keeps there: what it was called with
 * last.  All that was made of it is in "memory".
 */
typedef struct RecordCall
{
	MemoryContext memory;
	CachedArgument value;
	CachedArgument names;
	RecordSource source;
	bool		ready;
	bool		settled;		/* ready, and neither value nor names can change */
} RecordCall;

/* Where the columns begin in a call by names. */
#define NAMED_ARGUMENTS_FIRST 2

extern void *record_call_make(FunctionCallInfo fcinfo, Size size);

/* What the function keeps, of this size; zero at first. */
static inline void *
record_call(FunctionCallInfo fcinfo, Size size)
{
	void	   *call = fcinfo->flinfo->fn_extra;

	return likely(call != NULL) ? call : record_call_make(fcinfo, size);
}

extern bool record_call_matches(FunctionCallInfo fcinfo, const RecordCall *call, bool named);

/* Does the value, and does the type of the row, stand as in the call before? */
static inline bool
record_call_is_same(FunctionCallInfo fcinfo, const RecordCall *call, bool named)
{
	return likely(call->settled) || record_call_matches(fcinfo, call, named);
}

/*
 * Forgets what was made, and begins anew with the shape of this call's row, in
 * call->memory, which is made the current context; the former is returned.
 * record_call_end() ends it.
 */
extern MemoryContext record_call_begin(FunctionCallInfo fcinfo, RecordCall *call, bool named, RowShape *shape);
extern void record_call_end(FunctionCallInfo fcinfo, RecordCall *call, bool named, MemoryContext former);

/* The columns of this call's row. */
static inline const NullableDatum *
record_call_row(FunctionCallInfo fcinfo, RecordCall *call, bool named)
{
	return named ? fcinfo->args + NAMED_ARGUMENTS_FIRST
		: record_source_row(&call->source, PG_GETARG_DATUM(1));
}

#endif
