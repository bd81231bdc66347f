/*
 * printer.c
 */
#include "expression/printer.h"

#include <string.h>

#include "expression/code_set.h"
#include "expression/words.h"

/* How tightly an operator binds. */
typedef enum Level
{
	LEVEL_OR = 1,
	LEVEL_AND,
	LEVEL_NOT,
	LEVEL_IS,
	LEVEL_COMPARE,
	LEVEL_RANGE,
	LEVEL_SUM,
	LEVEL_PRODUCT,
	LEVEL_POWER,
	LEVEL_NEGATE,
	LEVEL_PRIMARY
} Level;

static void print_node(TextBuilder *builder, const ExprForest *forest, int32_t node);

static Level
level_of(ExprOp op)
{
	switch (op)
	{
		case EXPR_OR:
			return LEVEL_OR;
		case EXPR_AND:
			return LEVEL_AND;
		case EXPR_NOT:
			return LEVEL_NOT;
		case EXPR_IS_NULL:
			return LEVEL_IS;
		case EXPR_COMPARE:
			return LEVEL_COMPARE;
		case EXPR_BETWEEN:
		case EXPR_IN:
		case EXPR_IN_CODES:
		case EXPR_IN_ARRAY:
			return LEVEL_RANGE;
		case EXPR_SUM:
			return LEVEL_SUM;
		case EXPR_PRODUCT:
			return LEVEL_PRODUCT;
		case EXPR_POWER:
			return LEVEL_POWER;
		case EXPR_NEGATE:
			return LEVEL_NEGATE;
		default:
			return LEVEL_PRIMARY;
	}
}

/* In parentheses if it binds less tightly than its place needs. */
static void
print_at(TextBuilder *builder, const ExprForest *forest, int32_t node, Level least)
{
	bool		enclosed = level_of(forest->nodes[node].op) < least;

	if (enclosed)
		text_add_string(builder, "(");
	print_node(builder, forest, node);
	if (enclosed)
		text_add_string(builder, ")");
}

static void
print_quoted(TextBuilder *builder, const char *text, int32_t length, char quote)
{
	text_add(builder, &quote, 1);
	for (int32_t i = 0; i < length; i++)
	{
		text_add(builder, text + i, 1);
		if (text[i] == quote)
			text_add(builder, &quote, 1);
	}
	text_add(builder, &quote, 1);
}

static void
print_column(TextBuilder *builder, const char *name)
{
	int32_t		length = (int32_t) strlen(name);

	if (expr_is_plain_name(name, length))
		text_add(builder, name, length);
	else
		print_quoted(builder, name, length, '"');
}

static const char *
comparison_sign(int orders)
{
	static const char *const signs[] = {"", "<", "=", "<=", ">", "<>", ">="};

	return signs[orders];
}

/* Operands with a sign between, another one before those that are reversed. */
static void
print_chain(TextBuilder *builder, const ExprForest *forest, const ExprNode *chain,
			const char *sign, const char *reversed_sign)
{
	for (int32_t operand = chain->first; operand != EXPR_NONE; operand = forest->nodes[operand].next)
	{
		if (operand != chain->first)
			text_add_string(builder, forest->nodes[operand].reversed ? reversed_sign : sign);
		/* -2 ^ 2 is 4, here as in SQL; parentheses say so. */
		print_at(builder, forest, operand, chain->op == EXPR_POWER ? LEVEL_PRIMARY : level_of(chain->op) + 1);
	}
}

static void
print_operands(TextBuilder *builder, const ExprForest *forest, int32_t operand)
{
	text_add_string(builder, "(");
	for (bool first = true; operand != EXPR_NONE; operand = forest->nodes[operand].next, first = false)
	{
		if (!first)
			text_add_string(builder, ", ");
		print_node(builder, forest, operand);
	}
	text_add_string(builder, ")");
}

static void
print_comparison(TextBuilder *builder, const ExprForest *forest, const ExprNode *n)
{
	print_at(builder, forest, n->first, LEVEL_RANGE);
	text_add_string(builder, " ");
	text_add_string(builder, comparison_sign(n->orders));
	text_add_string(builder, " ");
	print_at(builder, forest, forest->nodes[n->first].next, LEVEL_RANGE);
}

static void
print_range(TextBuilder *builder, const ExprForest *forest, const ExprNode *n)
{
	int32_t		second = forest->nodes[n->first].next;

	print_at(builder, forest, n->first, LEVEL_SUM);
	text_add_string(builder, n->negated ? " not " : " ");
	if (n->op == EXPR_BETWEEN)
	{
		text_add_string(builder, "between ");
		print_at(builder, forest, second, LEVEL_SUM);
		text_add_string(builder, " and ");
		print_at(builder, forest, forest->nodes[second].next, LEVEL_SUM);
		return;
	}
	text_add_string(builder, "in ");
	if (n->op == EXPR_IN)
		print_operands(builder, forest, second);
	else if (n->op == EXPR_IN_ARRAY)
		print_node(builder, forest, second);
	else
	{
		text_add_string(builder, "{");
		code_set_print(builder, forest->strings + n->text, n->length);
		text_add_string(builder, "}");
	}
}

static void
print_unary(TextBuilder *builder, const ExprForest *forest, const ExprNode *n)
{
	switch (n->op)
	{
		case EXPR_NEGATE:
			/* Two hyphens would begin a comment. */
			text_add_string(builder, "-");
			print_at(builder, forest, n->first, LEVEL_PRIMARY);
			break;
		case EXPR_NOT:
			text_add_string(builder, "not ");
			print_at(builder, forest, n->first, LEVEL_NOT);
			break;
		default:
			print_at(builder, forest, n->first, LEVEL_COMPARE);
			text_add_string(builder, n->negated ? " is not null" : " is null");
	}
}

static void
print_leaf(TextBuilder *builder, const ExprForest *forest, const ExprNode *n)
{
	if (n->op == EXPR_NUMBER)
		text_add_number(builder, n->number);
	else if (n->op == EXPR_BOOLEAN)
		text_add_string(builder, n->number != 0.0 ? "true" : "false");
	else if (n->op == EXPR_TEXT)
		print_quoted(builder, forest->strings + n->text, n->length, '\'');
	else
		print_column(builder, expr_column_name(forest, n->text));
}

static void
print_node(TextBuilder *builder, const ExprForest *forest, int32_t node)
{
	const ExprNode *n = &forest->nodes[node];

	switch ((ExprOp) n->op)
	{
		case EXPR_NUMBER:
		case EXPR_TEXT:
		case EXPR_BOOLEAN:
		case EXPR_COLUMN:
			print_leaf(builder, forest, n);
			break;
		case EXPR_NEGATE:
		case EXPR_NOT:
		case EXPR_IS_NULL:
			print_unary(builder, forest, n);
			break;
		case EXPR_POWER:
			print_chain(builder, forest, n, " ^ ", " ^ ");
			break;
		case EXPR_PRODUCT:
			print_chain(builder, forest, n, "*", "/");
			break;
		case EXPR_SUM:
			print_chain(builder, forest, n, " + ", " - ");
			break;
		case EXPR_AND:
			print_chain(builder, forest, n, " and ", " and ");
			break;
		case EXPR_OR:
			print_chain(builder, forest, n, " or ", " or ");
			break;
		case EXPR_COMPARE:
			print_comparison(builder, forest, n);
			break;
		case EXPR_BETWEEN:
		case EXPR_IN:
		case EXPR_IN_CODES:
		case EXPR_IN_ARRAY:
			print_range(builder, forest, n);
			break;
		default:
			text_add_string(builder, expr_function_name(n->op));
			print_operands(builder, forest, n->first);
	}
}

void
expr_print(TextBuilder *builder, const ExprForest *forest, int32_t node)
{
	print_node(builder, forest, node);
}

void
expr_print_factor(TextBuilder *builder, const ExprForest *forest, int32_t node)
{
	print_at(builder, forest, node, LEVEL_POWER);
}
