/*
 * code_range.c
 *	  SQL types opcs4range and icd10range: the canonical form of a range, the
 *	  distance of its ends, and reading of multiranges.
 *
 * A code stands for all that begin with it, so an inclusive upper bound takes
 * all within it: [V41,V46] is [V41,V47).  An exclusive lower bound leaves out
 * that one code only: (V41,V46) is [V41.0,V46).
 */
#include "codes/code_range.h"

#include "codes/code_functions.h"

SR_FUNCTION(sr_code_range_diff);

static int64
or_after_all(int64 code)
{
	return code == CODE_NONE ? CODE_AFTER_ALL : code;
}

int64
code_after(const CodeKind *kind, int64 code)
{
	return or_after_all(kind->next(code));
}

int64
code_after_within(const CodeKind *kind, int64 code)
{
	return or_after_all(kind->next_after_within(code));
}

int64
code_first(const CodeKind *kind)
{
	int64		code = 0;

	kind->parse(CODE_FIRST, strlen(CODE_FIRST), &code);
	return code;
}

/* The bounds of a range that is not empty as [low, end). */
static CodeRange
half_open(const CodeKind *kind, const RangeBound *lower, const RangeBound *upper)
{
	CodeRange	range = {CODE_BEFORE_ALL, CODE_AFTER_ALL};

	if (!lower->infinite)
		range.low = DatumGetInt64(lower->val);
	if (!lower->infinite && !lower->inclusive)
		range.low = code_after(kind, range.low);
	if (!upper->infinite)
		range.end = DatumGetInt64(upper->val);
	if (!upper->infinite && upper->inclusive)
		range.end = code_after_within(kind, range.end);
	return range;
}

static void
set_bounds(CodeRange range, RangeBound *lower, RangeBound *upper)
{
	*lower = (RangeBound) {
		.val = Int64GetDatum(range.low),.infinite = range.low == CODE_BEFORE_ALL,
		.inclusive = range.low != CODE_BEFORE_ALL,.lower = true
	};
	*upper = (RangeBound) {
		.val = Int64GetDatum(range.end),.infinite = range.end == CODE_AFTER_ALL
	};
}

RangeType *
code_range_make(TypeCacheEntry *range_type, CodeRange range)
{
	RangeBound	lower,
				upper;

	set_bounds(range, &lower, &upper);
	return sr_make_range(range_type, &lower, &upper);
}

/* Canonical form: [low, end), or empty where no code lies between. */
static Datum
canonical(FunctionCallInfo fcinfo, const CodeKind *kind)
{
	RangeType  *range = PG_GETARG_RANGE_P(0);
	TypeCacheEntry *type = range_get_typcache(fcinfo, RangeTypeGetOid(range));
	RangeBound	lower,
				upper;
	CodeRange	codes;
	bool		empty;

	range_deserialize(type, range, &lower, &upper, &empty);
	if (empty)
		PG_RETURN_RANGE_P(range);
	codes = half_open(kind, &lower, &upper);
	if (codes.low >= codes.end || codes.end <= code_first(kind))
		PG_RETURN_RANGE_P(make_empty_range(type));
	set_bounds(codes, &lower, &upper);
	PG_RETURN_RANGE_P(sr_range_serialize(type, &lower, &upper, fcinfo->context));
}

SR_EVERY_CODE_FUNCTION(range_canonical, canonical)

/* Difference of two codes of any type, for indexes of ranges. */
Datum
sr_code_range_diff(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8((double) PG_GETARG_INT64(0) - (double) PG_GETARG_INT64(1));
}

CodeBounds *
code_bounds_read(const MultirangeType *list, MemoryContext context)
{
	TypeCacheEntry *type = lookup_type_cache(MultirangeTypeGetOid(list),
											 TYPECACHE_MULTIRANGE_INFO);
	CodeBounds *bounds = MemoryContextAlloc(context, offsetof(CodeBounds, bound)
											+ mul_size(2 * sizeof(int64), list->rangeCount));

	bounds->count = 0;
	for (uint32 i = 0; i < list->rangeCount; i++)
	{
		RangeBound	lower,
					upper;

		multirange_get_bounds(type->rngtype, list, i, &lower, &upper);
		bounds->bound[bounds->count++] = lower.infinite
			? CODE_BEFORE_ALL : DatumGetInt64(lower.val);
		bounds->bound[bounds->count++] = upper.infinite
			? CODE_AFTER_ALL : DatumGetInt64(upper.val);
	}
	return bounds;
}
