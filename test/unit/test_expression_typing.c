/*
 * test_expression_typing.c
 *	  What fits what: with the kinds of real columns, and before they are known.
 */
#include "columns.h"

#include "literal.h"

static const Column columns[] = {
	NUMBER("n", 1.0), BOOLEAN("b", 1.0), TEXT("t", "x"), {"o", EXPR_KIND_OPCS4, {.number = 0.0}}, {"i", EXPR_KIND_ICD10, {.number = 0.0}},
	NULL_ARRAY("ts", EXPR_KIND_TEXTS), NULL_ARRAY("os", EXPR_KIND_OPCS4S), NULL_ARRAY("is_", EXPR_KIND_ICD10S)
};

/* Checks against those columns, or, if they are not known, against nothing. */
static bool
fits(const char *text, bool known, ExprKind wanted, ExprError *error)
{
	Parsed		parsed = parse_text(text);
	ExprKind	kinds[LENGTH(columns)];
	bool		fitting;

	assert_holds(parsed.root != EXPR_NONE, "%s: %s", text, parsed.error.detail);
	for (int32_t i = 0; i < parsed.forest.column_count; i++)
		kinds[i] = column_of(ROW(columns), expr_column_name(&parsed.forest, i))->kind;
	fitting = expr_check(&parsed.forest, parsed.root, known ? kinds : NULL, wanted, error);
	free_pieces();
	return fitting;
}

/* What fits the columns must fit before they are known. */
static void
assert_fits(const char *text, ExprKind wanted)
{
	ExprError	error = {0};

	assert_holds(fits(text, true, wanted, &error), "%s: %s", text, error.detail);
	assert_holds(fits(text, false, wanted, &error), "%s, columns unknown: %s", text, error.detail);
}

static void
what_fits(void **state)
{
	static const char *const numbers[] = {
		"1", "n", "b", "true + b", "n*(n < 2)", "-b", "abs(b)", "least(n, b, 1)", "coalesce(n, 1)", "coalesce(b, false)", "coalesce(b, 2)",
		"rcs(n, 2, 0, 1, 2)", "n in (1, b)", "t = 'x'", "t is null", "(o < 'V42')*2", "b^b", "coalesce(t, 'x') = 'y'", "n = b", "b < true"
	};
	static const char *const booleans[] = {
		"b", "true", "n < 2", "not b", "b and n > 1 or t <> 'x'", "t in ('x', t)", "t = t", "'x' = t", "'x' = 'y'", "'x' in ts", "t in ts",
		"t not in ts", "coalesce(t, 'y') in ts", "n between b and 2", "o = 'V41.1'", "'V41.1' = o", "o in ('V41', o)", "o between 'V41' and 'V46.9'",
		"o < 'V42'", "'V42' >= o", "i = 'M41.1'", "i <> i", "i > 'M41'", "o = o", "o in {V41-V46}", "os in {V41}", "i in {M41}", "is_ not in {M41.1}",
		"t in {V41}", "ts in {V41}", "o is null", "os is null", "ts is not null", "is_ is null", "(n is null) is null", "coalesce(b, n > 1)"
	};

	(void) state;
	for (int i = 0; i < LENGTH(numbers); i++)
		assert_fits(numbers[i], EXPR_KIND_NUMBER);
	for (int i = 0; i < LENGTH(booleans); i++)
		assert_fits(booleans[i], EXPR_KIND_BOOLEAN);
}

typedef struct Misfit
{
	const char *text;
	int32_t		at;
	const char *detail;
} Misfit;

#define ORDER_OF_TEXTS "Texts are compared by =, <> and in alone"

static void
assert_misfits(const Misfit *misfits, int count, bool known, ExprKind wanted)
{
	for (int i = 0; i < count; i++)
	{
		ExprError	error = {0};

		assert_holds(!fits(misfits[i].text, known, wanted, &error), "accepted: %s", misfits[i].text);
		assert_string_equal(error.detail, misfits[i].detail);
		assert_holds(error.problem == EXPR_WRONG_TYPE && error.at == misfits[i].at, "%s: problem %d at %d", misfits[i].text, error.problem, error.at);
	}
}

static void
what_does_not(void **state)
{
	static const Misfit misfits[] = {
		{"t", 0, "Column \"t\" is a text, not a number"},
		{"'x'", 0, "This is a text, not a number"},
		{"1 + t", 4, "Column \"t\" is a text, not a number"},
		{"-o", 1, "Column \"o\" is an OPCS-4 code, not a number"},
		{"n*i", 2, "Column \"i\" is an ICD-10 code, not a number"},
		{"exp(ts)", 4, "Column \"ts\" is an array of texts, not a number"},
		{"n ^ os", 4, "Column \"os\" is an array of OPCS-4 codes, not a number"},
		{"least(n, is_)", 9, "Column \"is_\" is an array of ICD-10 codes, not a number"},
		{"1 + (t + 1)", 5, "Column \"t\" is a text, not a number"},
		{"not n", 4, "Column \"n\" is a number, not true or false"},
		{"not 1", 4, "This is a number, not true or false"},
		{"b and n", 6, "Column \"n\" is a number, not true or false"},
		{"b or n + 1", 5, "This is a number, not true or false"},
		{"coalesce(b, 1) and b", 0, "This is a number, not true or false"},
		{"t or b", 0, "Column \"t\" is a text, not true or false"},
		{"n = t", 0, "Column \"n\" is a number, not a text"},
		{"t = 1", 4, "This is a number, not a text"},
		{"t = b", 4, "Column \"b\" is a boolean, not a text"},
		{"n in (1, 'x')", 0, "Column \"n\" is a number, not a text"},
		{"t < 'x'", 0, ORDER_OF_TEXTS},
		{"'x' between t and t", 0, ORDER_OF_TEXTS},
		{"'a' < 'b'", 0, ORDER_OF_TEXTS},
		{"o = 'M41.A'", 4, "\"M41.A\" is not an OPCS-4 code"},
		{"'x' = i", 0, "\"x\" is not an ICD-10 code"},
		{"o in ('V41', 'V4')", 13, "\"V4\" is not an OPCS-4 code"},
		{"o = t", 4, "Column \"t\" is a text, not an OPCS-4 code"},
		{"i = o", 4, "Column \"o\" is an OPCS-4 code, not an ICD-10 code"},
		{"o = 3", 4, "This is a number, not an OPCS-4 code"},
		{"o = os", 4, "Column \"os\" is an array of OPCS-4 codes, not an OPCS-4 code"},
		{"ts = 'x'", 0, "Column \"ts\" is an array of texts, not a text"},
		{"ts = ts", 0, "Column \"ts\" is an array of texts, not a number"},
		{"n in {V41}", 0, "Column \"n\" is a number, not a code, a text or an array of them"},
		{"b in {V41}", 0, "Column \"b\" is a boolean, not a code, a text or an array of them"},
		{"'V41' in {V41}", 0, "Only a column can be in a list of codes"},
		{"coalesce(t, 'V41') in {V41}", 0, "Only a column can be in a list of codes"},
		{"'x' in t", 7, "Column \"t\" is a text, not an array of texts"},
		{"'V41' in os", 9, "Column \"os\" is an array of OPCS-4 codes, not an array of texts"},
		{"n in ts", 0, "Column \"n\" is a number, not a text"},
		{"o in ts", 0, "Column \"o\" is an OPCS-4 code, not a text"},
		{"coalesce(n, 'x')", 12, "This is a text, not a number"},
		{"coalesce(t, 1)", 12, "This is a number, not a text"},
		{"coalesce(o, 'V41')", 9, "Column \"o\" is an OPCS-4 code, not a number or a text"},
		{"coalesce(ts, ts)", 9, "Column \"ts\" is an array of texts, not a number or a text"},
		{"coalesce(t, 'x')", 0, "This is a text, not a number"},
		{"o = 'aaaaaaaaaabbbbbbbbbbccccccccc\xC3\xA9\xC3\xA9" "dddddddd'", 4, "\"aaaaaaaaaabbbbbbbbbbccccccccc...\" is not an OPCS-4 code"}
	};

	(void) state;
	assert_misfits(misfits, LENGTH(misfits), true, EXPR_KIND_NUMBER);
}

static void
a_condition_is_wanted(void **state)
{
	static const Misfit misfits[] = {
		{"n", 0, "Column \"n\" is a number, not true or false"},
		{"1 + b", 0, "This is a number, not true or false"},
		{"coalesce(b, 1)", 0, "This is a number, not true or false"},
		{"o", 0, "Column \"o\" is an OPCS-4 code, not true or false"},
		{"'x'", 0, "This is a text, not true or false"}
	};

	(void) state;
	assert_misfits(misfits, LENGTH(misfits), true, EXPR_KIND_BOOLEAN);
}

/* Before the columns are known, what can fit no row is refused all the same. */
static void
what_can_fit_no_row(void **state)
{
	static const Misfit misfits[] = {
		{"1 + 'x'", 4, "This is a text, not a number"},
		{"n + (t = 'x' and 2)", 17, "This is a number, not true or false"},
		{"not 1", 4, "This is a number, not true or false"},
		{"1 = 'x'", 0, "This is a number, not a text"},
		{"'a' < 'b'", 0, ORDER_OF_TEXTS},
		{"1 in ts", 0, "This is a number, not a text"},
		{"1 in {V41}", 0, "Only a column can be in a list of codes"},
		{"coalesce('x', 1)", 14, "This is a number, not a text"},
		{"coalesce(n, 'x') + 1", 0, "This is a text, not a number"}
	};

	(void) state;
	assert_misfits(misfits, LENGTH(misfits), false, EXPR_KIND_NUMBER);
}

static void
hints_say_what_to_write(void **state)
{
	ExprError	error;

	(void) state;
	assert_false(fits("t < 'x'", true, EXPR_KIND_BOOLEAN, &error));
	assert_string_equal(error.hint, "The order of texts depends on a collation; that of numbers and codes does not.");
	assert_false(fits("'V41' in os", true, EXPR_KIND_BOOLEAN, &error));
	assert_string_equal(error.hint, "Write codes between braces: column in {V41.1, V42}.");
	assert_false(fits("n = t", true, EXPR_KIND_BOOLEAN, &error));
	assert_null(error.hint);
}

PURE_TESTS(TEST(what_fits), TEST(what_does_not), TEST(a_condition_is_wanted), TEST(what_can_fit_no_row), TEST(hints_say_what_to_write))
