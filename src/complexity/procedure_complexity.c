/*
 * procedure_complexity.c
 *	  SQL type procedure_complexity: its components, its total and its tier.
 */
#include "types/by_value.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"

#include "arguments.h"
#include "complexity/complexity_value.h"

SR_FUNCTION(sr_complexity_from_components);
SR_FUNCTION(sr_complexity_total);
SR_FUNCTION(sr_complexity_mortality);
SR_FUNCTION(sr_complexity_morbidity);
SR_FUNCTION(sr_complexity_difficulty);
SR_FUNCTION(sr_complexity_patient_factors);
SR_FUNCTION(sr_complexity_tier_number);

#define COMPONENTS_HINT "Mortality, morbidity and difficulty are 0.5 to 5.0 each, patient factors 0 to 10.0, all in tenths; a total is their sum, such as 11.0 (3.0+2.5+4.0+1.5)."

static ByValueStatus
parse(const char *text, size_t length, int64_t *value)
{
	switch (complexity_parse(text, length, value))
	{
		case COMPLEXITY_OK:
			return BY_VALUE_OK;
		case COMPLEXITY_RANGE:
			return BY_VALUE_RANGE;
		case COMPLEXITY_SYNTAX:
			break;
	}
	return BY_VALUE_SYNTAX;
}

static const ByValueType procedure_complexity = {
	.name = "procedure_complexity",.width = sizeof(int64),.text_size = COMPLEXITY_TEXT_SIZE,
	.parse = parse,.format = complexity_format,.is_valid = complexity_is_valid,
	.hint = COMPONENTS_HINT
};

SR_BY_VALUE_FORMS(procedure_complexity, procedure_complexity)

/* A component in tenths, or -1 for what is off the tenth or no number. */
static int
tenths_of(double component)
{
	double		tenths = rint(component * 10.0);

	if (!(tenths >= 0.0 && tenths <= 100.0) || fabs(component * 10.0 - tenths) > 1e-9)
		return -1;
	return (int) tenths;
}

/* procedure_complexity(mortality, morbidity, difficulty, patient_factors) */
Datum
sr_complexity_from_components(PG_FUNCTION_ARGS)
{
	Complexity	c = {
		.mortality = tenths_of(PG_GETARG_FLOAT8(0)),
		.morbidity = tenths_of(PG_GETARG_FLOAT8(1)),
		.difficulty = tenths_of(PG_GETARG_FLOAT8(2)),
		.patient_factors = tenths_of(PG_GETARG_FLOAT8(3))
	};
	int64		value;

	if (!complexity_pack(&c, &value))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value out of range for type %s: %.15g+%.15g+%.15g+%.15g",
						"procedure_complexity", PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1),
						PG_GETARG_FLOAT8(2), PG_GETARG_FLOAT8(3)),
				 errhint(COMPONENTS_HINT)));
	PG_RETURN_INT64(value);
}

static Complexity
argument(FunctionCallInfo fcinfo)
{
	return complexity_unpack(PG_GETARG_INT64(0));
}

/* total(procedure_complexity), and the cast to float8. */
Datum
sr_complexity_total(PG_FUNCTION_ARGS)
{
	Complexity	c = argument(fcinfo);

	PG_RETURN_FLOAT8(complexity_total(&c) / 10.0);
}

Datum
sr_complexity_mortality(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(argument(fcinfo).mortality / 10.0);
}

Datum
sr_complexity_morbidity(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(argument(fcinfo).morbidity / 10.0);
}

Datum
sr_complexity_difficulty(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(argument(fcinfo).difficulty / 10.0);
}

Datum
sr_complexity_patient_factors(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(argument(fcinfo).patient_factors / 10.0);
}

#define CUTPOINTS 3

/* Three ascending numbers. */
static void
read_cutpoints(ArrayType *array, double cutpoints[CUTPOINTS])
{
	double	   *values = (double *) ARR_DATA_PTR(array);
	bool		good = ARR_NDIM(array) == 1 && ARR_DIMS(array)[0] == CUTPOINTS
		&& !array_contains_nulls(array);

	for (int i = 0; good && i < CUTPOINTS; i++)
	{
		cutpoints[i] = values[i];
		good = isfinite(values[i]) && (i == 0 || values[i] > values[i - 1]);
	}
	if (!good)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cutpoints must be three ascending numbers"),
				 errhint("For example {6,8,10}: moderate from 6, high from 8, highly complex from 10.")));
}

/* tier_number(procedure_complexity, cutpoints): how many cutpoints it reaches. */
Datum
sr_complexity_tier_number(PG_FUNCTION_ARGS)
{
	Complexity	c = argument(fcinfo);
	double		total = complexity_total(&c) / 10.0;
	double		cutpoints[CUTPOINTS];
	int			tier = 0;

	read_cutpoints(PG_GETARG_ARRAYTYPE_P(1), cutpoints);
	while (tier < CUTPOINTS && total >= cutpoints[tier])
		tier++;
	PG_RETURN_INT32(tier);
}
