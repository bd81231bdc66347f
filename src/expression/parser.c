/*
 * parser.c
 *	  Recursive descent; a chain of the same operator is one node, so that only
 *	  real nesting takes depth.
 */
#include "expression/parser.h"

#include <string.h>

#include "expression/code_set.h"
#include "expression/forest.h"
#include "expression/spline.h"
#include "expression/words.h"

/* Of what recurses here: canonical text takes up to two for a level of its tree, one of them parentheses. */
#define NESTING_LIMIT (2 * EXPR_DEPTH_LIMIT)

#define TOO_DEEP "Nesting is deeper than %d levels"

typedef struct Parser
{
	ExprForest *forest;
	ExprLexer  *lexer;
	int			depth;
} Parser;

static int32_t parse_or(Parser *parser);

static int32_t
add_node(Parser *parser, ExprOp op, int32_t at)
{
	return expr_add_node(parser->forest, op, at);
}

static ExprNode *
node_of(const Parser *parser, int32_t index)
{
	return &parser->forest->nodes[index];
}

static int32_t
add_unary(Parser *parser, ExprOp op, int32_t at, int32_t operand)
{
	int32_t		node;

	if (operand == EXPR_NONE)
		return EXPR_NONE;
	node = add_node(parser, op, at);
	node_of(parser, node)->first = operand;
	return node;
}

/* Fails at the token that stands there, and is no node. */
static int32_t
expected(Parser *parser, const char *what)
{
	expr_expected(parser->lexer, what);
	return EXPR_NONE;
}

static int32_t
advanced(Parser *parser, int32_t node)
{
	return expr_advance(parser->lexer) ? node : EXPR_NONE;
}

static bool
at_token(const Parser *parser, ExprTokenKind kind)
{
	return parser->lexer->token.kind == kind;
}

static bool
at_word(const Parser *parser, const char *word)
{
	return expr_at_word(parser->lexer, word);
}

/* Steps over a token that must be there. */
static bool
step_over(Parser *parser, ExprTokenKind kind, const char *what)
{
	if (!at_token(parser, kind))
		return expr_expected(parser->lexer, what);
	return expr_advance(parser->lexer);
}

static bool
step_over_word(Parser *parser, const char *word, const char *what)
{
	if (!at_word(parser, word))
		return expr_expected(parser->lexer, what);
	return expr_advance(parser->lexer);
}

static int32_t
parse_number(Parser *parser)
{
	const ExprToken *token = &parser->lexer->token;
	int32_t		node = add_node(parser, EXPR_NUMBER, token->at);

	node_of(parser, node)->number = token->number;
	return advanced(parser, node);
}

static int32_t
parse_text(Parser *parser)
{
	const ExprToken *token = &parser->lexer->token;
	int32_t		node = add_node(parser, EXPR_TEXT, token->at);
	int32_t		length;
	int32_t		start = expr_add_unquoted(parser->forest, parser->lexer->text + token->at,
									 token->end - token->at, &length);

	node_of(parser, node)->text = start;
	node_of(parser, node)->length = length;
	return advanced(parser, node);
}

static int32_t
parse_boolean(Parser *parser, double value)
{
	int32_t		node = add_node(parser, EXPR_BOOLEAN, parser->lexer->token.at);

	node_of(parser, node)->number = value;
	return advanced(parser, node);
}

/* Folded to lower case, or as it stands between double quotes. */
static int32_t
read_column_name(Parser *parser)
{
	const ExprToken *token = &parser->lexer->token;
	const char *text = parser->lexer->text + token->at;
	int32_t		length = token->end - token->at;
	ExprForest *forest = parser->forest;
	int32_t		mark = forest->string_count;
	int32_t		start;
	char		name[EXPR_NAME_LIMIT];

	if (token->kind == TOKEN_QUOTED_NAME)
		start = expr_add_unquoted(forest, text, length, &length);
	else
		start = expr_add_string(forest, text, length);
	forest->string_count = mark;
	if (length > EXPR_NAME_LIMIT)
		return EXPR_NONE;
	memcpy(name, forest->strings + start, (size_t) length);
	for (int32_t i = 0; token->kind == TOKEN_NAME && i < length; i++)
		if (name[i] >= 'A' && name[i] <= 'Z')
			name[i] = (char) (name[i] - 'A' + 'a');
	return expr_column(forest, name, length);
}

static int32_t
refuse_column(Parser *parser, int32_t at)
{
	if (parser->forest->column_count == EXPR_COLUMNS_LIMIT)
		expr_fail(parser->lexer->error, EXPR_TOO_COMPLEX, at, "More than %d columns are named", EXPR_COLUMNS_LIMIT);
	else
		expr_fail(parser->lexer->error, EXPR_SYNTAX, at, "A column's name has 1 to %d bytes", EXPR_NAME_LIMIT);
	return EXPR_NONE;
}

static int32_t
parse_column(Parser *parser)
{
	int32_t		at = parser->lexer->token.at;
	int32_t		column = read_column_name(parser);
	int32_t		node;

	if (column == EXPR_NONE)
		return refuse_column(parser, at);
	node = add_node(parser, EXPR_COLUMN, at);
	node_of(parser, node)->text = column;
	return advanced(parser, node);
}

/* One level deeper for this parse; all that recurses passes here. */
static int32_t
nested(Parser *parser, int32_t (*parse) (Parser *))
{
	int32_t		node;

	if (parser->depth == NESTING_LIMIT)
	{
		expr_fail(parser->lexer->error, EXPR_TOO_COMPLEX, parser->lexer->token.at,
				  TOO_DEEP, NESTING_LIMIT);
		return EXPR_NONE;
	}
	parser->depth++;
	node = parse(parser);
	parser->depth--;
	return node;
}

/* Operands between parentheses, which are stepped over too; how many, or -1. */
static int
parse_operands(Parser *parser, int32_t *last, int32_t *first)
{
	int			count = 0;

	if (!step_over(parser, TOKEN_OPEN, "\"(\""))
		return -1;
	for (;;)
	{
		int32_t		operand = nested(parser, parse_or);

		if (operand == EXPR_NONE)
			return -1;
		if (*last == EXPR_NONE)
			*first = operand;
		else
			node_of(parser, *last)->next = operand;
		*last = operand;
		count++;
		if (!at_token(parser, TOKEN_COMMA))
			break;
		if (!expr_advance(parser->lexer))
			return -1;
	}
	return step_over(parser, TOKEN_CLOSE, "\",\" or \")\"") ? count : -1;
}

static int32_t
parse_function(Parser *parser, const ExprFunction *function)
{
	int32_t		at = parser->lexer->token.at;
	int32_t		first = EXPR_NONE;
	int32_t		last = EXPR_NONE;
	int			count;
	int32_t		node;

	if (!expr_advance(parser->lexer))
		return EXPR_NONE;
	count = parse_operands(parser, &last, &first);
	if (count < 0)
		return EXPR_NONE;
	if (count < function->least || count > function->most)
	{
		expr_fail(parser->lexer->error, EXPR_SYNTAX, at, "Function %s does not take %d argument%s",
				  function->name, count, count == 1 ? "" : "s");
		return EXPR_NONE;
	}
	node = add_unary(parser, function->op, at, first);
	if (function->op == EXPR_RCS && !spline_check(parser->forest, node, parser->lexer->error))
		return EXPR_NONE;
	return node;
}

static int32_t
parse_parenthesis(Parser *parser)
{
	int32_t		node;

	if (!expr_advance(parser->lexer))
		return EXPR_NONE;
	node = nested(parser, parse_or);
	if (node == EXPR_NONE || !step_over(parser, TOKEN_CLOSE, "\")\""))
		return EXPR_NONE;
	return node;
}

/* A parenthesis after a word makes it a function. */
static bool
opens_after_word(const Parser *parser)
{
	ExprError	error;
	ExprLexer	ahead = *parser->lexer;

	ahead.error = &error;
	return expr_advance(&ahead) && ahead.token.kind == TOKEN_OPEN;
}

static int32_t
parse_name(Parser *parser)
{
	const ExprFunction *function;

	if (at_word(parser, "true") || at_word(parser, "false"))
		return parse_boolean(parser, at_word(parser, "true") ? 1.0 : 0.0);
	if (expr_at_reserved_word(parser->lexer))
		return expected(parser, "a number, a text, a column or \"(\"");
	if (!opens_after_word(parser))
		return parse_column(parser);
	function = expr_function_at(parser->lexer);
	if (function != NULL)
		return parse_function(parser, function);
	expected(parser, "a known function");
	parser->lexer->error->hint = "Functions are abs, sqrt, ln, exp, least, greatest, coalesce and rcs.";
	return EXPR_NONE;
}

static int32_t
parse_primary(Parser *parser)
{
	switch (parser->lexer->token.kind)
	{
		case TOKEN_NUMBER:
			return parse_number(parser);
		case TOKEN_TEXT:
			return parse_text(parser);
		case TOKEN_QUOTED_NAME:
			return parse_column(parser);
		case TOKEN_NAME:
			return parse_name(parser);
		case TOKEN_OPEN:
			return parse_parenthesis(parser);
		default:
			return expected(parser, "a number, a text, a column or \"(\"");
	}
}

static int32_t
parse_unary(Parser *parser)
{
	int32_t		at = parser->lexer->token.at;
	bool		minus = at_token(parser, TOKEN_MINUS);
	int32_t		operand;

	if (!minus && !at_token(parser, TOKEN_PLUS))
		return parse_primary(parser);
	if (!expr_advance(parser->lexer))
		return EXPR_NONE;
	operand = nested(parser, parse_unary);
	return minus ? add_unary(parser, EXPR_NEGATE, at, operand) : operand;
}

/*
 * Operands with one of two operators between them, the second reversing what
 * follows it: one node, or just the operand if there is one.
 */
static int32_t
parse_chain(Parser *parser, ExprOp op, int32_t (*parse_operand) (Parser *),
			bool (*at_operator) (const Parser *, bool *reversed))
{
	int32_t		first = parse_operand(parser);
	int32_t		chain = EXPR_NONE;
	int32_t		last = first;
	bool		reversed = false;

	while (last != EXPR_NONE && at_operator(parser, &reversed))
	{
		int32_t		operand;

		if (chain == EXPR_NONE)
			chain = add_unary(parser, op, node_of(parser, first)->at, first);
		operand = expr_advance(parser->lexer) ? parse_operand(parser) : EXPR_NONE;
		if (operand != EXPR_NONE)
		{
			/* A chain in parentheses may be an operand: its own mark is not this one's. */
			node_of(parser, operand)->reversed = reversed;
			node_of(parser, last)->next = operand;
		}
		last = operand;
	}
	if (last == EXPR_NONE)
		return EXPR_NONE;
	return chain == EXPR_NONE ? first : chain;
}

static bool
at_power(const Parser *parser, bool *reversed)
{
	*reversed = false;
	return at_token(parser, TOKEN_POWER);
}

static int32_t
parse_power(Parser *parser)
{
	return parse_chain(parser, EXPR_POWER, parse_unary, at_power);
}

static bool
at_times(const Parser *parser, bool *reversed)
{
	*reversed = at_token(parser, TOKEN_DIVIDE);
	return *reversed || at_token(parser, TOKEN_TIMES);
}

static int32_t
parse_product(Parser *parser)
{
	return parse_chain(parser, EXPR_PRODUCT, parse_power, at_times);
}

static bool
at_plus(const Parser *parser, bool *reversed)
{
	*reversed = at_token(parser, TOKEN_MINUS);
	return *reversed || at_token(parser, TOKEN_PLUS);
}

static int32_t
parse_sum(Parser *parser)
{
	return parse_chain(parser, EXPR_SUM, parse_product, at_plus);
}

static int32_t
parse_between(Parser *parser, int32_t operand)
{
	int32_t		low = expr_advance(parser->lexer) ? parse_sum(parser) : EXPR_NONE;
	int32_t		high;
	int32_t		node;

	if (low == EXPR_NONE || !step_over_word(parser, "and", "\"and\""))
		return EXPR_NONE;
	high = parse_sum(parser);
	if (high == EXPR_NONE)
		return EXPR_NONE;
	node = add_unary(parser, EXPR_BETWEEN, node_of(parser, operand)->at, operand);
	node_of(parser, operand)->next = low;
	node_of(parser, low)->next = high;
	return node;
}

/* The list stays text until the kind of the column says which codes it holds. */
static int32_t
parse_in_codes(Parser *parser, int32_t operand)
{
	const ExprToken *token = &parser->lexer->token;
	int32_t		length = token->end - token->at - 2;
	const char *list = parser->lexer->text + token->at + 1;
	int32_t		node;

	if (!code_set_check(list, length, token->at + 1, parser->lexer->error))
		return EXPR_NONE;
	node = add_unary(parser, EXPR_IN_CODES, token->at + 1, operand);
	node_of(parser, node)->length = length;
	node_of(parser, node)->text = expr_add_string(parser->forest, list, length);
	return advanced(parser, node);
}

static int32_t
parse_in_array(Parser *parser, int32_t operand)
{
	int32_t		column = parse_column(parser);
	int32_t		node;

	if (column == EXPR_NONE)
		return EXPR_NONE;
	node = add_unary(parser, EXPR_IN_ARRAY, node_of(parser, operand)->at, operand);
	node_of(parser, operand)->next = column;
	return node;
}

static int32_t
parse_in_values(Parser *parser, int32_t operand)
{
	int32_t		first = operand;
	int32_t		last = operand;

	if (parse_operands(parser, &last, &first) < 0)
		return EXPR_NONE;
	return add_unary(parser, EXPR_IN, node_of(parser, operand)->at, operand);
}

/* What follows "in". */
static int32_t
parse_in(Parser *parser, int32_t operand)
{
	if (!expr_advance(parser->lexer))
		return EXPR_NONE;
	if (at_token(parser, TOKEN_CODES))
		return parse_in_codes(parser, operand);
	if (at_token(parser, TOKEN_OPEN))
		return parse_in_values(parser, operand);
	if (at_token(parser, TOKEN_QUOTED_NAME) || (at_token(parser, TOKEN_NAME) && !expr_at_reserved_word(parser->lexer)))
		return parse_in_array(parser, operand);
	return expected(parser, "\"(\", \"{\" or a column");
}

/* "not" stands between an operand and between or in. */
static int32_t
parse_range(Parser *parser)
{
	int32_t		node = parse_sum(parser);
	bool		negated;

	if (node == EXPR_NONE)
		return EXPR_NONE;
	negated = at_word(parser, "not");
	if (negated && !expr_advance(parser->lexer))
		return EXPR_NONE;
	if (at_word(parser, "between"))
		node = parse_between(parser, node);
	else if (at_word(parser, "in"))
		node = parse_in(parser, node);
	else if (negated)
		return expected(parser, "\"between\" or \"in\"");
	if (node != EXPR_NONE && negated)
		node_of(parser, node)->negated = true;
	return node;
}

/* Not associative, as in SQL: a < b < c is an error. */
static int32_t
parse_comparison(Parser *parser)
{
	int32_t		left = parse_range(parser);
	uint8_t		orders = parser->lexer->token.orders;
	int32_t		right;
	int32_t		node;

	if (left == EXPR_NONE || !at_token(parser, TOKEN_COMPARISON))
		return left;
	right = expr_advance(parser->lexer) ? parse_range(parser) : EXPR_NONE;
	if (right == EXPR_NONE)
		return EXPR_NONE;
	if (at_token(parser, TOKEN_COMPARISON))
		return expected(parser, "\"and\" or \"or\" between comparisons");
	node = add_unary(parser, EXPR_COMPARE, node_of(parser, left)->at, left);
	node_of(parser, left)->next = right;
	node_of(parser, node)->orders = orders;
	return node;
}

static int32_t
parse_is_null(Parser *parser)
{
	int32_t		node = parse_comparison(parser);
	bool		negated;

	if (node == EXPR_NONE || !at_word(parser, "is"))
		return node;
	if (!expr_advance(parser->lexer))
		return EXPR_NONE;
	negated = at_word(parser, "not");
	if (negated && !expr_advance(parser->lexer))
		return EXPR_NONE;
	if (!step_over_word(parser, "null", negated ? "\"null\"" : "\"null\" or \"not null\""))
		return EXPR_NONE;
	node = add_unary(parser, EXPR_IS_NULL, node_of(parser, node)->at, node);
	node_of(parser, node)->negated = negated;
	return node;
}

static int32_t
parse_not(Parser *parser)
{
	int32_t		at = parser->lexer->token.at;

	if (!at_word(parser, "not"))
		return parse_is_null(parser);
	if (!expr_advance(parser->lexer))
		return EXPR_NONE;
	return add_unary(parser, EXPR_NOT, at, nested(parser, parse_not));
}

static bool
at_and(const Parser *parser, bool *reversed)
{
	*reversed = false;
	return at_word(parser, "and");
}

static int32_t
parse_and(Parser *parser)
{
	return parse_chain(parser, EXPR_AND, parse_not, at_and);
}

static bool
at_or(const Parser *parser, bool *reversed)
{
	*reversed = false;
	return at_word(parser, "or");
}

static int32_t
parse_or(Parser *parser)
{
	return parse_chain(parser, EXPR_OR, parse_and, at_or);
}

int32_t
expr_parse(ExprForest *forest, ExprLexer *lexer)
{
	Parser		parser = {forest, lexer, 0};
	int32_t		root = parse_or(&parser);
	int32_t		deep = root == EXPR_NONE ? EXPR_NONE : expr_find_below(forest, root, EXPR_DEPTH_LIMIT);

	if (deep == EXPR_NONE)
		return root;
	expr_fail(lexer->error, EXPR_TOO_COMPLEX, forest->nodes[deep].at, TOO_DEEP, EXPR_DEPTH_LIMIT);
	return EXPR_NONE;
}
