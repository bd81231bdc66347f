/*
 * record_rewrite.h
 *	  The planner's part of functions over records.
 */
#ifndef SR_RECORD_REWRITE_H
#define SR_RECORD_REWRITE_H

#include "compat.h"

#include "nodes/pg_list.h"

#include "expression/expression.h"

/* Names (char *) of the columns that a value uses. */
typedef List *(*ColumnsOfValue) (Datum value);

extern List *columns_of_forest(const ExprForest *forest);

/*
 * Body of a support function of f(value, record): rewrites a call into
 * f_columns(value, names, columns ...), so that no record is formed, which
 * would detoast every column.  With a constant value the columns it uses are
 * passed, otherwise all; a record stays where they are too many, or where the
 * planner cannot see its columns.
 */
extern Datum record_rewrite(FunctionCallInfo fcinfo, ColumnsOfValue columns_of);

#endif
