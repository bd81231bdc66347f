/*
 * typing.h
 *	  Do the operands of an expression fit its operators?
 */
#ifndef SR_TYPING_H
#define SR_TYPING_H

#include "expression/expression.h"

/*
 * Finds the kind of each node from those of the columns; kinds NULL: of none
 * known yet, so that only what can fit no row fails.  The root must be wanted:
 * a number (a boolean will do) or a boolean.
 */
extern bool expr_check(ExprForest *forest, int32_t root, const ExprKind *kinds,
					   ExprKind wanted, ExprError *error);

static inline bool
expr_is_code(ExprKind kind)
{
	return kind == EXPR_KIND_OPCS4 || kind == EXPR_KIND_ICD10;
}

static inline bool
expr_is_array(ExprKind kind)
{
	return kind >= EXPR_KIND_TEXTS;
}

/* The kind of code among the operands of a checked node, or unknown if there is none. */
extern ExprKind expr_code_among(const ExprForest *forest, const ExprNode *n);

#endif
