/*
 * program.h
 *	  An expression ready to run: steps on a stack of doubles, without
 *	  allocation.  NULL is NaN: no column gives another NaN, and arithmetic
 *	  that would is an error.
 */
#ifndef SR_PROGRAM_H
#define SR_PROGRAM_H

#include <math.h>

#include "expression/code_set.h"

/* A text that ends nowhere; data NULL for NULL. */
typedef struct ExprText
{
	const char *data;
	int32_t		length;
} ExprText;

/*
 * What a column holds in one row: numbers, booleans and codes as a number, NaN
 * for NULL; a text; the elements of an array that are not NULL: texts as
 * ExprText, OPCS-4 codes as int32, ICD-10 codes as int64.
 */
typedef struct ExprInput
{
	double		number;
	ExprText	text;
	const void *elements;
	int32_t		count;			/* EXPR_NONE for an array that is NULL */
	int32_t		null_count;		/* elements beside those */
} ExprInput;

typedef enum ExprStepCode
{
	STEP_NUMBER,				/* push x */
	STEP_COLUMN,				/* push column a */
	STEP_NEGATE,
	STEP_POWER,
	STEP_MULTIPLY,
	STEP_DIVIDE,
	STEP_ADD,
	STEP_SUBTRACT,
	STEP_ADD_SCALED,			/* top + x * what was above it */
	STEP_ADD_COLUMN,			/* top + x * column a */
	STEP_ADD_COMPARISON,		/* top + x if column a compares with y */
	STEP_COMPARE,
	STEP_COMPARE_COLUMN,		/* push whether column a compares with y */
	STEP_BETWEEN,
	STEP_IN,					/* the a values above it */
	STEP_IS_NULL,
	STEP_NOT,
	STEP_AND,					/* of the two on top */
	STEP_OR,
	STEP_JUMP_IF_FALSE,			/* to step a, leaving the top */
	STEP_JUMP_IF_TRUE,
	STEP_JUMP_IF_KNOWN,
	STEP_DROP,
	STEP_ABS,
	STEP_SQRT,
	STEP_LN,
	STEP_EXP,
	STEP_LEAST,					/* of the a on top */
	STEP_GREATEST,
	STEP_SPLINE,				/* basis x over the b knots from constant a on */
	STEP_CODE_IN_SET,			/* column a in code set b */
	STEP_OPCS4S_IN_SET,
	STEP_ICD10S_IN_SET,
	STEP_TEXT_IN_SET,
	STEP_TEXTS_IN_SET,
	STEP_ARRAY_IS_NULL,			/* column a */
	STEP_TEXT,					/* push b bytes of strings from a on */
	STEP_TEXT_COLUMN,
	STEP_TEXT_COMPARE,
	STEP_TEXT_IN,
	STEP_TEXT_IS_NULL,
	STEP_TEXT_IN_ARRAY,			/* column a */
	STEP_JUMP_IF_TEXT_KNOWN,
	STEP_TEXT_DROP,
	STEP_END
} ExprStepCode;

typedef struct ExprStep
{
	uint8_t		code;			/* ExprStepCode */
	uint8_t		orders;
	bool		negated;
	int32_t		a;
	int32_t		b;
	int32_t		at;				/* in the text, for errors */
	double		x;
	double		y;
} ExprStep;

typedef struct ExprProgram
{
	ExprAllocate allocate;
	const char *strings;
	ExprStep   *steps;
	int32_t		step_count;
	int32_t		step_room;
	ExprCodeSet *sets;
	int32_t		set_count;
	double	   *constants;
	int32_t		constant_count;
	int32_t		depth;			/* of the two stacks while compiling; their sizes after */
	int32_t		most_depth;
	int32_t		text_depth;
	int32_t		most_text_depth;
	double	   *stack;
	ExprText   *text_stack;
} ExprProgram;

/* Compiles what expr_check has passed with the kinds of real columns. */
extern bool expr_compile(ExprProgram *program, const ExprForest *forest, int32_t root,
						 ExprAllocate allocate, ExprError *error);

/* The value over one row's columns, NaN for NULL; or a problem, and where. */
extern ExprProblem expr_evaluate(const ExprProgram *program, const ExprInput *columns,
								 double *value, int32_t *at);

/* What a problem of evaluation is called. */
extern const char *expr_problem_name(ExprProblem problem);

#endif
