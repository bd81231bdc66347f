/*
 * fuzz_expression_evaluate.c
 *	  An expression over columns whose kinds and values are drawn from the input
 *	  too: each step is passed once at most, the answer is a number, NULL or a
 *	  problem with its place, and the same for the canonical text.
 */
#include "fuzz_expression.h"

typedef struct Answer
{
	ExprProblem problem;
	double		value;
} Answer;

/* Jumps lead on, so that a program ends after as many steps as it has. */
static void
check_program(const ExprProgram *program, const ExprForest *forest)
{
	must_be(program->step_count <= 3 * forest->node_count, "more steps than nodes explain");
	for (int32_t i = 0; i < program->step_count; i++)
	{
		const ExprStep *step = &program->steps[i];

		if (step->code == STEP_JUMP_IF_FALSE || step->code == STEP_JUMP_IF_TRUE || step->code == STEP_JUMP_IF_KNOWN
			|| step->code == STEP_JUMP_IF_TEXT_KNOWN)
			must_be(step->a > i && step->a <= program->step_count, "a jump back or out");
	}
}

static void
check_answer(Answer answer, ExprKind wanted)
{
	if (answer.problem != EXPR_FINE)
		must_be(answer.problem >= EXPR_DIVISION_BY_ZERO && expr_problem_name(answer.problem)[0] != '\0', "a problem without a name");
	else if (wanted == EXPR_KIND_BOOLEAN)
		must_be(answer.value == 0.0 || answer.value == 1.0 || isnan(answer.value), "neither true, false nor NULL");
	else
		must_be(!isinf(answer.value), "an infinite answer");
}

static Answer
evaluate(const ExprProgram *program, const ExprInput *inputs, size_t length)
{
	Answer		answer = {.value = NAN};
	int32_t		at = 0;

	answer.problem = expr_evaluate(program, inputs, &answer.value, &at);
	must_be(at >= 0 && (size_t) at <= length, "a problem outside the text");
	return answer;
}

static bool
same_answer(Answer a, Answer b)
{
	return a.problem == b.problem
		&& (isnan(a.value) ? isnan(b.value) : a.value == b.value && signbit(a.value) == signbit(b.value));
}

/* Compiles and runs it twice; false if it does not fit the kinds. */
static bool
answer_to(Parsed *parsed, size_t length, const ExprKind *kinds, const ExprInput *inputs, ExprKind wanted, Answer *answer)
{
	ExprProgram program;

	if (!expr_check(&parsed->forest, parsed->root, kinds, wanted, &parsed->error)
		|| !expr_compile(&program, &parsed->forest, parsed->root, test_allocate, &parsed->error))
	{
		must_hold(error_problem(&parsed->error, length));
		return false;
	}
	check_program(&program, &parsed->forest);
	*answer = evaluate(&program, inputs, length);
	check_answer(*answer, wanted);
	must_be(same_answer(*answer, evaluate(&program, inputs, length)), "another answer the second time");
	return true;
}

/* Columns are numbered as they come, and canonical text keeps their order. */
static void
check_canonical(const Parsed *parsed, const ExprKind *kinds, const ExprInput *inputs, ExprKind wanted, bool fits, const Answer *answer)
{
	TextBuilder text = printed(parsed);
	Parsed		canonical = parse_bytes(text.text, (size_t) text.length);
	Answer		same = {.value = NAN};

	must_be(canonical.root != EXPR_NONE, "canonical text does not parse");
	must_be(answer_to(&canonical, (size_t) text.length, kinds, inputs, wanted, &same) == fits, "canonical text fits other columns");
	must_be(!fits || same_answer(same, *answer), "canonical text has another answer");
}

static void
check_expression(Parsed *parsed, size_t length, Draws draws)
{
	int32_t		columns = parsed->forest.column_count;
	ExprKind   *kinds = test_allocate(sizeof(ExprKind) * (size_t) columns);
	ExprInput  *inputs = test_allocate(sizeof(ExprInput) * (size_t) columns);
	ExprKind	wanted = draw(&draws, 2) ? EXPR_KIND_BOOLEAN : EXPR_KIND_NUMBER;
	Answer		answer = {.value = NAN};
	bool		fits;

	for (int32_t i = 0; i < columns; i++)
	{
		kinds[i] = EXPR_KIND_NUMBER + draw(&draws, EXPR_KIND_ICD10S);
		inputs[i] = draw_input(&draws, kinds[i]);
	}
	fits = answer_to(parsed, length, kinds, inputs, wanted, &answer);
	/* What fits a row fits before its columns are known. */
	must_be(!fits || expr_check(&parsed->forest, parsed->root, NULL, wanted, &parsed->error), "fits a row, but none");
	check_canonical(parsed, kinds, inputs, wanted, fits, &answer);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Draws		draws;
	size_t		length = split_input(data, size, &draws);
	Parsed		parsed = parse_bytes((const char *) data, length);

	if (parsed.root != EXPR_NONE)
		check_expression(&parsed, length, draws);
	free_pieces();
	return 0;
}
