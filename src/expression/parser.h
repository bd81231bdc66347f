/*
 * parser.h
 *	  Text of an expression as a tree.
 */
#ifndef SR_PARSER_H
#define SR_PARSER_H

#include "expression/lexer.h"

/*
 * Reads one expression from the lexer's token on, and stands on the token
 * behind it.  The root's index, or EXPR_NONE with the lexer's error set.
 */
extern int32_t expr_parse(ExprForest *forest, ExprLexer *lexer);

#endif
