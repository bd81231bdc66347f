/*
 * code_member.c
 *	  Is a code in a list, or any code of an array?  The bounds of the list are
 *	  read once where it is a constant, and otherwise when its bytes change.
 */
#include "codes/code_range.h"

#include "utils/array.h"

#include "types/argument_cache.h"

SR_FUNCTION(sr_code_in_list);
SR_FUNCTION(sr_code_list_contains);
SR_FUNCTION(sr_opcs4_any_in_list);
SR_FUNCTION(sr_icd10_any_in_list);

/* In fn_extra: the list last seen at this place of a query. */
typedef struct ListCache
{
	CachedArgument list;
	CodeBounds *bounds;
} ListCache;

static pg_noinline const CodeBounds *
read_list(FmgrInfo *function, int argument, Datum list)
{
	ListCache  *cache = function->fn_extra;
	CodeBounds *bounds = code_bounds_read(DatumGetMultirangeTypeP(list), function->fn_mcxt);

	if (cache == NULL)
		function->fn_extra = cache = MemoryContextAllocZero(function->fn_mcxt, sizeof(ListCache));
	cache_argument(&cache->list, function, argument, list);
	/* Nothing fails from here on: bounds and bytes belong together. */
	if (cache->bounds != NULL)
		pfree(cache->bounds);
	cache->bounds = bounds;
	return bounds;
}

static inline const CodeBounds *
list_bounds(FunctionCallInfo fcinfo, int argument)
{
	const ListCache *cache = fcinfo->flinfo->fn_extra;
	Datum		list = PG_GETARG_DATUM(argument);

	if (likely(cache != NULL && argument_is_cached(&cache->list, list)))
		return cache->bounds;
	return read_list(fcinfo->flinfo, argument, list);
}

/* code <@ multirange, of any type of code */
Datum
sr_code_in_list(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(code_bounds_hold(list_bounds(fcinfo, 1), PG_GETARG_INT64(0)));
}

/* multirange @> code: the commutator of <@. */
Datum
sr_code_list_contains(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(code_bounds_hold(list_bounds(fcinfo, 0), PG_GETARG_INT64(1)));
}

/* Elements that are not NULL stand one behind the other. */
static inline bool
any_held(ArrayType *codes, const CodeBounds *bounds, int width)
{
	const bits8 *present = ARR_NULLBITMAP(codes);
	const char *at = ARR_DATA_PTR(codes);
	int			count = ArrayGetNItems(ARR_NDIM(codes), ARR_DIMS(codes));

	for (int i = 0; i < count; i++)
	{
		if (present != NULL && (present[i / 8] & (1 << (i % 8))) == 0)
			continue;
		if (code_bounds_hold(bounds, width == sizeof(int32)
							 ? *(const int32 *) at : *(const int64 *) at))
			return true;
		at += width;
	}
	return false;
}

/* any_code_in(opcs4[], opcs4multirange) */
Datum
sr_opcs4_any_in_list(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(any_held(PG_GETARG_ARRAYTYPE_P(0), list_bounds(fcinfo, 1), sizeof(int32)));
}

/* any_code_in(icd10[], icd10multirange) */
Datum
sr_icd10_any_in_list(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(any_held(PG_GETARG_ARRAYTYPE_P(0), list_bounds(fcinfo, 1), sizeof(int64)));
}
