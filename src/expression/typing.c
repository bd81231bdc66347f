/*
 * typing.c
 */
#include "expression/typing.h"

#include "expression/code_set.h"
#include "expression/lexer.h"

typedef struct Checker
{
	ExprForest *forest;
	const ExprKind *kinds;		/* of the columns, or NULL */
	ExprError  *error;
} Checker;

static bool check_node(const Checker *checker, int32_t node);

ExprKind
expr_code_among(const ExprForest *forest, const ExprNode *n)
{
	for (int32_t node = n->first; node != EXPR_NONE; node = forest->nodes[node].next)
		if (expr_is_code(forest->nodes[node].kind))
			return forest->nodes[node].kind;
	return EXPR_KIND_UNKNOWN;
}

static ExprNode *
node_of(const Checker *checker, int32_t node)
{
	return &checker->forest->nodes[node];
}

static const char *
kind_name(ExprKind kind)
{
	static const char *const names[] = {
		"of unknown type", "a number", "a boolean", "a text", "an OPCS-4 code", "an ICD-10 code",
		"an array of texts", "an array of OPCS-4 codes", "an array of ICD-10 codes"
	};

	return names[kind];
}

static bool
is_numeric(ExprKind kind)
{
	return kind <= EXPR_KIND_BOOLEAN;
}

static bool
is_boolean(ExprKind kind)
{
	return kind == EXPR_KIND_BOOLEAN || kind == EXPR_KIND_UNKNOWN;
}

static bool
is_text(ExprKind kind)
{
	return kind == EXPR_KIND_TEXT || kind == EXPR_KIND_UNKNOWN;
}

/* Fails: the node is not what its place needs. */
static bool
misfit(const Checker *checker, int32_t node, const char *needed)
{
	const ExprNode *n = node_of(checker, node);
	const char *is = kind_name(n->kind);

	if (n->op == EXPR_COLUMN)
		return expr_fail(checker->error, EXPR_WRONG_TYPE, n->at, "Column \"%s\" is %s, not %s",
						 expr_column_name(checker->forest, n->text), is, needed);
	return expr_fail(checker->error, EXPR_WRONG_TYPE, n->at, "This is %s, not %s", is, needed);
}

static bool
all_fit(const Checker *checker, const ExprNode *parent, bool (*fits) (ExprKind), const char *needed)
{
	for (int32_t node = parent->first; node != EXPR_NONE; node = node_of(checker, node)->next)
		if (!fits(node_of(checker, node)->kind))
			return misfit(checker, node, needed);
	return true;
}

static bool
set_kind(ExprNode *n, ExprKind kind)
{
	n->kind = (uint8_t) kind;
	return true;
}

static bool
check_arithmetic(const Checker *checker, ExprNode *n)
{
	return all_fit(checker, n, is_numeric, "a number") && set_kind(n, EXPR_KIND_NUMBER);
}

static bool
check_logic(const Checker *checker, ExprNode *n)
{
	return all_fit(checker, n, is_boolean, "true or false") && set_kind(n, EXPR_KIND_BOOLEAN);
}

/* A text in quotes beside a column of codes is a code. */
static bool
check_code_text(const Checker *checker, int32_t node, ExprKind kind)
{
	const ExprNode *n = node_of(checker, node);
	const char *text = checker->forest->strings + n->text;
	char		shown[EXPR_SHOWN_SIZE];
	int64_t		code;

	if (n->kind == kind)
		return true;
	if (n->op != EXPR_TEXT)
		return misfit(checker, node, kind_name(kind));
	if (code_set_parse(kind, text, (size_t) n->length, &code))
		return true;
	return expr_fail(checker->error, EXPR_WRONG_TYPE, n->at, "\"%s\" is not %s",
					 expr_shown(text, n->length, shown), kind_name(kind));
}

static bool
is_equality(int orders)
{
	return orders == EXPR_EQUAL || orders == (EXPR_LESS | EXPR_GREATER);
}

static bool
refuse_text_order(const Checker *checker, int32_t node)
{
	expr_fail(checker->error, EXPR_WRONG_TYPE, node_of(checker, node)->at,
			  "Texts are compared by =, <> and in alone");
	checker->error->hint = "The order of texts depends on a collation; that of numbers and codes does not.";
	return false;
}

/* Can one be compared with the other, in these orders? */
static bool
check_pair(const Checker *checker, int32_t left, int32_t right, int orders)
{
	ExprKind	a = node_of(checker, left)->kind;
	ExprKind	b = node_of(checker, right)->kind;

	if (is_numeric(a) && is_numeric(b))
		return true;
	if (!is_text(a))
		return misfit(checker, left, b == EXPR_KIND_TEXT ? "a text" : "a number");
	if (!is_text(b))
		return misfit(checker, right, a == EXPR_KIND_TEXT ? "a text" : "a number");
	/* A column of no known kind may be of codes, which have an order. */
	return is_equality(orders) || a != b || refuse_text_order(checker, left);
}

/* The first operand with each of the others; beside a code all are codes of its kind. */
static bool
check_comparisons(const Checker *checker, ExprNode *n, int orders)
{
	ExprKind	code = expr_code_among(checker->forest, n);

	if (code != EXPR_KIND_UNKNOWN)
	{
		for (int32_t node = n->first; node != EXPR_NONE; node = node_of(checker, node)->next)
			if (!check_code_text(checker, node, code))
				return false;
		return set_kind(n, EXPR_KIND_BOOLEAN);
	}
	for (int32_t other = node_of(checker, n->first)->next; other != EXPR_NONE; other = node_of(checker, other)->next)
		if (!check_pair(checker, n->first, other, orders))
			return false;
	return set_kind(n, EXPR_KIND_BOOLEAN);
}

static bool
check_in_codes(const Checker *checker, ExprNode *n)
{
	const ExprNode *operand = node_of(checker, n->first);

	if (operand->op != EXPR_COLUMN)
		return expr_fail(checker->error, EXPR_WRONG_TYPE, operand->at, "Only a column can be in a list of codes");
	if (operand->kind == EXPR_KIND_NUMBER || operand->kind == EXPR_KIND_BOOLEAN)
		return misfit(checker, n->first, "a code, a text or an array of them");
	return set_kind(n, EXPR_KIND_BOOLEAN);
}

static bool
check_in_array(const Checker *checker, ExprNode *n)
{
	int32_t		column = node_of(checker, n->first)->next;
	ExprKind	kind = node_of(checker, column)->kind;

	if (!is_text(node_of(checker, n->first)->kind))
		return misfit(checker, n->first, "a text");
	if (kind == EXPR_KIND_TEXTS || kind == EXPR_KIND_UNKNOWN)
		return set_kind(n, EXPR_KIND_BOOLEAN);
	misfit(checker, column, "an array of texts");
	if (expr_is_array(kind))
		checker->error->hint = "Write codes between braces: column in {V41.1, V42}.";
	return false;
}

/* All texts, or all numbers; a number unless all are booleans, unknown if nothing is known. */
static bool
check_coalesce(const Checker *checker, ExprNode *n)
{
	ExprKind	kind = EXPR_KIND_UNKNOWN;

	for (int32_t node = n->first; node != EXPR_NONE; node = node_of(checker, node)->next)
	{
		ExprKind	operand = node_of(checker, node)->kind;

		if (operand > EXPR_KIND_TEXT)
			return misfit(checker, node, "a number or a text");
		if (kind == EXPR_KIND_UNKNOWN || operand == EXPR_KIND_UNKNOWN)
			kind = kind == EXPR_KIND_UNKNOWN ? operand : kind;
		else if ((kind == EXPR_KIND_TEXT) != (operand == EXPR_KIND_TEXT))
			return misfit(checker, node, kind == EXPR_KIND_TEXT ? "a text" : "a number");
		else if (kind != operand)
			kind = EXPR_KIND_NUMBER;
	}
	return set_kind(n, kind);
}

static bool
check_operands(const Checker *checker, const ExprNode *n)
{
	for (int32_t node = n->first; node != EXPR_NONE; node = node_of(checker, node)->next)
		if (!check_node(checker, node))
			return false;
	return true;
}

static bool
check_node(const Checker *checker, int32_t node)
{
	ExprNode   *n = node_of(checker, node);

	if (!check_operands(checker, n))
		return false;
	switch ((ExprOp) n->op)
	{
		case EXPR_NUMBER:
			return set_kind(n, EXPR_KIND_NUMBER);
		case EXPR_TEXT:
			return set_kind(n, EXPR_KIND_TEXT);
		case EXPR_BOOLEAN:
			return set_kind(n, EXPR_KIND_BOOLEAN);
		case EXPR_COLUMN:
			return set_kind(n, checker->kinds == NULL ? EXPR_KIND_UNKNOWN : checker->kinds[n->text]);
		case EXPR_COMPARE:
			return check_comparisons(checker, n, n->orders);
		case EXPR_BETWEEN:
			return check_comparisons(checker, n, EXPR_GREATER | EXPR_EQUAL);
		case EXPR_IN:
			return check_comparisons(checker, n, EXPR_EQUAL);
		case EXPR_IN_CODES:
			return check_in_codes(checker, n);
		case EXPR_IN_ARRAY:
			return check_in_array(checker, n);
		case EXPR_IS_NULL:
			return set_kind(n, EXPR_KIND_BOOLEAN);
		case EXPR_NOT:
		case EXPR_AND:
		case EXPR_OR:
			return check_logic(checker, n);
		case EXPR_COALESCE:
			return check_coalesce(checker, n);
		default:
			return check_arithmetic(checker, n);
	}
}

bool
expr_check(ExprForest *forest, int32_t root, const ExprKind *kinds, ExprKind wanted, ExprError *error)
{
	Checker		checker = {forest, kinds, error};
	ExprKind	kind;

	if (!check_node(&checker, root))
		return false;
	kind = forest->nodes[root].kind;
	if (wanted == EXPR_KIND_BOOLEAN ? is_boolean(kind) : is_numeric(kind))
		return true;
	return misfit(&checker, root, wanted == EXPR_KIND_BOOLEAN ? "true or false" : "a number");
}
