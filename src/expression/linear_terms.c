/*
 * linear_terms.c
 */
#include "expression/linear_terms.h"

static const BoundColumn *
bound_column(const RecordBinding *binding, int32_t column)
{
	for (int i = 0; i < binding->count; i++)
		if (binding->columns[i].input == &binding->inputs[column])
			return &binding->columns[i];
	return NULL;
}

static bool
read_term(const ExprStep *step, const RecordBinding *binding, LinearTerm *term)
{
	const BoundColumn *column;

	if (step->code != STEP_ADD_COLUMN && step->code != STEP_ADD_COMPARISON)
		return false;
	column = bound_column(binding, step->a);
	*term = (LinearTerm) {
		column->source, column->fetch, step->code == STEP_ADD_COLUMN ? 0 : step->orders, step->x, step->y
	};
	/* A normal coefficient: its product with a whole number cannot vanish. */
	return column->fetch <= FETCH_FLOAT8 && isnormal(step->x);
}

LinearTerms
linear_terms_of(const ExprProgram *program, const RecordBinding *binding)
{
	LinearTerms linear = {
		.count = program->step_count - 2,.terms = palloc(sizeof(LinearTerm) * program->step_count)
	};

	if (program->steps[0].code != STEP_NUMBER)
		return linear;
	linear.constant = program->steps[0].x;
	linear.usable = true;
	for (int i = 0; i < linear.count && linear.usable; i++)
		linear.usable = read_term(&program->steps[i + 1], binding, &linear.terms[i]);
	return linear;
}

static inline double
number_of(uint8 fetch, Datum value)
{
	switch (fetch)
	{
		case FETCH_BOOL:
			return DatumGetBool(value);
		case FETCH_INT2:
			return DatumGetInt16(value);
		case FETCH_INT4:
			return DatumGetInt32(value);
		case FETCH_INT8:
			return (double) DatumGetInt64(value);
		case FETCH_FLOAT4:
			return DatumGetFloat4(value);
		default:
			return DatumGetFloat8(value);
	}
}

static inline double
compared(double a, double b, uint8 orders)
{
	return (((a < b ? EXPR_LESS : 0) | (a == b ? EXPR_EQUAL : 0) | (a > b ? EXPR_GREATER : 0)) & orders) != 0;
}

bool
linear_terms_add(const LinearTerms *linear, const NullableDatum *row, double *sum)
{
	double		total = linear->constant;
	bool		unusual = false;

	for (const LinearTerm *term = linear->terms; term < linear->terms + linear->count; term++)
	{
		const NullableDatum *value = &row[term->source];
		double		factor;
		double		product;

		if (unlikely(value->isnull))
			return false;
		factor = number_of(term->fetch, value->value);
		if (term->orders != 0)
		{
			/* Infinity compares, but is no covariate. */
			unusual |= factor - factor != 0.0;
			total += term->coefficient * compared(factor, term->threshold, term->orders);
			continue;
		}
		product = term->coefficient * factor;
		if (term->fetch >= FETCH_FLOAT4)
			unusual |= product == 0.0 && factor != 0.0;
		total += product;
	}
	*sum = total;
	return likely(!unusual && total - total == 0.0);
}
