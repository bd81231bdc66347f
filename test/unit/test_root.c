/*
 * test_root.c
 *	  Root finding inside a bracket.
 */
#include "unit.h"

#include "stats/root.h"

/* More evaluations than this is as good as hanging. */
#define PATIENCE 300

static int	evaluations;

/* A function of one parameter, whose root the parameter determines. */
typedef struct Problem
{
	const char *name;
	double		(*f) (double x, double a);
	double		low,
				high,
				a,
				root;
} Problem;

static double
evaluate(double x, const void *context)
{
	const Problem *problem = context;

	evaluations++;
	return problem->f(x, problem->a);
}

static double line(double x, double a) { return x - a; }
static double falling(double x, double a) { return a - x; }
static double cubic(double x, double a) { return x * x * x - a; }
static double cosine(double x, double a) { return cos(x) - a * x; }
static double steep(double x, double a) { return exp(200.0 * (x - a)) - 1.0; }
static double flat(double x, double a) { return pow(x - a, 9.0); }
static double step(double x, double a) { return x < a ? -1.0 : 1.0; }
static double tail(double x, double a) { return exp(-x) - a; }
static double tiny(double x, double a) { return 1e-300 * (x - a); }
static double pole(double x, double a) { return 1.0 / x - a; }

static void
assert_root(const Problem *p)
{
	double		slack = 8.0 * DBL_EPSILON * fabs(p->root) + 1e-300;
	double		x;

	evaluations = 0;
	x = find_root(evaluate, p, p->low, p->high, 0.0);
	assert_holds(fabs(x - p->root) <= slack, "%s: %.17g, not %.17g", p->name, x, p->root);
	assert_holds(evaluations < PATIENCE, "%s: %d evaluations", p->name, evaluations);
}

static void
roots_are_found_to_the_last_digits(void **state)
{
	static const Problem problems[] = {
		{"line", line, 0.0, 10.0, 0.3, 0.3},
		{"falling line", falling, 0.0, 10.0, 0.3, 0.3},
		{"wide bracket", line, -1e300, 1e300, 12.5, 12.5},
		{"near zero", line, -1.0, 2.0, 1e-290, 1e-290},
		{"root at low end", line, 2.0, 3.0, 2.0, 2.0},
		{"root at high end", line, 2.0, 3.0, 3.0, 3.0},
		{"point bracket", line, 2.0, 2.0, 2.0, 2.0},
		{"cubic", cubic, 0.0, 100.0, 2.0, 1.2599210498948732},
		{"cosine", cosine, 0.0, 1.0, 1.0, 0.73908513321516064},
		{"steep", steep, 0.0, 1.0, 0.7, 0.7},
		{"step", step, 0.0, 1.0, 0.7, 0.7},
		{"far tail", tail, 0.0, 700.0, 1e-200, 460.51701859880914},
		{"tiny values", tiny, 0.0, 10.0, 0.3, 0.3},
		{"pole", pole, 1e-12, 1e12, 3.0, 1.0 / 3.0},
	};

	(void) state;
	for (int i = 0; i < LENGTH(problems); i++)
		assert_root(&problems[i]);
}

/* Flat at the root: the value underflows over a stretch, any of which will do. */
static void
flat_functions_end(void **state)
{
	const Problem p = {"flat", flat, 0.0, 1.0, 0.3, 0.3};
	double		x;

	(void) state;
	evaluations = 0;
	x = find_root(evaluate, &p, p.low, p.high, 0.0);
	assert_true(fabs(x - 0.3) < 1e-6);
	assert_true(evaluations < PATIENCE);
}

static void
random_lines_and_cubics_are_solved(void **state)
{
	Random		random = {1};

	(void) state;
	for (int i = 0; i < 20000; i++)
	{
		double		root = random_scale(&random, 1e-12, 1e12);
		double		high = root * (1.0 + random_scale(&random, 1e-9, 1e3));
		double		low = random_below(&random, 2) ? 0.0 : root * random_unit(&random);
		const Problem problem = {"line", line, low, high, root, root};
		const Problem power = {"cubic", cubic, low, high, root * root * root, root};

		assert_root(&problem);
		assert_root(&power);
	}
}

/* A coarser root costs fewer evaluations, and is as good as it was asked to be. */
static void
tolerance_is_kept(void **state)
{
	const Problem p = {"cosine", cosine, 0.0, 1.0, 1.0, 0.73908513321516064};
	int			before = 0;

	(void) state;
	for (double tolerance = 1e-3; tolerance > 1e-14; tolerance /= 10.0)
	{
		double		x;

		evaluations = 0;
		x = find_root(evaluate, &p, p.low, p.high, tolerance);
		assert_close(x, p.root, 2.0 * tolerance);
		assert_true(evaluations >= before);
		before = evaluations;
	}
}

static void
without_a_change_of_sign_the_nearer_end_is_returned(void **state)
{
	const Problem above = {"above", line, 1.0, 2.0, 0.5, 1.0};
	const Problem below = {"below", line, 1.0, 2.0, 7.0, 2.0};

	(void) state;
	assert_root(&above);
	assert_root(&below);
}

/* The product of such values underflows to zero. */
static void
tiny_values_of_one_sign_are_no_change_of_sign(void **state)
{
	const Problem above = {"tiny above", tiny, 1.0, 2.0, 0.5, 1.0};
	const Problem below = {"tiny below", tiny, 1.0, 2.0, 7.0, 2.0};

	(void) state;
	assert_root(&above);
	assert_root(&below);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(roots_are_found_to_the_last_digits),
		cmocka_unit_test(flat_functions_end),
		cmocka_unit_test(random_lines_and_cubics_are_solved),
		cmocka_unit_test(tolerance_is_kept),
		cmocka_unit_test(without_a_change_of_sign_the_nearer_end_is_returned),
		cmocka_unit_test(tiny_values_of_one_sign_are_no_change_of_sign),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
