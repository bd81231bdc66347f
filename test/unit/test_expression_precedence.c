/*
 * test_expression_precedence.c
 *	  How tightly operators bind and to which side, as in PostgreSQL
 *	  ("Operator Precedence", table 4.2 of its manual).
 */
#include "literal.h"

#include "expressions.h"

/* The parentheses say what the text means: both have the same tree. */
static void
assert_means(const char *text, const char *enclosed)
{
	Parsed		a = parse_text(text);
	Parsed		b = parse_text(enclosed);

	assert_holds(a.root != EXPR_NONE && b.root != EXPR_NONE, "%s: %s; %s: %s", text, a.error.detail, enclosed, b.error.detail);
	assert_holds(same_tree(&a, a.root, &b, b.root), "%s is not %s", text, enclosed);
	free_pieces();
}

static void
assert_refused(const char *text)
{
	assert_holds(parse_text(text).root == EXPR_NONE, "accepted: %s", text);
	free_pieces();
}

/* From the tightest: each binds its operands before the next one does. */
static void
operators_bind_in_order(void **state)
{
	(void) state;
	assert_means("-a ^ b", "(-a) ^ b");
	assert_means("a ^ -b", "a ^ (-b)");
	assert_means("a ^ b * c", "(a ^ b) * c");
	assert_means("a / b ^ c", "a / (b ^ c)");
	assert_means("a * b + c", "(a * b) + c");
	assert_means("a - b / c", "a - (b / c)");
	assert_means("a + b in (c)", "(a + b) in (c)");
	assert_means("a + b between c - d and e * f", "(a + b) between (c - d) and (e * f)");
	assert_means("a = b in (c)", "a = (b in (c))");
	assert_means("a in (c) = b", "(a in (c)) = b");
	assert_means("a < b between c and d", "a < (b between c and d)");
	assert_means("a between b and c < d", "(a between b and c) < d");
	assert_means("a < b is null", "(a < b) is null");
	assert_means("a in {V41} is not null", "(a in {V41}) is not null");
	assert_means("not a is null", "not (a is null)");
	assert_means("not a = b", "not (a = b)");
	assert_means("not a in (b)", "not (a in (b))");
	assert_means("not a and b", "(not a) and b");
	assert_means("a and not b", "a and (not b)");
	assert_means("a and b or c", "(a and b) or c");
	assert_means("a or b and c", "a or (b and c)");
	assert_means("a = b and c < d or not e is null", "((a = b) and (c < d)) or (not (e is null))");
	assert_means("a between b and c and d", "(a between b and c) and d");
	assert_means("a not between b and c or d", "(a not between b and c) or d");
}

/* A chain is one node; what stands in parentheses on its right is an operand of its own. */
static void
chains_go_from_the_left(void **state)
{
	Parsed		parsed;

	(void) state;
	parsed = parse_text("a - b - c");
	assert_int_equal(parsed.forest.nodes[parsed.root].op, EXPR_SUM);
	parsed = parse_text("a ^ b ^ c");
	assert_int_equal(parsed.forest.nodes[parsed.root].op, EXPR_POWER);
	for (int i = 0; i < 2; i++)
	{
		static const char *const pairs[][2] = {{"a - b - c", "a - (b - c)"}, {"a ^ b ^ c", "a ^ (b ^ c)"}};
		Parsed		left = parse_text(pairs[i][0]);
		Parsed		right = parse_text(pairs[i][1]);

		assert_false(same_tree(&left, left.root, &right, right.root));
	}
	free_pieces();
}

static void
comparisons_do_not_associate(void **state)
{
	static const char *const signs[] = {"<", "<=", "=", "<>", "!=", ">", ">="};
	char		text[40];

	(void) state;
	for (int i = 0; i < LENGTH(signs); i++)
		for (int j = 0; j < LENGTH(signs); j++)
		{
			snprintf(text, sizeof(text), "a %s b %s c", signs[i], signs[j]);
			assert_refused(text);
		}
	assert_refused("a is null is null");
	assert_refused("a in (b) in (c)");
	assert_refused("a between b and c between d and e");
	assert_refused("a in (b) between c and d");
	assert_refused("a = not b");
	assert_refused("a + not b");
}

PURE_TESTS(TEST(operators_bind_in_order), TEST(chains_go_from_the_left), TEST(comparisons_do_not_associate))
