/*
 * expression.h
 *	  The small language that risk models and rulesets share: what a parsed
 *	  expression is, and what parsing, checking and evaluating report.
 *
 * Numbers, 'text', true and false, columns, + - * / ^, comparisons, between,
 * in, is null, and or not, a few functions, membership of codes in {lists}.
 * Precedence, NULL and overflow are PostgreSQL's for float8; a boolean counts
 * 0 or 1 in arithmetic.  See doc/expressions.md.
 */
#ifndef SR_EXPRESSION_H
#define SR_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EXPR_TEXT_LIMIT		65536	/* bytes of one text */
#define EXPR_DEPTH_LIMIT	100		/* levels of a tree */
#define EXPR_NAME_LIMIT		63		/* bytes of a column's name */
#define EXPR_KNOTS_LIMIT	20
#define EXPR_COLUMNS_LIMIT	1664	/* a row of PostgreSQL has no more */

/* Memory for as long as the parsed or compiled text lives; never NULL. */
typedef void *(*ExprAllocate) (size_t size);

typedef enum ExprOp
{
	EXPR_NUMBER,
	EXPR_TEXT,
	EXPR_BOOLEAN,
	EXPR_COLUMN,
	EXPR_NEGATE,
	EXPR_POWER,
	EXPR_PRODUCT,
	EXPR_SUM,
	EXPR_COMPARE,
	EXPR_BETWEEN,
	EXPR_IN,					/* one of several values */
	EXPR_IN_CODES,				/* a code, or any of an array, in a list of codes */
	EXPR_IN_ARRAY,				/* a text among those of a column */
	EXPR_IS_NULL,
	EXPR_NOT,
	EXPR_AND,
	EXPR_OR,
	EXPR_ABS,
	EXPR_SQRT,
	EXPR_LN,
	EXPR_EXP,
	EXPR_LEAST,
	EXPR_GREATEST,
	EXPR_COALESCE,
	EXPR_RCS
} ExprOp;

/* A comparison is the set of orders for which it holds. */
typedef enum ExprOrder
{
	EXPR_LESS = 1,
	EXPR_EQUAL = 2,
	EXPR_GREATER = 4
} ExprOrder;

/* What a column holds; unknown before a text meets a row. */
typedef enum ExprKind
{
	EXPR_KIND_UNKNOWN,
	EXPR_KIND_NUMBER,
	EXPR_KIND_BOOLEAN,
	EXPR_KIND_TEXT,
	EXPR_KIND_OPCS4,
	EXPR_KIND_ICD10,
	EXPR_KIND_TEXTS,			/* arrays */
	EXPR_KIND_OPCS4S,
	EXPR_KIND_ICD10S
} ExprKind;

#define EXPR_NONE (-1)

typedef struct ExprNode
{
	uint8_t		op;				/* ExprOp */
	uint8_t		orders;			/* of a comparison */
	bool		negated;		/* not between, not in, is not null */
	bool		reversed;		/* subtracted in its sum, divides in its product */
	uint8_t		kind;			/* ExprKind, once checked */
	int32_t		first;			/* first operand, or EXPR_NONE */
	int32_t		next;			/* next operand of the same node, or EXPR_NONE */
	int32_t		at;				/* where it begins in the text */
	int32_t		text;			/* text, or list of codes: where in strings; of a column its number */
	int32_t		length;
	double		number;
} ExprNode;

/* Several expressions over the columns of one row. */
typedef struct ExprForest
{
	ExprAllocate allocate;
	ExprNode   *nodes;
	int32_t		node_count;
	int32_t		node_room;
	char	   *strings;
	int32_t		string_count;
	int32_t		string_room;
	int32_t    *columns;		/* names, in strings, each with its end */
	int32_t		column_count;
	int32_t		column_room;
} ExprForest;

typedef enum ExprProblem
{
	EXPR_FINE,
	EXPR_SYNTAX,
	EXPR_TOO_COMPLEX,			/* too long or too deep */
	EXPR_RANGE,					/* a number that has no place there */
	EXPR_WRONG_TYPE,
	EXPR_DIVISION_BY_ZERO,
	EXPR_LOG_OF_ZERO,
	EXPR_LOG_OF_NEGATIVE,
	EXPR_ROOT_OF_NEGATIVE,
	EXPR_POWER_UNDEFINED,
	EXPR_OVERFLOW,
	EXPR_UNDERFLOW
} ExprProblem;

/* What went wrong, where in the text, and in words. */
typedef struct ExprError
{
	ExprProblem problem;
	int32_t		at;
	char		detail[200];
	const char *hint;			/* or NULL */
} ExprError;

static inline const char *
expr_column_name(const ExprForest *forest, int32_t column)
{
	return forest->strings + forest->columns[column];
}

/* Clears an error and files one; returns false, for the caller to return. */
extern bool expr_fail(ExprError *error, ExprProblem problem, int32_t at, const char *format,...)
			__attribute__((format(printf, 4, 5)));

/* Line and column, both from 1, of an offset in a text; columns count characters of UTF-8. */
extern void expr_position(const char *text, int32_t at, int *line, int *column);

#endif
