/*
 * expressions.h
 *	  What tests and fuzzers of expressions share: memory, a whole text parsed
 *	  or evaluated over named columns, and the properties of canonical text.
 */
#ifndef SR_TEST_EXPRESSIONS_H
#define SR_TEST_EXPRESSIONS_H

#include "arena.h"
#include "support.h"

#include "expression/forest.h"
#include "expression/parser.h"
#include "expression/printer.h"
#include "expression/program.h"
#include "expression/typing.h"

/* A text as one expression; root is EXPR_NONE, and the error set, if it is none. */
typedef struct Parsed
{
	ExprForest	forest;
	ExprError	error;
	int32_t		root;
} Parsed;

static inline Parsed
parse_bytes(const char *text, size_t length)
{
	Parsed		parsed = {.root = EXPR_NONE};
	char	   *copy = test_allocate(length);
	ExprLexer	lexer;

	memcpy(copy, text, length);
	expr_forest_start(&parsed.forest, test_allocate);
	if (!expr_lexer_start(&lexer, copy, 0, (int32_t) length, &parsed.error))
		return parsed;
	parsed.root = expr_parse(&parsed.forest, &lexer);
	if (parsed.root != EXPR_NONE && lexer.token.kind != TOKEN_END)
	{
		expr_expected(&lexer, "the end");
		parsed.root = EXPR_NONE;
	}
	return parsed;
}

static inline Parsed
parse_text(const char *text)
{
	return parse_bytes(text, strlen(text));
}

static inline TextBuilder
printed(const Parsed *parsed)
{
	TextBuilder builder = {.allocate = test_allocate};

	expr_print(&builder, &parsed->forest, parsed->root);
	return builder;
}

static inline bool
same_string(const ExprForest *a, int32_t at_a, const ExprForest *b, int32_t at_b, int32_t length)
{
	return memcmp(a->strings + at_a, b->strings + at_b, (size_t) length) == 0;
}

static inline bool
same_codes(const Parsed *a, const ExprNode *x, const Parsed *b, const ExprNode *y)
{
	ExprCodeSet codes_a,
				codes_b;
	ExprError	error;

	return code_set_read(EXPR_KIND_TEXT, a->forest.strings + x->text, x->length, 0, test_allocate, &codes_a, &error)
		&& code_set_read(EXPR_KIND_TEXT, b->forest.strings + y->text, y->length, 0, test_allocate, &codes_b, &error)
		&& codes_a.count == codes_b.count
		&& memcmp(codes_a.ranges, codes_b.ranges, sizeof(ExprCodeRange) * (size_t) codes_a.count) == 0;
}

static inline bool
same_leaf(const Parsed *a, const ExprNode *x, const Parsed *b, const ExprNode *y)
{
	switch ((ExprOp) x->op)
	{
		case EXPR_COLUMN:
			return strcmp(expr_column_name(&a->forest, x->text), expr_column_name(&b->forest, y->text)) == 0;
		case EXPR_TEXT:
			return x->length == y->length && same_string(&a->forest, x->text, &b->forest, y->text, x->length);
		case EXPR_IN_CODES:
			return same_codes(a, x, b, y);
		default:
			return x->number == y->number;
	}
}

/* Are two trees the same, wherever their parts stood? */
static inline bool
same_tree(const Parsed *a, int32_t node_a, const Parsed *b, int32_t node_b)
{
	const ExprNode *x = &a->forest.nodes[node_a];
	const ExprNode *y = &b->forest.nodes[node_b];
	int32_t		left = x->first;
	int32_t		right = y->first;

	if (x->op != y->op || x->orders != y->orders || x->negated != y->negated || x->reversed != y->reversed
		|| !same_leaf(a, x, b, y))
		return false;
	while (left != EXPR_NONE && right != EXPR_NONE && same_tree(a, left, b, right))
	{
		left = a->forest.nodes[left].next;
		right = b->forest.nodes[right].next;
	}
	return left == EXPR_NONE && right == EXPR_NONE;
}

/* Canonical text parses to the same tree, and prints as itself. */
static inline const char *
canonical_text_problem(const Parsed *parsed)
{
	TextBuilder first = printed(parsed);
	Parsed		again = parse_bytes(first.text, (size_t) first.length);
	TextBuilder second;

	if (again.root == EXPR_NONE)
		return "canonical text does not parse";
	if (!same_tree(parsed, parsed->root, &again, again.root))
		return "canonical text parses to another tree";
	second = printed(&again);
	if (first.length != second.length || memcmp(first.text, second.text, (size_t) first.length) != 0)
		return "canonical text prints as another";
	return NULL;
}

/* Is the text whole characters of UTF-8, as far as their lengths go? */
static inline bool
is_whole_utf8(const char *text)
{
	while (*text != '\0')
	{
		unsigned char lead = (unsigned char) *text++;
		int			rest = lead < 0x80 ? 0 : lead < 0xC0 ? -1 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;

		if (rest < 0)
			return false;
		for (; rest > 0; rest--)
			if (((unsigned char) *text++ & 0xC0) != 0x80)
				return false;
	}
	return true;
}

/* A problem with a place in the text, and words. */
static inline const char *
error_problem(const ExprError *error, size_t length)
{
	if (error->problem == EXPR_FINE || error->detail[0] == '\0')
		return "an error without a problem or words";
	if (error->at < 0 || (size_t) error->at > length)
		return "an error outside the text";
	return NULL;
}

#endif
