/*
 * suppress.c
 *	  Small numbers in published tables.
 */
#include "compat.h"

#include "arguments.h"
#include "common/int.h"

SR_FUNCTION(sr_suppress_count);

/* Nearest multiple of the step; halfway goes up.  n >= 0, step > 0. */
static int64
rounded_to(int64 n, int64 step)
{
	int64		below = n - n % step;
	int64		rounded = below;

	if (n - below >= step - (n - below) && pg_add_s64_overflow(below, step, &rounded))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("bigint out of range")));
	return rounded;
}

/* suppress_count(n, max_suppressed, round_to): NULL for 1 to max_suppressed. */
Datum
sr_suppress_count(PG_FUNCTION_ARGS)
{
	int64		n = sr_count(PG_GETARG_INT64(0), "n");
	int64		max_suppressed = sr_count(PG_GETARG_INT64(1), "max_suppressed");
	int64		round_to = PG_GETARG_INT64(2);

	if (round_to < 1)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("round_to must be 1 or greater, not " INT64_FORMAT, round_to),
				 errhint("Use 1 for no rounding.")));
	if (n > 0 && n <= max_suppressed)
		PG_RETURN_NULL();
	PG_RETURN_INT64(rounded_to(n, round_to));
}
