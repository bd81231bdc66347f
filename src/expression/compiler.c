/*
 * compiler.c
 *	  Steps of an expression.  The commonest terms of a risk model, a
 *	  coefficient times a column or a comparison, are one step each.
 */
#include "expression/program.h"

#include <string.h>

#include "expression/spline.h"
#include "expression/typing.h"

typedef struct Compiler
{
	ExprProgram *program;
	const ExprForest *forest;
	ExprError  *error;
} Compiler;

static bool compile_node(Compiler *compiler, int32_t node);

static const ExprNode *
node_of(const Compiler *compiler, int32_t node)
{
	return &compiler->forest->nodes[node];
}

static void
move_depth(int32_t *depth, int32_t *most, int32_t change)
{
	*depth += change;
	if (*depth > *most)
		*most = *depth;
}

/* Appends a step that leaves "change" more numbers on the stack; its index. */
static int32_t
emit(Compiler *compiler, ExprStep step, int32_t change)
{
	ExprProgram *program = compiler->program;

	if (program->step_count == program->step_room)
	{
		ExprStep   *old = program->steps;

		program->step_room = old == NULL ? 16 : 2 * program->step_room;
		program->steps = program->allocate(sizeof(ExprStep) * (size_t) program->step_room);
		if (old != NULL)
			memcpy(program->steps, old, sizeof(ExprStep) * (size_t) program->step_count);
	}
	move_depth(&program->depth, &program->most_depth, change);
	program->steps[program->step_count] = step;
	return program->step_count++;
}

static int32_t
emit_text(Compiler *compiler, ExprStep step, int32_t change, int32_t text_change)
{
	move_depth(&compiler->program->text_depth, &compiler->program->most_text_depth, text_change);
	return emit(compiler, step, change);
}

static bool
emit_simple(Compiler *compiler, ExprStepCode code, const ExprNode *n, int32_t change)
{
	emit(compiler, (ExprStep) {.code = code,.orders = n->orders,.negated = n->negated,.at = n->at}, change);
	return true;
}

static bool
compile_number(Compiler *compiler, double value)
{
	emit(compiler, (ExprStep) {.code = STEP_NUMBER,.x = value}, 1);
	return true;
}

static bool
compile_text(Compiler *compiler, const ExprNode *n)
{
	emit_text(compiler, (ExprStep) {.code = STEP_TEXT,.a = n->text,.b = n->length}, 0, 1);
	return true;
}

static bool
compile_column(Compiler *compiler, const ExprNode *n)
{
	if (n->kind == EXPR_KIND_TEXT)
		emit_text(compiler, (ExprStep) {.code = STEP_TEXT_COLUMN,.a = n->text}, 0, 1);
	else
		emit(compiler, (ExprStep) {.code = STEP_COLUMN,.a = n->text}, 1);
	return true;
}

static bool
compile_unary(Compiler *compiler, const ExprNode *n, ExprStepCode code)
{
	return compile_node(compiler, n->first) && emit_simple(compiler, code, n, 0);
}

/* A number with a minus before it is a number. */
static bool
compile_negation(Compiler *compiler, int32_t node)
{
	double		number;

	if (expr_constant(compiler->forest, node, &number))
		return compile_number(compiler, number);
	return compile_unary(compiler, node_of(compiler, node), STEP_NEGATE);
}

/* All operands; how many. */
static int32_t
compile_operands(Compiler *compiler, int32_t first)
{
	int32_t		count = 0;

	for (int32_t node = first; node != EXPR_NONE; node = node_of(compiler, node)->next)
	{
		if (!compile_node(compiler, node))
			return EXPR_NONE;
		count++;
	}
	return count;
}

/* Two by two from the left, as SQL does. */
static bool
compile_chain(Compiler *compiler, const ExprNode *n, ExprStepCode code, ExprStepCode reversed)
{
	if (!compile_node(compiler, n->first))
		return false;
	for (int32_t node = node_of(compiler, n->first)->next; node != EXPR_NONE; node = node_of(compiler, node)->next)
	{
		const ExprNode *operand = node_of(compiler, node);

		if (!compile_node(compiler, node))
			return false;
		emit(compiler, (ExprStep) {.code = operand->reversed ? reversed : code,.at = operand->at}, -1);
	}
	return true;
}

/* A number times one other factor: the number, and the factor's node. */
static bool
split_product(const Compiler *compiler, const ExprNode *n, double *number, int32_t *factor)
{
	int32_t		second;

	if (n->op != EXPR_PRODUCT)
		return false;
	second = node_of(compiler, n->first)->next;
	if (node_of(compiler, second)->next != EXPR_NONE || node_of(compiler, second)->reversed)
		return false;
	*factor = second;
	if (expr_constant(compiler->forest, n->first, number))
		return true;
	*factor = n->first;
	return expr_constant(compiler->forest, second, number);
}

/* A column of numbers or booleans compared with a number. */
static bool
is_plain_comparison(const Compiler *compiler, const ExprNode *n, double *number)
{
	const ExprNode *column = node_of(compiler, n->first);

	return n->op == EXPR_COMPARE && column->op == EXPR_COLUMN
		&& (column->kind == EXPR_KIND_NUMBER || column->kind == EXPR_KIND_BOOLEAN)
		&& expr_constant(compiler->forest, column->next, number);
}

static bool
compile_scaled(Compiler *compiler, double coefficient, int32_t factor)
{
	const ExprNode *n = node_of(compiler, factor);
	ExprStep	step = {.orders = n->orders,.at = n->at,.x = coefficient};

	if (n->op == EXPR_COLUMN)
	{
		step.code = STEP_ADD_COLUMN;
		step.a = n->text;
		emit(compiler, step, 0);
		return true;
	}
	if (n->op == EXPR_COMPARE && is_plain_comparison(compiler, n, &step.y))
	{
		step.code = STEP_ADD_COMPARISON;
		step.a = node_of(compiler, n->first)->text;
		emit(compiler, step, 0);
		return true;
	}
	if (!compile_node(compiler, factor))
		return false;
	step.code = STEP_ADD_SCALED;
	emit(compiler, step, -1);
	return true;
}

/* A coefficient times something, be it one: what the commonest steps can add. */
static bool
is_scaled(const Compiler *compiler, int32_t node, double *coefficient, int32_t *factor)
{
	const ExprNode *term = node_of(compiler, node);
	double		threshold;

	if (!split_product(compiler, term, coefficient, factor))
	{
		if (term->op != EXPR_COLUMN && !is_plain_comparison(compiler, term, &threshold))
			return false;
		*coefficient = 1.0;
		*factor = node;
	}
	if (term->reversed)
		*coefficient = -*coefficient;
	return true;
}

static bool
compile_term(Compiler *compiler, int32_t node, bool first)
{
	const ExprNode *term = node_of(compiler, node);
	double		coefficient;
	int32_t		factor;

	if (is_scaled(compiler, node, &coefficient, &factor))
	{
		/* Not 0: that would take the sign off -0. */
		if (first)
			compile_number(compiler, -0.0);
		return compile_scaled(compiler, coefficient, factor);
	}
	if (!compile_node(compiler, node))
		return false;
	if (!first)
		emit(compiler, (ExprStep) {.code = term->reversed ? STEP_SUBTRACT : STEP_ADD,.at = term->at}, -1);
	return true;
}

static bool
compile_sum(Compiler *compiler, const ExprNode *n)
{
	for (int32_t node = n->first; node != EXPR_NONE; node = node_of(compiler, node)->next)
		if (!compile_term(compiler, node, node == n->first))
			return false;
	return true;
}

/* Jumps that wait for the step after the last: each holds the place of the one before it. */
static void
land_jumps(ExprProgram *program, int32_t last_jump)
{
	while (last_jump != EXPR_NONE)
	{
		int32_t		before = program->steps[last_jump].a;

		program->steps[last_jump].a = program->step_count;
		last_jump = before;
	}
}

/* Jumps past what is left as soon as the answer is known. */
static bool
compile_logic(Compiler *compiler, const ExprNode *n, ExprStepCode jump, ExprStepCode combine)
{
	int32_t		last_jump = EXPR_NONE;

	if (!compile_node(compiler, n->first))
		return false;
	for (int32_t node = node_of(compiler, n->first)->next; node != EXPR_NONE; node = node_of(compiler, node)->next)
	{
		last_jump = emit(compiler, (ExprStep) {.code = jump,.a = last_jump}, 0);
		if (!compile_node(compiler, node))
			return false;
		emit(compiler, (ExprStep) {.code = combine}, -1);
	}
	land_jumps(compiler->program, last_jump);
	return true;
}

static bool
compile_coalesce(Compiler *compiler, const ExprNode *n)
{
	bool		text = n->kind == EXPR_KIND_TEXT;
	int32_t		last_jump = EXPR_NONE;

	for (int32_t node = n->first; node != EXPR_NONE; node = node_of(compiler, node)->next)
	{
		if (!compile_node(compiler, node))
			return false;
		if (node_of(compiler, node)->next == EXPR_NONE)
			break;
		last_jump = emit(compiler, (ExprStep) {.code = text ? STEP_JUMP_IF_TEXT_KNOWN : STEP_JUMP_IF_KNOWN,.a = last_jump}, 0);
		if (text)
			emit_text(compiler, (ExprStep) {.code = STEP_TEXT_DROP}, 0, -1);
		else
			emit(compiler, (ExprStep) {.code = STEP_DROP}, -1);
	}
	land_jumps(compiler->program, last_jump);
	return true;
}

/* An operand beside a code: a text in quotes is one. */
static bool
compile_as_code(Compiler *compiler, int32_t node, ExprKind kind)
{
	const ExprNode *n = node_of(compiler, node);
	int64_t		code;

	if (n->op != EXPR_TEXT)
		return compile_node(compiler, node);
	return code_set_parse(kind, compiler->forest->strings + n->text, (size_t) n->length, &code)
		&& compile_number(compiler, (double) code);
}

/* Operands of a comparison, codes as numbers; how many, or EXPR_NONE. */
static int32_t
compile_compared(Compiler *compiler, const ExprNode *n)
{
	ExprKind	kind = expr_code_among(compiler->forest, n);
	int32_t		count = 0;

	if (kind == EXPR_KIND_UNKNOWN)
		return compile_operands(compiler, n->first);
	for (int32_t node = n->first; node != EXPR_NONE; node = node_of(compiler, node)->next, count++)
		if (!compile_as_code(compiler, node, kind))
			return EXPR_NONE;
	return count;
}

/* Texts are compared as such unless one of them is a code. */
static bool
compares_texts(const Compiler *compiler, const ExprNode *n)
{
	return expr_code_among(compiler->forest, n) == EXPR_KIND_UNKNOWN && node_of(compiler, n->first)->kind == EXPR_KIND_TEXT;
}

static bool
compile_comparison(Compiler *compiler, const ExprNode *n)
{
	double		number;

	if (is_plain_comparison(compiler, n, &number))
	{
		emit(compiler, (ExprStep) {.code = STEP_COMPARE_COLUMN,.orders = n->orders,.a = node_of(compiler, n->first)->text,.y = number}, 1);
		return true;
	}
	if (compile_compared(compiler, n) == EXPR_NONE)
		return false;
	if (!compares_texts(compiler, n))
		return emit_simple(compiler, STEP_COMPARE, n, -1);
	emit_text(compiler, (ExprStep) {.code = STEP_TEXT_COMPARE,.negated = n->orders != EXPR_EQUAL}, 1, -2);
	return true;
}

static bool
compile_in(Compiler *compiler, const ExprNode *n)
{
	int32_t		count = compile_compared(compiler, n);
	ExprStep	step = {.code = STEP_IN,.negated = n->negated,.a = count - 1};

	if (count == EXPR_NONE)
		return false;
	if (compares_texts(compiler, n))
	{
		step.code = STEP_TEXT_IN;
		emit_text(compiler, step, 1, -count);
	}
	else
		emit(compiler, step, 1 - count);
	return true;
}

static bool
compile_between(Compiler *compiler, const ExprNode *n)
{
	return compile_compared(compiler, n) != EXPR_NONE && emit_simple(compiler, STEP_BETWEEN, n, -2);
}

static ExprStepCode
membership_step(ExprKind kind)
{
	switch (kind)
	{
		case EXPR_KIND_OPCS4S:
			return STEP_OPCS4S_IN_SET;
		case EXPR_KIND_ICD10S:
			return STEP_ICD10S_IN_SET;
		case EXPR_KIND_TEXTS:
			return STEP_TEXTS_IN_SET;
		case EXPR_KIND_TEXT:
			return STEP_TEXT_IN_SET;
		default:
			return STEP_CODE_IN_SET;
	}
}

static bool
compile_in_codes(Compiler *compiler, const ExprNode *n)
{
	ExprProgram *program = compiler->program;
	const ExprNode *column = node_of(compiler, n->first);
	ExprStep	step = {
		.code = membership_step(column->kind),.negated = n->negated,.a = column->text,.b = program->set_count
	};

	if (!code_set_read(column->kind, compiler->forest->strings + n->text, n->length, n->at,
					   program->allocate, &program->sets[program->set_count++], compiler->error))
		return false;
	emit(compiler, step, 1);
	return true;
}

static bool
compile_in_array(Compiler *compiler, const ExprNode *n)
{
	ExprStep	step = {
		.code = STEP_TEXT_IN_ARRAY,.negated = n->negated,.a = node_of(compiler, node_of(compiler, n->first)->next)->text
	};

	if (!compile_node(compiler, n->first))
		return false;
	emit_text(compiler, step, 1, -1);
	return true;
}

static bool
compile_is_null(Compiler *compiler, const ExprNode *n)
{
	const ExprNode *operand = node_of(compiler, n->first);

	if (operand->op == EXPR_COLUMN && expr_is_array(operand->kind))
	{
		emit(compiler, (ExprStep) {.code = STEP_ARRAY_IS_NULL,.negated = n->negated,.a = operand->text}, 1);
		return true;
	}
	if (!compile_node(compiler, n->first))
		return false;
	if (operand->kind == EXPR_KIND_TEXT)
		emit_text(compiler, (ExprStep) {.code = STEP_TEXT_IS_NULL,.negated = n->negated}, 1, -1);
	else
		emit_simple(compiler, STEP_IS_NULL, n, 0);
	return true;
}

static bool
compile_extreme(Compiler *compiler, const ExprNode *n, ExprStepCode code)
{
	int32_t		count = compile_operands(compiler, n->first);

	if (count == EXPR_NONE)
		return false;
	emit(compiler, (ExprStep) {.code = code,.a = count}, 1 - count);
	return true;
}

static bool
compile_spline(Compiler *compiler, const ExprNode *n)
{
	ExprProgram *program = compiler->program;
	int32_t		basis = node_of(compiler, n->first)->next;
	ExprStep	step = {.code = STEP_SPLINE,.a = program->constant_count,.at = n->at};

	if (!compile_node(compiler, n->first))
		return false;
	expr_constant(compiler->forest, basis, &step.x);
	for (int32_t knot = node_of(compiler, basis)->next; knot != EXPR_NONE; knot = node_of(compiler, knot)->next)
		expr_constant(compiler->forest, knot, &program->constants[program->constant_count++]);
	step.b = program->constant_count - step.a;
	emit(compiler, step, 0);
	return true;
}

static bool
compile_node(Compiler *compiler, int32_t node)
{
	const ExprNode *n = node_of(compiler, node);

	switch ((ExprOp) n->op)
	{
		case EXPR_NUMBER:
		case EXPR_BOOLEAN:
			return compile_number(compiler, n->number);
		case EXPR_TEXT:
			return compile_text(compiler, n);
		case EXPR_COLUMN:
			return compile_column(compiler, n);
		case EXPR_NEGATE:
			return compile_negation(compiler, node);
		case EXPR_POWER:
			return compile_chain(compiler, n, STEP_POWER, STEP_POWER);
		case EXPR_PRODUCT:
			return compile_chain(compiler, n, STEP_MULTIPLY, STEP_DIVIDE);
		case EXPR_SUM:
			return compile_sum(compiler, n);
		case EXPR_COMPARE:
			return compile_comparison(compiler, n);
		case EXPR_BETWEEN:
			return compile_between(compiler, n);
		case EXPR_IN:
			return compile_in(compiler, n);
		case EXPR_IN_CODES:
			return compile_in_codes(compiler, n);
		case EXPR_IN_ARRAY:
			return compile_in_array(compiler, n);
		case EXPR_IS_NULL:
			return compile_is_null(compiler, n);
		case EXPR_NOT:
			return compile_unary(compiler, n, STEP_NOT);
		case EXPR_AND:
			return compile_logic(compiler, n, STEP_JUMP_IF_FALSE, STEP_AND);
		case EXPR_OR:
			return compile_logic(compiler, n, STEP_JUMP_IF_TRUE, STEP_OR);
		case EXPR_ABS:
			return compile_unary(compiler, n, STEP_ABS);
		case EXPR_SQRT:
			return compile_unary(compiler, n, STEP_SQRT);
		case EXPR_LN:
			return compile_unary(compiler, n, STEP_LN);
		case EXPR_EXP:
			return compile_unary(compiler, n, STEP_EXP);
		case EXPR_LEAST:
			return compile_extreme(compiler, n, STEP_LEAST);
		case EXPR_GREATEST:
			return compile_extreme(compiler, n, STEP_GREATEST);
		case EXPR_COALESCE:
			return compile_coalesce(compiler, n);
		case EXPR_RCS:
			return compile_spline(compiler, n);
	}
	return false;
}

/* Lists of codes and numbers from this node down. */
static void
count_constants(const ExprForest *forest, int32_t node, int32_t *sets, int32_t *numbers)
{
	const ExprNode *n = &forest->nodes[node];

	*sets += n->op == EXPR_IN_CODES;
	*numbers += n->op == EXPR_NUMBER;
	for (int32_t operand = n->first; operand != EXPR_NONE; operand = forest->nodes[operand].next)
		count_constants(forest, operand, sets, numbers);
}

static void
reserve(ExprProgram *program, const ExprForest *forest, int32_t root)
{
	int32_t		sets = 1;
	int32_t		numbers = 1;

	count_constants(forest, root, &sets, &numbers);
	program->sets = program->allocate(sizeof(ExprCodeSet) * (size_t) sets);
	program->constants = program->allocate(sizeof(double) * (size_t) numbers);
}

bool
expr_compile(ExprProgram *program, const ExprForest *forest, int32_t root, ExprAllocate allocate, ExprError *error)
{
	Compiler	compiler = {program, forest, error};

	*program = (ExprProgram) {.allocate = allocate,.strings = forest->strings};
	reserve(program, forest, root);
	if (!compile_node(&compiler, root))
		return false;
	emit(&compiler, (ExprStep) {.code = STEP_END}, 0);
	program->stack = allocate(sizeof(double) * (size_t) (program->most_depth + 1));
	program->text_stack = allocate(sizeof(ExprText) * (size_t) (program->most_text_depth + 1));
	return true;
}
