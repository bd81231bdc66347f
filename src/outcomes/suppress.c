/*
 * suppress.c
 *	  Small numbers in published tables.
 */
#include "compat.h"

#include "common/int.h"

SR_FUNCTION(sr_suppress_count);

/* Nearest multiple of the step, halfway up; of what is there, never 0. */
static int64
rounded_to(int64 n, int64 step)
{
	int64		over = n % step;
	int64		below = n - over;
	int64		rounded = below;
	bool		up = over >= step - over || (n > 0 && below == 0);

	if (up && pg_add_s64_overflow(below, step, &rounded))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("bigint out of range")));
	return rounded;
}

static int64
at_least(int64 value, int64 bound, const char *what)
{
	if (value < bound)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be " INT64_FORMAT " or greater, not " INT64_FORMAT,
						what, bound, value)));
	return value;
}

/* suppress_count(n, max_suppressed, round_to): NULL for 1 to max_suppressed. */
Datum
sr_suppress_count(PG_FUNCTION_ARGS)
{
	int64		n = at_least(PG_GETARG_INT64(0), 0, "n");
	int64		max_suppressed = at_least(PG_GETARG_INT64(1), 0, "max_suppressed");
	int64		round_to = at_least(PG_GETARG_INT64(2), 1, "round_to");

	if (n > 0 && n <= max_suppressed)
		PG_RETURN_NULL();
	PG_RETURN_INT64(rounded_to(n, round_to));
}
