/*
 * test_expression_arithmetic.c
 *	  Operators and functions on numbers: NULL, and the edges where float8 of
 *	  PostgreSQL fails.
 */
#include "columns.h"

#include "literal.h"

static const Column columns[] = {
	NUMBER("x", 3.0), NUMBER("y", -2.5), NUMBER("zero", 0.0), NUMBER("minus_zero", -0.0), NUMBER("nothing", NAN), NUMBER("huge", 1e308),
	NUMBER("tiny", 1e-308), NUMBER("least_of_all", DBL_TRUE_MIN), NUMBER("most", DBL_MAX), BOOLEAN("yes", 1.0), BOOLEAN("no", 0.0),
	BOOLEAN("unknown", NAN)
};

#define VALUE(text, wanted) assert_value(text, ROW(columns), wanted)
#define PROBLEM(text, problem, at) assert_problem(text, ROW(columns), problem, at)

static void
operators(void **state)
{
	(void) state;
	VALUE("x + y", 0.5);
	VALUE("x - y", 5.5);
	VALUE("x*y", -7.5);
	VALUE("x/y", 3.0 / -2.5);
	VALUE("-x", -3.0);
	VALUE("+y", -2.5);
	VALUE("10 - 4 - 3", 3.0);
	VALUE("100/10/5", 2.0);
	VALUE("100/10*5", 50.0);
	VALUE("2^3^2", 64.0);
	VALUE("-2^2", 4.0);
	VALUE("-(2^2)", -4.0);
	VALUE("0.1 + 0.2", 0.1 + 0.2);
	VALUE("0.1 + 0.2 - 0.3", 0.1 + 0.2 - 0.3);
	VALUE("1/3", 1.0 / 3.0);
	VALUE("7/2", 3.5);
	VALUE("zero - zero", 0.0);
	VALUE("-zero", -0.0);
	VALUE("minus_zero + minus_zero", -0.0);
	VALUE("minus_zero - zero", -0.0);
	VALUE("zero*y", -0.0);
	VALUE("zero/y", -0.0);
}

/* Terms that compile to one step, and the same written so that they do not. */
static void
terms_of_models(void **state)
{
	static const char *const models[][2] = {
		{"1 + 2.1*x", "1 + (2.1 + zero)*x"}, {"1 - 2.1*x", "1 - (2.1 + zero)*x"}, {"1 + x*2.1", "1 + x*(2.1 + zero)"},
		{"1 - x*-2.1", "1 - x*(zero - 2.1)"}, {"1 + -0.7*(x < 4)", "1 + (zero - 0.7)*(x < 3 + 1)"}, {"1 - 0.7*(y <= x)", "1 - (0.7 + zero)*(y <= x)"},
		{"0.3*yes + 0.2*no + 1", "yes*(0.3 + zero) + no*(0.2 + zero) + 1"}, {"1 + 2.1*nothing", "nothing"}, {"1 + 2.1*(nothing < 3)", "nothing"},
		{"x + 0.1*exp(y) - 0.2*sqrt(x)", "x + (0.1 + zero)*exp(y) - (0.2 + zero)*sqrt(x)"}, {"1 + 0.7*(x <> 3)", "1"}, {"1 + 0.7*(x = 3)", "1 + 0.7"},
		{"1 + 0.7*(x >= 3)", "1 + 0.7"}, {"1 + 0.7*(x > 3)", "1"}, {"1 + 0.7*(yes = 1)", "1.7"}, {"1 + 0.7*(no = 1)", "1"}, {"zero + 0*y", "zero"}
	};

	(void) state;
	for (int i = 0; i < LENGTH(models); i++)
		assert_value(models[i][0], ROW(columns), answer_to(models[i][1], ROW(columns)).value);
}

static void
functions(void **state)
{
	(void) state;
	VALUE("abs(y)", 2.5);
	VALUE("abs(minus_zero)", 0.0);
	VALUE("sqrt(x*3)", 3.0);
	VALUE("sqrt(minus_zero)", -0.0);
	VALUE("sqrt(2)", sqrt(2.0));
	VALUE("ln(1)", 0.0);
	VALUE("ln(x)", log(3.0));
	VALUE("ln(least_of_all)", log(DBL_TRUE_MIN));
	VALUE("exp(0)", 1.0);
	VALUE("exp(y)", exp(-2.5));
	VALUE("exp(-745)", exp(-745.0));
	VALUE("exp(709)", exp(709.0));
	VALUE("exp(ln(x))", exp(log(3.0)));
	VALUE("x^y", pow(3.0, -2.5));
	VALUE("x^0.5", pow(3.0, 0.5));
	VALUE("y^2", 6.25);
	VALUE("y^-3", pow(-2.5, -3.0));
	VALUE("zero^0", 1.0);
	VALUE("zero^2", 0.0);
	VALUE("minus_zero^3", -0.0);
	VALUE("yes^no", 1.0);
	VALUE("least_of_all^0.5", pow(DBL_TRUE_MIN, 0.5));
}

static void
booleans_count_one_and_nought(void **state)
{
	(void) state;
	VALUE("yes + yes", 2.0);
	VALUE("no - yes", -1.0);
	VALUE("3*(x > 2) + 4*(x > 4)", 3.0);
	VALUE("-yes", -1.0);
	VALUE("yes/2", 0.5);
	VALUE("exp(no)", 1.0);
	VALUE("unknown + 1", NAN);
	VALUE("(x = 3)*(y < 0)", 1.0);
	VALUE("true + true + false", 2.0);
	VALUE("yes = 1", 1.0);
	VALUE("no < yes", 1.0);
	VALUE("yes between 0 and 1", 1.0);
}

/* An operand that is NULL makes the result NULL, whatever the other. */
static void
null_operands(void **state)
{
	static const char *const texts[] = {
		"nothing + 1", "1 - nothing", "nothing*0", "0*nothing", "nothing/2", "2/nothing", "nothing/0", "-nothing", "nothing^0", "1^nothing",
		"nothing^nothing", "abs(nothing)", "sqrt(nothing)", "ln(nothing)", "exp(nothing)", "huge*nothing",
		"rcs(nothing, 1, 0, 1, 2)", "rcs(nothing, 2, 0, 1, 2)", "x + 0.5*nothing", "x + 0.5*(nothing < 2)", "x + nothing*0.5"
	};

	(void) state;
	for (int i = 0; i < LENGTH(texts); i++)
		VALUE(texts[i], NAN);
	/* Both operands are evaluated, as by PostgreSQL: the other one may fail. */
	PROBLEM("1e308*10*nothing", EXPR_OVERFLOW, 6);
	PROBLEM("nothing + 1/zero", EXPR_DIVISION_BY_ZERO, 12);
}

static void
what_fails(void **state)
{
	static const struct
	{
		const char *text;
		ExprProblem problem;
		int32_t		at;
	}			cases[] = {
		{"x/zero", EXPR_DIVISION_BY_ZERO, 2}, {"x/minus_zero", EXPR_DIVISION_BY_ZERO, 2}, {"zero/zero", EXPR_DIVISION_BY_ZERO, 5},
		{"1 + x*2/(y - y)", EXPR_DIVISION_BY_ZERO, 9}, {"x/no", EXPR_DIVISION_BY_ZERO, 2}, {"tiny/huge", EXPR_UNDERFLOW, 5}, {"huge/tiny", EXPR_OVERFLOW, 5},
		{"ln(zero)", EXPR_LOG_OF_ZERO, 0}, {"ln(minus_zero)", EXPR_LOG_OF_ZERO, 0}, {"2*ln(y)", EXPR_LOG_OF_NEGATIVE, 2}, {"1 + sqrt(y)", EXPR_ROOT_OF_NEGATIVE, 4},
		{"sqrt(-least_of_all)", EXPR_ROOT_OF_NEGATIVE, 0}, {"huge + huge", EXPR_OVERFLOW, 7}, {"-huge - huge", EXPR_OVERFLOW, 8}, {"huge*10", EXPR_OVERFLOW, 5},
		{"huge*-10", EXPR_OVERFLOW, 5}, {"1 + 10*huge", EXPR_OVERFLOW, 7}, {"most + 1e308*(x < 5)", EXPR_OVERFLOW, 14}, {"tiny*tiny", EXPR_UNDERFLOW, 5},
		{"1 + 1e-200*tiny", EXPR_UNDERFLOW, 11}, {"least_of_all/2", EXPR_UNDERFLOW, 13}, {"exp(710)", EXPR_OVERFLOW, 0}, {"exp(-746)", EXPR_UNDERFLOW, 0},
		{"exp(-huge)", EXPR_UNDERFLOW, 0}, {"exp(huge)", EXPR_OVERFLOW, 0}, {"zero^-1", EXPR_POWER_UNDEFINED, 5}, {"minus_zero^y", EXPR_POWER_UNDEFINED, 11},
		{"y^0.5", EXPR_POWER_UNDEFINED, 2}, {"huge^2", EXPR_OVERFLOW, 5}, {"huge^-2", EXPR_UNDERFLOW, 5}, {"(-huge)^3", EXPR_OVERFLOW, 8}, {"y^huge", EXPR_OVERFLOW, 2},
		{"0.5^huge", EXPR_UNDERFLOW, 4}, {"(-0.5)^huge", EXPR_UNDERFLOW, 7}, {"tiny^2", EXPR_UNDERFLOW, 5}, {"x^2^1000", EXPR_OVERFLOW, 4}
	};

	(void) state;
	for (int i = 0; i < LENGTH(cases); i++)
		PROBLEM(cases[i].text, cases[i].problem, cases[i].at);
}

static void
every_problem_has_a_name(void **state)
{
	(void) state;
	for (int problem = EXPR_DIVISION_BY_ZERO; problem <= EXPR_UNDERFLOW; problem++)
	{
		const char *name = expr_problem_name(problem);

		assert_true(name[0] >= 'a' && name[0] <= 'z' && name[strlen(name) - 1] != '.');
		for (int other = EXPR_DIVISION_BY_ZERO; other < problem; other++)
			assert_string_not_equal(name, expr_problem_name(other));
	}
}

static void
least_and_greatest_pass_over_null(void **state)
{
	(void) state;
	VALUE("least(x, y)", -2.5);
	VALUE("greatest(x, y, 2)", 3.0);
	VALUE("least(nothing, x, nothing, y)", -2.5);
	VALUE("greatest(nothing, y)", -2.5);
	VALUE("greatest(y, nothing)", -2.5);
	VALUE("least(nothing, nothing)", NAN);
	VALUE("least(nothing)", NAN);
	VALUE("greatest(x)", 3.0);
	VALUE("least(yes, no)", 0.0);
	VALUE("greatest(zero, minus_zero)", 0.0);
	VALUE("greatest(minus_zero, zero)", -0.0);
	VALUE("least(minus_zero, zero)", -0.0);
	VALUE("least(zero, minus_zero)", 0.0);
	PROBLEM("least(x, 1/zero)", EXPR_DIVISION_BY_ZERO, 11);
}

static void
coalesce_takes_the_first_known(void **state)
{
	(void) state;
	VALUE("coalesce(nothing, x)", 3.0);
	VALUE("coalesce(x, nothing)", 3.0);
	VALUE("coalesce(nothing, unknown)", NAN);
	VALUE("coalesce(nothing)", NAN);
	VALUE("coalesce(nothing, nothing, y, x)", -2.5);
	VALUE("coalesce(zero, 1)", 0.0);
	VALUE("coalesce(unknown, true) + 1", 2.0);
	VALUE("2*coalesce(nothing + 1, coalesce(nothing, 5))", 10.0);
	/* What is not needed is not evaluated. */
	VALUE("coalesce(x, 1/zero)", 3.0);
	PROBLEM("coalesce(nothing, 1/zero)", EXPR_DIVISION_BY_ZERO, 20);
}

/* A program keeps nothing from one row to the next. */
static void
rows_do_not_disturb_each_other(void **state)
{
	Parsed		parsed = parse_text("coalesce(x/y, 7) + least(x, y) + (x between 0 and y)");
	const ExprKind kinds[] = {EXPR_KIND_NUMBER, EXPR_KIND_NUMBER};
	ExprProgram program;
	Random		random = {5};

	(void) state;
	assert_true(expr_check(&parsed.forest, parsed.root, kinds, EXPR_KIND_NUMBER, &parsed.error));
	assert_true(expr_compile(&program, &parsed.forest, parsed.root, test_allocate, &parsed.error));
	for (int i = 0; i < 10000; i++)
	{
		double		x = random_below(&random, 3) ? 10.0 * random_unit(&random) : NAN;
		double		y = random_below(&random, 3) ? (double) random_below(&random, 3) : NAN;
		ExprInput	inputs[] = {{.number = x}, {.number = y}};
		double		value;
		int32_t		at;
		ExprProblem problem = expr_evaluate(&program, inputs, &value, &at);

		if (!isnan(x) && y == 0.0)
		{
			assert_int_equal(problem, EXPR_DIVISION_BY_ZERO);
			assert_int_equal(at, 11);
			continue;
		}
		assert_int_equal(problem, EXPR_FINE);
		if (isnan(x) || isnan(y))
			assert_true(isnan(value));
		else
			assert_true(value == x / y + fmin(x, y) + (x >= 0.0 && x <= y));
	}
	free_pieces();
}

PURE_TESTS(TEST(operators), TEST(terms_of_models), TEST(functions), TEST(booleans_count_one_and_nought), TEST(null_operands),
		   TEST(what_fails), TEST(every_problem_has_a_name), TEST(least_and_greatest_pass_over_null),
		   TEST(coalesce_takes_the_first_known), TEST(rows_do_not_disturb_each_other))
