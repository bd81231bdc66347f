/*
 * test_expression_logic.c
 *	  SQL's logic of three values, comparisons, between, in, texts and arrays.
 */
#include "columns.h"

#include "literal.h"

static const ExprText factors[] = {{"neuromuscular", 13}, {"", 0}, {"It's", 4}};

static const Column columns[] = {
	BOOLEAN("t", 1.0), BOOLEAN("f", 0.0), BOOLEAN("u", NAN), NUMBER("n", 2.0), NUMBER("zero", 0.0), NUMBER("nothing", NAN),
	TEXT("word", "abc"), TEXT("same", "abc"), TEXT("upper", "ABC"), TEXT("longer", "abcd"), TEXT("empty", ""), NULL_TEXT("unknown"),
	ARRAY("factors", EXPR_KIND_TEXTS, factors, false), ARRAY("gappy", EXPR_KIND_TEXTS, factors, true),
	{"no_factors", EXPR_KIND_TEXTS, {.elements = factors, .count = 0}}, {"only_null", EXPR_KIND_TEXTS, {.elements = factors, .count = 0, .null_count = 1}},
	NULL_ARRAY("no_array", EXPR_KIND_TEXTS), {"code", EXPR_KIND_OPCS4, {.number = NAN}}
};

#define VALUE(text, wanted) assert_value(text, ROW(columns), wanted)

static const double truths[] = {1.0, 0.0, NAN};
static const char names[] = "tfu";

static void
assert_table(const char *pattern, const char *wanted)
{
	char		text[40];

	for (int a = 0; a < 3; a++)
		for (int b = 0; b < 3; b++)
		{
			snprintf(text, sizeof(text), pattern, names[a], names[b]);
			VALUE(text, truths[strchr(names, wanted[3 * a + b]) - names]);
		}
}

/* Answers for t, f, u on the left, each with t, f, u on the right. */
static void
truth_tables(void **state)
{
	(void) state;
	assert_table("%c and %c", "tfu" "fff" "ufu");
	assert_table("%c or %c", "ttt" "tfu" "tuu");
	assert_table("not %c and %c", "fff" "tfu" "ufu");
	assert_table("not (%c and %c)", "ftu" "ttt" "utu");
	assert_table("not (%c or %c)", "fff" "ftu" "fuu");
	assert_table("%c = %c", "tfu" "ftu" "uuu");
	assert_table("%c <> %c", "ftu" "tfu" "uuu");
	assert_table("%c < %c", "ffu" "tfu" "uuu");
	assert_table("(%c and %c) is null", "fft" "fff" "tft");
	assert_table("%c is null and %c is not null", "fff" "fff" "ttf");
	assert_table("%c in (%c)", "tfu" "ftu" "uuu");
	assert_table("%c between f and %c", "tfu" "ttu" "uuu");
	assert_table("coalesce(%c, %c)", "ttt" "fff" "tfu");
}

static void
three_operands(void **state)
{
	char		text[60];

	(void) state;
	for (int a = 0; a < 3; a++)
		for (int b = 0; b < 3; b++)
			for (int c = 0; c < 3; c++)
			{
				bool		any_f = a == 1 || b == 1 || c == 1;
				bool		any_t = a == 0 || b == 0 || c == 0;
				bool		any_u = a == 2 || b == 2 || c == 2;

				snprintf(text, sizeof(text), "%c and %c and %c", names[a], names[b], names[c]);
				VALUE(text, any_f ? 0.0 : any_u ? NAN : 1.0);
				snprintf(text, sizeof(text), "%c or (%c or %c)", names[a], names[b], names[c]);
				VALUE(text, any_t ? 1.0 : any_u ? NAN : 0.0);
				snprintf(text, sizeof(text), "%c in (%c, %c)", names[a], names[b], names[c]);
				VALUE(text, a == 2 ? NAN : a == b || a == c ? 1.0 : any_u ? NAN : 0.0);
				snprintf(text, sizeof(text), "%c not in (%c, %c)", names[a], names[b], names[c]);
				VALUE(text, a == 2 ? NAN : a == b || a == c ? 0.0 : any_u ? NAN : 1.0);
			}
}

/* What the left side settles is not looked at on the right. */
static void
logic_stops_when_settled(void **state)
{
	(void) state;
	VALUE("f and 1/zero > 0", 0.0);
	VALUE("t or 1/zero > 0", 1.0);
	VALUE("n > 3 and n < 9 and 1/zero > 0", 0.0);
	assert_problem("t and 1/zero > 0", ROW(columns), EXPR_DIVISION_BY_ZERO, 8);
	assert_problem("u and 1/zero > 0", ROW(columns), EXPR_DIVISION_BY_ZERO, 8);
	assert_problem("u or 1/zero > 0", ROW(columns), EXPR_DIVISION_BY_ZERO, 7);
}

static void
comparisons_of_numbers(void **state)
{
	static const struct
	{
		const char *sign;
		bool		less;
		bool		equal;
		bool		greater;
	}			cases[] = {
		{"<", true, false, false}, {"<=", true, true, false}, {"=", false, true, false}, {"<>", true, false, true},
		{">=", false, true, true}, {">", false, false, true}
	};
	char		text[60];

	(void) state;
	for (int i = 0; i < LENGTH(cases); i++)
		for (int swapped = 0; swapped < 2; swapped++)
		{
			/* With a column on the left it is one step, else several. */
			const char *format = swapped ? "n + 0 %s %g + 0" : "n %s %g";

			snprintf(text, sizeof(text), format, cases[i].sign, 3.0);
			VALUE(text, cases[i].less);
			snprintf(text, sizeof(text), format, cases[i].sign, 2.0);
			VALUE(text, cases[i].equal);
			snprintf(text, sizeof(text), format, cases[i].sign, -1.5);
			VALUE(text, cases[i].greater);
			snprintf(text, sizeof(text), swapped ? "nothing + 0 %s 2" : "nothing %s 2", cases[i].sign);
			VALUE(text, NAN);
		}
	VALUE("zero = -zero", 1.0);
	VALUE("n = nothing", NAN);
	VALUE("nothing = nothing", NAN);
	VALUE("nothing <> nothing", NAN);
	VALUE("0.1 + 0.2 = 0.3", 0.0);
}

static void
between_is_two_comparisons(void **state)
{
	(void) state;
	VALUE("n between 1 and 3", 1.0);
	VALUE("n between 2 and 2", 1.0);
	VALUE("n between 3 and 1", 0.0);
	VALUE("n not between 1 and 3", 0.0);
	VALUE("n not between 3 and 1", 1.0);
	VALUE("nothing between 1 and 3", NAN);
	VALUE("n between nothing and 3", NAN);
	VALUE("n between nothing and 1", 0.0);
	VALUE("n between 3 and nothing", 0.0);
	VALUE("n between 1 and nothing", NAN);
	VALUE("n not between nothing and 1", 1.0);
	VALUE("n not between nothing and 3", NAN);
}

static void
membership_of_numbers(void **state)
{
	(void) state;
	VALUE("n in (1, 2, 3)", 1.0);
	VALUE("n in (1, 3)", 0.0);
	VALUE("n not in (1, 3)", 1.0);
	VALUE("n in (1, nothing)", NAN);
	VALUE("n in (nothing, 2)", 1.0);
	VALUE("n not in (nothing, 2)", 0.0);
	VALUE("n not in (nothing, 3)", NAN);
	VALUE("nothing in (1, 2)", NAN);
	VALUE("nothing not in (1, 2)", NAN);
	VALUE("zero in (-zero)", 1.0);
	VALUE("n in (t, f)", 0.0);
	VALUE("t in (1)", 1.0);
}

static void
is_null_is_never_null(void **state)
{
	(void) state;
	VALUE("nothing is null", 1.0);
	VALUE("nothing is not null", 0.0);
	VALUE("n is null", 0.0);
	VALUE("nothing + 1 is null", 1.0);
	VALUE("nothing = 1 is null", 1.0);
	VALUE("(nothing is null) is null", 0.0);
	VALUE("unknown is null", 1.0);
	VALUE("empty is null", 0.0);
	VALUE("coalesce(unknown, unknown) is not null", 0.0);
	VALUE("'x' is null", 0.0);
	VALUE("no_array is null", 1.0);
	VALUE("no_array is not null", 0.0);
	VALUE("no_factors is null", 0.0);
	VALUE("only_null is not null", 1.0);
	VALUE("code is null", 1.0);
	VALUE("not nothing is null", 0.0);
}

static void
comparisons_of_texts(void **state)
{
	(void) state;
	VALUE("word = same", 1.0);
	VALUE("word <> same", 0.0);
	VALUE("word = upper", 0.0);
	VALUE("word = longer", 0.0);
	VALUE("longer <> word", 1.0);
	VALUE("word = 'abc'", 1.0);
	VALUE("'abc' = word", 1.0);
	VALUE("word = 'abc '", 0.0);
	VALUE("empty = ''", 1.0);
	VALUE("empty = word", 0.0);
	VALUE("unknown = ''", NAN);
	VALUE("unknown <> word", NAN);
	VALUE("unknown = unknown", NAN);
	VALUE("'it''s' = 'it''s'", 1.0);
	VALUE("word in ('x', 'abc')", 1.0);
	VALUE("word in ('x', 'y')", 0.0);
	VALUE("word not in ('x', 'y')", 1.0);
	VALUE("word in ('x', unknown)", NAN);
	VALUE("word in (unknown, same)", 1.0);
	VALUE("word not in (unknown, same)", 0.0);
	VALUE("unknown in ('x')", NAN);
	VALUE("coalesce(unknown, word) = 'abc'", 1.0);
	VALUE("coalesce(unknown, unknown) = 'abc'", NAN);
	VALUE("coalesce(unknown, 'x', word) <> 'x'", 0.0);
	VALUE("coalesce(word, 'x') in (coalesce(unknown, same), 'y')", 1.0);
	VALUE("(word = 'abc') + 2*(upper = 'ABC') + 4*(empty = 'x')", 3.0);
}

/* As = ANY (array) of SQL. */
static void
membership_in_arrays(void **state)
{
	(void) state;
	VALUE("'neuromuscular' in factors", 1.0);
	VALUE("'' in factors", 1.0);
	VALUE("'It''s' in factors", 1.0);
	VALUE("'it''s' in factors", 0.0);
	VALUE("'x' not in factors", 1.0);
	VALUE("word in factors", 0.0);
	VALUE("unknown in factors", NAN);
	VALUE("'x' in gappy", NAN);
	VALUE("'x' not in gappy", NAN);
	VALUE("'' in gappy", 1.0);
	VALUE("'' not in gappy", 0.0);
	VALUE("'x' in no_factors", 0.0);
	VALUE("'x' not in no_factors", 1.0);
	VALUE("unknown in no_factors", 0.0);
	VALUE("unknown not in no_factors", 1.0);
	VALUE("unknown in only_null", NAN);
	VALUE("unknown in no_array", NAN);
	VALUE("'x' in only_null", NAN);
	VALUE("'x' in no_array", NAN);
	VALUE("coalesce(unknown, '') in factors", 1.0);
	VALUE("1.5*('neuromuscular' in factors) + ('x' in factors)", 1.5);
}

PURE_TESTS(TEST(truth_tables), TEST(three_operands), TEST(logic_stops_when_settled), TEST(comparisons_of_numbers),
		   TEST(between_is_two_comparisons), TEST(membership_of_numbers), TEST(is_null_is_never_null), TEST(comparisons_of_texts),
		   TEST(membership_in_arrays))
