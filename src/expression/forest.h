/*
 * forest.h
 *	  Growing a forest of expressions: nodes, strings, columns.
 */
#ifndef SR_FOREST_H
#define SR_FOREST_H

#include "expression/expression.h"

/* An empty forest; what it grows by comes from allocate. */
extern void expr_forest_start(ExprForest *forest, ExprAllocate allocate);

extern int32_t expr_add_node(ExprForest *forest, ExprOp op, int32_t at);

/* Where a copy of the text begins in strings; it ends with a zero byte. */
extern int32_t expr_add_string(ExprForest *forest, const char *text, int32_t length);

/* The same of what stands between quotes, a doubled one once. */
extern int32_t expr_add_unquoted(ExprForest *forest, const char *text, int32_t length,
								 int32_t *unquoted);

/* The column of this name, added if it is new; EXPR_NONE if the name is empty or too long, or one too many. */
extern int32_t expr_column(ExprForest *forest, const char *name, int32_t length);

/* The first node that many levels below this one, or EXPR_NONE. */
extern int32_t expr_find_below(const ExprForest *forest, int32_t node, int levels);

#endif
