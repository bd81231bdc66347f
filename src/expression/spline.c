/*
 * spline.c
 */
#include "expression/spline.h"

static double
cube_above(double x, double knot)
{
	double		above = x - knot;

	return above > 0.0 ? above * above * above : 0.0;
}

double
spline_basis(double x, int j, const double *knots, int count)
{
	double		last = knots[count - 1];
	double		before = knots[count - 2];
	double		knot;
	double		range = last - knots[0];

	if (j == 1)
		return x;
	knot = knots[j - 2];
	/* Cubes of far values would cancel: beyond the last knot they add up to this line. */
	if (x > last)
		return (last - knot) * (before - knot) * (3.0 * x - last - before - knot) / (range * range);
	return (cube_above(x, knot) - cube_above(x, before) * (last - knot) / (last - before)) / (range * range);
}

bool
expr_constant(const ExprForest *forest, int32_t node, double *value)
{
	const ExprNode *n = &forest->nodes[node];

	if (n->op == EXPR_NEGATE && forest->nodes[n->first].op == EXPR_NUMBER)
	{
		*value = -forest->nodes[n->first].number;
		return true;
	}
	*value = n->number;
	return n->op == EXPR_NUMBER;
}

static bool
knots_ascend(const ExprForest *forest, int32_t knot, ExprError *error)
{
	double		last = 0.0;
	double		value;

	for (bool first = true; knot != EXPR_NONE; knot = forest->nodes[knot].next, first = false)
	{
		if (!expr_constant(forest, knot, &value) || (!first && value <= last))
			return expr_fail(error, EXPR_SYNTAX, forest->nodes[knot].at, "Knots of rcs are ascending numbers");
		last = value;
	}
	return true;
}

bool
spline_check(const ExprForest *forest, int32_t node, ExprError *error)
{
	int32_t		basis = forest->nodes[forest->nodes[node].first].next;
	int32_t		first_knot = forest->nodes[basis].next;
	int			knots = 0;
	double		j;

	for (int32_t knot = first_knot; knot != EXPR_NONE; knot = forest->nodes[knot].next)
		knots++;
	if (!expr_constant(forest, basis, &j) || j < 1 || j > knots - 1 || j != (int) j)
		return expr_fail(error, EXPR_SYNTAX, forest->nodes[basis].at,
						 "The second argument of rcs is a whole number from 1 to %d, one less than there are knots", knots - 1);
	return knots_ascend(forest, first_knot, error);
}
