/*
 * pram.c
 *	  The Pediatric Risk Assessment score: points for five facts.
 */
#include "arguments.h"

SR_FUNCTION(sr_pram_score);
SR_FUNCTION(sr_pram_bounds);

/* In the order of the arguments. */
static const int points[] = {1, 2, 3, 3, 4};

#define PREDICTORS	((int) lengthof(points))
#define AGE			3
#define INFANT_DAYS	365			/* under 12 months */

/* The least and the greatest that a score can be, whatever is NULL. */
typedef struct PramBounds
{
	int			lowest;
	int			highest;
} PramBounds;

static bool
scores(FunctionCallInfo fcinfo, int predictor)
{
	if (predictor == AGE)
		return sr_count(PG_GETARG_INT32(AGE), "age_days") < INFANT_DAYS;
	return PG_GETARG_BOOL(predictor);
}

static PramBounds
pram_bounds(FunctionCallInfo fcinfo)
{
	PramBounds	bounds = {0};

	for (int i = 0; i < PREDICTORS; i++)
	{
		bool		known = !PG_ARGISNULL(i);
		bool		scored = known && scores(fcinfo, i);

		bounds.lowest += scored ? points[i] : 0;
		bounds.highest += scored || !known ? points[i] : 0;
	}
	return bounds;
}

/* pram_score(urgent, comorbidity, critical_illness, age_days, neoplasm), strict */
Datum
sr_pram_score(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(pram_bounds(fcinfo).lowest);
}

/* pram_bounds(the same) -> (lowest, highest) */
Datum
sr_pram_bounds(PG_FUNCTION_ARGS)
{
	PramBounds	bounds = pram_bounds(fcinfo);
	SrRow		row = {0};

	sr_row_int(&row, bounds.lowest);
	sr_row_int(&row, bounds.highest);
	PG_RETURN_DATUM(sr_row_datum(&row, sr_result_descriptor(fcinfo)));
}
