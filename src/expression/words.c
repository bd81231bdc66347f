/*
 * words.c
 */
#include "expression/words.h"

#include <string.h>

#include "expression/spline.h"

static const ExprFunction functions[] =
{
	{"abs", EXPR_ABS, 1, 1},
	{"sqrt", EXPR_SQRT, 1, 1},
	{"ln", EXPR_LN, 1, 1},
	{"exp", EXPR_EXP, 1, 1},
	{"least", EXPR_LEAST, 1, EXPR_TEXT_LIMIT},
	{"greatest", EXPR_GREATEST, 1, EXPR_TEXT_LIMIT},
	{"coalesce", EXPR_COALESCE, 1, EXPR_TEXT_LIMIT},
	{"rcs", EXPR_RCS, 2 + SPLINE_LEAST_KNOTS, 2 + EXPR_KNOTS_LIMIT}
};

static const char *const reserved[] =
{
	"and", "or", "not", "in", "is", "between", "null", "true", "false", "when"
};

#define FUNCTIONS	(sizeof(functions) / sizeof(functions[0]))
#define RESERVED	(sizeof(reserved) / sizeof(reserved[0]))

const ExprFunction *
expr_function_at(const ExprLexer *lexer)
{
	for (size_t i = 0; i < FUNCTIONS; i++)
		if (expr_at_word(lexer, functions[i].name))
			return &functions[i];
	return NULL;
}

const char *
expr_function_name(ExprOp op)
{
	for (size_t i = 0; i < FUNCTIONS; i++)
		if (functions[i].op == op)
			return functions[i].name;
	return "";
}

bool
expr_at_reserved_word(const ExprLexer *lexer)
{
	for (size_t i = 0; i < RESERVED; i++)
		if (expr_at_word(lexer, reserved[i]))
			return true;
	return false;
}

bool
expr_is_plain_name(const char *name, int32_t length)
{
	ExprError	error;
	ExprLexer	lexer;

	for (int32_t i = 0; i < length; i++)
		if (name[i] >= 'A' && name[i] <= 'Z')
			return false;
	return expr_lexer_start(&lexer, name, 0, length, &error)
		&& lexer.token.kind == TOKEN_NAME && lexer.token.at == 0 && lexer.token.end == length
		&& !expr_at_reserved_word(&lexer);
}
