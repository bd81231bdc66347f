/*
 * spline.h
 *	  Restricted cubic splines, Harrell's basis: rcs(x, j, knot, knot, knot ...).
 */
#ifndef SR_SPLINE_H
#define SR_SPLINE_H

#include "expression/expression.h"

#define SPLINE_LEAST_KNOTS 3

/*
 * Basis function j of x, 1 to knots - 1; the first is x itself.  Linear beyond
 * the outer knots, divided by their squared distance (Harrell, Regression
 * Modeling Strategies, 2nd ed. 2015, 2.4.5).
 */
extern double spline_basis(double x, int j, const double *knots, int count);

/* Are the operands a value, a basis number and ascending knots, all but the value numbers? */
extern bool spline_check(const ExprForest *forest, int32_t node, ExprError *error);

/* Number of a constant: digits with or without a minus; false for others. */
extern bool expr_constant(const ExprForest *forest, int32_t node, double *value);

#endif
