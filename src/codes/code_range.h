/*
 * code_range.h
 *	  Ranges and multiranges of codes, for every type of code.
 *
 * A range is stored as [lower, upper), the codes from lower to before upper.
 */
#ifndef SR_CODE_RANGE_H
#define SR_CODE_RANGE_H

#include "compat.h"

#include "utils/multirangetypes.h"

#include "codes/containment.h"

/* Unbounded ends, as bounds. */
#define CODE_BEFORE_ALL PG_INT64_MIN
#define CODE_AFTER_ALL	PG_INT64_MAX

/*
 * A multirange as ascending bounds: lower, upper, lower, upper...  Neighbours
 * never touch, so a code is in it if an odd number of bounds is not above it.
 */
typedef struct CodeBounds
{
	int			count;			/* twice the number of ranges */
	int64		bound[FLEXIBLE_ARRAY_MEMBER];
} CodeBounds;

/* Reads a multirange; the result is in the given memory context. */
extern CodeBounds *code_bounds_read(const MultirangeType *list, MemoryContext context);

static inline bool
code_bounds_hold(const CodeBounds *bounds, int64 code)
{
	const int64 *base = bounds->bound;
	int			left = bounds->count;

	if (left == 0)
		return false;
	while (left > 1)
	{
		int			half = left / 2;

		base += base[half] <= code ? half : 0;
		left -= half;
	}
	return ((base - bounds->bound + (*base <= code)) & 1) != 0;
}

/* The least code after a code, or after all within it; CODE_AFTER_ALL if none. */
extern int64 code_after(const CodeKind *kind, int64 code);
extern int64 code_after_within(const CodeKind *kind, int64 code);

extern int64 code_first(const CodeKind *kind);

/* [low, end) as a range of the type; a bound may be unbounded. */
extern RangeType *code_range_make(TypeCacheEntry *range_type, CodeRange range);

#endif
