/*
 * lexer.h
 *	  Text of an expression as tokens.
 */
#ifndef SR_LEXER_H
#define SR_LEXER_H

#include "expression/expression.h"

typedef enum ExprTokenKind
{
	TOKEN_END,
	TOKEN_NUMBER,
	TOKEN_TEXT,					/* between quotes, which are part of it */
	TOKEN_NAME,
	TOKEN_QUOTED_NAME,
	TOKEN_CODES,				/* between braces, which are part of it */
	TOKEN_PLUS,
	TOKEN_MINUS,
	TOKEN_TIMES,
	TOKEN_DIVIDE,
	TOKEN_POWER,
	TOKEN_COMPARISON,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_COMMA,
	TOKEN_COLON,
	TOKEN_OTHER					/* no part of the language */
} ExprTokenKind;

typedef struct ExprToken
{
	ExprTokenKind kind;
	uint8_t		orders;			/* of a comparison */
	int32_t		at;
	int32_t		end;
	double		number;
} ExprToken;

/* The token under the reader, of text up to length. */
typedef struct ExprLexer
{
	const char *text;
	int32_t		length;
	ExprToken	token;
	ExprError  *error;
} ExprLexer;

/* Stands on the first token from at on; false if that is malformed. */
extern bool expr_lexer_start(ExprLexer *lexer, const char *text, int32_t at, int32_t length,
							 ExprError *error);

/* Steps to the next token; false, with the error set, if that is malformed. */
extern bool expr_advance(ExprLexer *lexer);

/*
 * Bytes of the line break that stands there, or 0: any that Unicode knows, for
 * a comment or a rule must not run on where a reader sees a new line.
 */
extern int32_t expr_line_break(const char *text, int32_t at, int32_t length);

/* Is the token this word, whatever its case? */
extern bool expr_at_word(const ExprLexer *lexer, const char *word);

#define EXPR_SHOWN_SIZE 34

/* What a message shows of a text: whole characters of its first 30 bytes, and dots if there are more. */
extern const char *expr_shown(const char *text, int32_t length, char shown[EXPR_SHOWN_SIZE]);

/* Fails: what was expected, and what is there. */
extern bool expr_expected(ExprLexer *lexer, const char *what);

#endif
