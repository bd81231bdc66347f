/*
 * columns.h
 *	  Expressions evaluated over named columns.
 */
#ifndef SR_TEST_COLUMNS_H
#define SR_TEST_COLUMNS_H

#include "unit.h"

#include "expressions.h"

typedef struct Column
{
	const char *name;
	ExprKind	kind;
	ExprInput	input;
} Column;

#define NUMBER(name, x)		{name, EXPR_KIND_NUMBER, {.number = x}}
#define BOOLEAN(name, x)	{name, EXPR_KIND_BOOLEAN, {.number = x}}
#define TEXT(name, x)		{name, EXPR_KIND_TEXT, {.text = {x, sizeof(x) - 1}}}
#define NULL_TEXT(name)		{name, EXPR_KIND_TEXT, {.number = NAN}}
#define ARRAY(name, kind, array, null)	{name, kind, {.elements = array, .count = LENGTH(array), .null_count = null}}
#define NULL_ARRAY(name, kind)	{name, kind, {.count = EXPR_NONE}}

/* The columns of a test case. */
typedef struct Row
{
	const Column *columns;
	int			count;
} Row;

#define ROW(columns) ((Row) {columns, LENGTH(columns)})

typedef struct Answer
{
	ExprProblem problem;
	int32_t		at;
	double		value;
	char		detail[200];
} Answer;

static inline const Column *
column_of(Row row, const char *name)
{
	for (int i = 0; i < row.count; i++)
		if (strcmp(row.columns[i].name, name) == 0)
			return &row.columns[i];
	fail_msg("no column %s", name);
	return NULL;
}

static inline Answer
answer_of_error(const ExprError *error)
{
	Answer		answer = {error->problem, error->at, NAN, ""};

	memcpy(answer.detail, error->detail, sizeof(answer.detail));
	return answer;
}

/* Checks, compiles and runs what was parsed. */
static inline Answer
run(Parsed *parsed, Row row, ExprKind wanted)
{
	int32_t		count = parsed->forest.column_count;
	ExprKind   *kinds = test_allocate(sizeof(ExprKind) * (size_t) count);
	ExprInput  *inputs = test_allocate(sizeof(ExprInput) * (size_t) count);
	ExprProgram program;
	Answer		answer = {.value = NAN};

	for (int32_t i = 0; i < count; i++)
	{
		const Column *column = column_of(row, expr_column_name(&parsed->forest, i));

		kinds[i] = column->kind;
		inputs[i] = column->input;
	}
	if (!expr_check(&parsed->forest, parsed->root, kinds, wanted, &parsed->error)
		|| !expr_compile(&program, &parsed->forest, parsed->root, test_allocate, &parsed->error))
		return answer_of_error(&parsed->error);
	answer.problem = expr_evaluate(&program, inputs, &answer.value, &answer.at);
	return answer;
}

static inline Answer
answer_to(const char *text, Row row)
{
	Parsed		parsed = parse_text(text);
	Answer		answer = parsed.root == EXPR_NONE ? answer_of_error(&parsed.error)
		: run(&parsed, row, EXPR_KIND_NUMBER);

	free_pieces();
	return answer;
}

static inline bool
same_number(double a, double b)
{
	return isnan(a) ? isnan(b) : a == b && signbit(a) == signbit(b);
}

/* To the last bit; NAN for NULL. */
static inline void
assert_value(const char *text, Row row, double wanted)
{
	Answer		answer = answer_to(text, row);

	assert_holds(answer.problem == EXPR_FINE, "%s: problem %d: %s%s", text, answer.problem, answer.detail,
				 expr_problem_name(answer.problem));
	assert_holds(same_number(answer.value, wanted), "%s: %.17g, not %.17g", text, answer.value, wanted);
}

static inline void
assert_problem(const char *text, Row row, ExprProblem problem, int32_t at)
{
	Answer		answer = answer_to(text, row);

	assert_holds(answer.problem == problem && answer.at == at, "%s: problem %d at %d, value %.17g: %s",
				 text, answer.problem, answer.at, answer.value, answer.detail);
}

#endif
