/*
 * evaluator.c
 *	  Runs the steps of a program.  Arithmetic fails where PostgreSQL's float8
 *	  fails, so that a formula means what it would mean in SQL.
 */
#include "expression/program.h"

#include <string.h>

#include "expression/spline.h"

/* Not isnan(): inline whatever the compiler's options. */
static inline bool
is_null(double value)
{
	return value != value;
}

static inline double
truth(bool value)
{
	return value ? 1.0 : 0.0;
}

static inline double
negated_if(bool negated, double value)
{
	return negated ? 1.0 - value : value;
}

/* NULL if either is; otherwise whether their order is one of these. */
static inline double
compare(double a, double b, int orders)
{
	int			order = (a < b ? EXPR_LESS : 0) | (a == b ? EXPR_EQUAL : 0) | (a > b ? EXPR_GREATER : 0);

	return order == 0 ? NAN : truth((order & orders) != 0);
}

static inline double
both(double a, double b)
{
	if (a == 0.0 || b == 0.0)
		return 0.0;
	return is_null(a) || is_null(b) ? NAN : 1.0;
}

static inline double
either(double a, double b)
{
	return 1.0 - both(1.0 - a, 1.0 - b);
}

/* An infinite result of finite operands, or one that has vanished. */
static inline ExprProblem
check_result(double result, bool may_be_zero)
{
	if (result - result != 0.0 && !is_null(result))
		return EXPR_OVERFLOW;
	return result == 0.0 && !may_be_zero ? EXPR_UNDERFLOW : EXPR_FINE;
}

static inline ExprProblem
multiply(double a, double b, double *result)
{
	*result = a * b;
	return check_result(*result, a == 0.0 || b == 0.0);
}

static inline ExprProblem
add(double a, double b, double *result)
{
	*result = a + b;
	return check_result(*result, true);
}

static ExprProblem
divide(double a, double b, double *result)
{
	if (b == 0.0 && !is_null(a))
		return EXPR_DIVISION_BY_ZERO;
	*result = a / b;
	return check_result(*result, a == 0.0);
}

static ExprProblem
power(double a, double b, double *result)
{
	*result = NAN;
	if (is_null(a) || is_null(b))
		return EXPR_FINE;
	if ((a == 0.0 && b < 0.0) || (a < 0.0 && floor(b) != b))
		return EXPR_POWER_UNDEFINED;
	*result = pow(a, b);
	return check_result(*result, a == 0.0);
}

static ExprProblem
function_of(ExprStepCode code, double *x)
{
	switch (code)
	{
		case STEP_SQRT:
			if (*x < 0.0)
				return EXPR_ROOT_OF_NEGATIVE;
			*x = sqrt(*x);
			return EXPR_FINE;
		case STEP_LN:
			if (*x <= 0.0)
				return *x == 0.0 ? EXPR_LOG_OF_ZERO : EXPR_LOG_OF_NEGATIVE;
			*x = log(*x);
			return EXPR_FINE;
		default:
			*x = exp(*x);
			return check_result(*x, false);
	}
}

/* Is the first of count + 1 values among the others? */
static double
is_among(const double *values, int32_t count)
{
	bool		unknown = is_null(values[0]);

	for (int32_t i = 1; i <= count; i++)
	{
		if (values[i] == values[0])
			return 1.0;
		unknown |= is_null(values[i]);
	}
	return unknown ? NAN : 0.0;
}

/* Least or greatest of those that are not NULL. */
static double
extreme_of(ExprStepCode code, const double *values, int32_t count)
{
	double		extreme = values[0];

	for (int32_t i = 1; i < count; i++)
		if (is_null(extreme) || (code == STEP_LEAST ? values[i] < extreme : values[i] > extreme))
			extreme = values[i];
	return extreme;
}

static double
compare_texts(ExprText a, ExprText b)
{
	if (a.data == NULL || b.data == NULL)
		return NAN;
	return truth(a.length == b.length && memcmp(a.data, b.data, (size_t) a.length) == 0);
}

/* Is the first of count + 1 texts among the others? */
static double
text_is_among(const ExprText *texts, int32_t count)
{
	double		found = texts[0].data == NULL ? NAN : 0.0;

	for (int32_t i = 1; i <= count && found != 1.0; i++)
		found = either(found, compare_texts(texts[0], texts[i]));
	return found;
}

static double
text_in_array(ExprText text, const ExprInput *array)
{
	const ExprText *elements = array->elements;

	if (array->count == EXPR_NONE)
		return NAN;
	/* Nothing, not even NULL, is in an empty array. */
	if (text.data == NULL)
		return array->count > 0 || array->null_count > 0 ? NAN : 0.0;
	for (int32_t i = 0; i < array->count; i++)
		if (compare_texts(text, elements[i]) == 1.0)
			return 1.0;
	return array->null_count > 0 ? NAN : 0.0;
}

/* NULL if it may be a code that cannot be read. */
static double
text_in_set(ExprText text, const ExprCodeSet *set)
{
	int64_t		code;

	switch (code_set_read_text(text.data, (size_t) text.length, &code))
	{
		case CODE_READ:
			return truth(code_set_contains(set, code));
		case CODE_NONE:
			return 0.0;
		default:
			return NAN;
	}
}

static double
element_in_set(ExprStepCode code, const ExprInput *array, int32_t i, const ExprCodeSet *set)
{
	switch (code)
	{
		case STEP_OPCS4S_IN_SET:
			return truth(code_set_contains(set, ((const int32_t *) array->elements)[i]));
		case STEP_ICD10S_IN_SET:
			return truth(code_set_contains(set, ((const int64_t *) array->elements)[i]));
		default:
			return text_in_set(((const ExprText *) array->elements)[i], set);
	}
}

/* Whether any element is; NULL if none is and one is not known. */
static double
array_in_set(ExprStepCode code, const ExprInput *array, const ExprCodeSet *set)
{
	bool		unknown = array->null_count > 0;

	if (array->count == EXPR_NONE)
		return NAN;
	for (int32_t i = 0; i < array->count; i++)
	{
		double		found = element_in_set(code, array, i, set);

		if (found == 1.0)
			return 1.0;
		unknown |= is_null(found);
	}
	return unknown ? NAN : 0.0;
}

static double
column_in_set(ExprStepCode code, const ExprInput *column, const ExprCodeSet *set)
{
	if (code == STEP_CODE_IN_SET)
		return is_null(column->number) ? NAN : truth(code_set_contains(set, (int64_t) column->number));
	if (code == STEP_TEXT_IN_SET)
		return column->text.data == NULL ? NAN : text_in_set(column->text, set);
	return array_in_set(code, column, set);
}

/* Where the next step writes, in the two stacks. */
typedef struct Machine
{
	const ExprProgram *program;
	const ExprInput *columns;
	double	   *top;			/* one above the last number */
	ExprText   *text_top;
	const ExprStep *step;
} Machine;

static void
jump_if(Machine *m, bool condition)
{
	if (condition)
		m->step = &m->program->steps[m->step->a] - 1;
}

/* Steps that only texts, arrays and lists of codes need; they never fail. */
static void
run_text_step(Machine *m)
{
	const ExprStep *step = m->step;

	switch ((ExprStepCode) step->code)
	{
		case STEP_TEXT:
			*m->text_top++ = (ExprText) {m->program->strings + step->a, step->b};
			break;
		case STEP_TEXT_COLUMN:
			*m->text_top++ = m->columns[step->a].text;
			break;
		case STEP_TEXT_COMPARE:
			m->text_top -= 2;
			*m->top++ = negated_if(step->negated, compare_texts(m->text_top[0], m->text_top[1]));
			break;
		case STEP_TEXT_IN:
			m->text_top -= step->a + 1;
			*m->top++ = negated_if(step->negated, text_is_among(m->text_top, step->a));
			break;
		case STEP_TEXT_IS_NULL:
			m->text_top--;
			*m->top++ = truth((m->text_top->data == NULL) != step->negated);
			break;
		case STEP_TEXT_IN_ARRAY:
			*m->top++ = negated_if(step->negated, text_in_array(*--m->text_top, &m->columns[step->a]));
			break;
		case STEP_ARRAY_IS_NULL:
			*m->top++ = truth((m->columns[step->a].count == EXPR_NONE) != step->negated);
			break;
		case STEP_JUMP_IF_TEXT_KNOWN:
			jump_if(m, m->text_top[-1].data != NULL);
			break;
		case STEP_TEXT_DROP:
			m->text_top--;
			break;
		default:
			*m->top++ = negated_if(step->negated, column_in_set(step->code, &m->columns[step->a], &m->program->sets[step->b]));
	}
}

/* Steps of logic and ranges; they never fail. */
static void
run_logic_step(Machine *m)
{
	const ExprStep *step = m->step;

	switch ((ExprStepCode) step->code)
	{
		case STEP_BETWEEN:
			m->top -= 2;
			m->top[-1] = negated_if(step->negated, both(compare(m->top[-1], m->top[0], EXPR_GREATER | EXPR_EQUAL),
														compare(m->top[-1], m->top[1], EXPR_LESS | EXPR_EQUAL)));
			break;
		case STEP_IN:
			m->top -= step->a;
			m->top[-1] = negated_if(step->negated, is_among(m->top - 1, step->a));
			break;
		case STEP_IS_NULL:
			m->top[-1] = truth(is_null(m->top[-1]) != step->negated);
			break;
		case STEP_NOT:
			m->top[-1] = 1.0 - m->top[-1];
			break;
		case STEP_AND:
			m->top--;
			m->top[-1] = both(m->top[-1], m->top[0]);
			break;
		case STEP_OR:
			m->top--;
			m->top[-1] = either(m->top[-1], m->top[0]);
			break;
		case STEP_JUMP_IF_FALSE:
			jump_if(m, m->top[-1] == 0.0);
			break;
		case STEP_JUMP_IF_TRUE:
			jump_if(m, m->top[-1] == 1.0);
			break;
		case STEP_JUMP_IF_KNOWN:
			jump_if(m, !is_null(m->top[-1]));
			break;
		case STEP_DROP:
			m->top--;
			break;
		default:				/* STEP_LEAST, STEP_GREATEST */
			m->top -= step->a - 1;
			m->top[-1] = extreme_of(step->code, m->top - 1, step->a);
	}
}

static ExprProblem
run_spline(Machine *m)
{
	const ExprStep *step = m->step;
	double		x = m->top[-1];

	if (is_null(x))
		return EXPR_FINE;
	m->top[-1] = spline_basis(x, (int) step->x, m->program->constants + step->a, step->b);
	/* Not a number: infinities met on the way. */
	return is_null(m->top[-1]) ? EXPR_OVERFLOW : check_result(m->top[-1], true);
}

/* Arithmetic that is rarer than sums of products. */
static ExprProblem
run_arithmetic_step(Machine *m)
{
	switch ((ExprStepCode) m->step->code)
	{
		case STEP_NEGATE:
			m->top[-1] = -m->top[-1];
			return EXPR_FINE;
		case STEP_ABS:
			m->top[-1] = fabs(m->top[-1]);
			return EXPR_FINE;
		case STEP_POWER:
			m->top--;
			return power(m->top[-1], m->top[0], &m->top[-1]);
		case STEP_DIVIDE:
			m->top--;
			return divide(m->top[-1], m->top[0], &m->top[-1]);
		case STEP_SPLINE:
			return run_spline(m);
		default:				/* STEP_SQRT, STEP_LN, STEP_EXP */
			return is_null(m->top[-1]) ? EXPR_FINE : function_of(m->step->code, &m->top[-1]);
	}
}

static inline ExprProblem
add_scaled(double *sum, double coefficient, double factor)
{
	double		term;
	ExprProblem problem = multiply(coefficient, factor, &term);

	return problem == EXPR_FINE ? add(*sum, term, sum) : problem;
}

static inline ExprProblem
run_step(Machine *m)
{
	const ExprStep *step = m->step;

	switch ((ExprStepCode) step->code)
	{
		case STEP_NUMBER:
			*m->top++ = step->x;
			return EXPR_FINE;
		case STEP_COLUMN:
			*m->top++ = m->columns[step->a].number;
			return EXPR_FINE;
		case STEP_ADD_COLUMN:
			return add_scaled(&m->top[-1], step->x, m->columns[step->a].number);
		case STEP_ADD_COMPARISON:
			return add_scaled(&m->top[-1], step->x, compare(m->columns[step->a].number, step->y, step->orders));
		case STEP_ADD_SCALED:
			m->top--;
			return add_scaled(&m->top[-1], step->x, m->top[0]);
		case STEP_COMPARE_COLUMN:
			*m->top++ = compare(m->columns[step->a].number, step->y, step->orders);
			return EXPR_FINE;
		case STEP_COMPARE:
			m->top--;
			m->top[-1] = compare(m->top[-1], m->top[0], step->orders);
			return EXPR_FINE;
		case STEP_MULTIPLY:
			m->top--;
			return multiply(m->top[-1], m->top[0], &m->top[-1]);
		case STEP_ADD:
			m->top--;
			return add(m->top[-1], m->top[0], &m->top[-1]);
		case STEP_SUBTRACT:
			m->top--;
			return add(m->top[-1], -m->top[0], &m->top[-1]);
		case STEP_NEGATE:
		case STEP_POWER:
		case STEP_DIVIDE:
		case STEP_ABS:
		case STEP_SQRT:
		case STEP_LN:
		case STEP_EXP:
		case STEP_SPLINE:
			return run_arithmetic_step(m);
		case STEP_BETWEEN:
		case STEP_IN:
		case STEP_IS_NULL:
		case STEP_NOT:
		case STEP_AND:
		case STEP_OR:
		case STEP_JUMP_IF_FALSE:
		case STEP_JUMP_IF_TRUE:
		case STEP_JUMP_IF_KNOWN:
		case STEP_DROP:
		case STEP_LEAST:
		case STEP_GREATEST:
			run_logic_step(m);
			return EXPR_FINE;
		default:
			run_text_step(m);
			return EXPR_FINE;
	}
}

ExprProblem
expr_evaluate(const ExprProgram *program, const ExprInput *columns, double *value, int32_t *at)
{
	Machine		m = {program, columns, program->stack, program->text_stack, program->steps};

	for (; m.step->code != STEP_END; m.step++)
	{
		ExprProblem problem = run_step(&m);

		if (problem != EXPR_FINE)
		{
			*at = m.step->at;
			return problem;
		}
	}
	*value = m.top[-1];
	return EXPR_FINE;
}

const char *
expr_problem_name(ExprProblem problem)
{
	switch (problem)
	{
		case EXPR_DIVISION_BY_ZERO:
			return "division by zero";
		case EXPR_LOG_OF_ZERO:
			return "cannot take logarithm of zero";
		case EXPR_LOG_OF_NEGATIVE:
			return "cannot take logarithm of a negative number";
		case EXPR_ROOT_OF_NEGATIVE:
			return "cannot take square root of a negative number";
		case EXPR_POWER_UNDEFINED:
			return "power is undefined";
		case EXPR_OVERFLOW:
			return "value out of range: overflow";
		case EXPR_UNDERFLOW:
			return "value out of range: underflow";
		default:
			return "";
	}
}
