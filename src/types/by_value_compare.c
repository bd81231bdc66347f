/*
 * by_value_compare.c
 *	  Comparison of types passed by value, as the integers they are.
 *
 * The server has the same functions.  Declared again under a name of ours they
 * would be looked up by name among all that it has, at the start of each scan.
 */
#include "compat.h"

/* 4 bytes are compared as 8, which costs nothing. */
#define COMPARISON(name, INT, answer) \
	SR_FUNCTION(name); \
	Datum name(PG_FUNCTION_ARGS) \
	{ \
		int64		a = PG_GETARG_##INT(0); \
		int64		b = PG_GETARG_##INT(1); \
\
		answer; \
	}

#define COMPARISONS(prefix, INT) \
	COMPARISON(prefix##_lt, INT, PG_RETURN_BOOL(a < b)) \
	COMPARISON(prefix##_le, INT, PG_RETURN_BOOL(a <= b)) \
	COMPARISON(prefix##_eq, INT, PG_RETURN_BOOL(a == b)) \
	COMPARISON(prefix##_ne, INT, PG_RETURN_BOOL(a != b)) \
	COMPARISON(prefix##_ge, INT, PG_RETURN_BOOL(a >= b)) \
	COMPARISON(prefix##_gt, INT, PG_RETURN_BOOL(a > b)) \
	COMPARISON(prefix##_cmp, INT, PG_RETURN_INT32((a > b) - (a < b)))

COMPARISONS(sr_int4, INT32)
COMPARISONS(sr_int8, INT64)
