/*
 * test_expression_grammar.c
 *	  What the language takes, and how that is written canonically; what it
 *	  refuses, where, and in which words.
 */
#include "literal.h"

#include "expressions.h"

static void
assert_canonical(const char *text, const char *wanted)
{
	Parsed		parsed = parse_text(text);

	assert_holds(parsed.root != EXPR_NONE, "%s: %s", text, parsed.error.detail);
	assert_string_equal(printed(&parsed).text, wanted);
	assert_no_problem(canonical_text_problem(&parsed));
	free_pieces();
}

/* A text, and its canonical one or NULL for the same. */
typedef const char *const Spelling[2];

static void
assert_spellings(Spelling *spellings, int count)
{
	for (int i = 0; i < count; i++)
		assert_canonical(spellings[i][0], spellings[i][spellings[i][1] != NULL]);
}

#define ASSERT_SPELLINGS(spellings) assert_spellings(spellings, LENGTH(spellings))

static void
numbers(void **state)
{
	static Spelling spellings[] = {
		{"0"}, {"1"}, {"-4.12"}, {"007", "7"}, {"1.50", "1.5"}, {".5", "0.5"}, {"5.", "5"}, {"1e3", "1000"},
		{"1e15", "1e+15"}, {"1e-5", "1e-05"}, {"0.0001"}, {"0.1"}, {"123456789012345"}, {"0.30000000000000004"},
		{"9007199254740993", "9007199254740992"}, {"5e-324", "4.94065645841247e-324"},
		{"1.7976931348623157e308", "1.7976931348623157e+308"}, {"+1", "1"}, {"+ + 1", "1"}, {"- -1", "-(-1)"},
		{"- - -1", "-(-(-1))"}, {"-0", "-0"}
	};

	(void) state;
	ASSERT_SPELLINGS(spellings);
}

static void
texts_and_booleans(void **state)
{
	static Spelling spellings[] = {
		{"''"}, {"'it''s'"}, {"'a\"b'"}, {"' A '"}, {"'\xC3\xA9'"}, {"'a\nb'"}, {"''''"}, {"TRUE", "true"}, {"False", "false"}
	};

	(void) state;
	ASSERT_SPELLINGS(spellings);
}

static void
columns_fold_unless_quoted(void **state)
{
	static Spelling spellings[] = {
		{"age_years"}, {"Age_Years", "age_years"}, {"\"age_years\"", "age_years"}, {"\"Age\""}, {"\"a b\""}, {"\"a\"\"b\""},
		{"\"1a\""}, {"\"\xC3\x89t\xC3\xA9\"", "\xC3\x89t\xC3\xA9"}, {"\"a$b_1\"", "a$b_1"}, {"\"$a\""}, {"\"a\xC2\xB7" "b\""},
		{"\"and\""}, {"\"Null\""}, {"\"null\""}, {"\"when\""}, {"\"is\" + \"in\""}, {"\"a--b\""}, {"\" a\""}, {"\"a \""}, {"\"--\na\""}, {"\"\xC2\xA0" "a\""}, {"\"{\""}, {"\"'\""},
		{"abs + ln*exp"}, {"coalesce"}, {"rcs in least"}, {"least in (greatest, sqrt)"}, {"\"abs\"", "abs"}
	};

	(void) state;
	ASSERT_SPELLINGS(spellings);
}

static void
operators(void **state)
{
	static Spelling spellings[] = {
		{"a+b-c", "a + b - c"}, {"a * b/c", "a*b/c"}, {"a^b", "a ^ b"}, {"a-(b-c)", "a - (b - c)"}, {"a/(b*c)"}, {"(a*b)/c"},
		{"(((a)))", "a"}, {"a+(b*c)", "a + b*c"}, {"(a+b)*c", "(a + b)*c"}, {"a--b\n+c", "a + c"}, {"a - -b"}, {"a*-b"},
		{"-a^2", "(-a) ^ 2"}, {"-(a^2)", "-(a ^ 2)"}, {"2^-1", "2 ^ (-1)"}, {"a^b^c", "a ^ b ^ c"}, {"a^(b^c)", "a ^ (b ^ c)"},
		{"a<b", "a < b"}, {"a<=b", "a <= b"}, {"a=b", "a = b"}, {"a<>b", "a <> b"}, {"a!=b", "a <> b"}, {"a>b", "a > b"},
		{"a>=b", "a >= b"}, {"(a<b)=(c<d)", "(a < b) = (c < d)"}, {"a\xE2\x89\xA4" "2\xC3\x97" "b\xE2\x88\x92" "1", "a <= 2*b - 1"},
		{"0.31*(age<2)", "0.31*(age < 2)"}, {"-(a < b)"}, {"-(a + b)"}, {"-a + b"}, {"-a*b"}
	};

	(void) state;
	ASSERT_SPELLINGS(spellings);
}

static void
logic(void **state)
{
	static Spelling spellings[] = {
		{"a AND b Or c", "a and b or c"}, {"a and (b or c)"}, {"not a"}, {"not not a"}, {"not (a and b)"}, {"(not a) and b", "not a and b"},
		{"(not a) = b"}, {"a is null"}, {"a IS NOT NULL", "a is not null"}, {"not a is null"}, {"(not a) is null"},
		{"a = b is null"}, {"a = (b is null)"}, {"(a is null) is null"}, {"a + b is null"}, {"(a and b) is not null"},
		{"(a or b) or c"}, {"a or (b or c)"}
	};

	(void) state;
	ASSERT_SPELLINGS(spellings);
}

static void
ranges_and_lists(void **state)
{
	static Spelling spellings[] = {
		{"a between 1 and 2"}, {"a not between b + 1 and -c"}, {"a between 1 and 2 and b"}, {"a between (b < c) and d"},
		{"(a between 1 and 2) = b", "a between 1 and 2 = b"}, {"(a between 1 and 2) between b and c"}, {"a = b between 1 and 2"},
		{"a in (1)"}, {"a in (1,2 , b)", "a in (1, 2, b)"}, {"a not in ('x', 'y')"}, {"not a in (1)"}, {"(a in (1)) in (true)"},
		{"a in (b or c, (d))", "a in (b or c, d)"}, {"a + b in (1)"}, {"'x' in factors"}, {"'x' not in \"Factors\""}, {"x in y"},
		{"a in {V41-V46, W05.1}"}, {"a in {v411,W051 , q67 - q68}", "a in {V41.1, W05.1, Q67-Q68}"},
		{"a not in {M41.1}"}, {"a in {I10X}", "a in {I10}"}, {"a in {V41-V41}"}, {"a in {\nV41,\tV42 }", "a in {V41, V42}"}
	};

	(void) state;
	ASSERT_SPELLINGS(spellings);
}

static void
functions(void **state)
{
	static Spelling spellings[] = {
		{"abs(a)"}, {"SQRT ( a )", "sqrt(a)"}, {"ln(exp(a))"}, {"least(a)"}, {"greatest(a, b or c, -1)"}, {"coalesce(a, 'x')"},
		{"rcs(a, 1, 0, 1, 2)"}, {"rcs(a + b, 2, -1.5, +1, 2e1)", "rcs(a + b, 2, -1.5, 1, 20)"}, {"abs(a) ^ 2"}, {"-abs(a)"}
	};

	(void) state;
	ASSERT_SPELLINGS(spellings);
}

typedef struct Refusal
{
	const char *text;
	int32_t		at;
	const char *detail;
} Refusal;

static void
assert_refused(const Refusal *refusals, int count)
{
	for (int i = 0; i < count; i++)
	{
		const Refusal *r = &refusals[i];
		Parsed		parsed = parse_text(r->text);

		assert_holds(parsed.root == EXPR_NONE, "accepted: %s", r->text);
		assert_string_equal(parsed.error.detail, r->detail);
		assert_holds(parsed.error.problem == EXPR_SYNTAX && parsed.error.at == r->at, "%s: problem %d at %d", r->text,
					 parsed.error.problem, parsed.error.at);
		free_pieces();
	}
}

#define ASSERT_REFUSED(refusals) assert_refused(refusals, LENGTH(refusals))

#define OPERAND "a number, a text, a column or \"(\""

static void
missing_operands(void **state)
{
	static const Refusal refusals[] = {
		{"", 0, "Expected " OPERAND " at the end"},
		{"  ", 2, "Expected " OPERAND " at the end"},
		{"1 +", 3, "Expected " OPERAND " at the end"},
		{"1 + * 2", 4, "Expected " OPERAND ", found \"*\""},
		{"()", 1, "Expected " OPERAND ", found \")\""},
		{"a and", 5, "Expected " OPERAND " at the end"},
		{"and a", 0, "Expected " OPERAND ", found \"and\""},
		{"not", 3, "Expected " OPERAND " at the end"},
		{"a = not b", 4, "Expected " OPERAND ", found \"not\""},
		{"a + null", 4, "Expected " OPERAND ", found \"null\""},
		{"{V41}", 0, "Expected " OPERAND ", found \"{V41}\""},
		{"= 1", 0, "Expected " OPERAND ", found \"=\""},
		{"abs()", 4, "Expected " OPERAND ", found \")\""},
		{"a in ()", 6, "Expected " OPERAND ", found \")\""},
		{"a in (1,)", 8, "Expected " OPERAND ", found \")\""},
		{"a + ;", 4, "Expected " OPERAND ", found \";\""},
		{"a \xE2\x80\x93 b", 2, "Expected the end, found \"\xE2\x80\x93\""}
	};

	(void) state;
	ASSERT_REFUSED(refusals);
}

static void
what_cannot_follow(void **state)
{
	static const Refusal refusals[] = {
		{"1 2", 2, "Expected the end, found \"2\""},
		{"a b", 2, "Expected the end, found \"b\""},
		{"a 'x'", 2, "Expected the end, found \"'x'\""},
		{"(1", 2, "Expected \")\" at the end"},
		{"(1, 2)", 2, "Expected \")\", found \",\""},
		{"1)", 1, "Expected the end, found \")\""},
		{"a < b < c", 6, "Expected \"and\" or \"or\" between comparisons, found \"<\""},
		{"a = b <> c", 6, "Expected \"and\" or \"or\" between comparisons, found \"<>\""},
		{"a not b", 6, "Expected \"between\" or \"in\", found \"b\""},
		{"a is b", 5, "Expected \"null\" or \"not null\", found \"b\""},
		{"a is not true", 9, "Expected \"null\", found \"true\""},
		{"a is null is null", 10, "Expected the end, found \"is\""},
		{"a between 1", 11, "Expected \"and\" at the end"},
		{"a between 1 or 2", 12, "Expected \"and\", found \"or\""},
		{"a in 3", 5, "Expected \"(\", \"{\" or a column, found \"3\""},
		{"a in null", 5, "Expected \"(\", \"{\" or a column, found \"null\""},
		{"a in b(c)", 6, "Expected the end, found \"(\""},
		{"a in (1) in (2)", 9, "Expected the end, found \"in\""},
		{"a == b", 3, "Expected " OPERAND ", found \"=\""},
		{"'x' || 'y'", 4, "Expected the end, found \"|\""}
	};

	(void) state;
	ASSERT_REFUSED(refusals);
}

static void
functions_that_are_none(void **state)
{
	static const Refusal refusals[] = {
		{"abs(a, b)", 0, "Function abs does not take 2 arguments"},
		{"1 + rcs(a, 1, 2, 3)", 4, "Function rcs does not take 4 arguments"},
		{"rcs(a)", 0, "Function rcs does not take 1 argument"},
		{"ln(a", 4, "Expected \",\" or \")\" at the end"},
		{"rcs(a, 1.5, 0, 1, 2)", 7, "The second argument of rcs is a whole number from 1 to 2, one less than there are knots"},
		{"rcs(a, 0, 0, 1, 2)", 7, "The second argument of rcs is a whole number from 1 to 2, one less than there are knots"},
		{"rcs(a, 3, 0, 1, 2)", 7, "The second argument of rcs is a whole number from 1 to 2, one less than there are knots"},
		{"rcs(a, -1, 0, 1, 2)", 7, "The second argument of rcs is a whole number from 1 to 2, one less than there are knots"},
		{"rcs(a, 1e300, 0, 1, 2)", 7, "The second argument of rcs is a whole number from 1 to 2, one less than there are knots"},
		{"rcs(a, b, 0, 1, 2)", 7, "The second argument of rcs is a whole number from 1 to 2, one less than there are knots"},
		{"rcs(a, 1, 0, 0, 2)", 13, "Knots of rcs are ascending numbers"},
		{"rcs(a, 1, 0, 1, 0.5)", 16, "Knots of rcs are ascending numbers"},
		{"rcs(a, 1, 0, b, 2)", 13, "Knots of rcs are ascending numbers"}
	};
	Parsed		parsed = parse_text("1 + log(a)");

	(void) state;
	ASSERT_REFUSED(refusals);
	assert_int_equal(parsed.error.at, 4);
	assert_string_equal(parsed.error.detail, "Expected a known function, found \"log\"");
	assert_string_equal(parsed.error.hint, "Functions are abs, sqrt, ln, exp, least, greatest, coalesce and rcs.");
	free_pieces();
}

#define OF_CODES "\" is no code or range of codes"

static void
lists_of_codes_that_are_none(void **state)
{
	static const Refusal refusals[] = {
		{"a in {}", 6, "\"" OF_CODES},
		{"a in {V41,}", 10, "\"" OF_CODES},
		{"a in {V41, x}", 11, "\"x" OF_CODES},
		{"a in {V4}", 6, "\"V4" OF_CODES},
		{"a in {V41-V4}", 6, "\"V41-V4" OF_CODES},
		{"a in {V46-V41}", 6, "\"V46-V41\" is a range that ends before it begins"},
		{"a in {12345678901234567890123456789012345}", 6, "\"123456789012345678901234567890..." OF_CODES},
		{"a in {\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9x\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9}",
			6, "\"\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9x\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9..." OF_CODES}
	};

	(void) state;
	ASSERT_REFUSED(refusals);
	for (int i = 0; i < LENGTH(refusals); i++)
		assert_true(is_whole_utf8(refusals[i].detail));
}

static void
names_have_1_to_63_bytes(void **state)
{
	char		name[70];

	(void) state;
	memset(name, 'n', 64);
	name[63] = '\0';
	assert_canonical(name, name);
	name[63] = 'n';
	name[64] = '\0';
	assert_refused(&(Refusal) {name, 0, "A column's name has 1 to 63 bytes"}, 1);
	assert_refused(&(Refusal) {"1 + \"\"", 4, "A column's name has 1 to 63 bytes"}, 1);
	/* Quotes that are doubled count once. */
	memset(name, 'n', 66);
	name[0] = name[65] = name[1] = name[2] = '"';
	name[66] = '\0';
	assert_canonical(name, name);
}

PURE_TESTS(TEST(numbers), TEST(texts_and_booleans), TEST(columns_fold_unless_quoted), TEST(operators), TEST(logic),
		   TEST(ranges_and_lists), TEST(functions), TEST(missing_operands), TEST(what_cannot_follow),
		   TEST(functions_that_are_none), TEST(lists_of_codes_that_are_none), TEST(names_have_1_to_63_bytes))
