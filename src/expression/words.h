/*
 * words.h
 *	  Words of the language: functions, and what no column may be called
 *	  without quotes.
 */
#ifndef SR_WORDS_H
#define SR_WORDS_H

#include "expression/lexer.h"

typedef struct ExprFunction
{
	const char *name;
	ExprOp		op;
	int			least;			/* arguments */
	int			most;
} ExprFunction;

/* The function whose name the token is, or NULL. */
extern const ExprFunction *expr_function_at(const ExprLexer *lexer);

extern const char *expr_function_name(ExprOp op);

/* Is the token a word that is no column unless it is quoted? */
extern bool expr_at_reserved_word(const ExprLexer *lexer);

/* Does the name, unquoted, read as itself? */
extern bool expr_is_plain_name(const char *name, int32_t length);

#endif
