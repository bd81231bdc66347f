/*
 * test_expression_spline.c
 *	  Restricted cubic splines: values of rcspline.eval of R's Hmisc, and the
 *	  properties that define the basis.
 */
#include "columns.h"

#include "literal.h"

static double
basis(const char *spline, double x)
{
	const Column column = NUMBER("x", x);
	Answer		answer = answer_to(spline, (Row) {&column, 1});

	assert_holds(answer.problem == EXPR_FINE, "%s at %g: %s%s", spline, x, answer.detail, expr_problem_name(answer.problem));
	return answer.value;
}

/* rcspline.eval(x, knots = ..., inclx = TRUE), Hmisc 4.8-0 */
static const struct
{
	double		x;
	double		three[2];
	double		five[4];
}			published[] = {
	{-30, {-30, 0}, {-30, 0, 0, 0}},
	{-1.5, {-1.5, 0}, {-1.5, 0, 0, 0}},
	{-1, {-1, 0}, {-1, 0.00040816326530612252, 0, 0}},
	{0.25, {0.25, 0}, {0.25, 0.017499999999999998, 0, 0}},
	{1, {1, 0}, {1, 0.051020408163265307, 0.0013775510204081633, 0}},
	{2, {2, 0}, {2, 0.13999999999999999, 0.017499999999999998, 0}},
	{2.5, {2.5, 0.00086805555555555594}, {2.5, 0.20897959183673473, 0.037193877551020424, 0}},
	{3, {3, 0.0069444444444444475}, {3, 0.29755102040816339, 0.067908163265306146, 0}},
	{6.5, {6.5, 0.63281250000000011}, {6.5, 1.6718367346938778, 0.79719387755102056, 0.13999999999999999}},
	{6.75, {6.75, 0.7440755208333335}, {6.75, 1.8335204081632659, 0.89673469387755111, 0.17219387755102047}},
	{7, {7, 0.86666666666666703}, {7, 2.0053061224489794, 1.0042346938775515, 0.20897959183673473}},
	{10, {10, 3.0791666666666679}, {10, 4.7946938775510208, 2.8721938775510201, 0.99265306122448971}},
	{14, {14, 7.3124999999999982}, {14, 9.9818140589569158, 6.5285204081632662, 2.7283446712018158}},
	{15.5, {15.5, 9.0000000000000018}, {15.5, 12.143242630385487, 8.0713775510204115, 3.4809977324263053}},
	{16, {16, 9.5625000000000018}, {16, 12.871428571428574, 8.5917857142857184, 3.7355102040816317}},
	{17, {17, 10.687500000000002}, {17, 14.328571428571429, 9.6332142857142884, 4.2448979591836729}},
	{100, {100, 104.06250000000091}, {100, 135.27142857142871, 96.071785714285397, 46.524081632653179}}
};

static void
values_of_hmisc(void **state)
{
	(void) state;
	for (int i = 0; i < LENGTH(published); i++)
	{
		double		x = published[i].x;

		assert_close(basis("rcs(x, 1, 2, 6.5, 14)", x), published[i].three[0], 1e-12);
		assert_close(basis("rcs(x, 2, 2, 6.5, 14)", x), published[i].three[1], 1e-12);
		assert_close(basis("rcs(x, 1, -1.5, 0.25, 3, 7, 16)", x), published[i].five[0], 1e-12);
		assert_close(basis("rcs(x, 2, -1.5, 0.25, 3, 7, 16)", x), published[i].five[1], 1e-12);
		assert_close(basis("rcs(x, 3, -1.5, 0.25, 3, 7, 16)", x), published[i].five[2], 1e-12);
		assert_close(basis("rcs(x, 4, -1.5, 0.25, 3, 7, 16)", x), published[i].five[3], 1e-12);
	}
}

typedef struct Knots
{
	char		text[200];
	int			count;
	double		at[EXPR_KNOTS_LIMIT];
} Knots;

static Knots
random_knots(Random *random)
{
	Knots		knots = {.count = 3 + (int) random_below(random, EXPR_KNOTS_LIMIT - 2)};
	int			length = 0;
	double		knot = -(double) random_below(random, 20);

	for (int i = 0; i < knots.count; i++)
	{
		knot += 0.25 * (double) (1 + random_below(random, 12));
		knots.at[i] = knot;
		length += snprintf(knots.text + length, sizeof(knots.text) - (size_t) length, ", %g", knot);
	}
	return knots;
}

static double
basis_of(const Knots *knots, int j, double x)
{
	char		text[240];

	snprintf(text, sizeof(text), "rcs(x, %d%s)", j, knots->text);
	return basis(text, x);
}

/* Harrell, 2.4.5, as printed, in the precision of long double. */
static long double
cube_above(long double x, long double knot)
{
	return x > knot ? (x - knot) * (x - knot) * (x - knot) : 0.0L;
}

static double
basis_by_definition(const Knots *knots, int j, double x)
{
	long double t = knots->at[j - 2];
	long double before = knots->at[knots->count - 2];
	long double last = knots->at[knots->count - 1];
	long double range = last - knots->at[0];

	return (double) ((cube_above(x, t) - cube_above(x, before) * (last - t) / (last - before)
					  + cube_above(x, last) * (before - t) / (last - before)) / (range * range));
}

static void
basis_is_harrells(void **state)
{
	Random		random = {7};

	(void) state;
	for (int i = 0; i < 5000; i++)
	{
		Knots		knots = random_knots(&random);
		int			j = 2 + (int) random_below(&random, knots.count - 2);
		double		span = knots.at[knots.count - 1] - knots.at[0];
		double		x = knots.at[0] + span * (4.0 * random_unit(&random) - 1.0);
		double		wanted = basis_by_definition(&knots, j, x);
		double		actual = basis_of(&knots, j, x);

		assert_true(basis_of(&knots, 1, x) == x);
		assert_holds(fabs(actual - wanted) <= 1e-14 * span, "rcs(%g, %d%s): %.17g, not %.17g", x, j, knots.text, actual, wanted);
	}
}

static void
basis_is_nought_before_its_knot(void **state)
{
	Random		random = {8};

	(void) state;
	for (int i = 0; i < 1000; i++)
	{
		Knots		knots = random_knots(&random);
		int			j = 2 + (int) random_below(&random, knots.count - 2);

		assert_true(basis_of(&knots, j, knots.at[j - 2]) == 0.0);
		assert_true(basis_of(&knots, j, knots.at[j - 2] - 10.0 * random_unit(&random)) == 0.0);
		assert_true(basis_of(&knots, j, knots.at[j - 2] + 0.1) > 0.0);
	}
}

static void
null_and_overflow(void **state)
{
	static const Column columns[] = {NUMBER("nothing", NAN), NUMBER("huge", 1e200), NUMBER("largest", DBL_MAX), NUMBER("x", 1.0), BOOLEAN("b", 1.0)};

	(void) state;
	assert_value("rcs(nothing, 2, 0, 1, 2)", ROW(columns), NAN);
	assert_value("rcs(huge, 1, 0, 1, 2)", ROW(columns), 1e200);
	assert_value("rcs(-huge, 2, 0, 1, 2)", ROW(columns), 0.0);
	assert_value("rcs(b, 2, 0, 1, 2)", ROW(columns), 0.25);
	assert_value("rcs(huge, 2, 0, 1, 2)", ROW(columns), 1.5e200);
	assert_problem("1 + rcs(largest, 2, 0, 1, 2)", ROW(columns), EXPR_OVERFLOW, 4);
	assert_problem("rcs(huge, 2, 0, 1e250, 2e250)", ROW(columns), EXPR_OVERFLOW, 0);
	assert_problem("rcs(x, 2, 0, 1e-200, 2e-200)", ROW(columns), EXPR_OVERFLOW, 0);
	assert_value("rcs(x, 2, 1, 1.5, 1e300)", ROW(columns), 0.0);
}

PURE_TESTS(TEST(values_of_hmisc), TEST(basis_is_harrells), TEST(basis_is_nought_before_its_knot), TEST(null_and_overflow))
