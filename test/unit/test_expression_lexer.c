/*
 * test_expression_lexer.c
 *	  Tokens and where they stand; numbers, quotes, blanks and signs.
 */
#include "literal.h"

#include "expressions.h"

/* Kinds of tokens as letters, a blank between, each with the text that it is. */
static const char letters[] = ".#'n\"{+-*/^=(),:?";

static void
describe(const char *text, char *description, size_t room, ExprError *error)
{
	size_t		length = strlen(text);
	char	   *copy = exact_bytes(text, length);
	ExprLexer	lexer;
	size_t		used = 0;
	bool		fine = expr_lexer_start(&lexer, copy, 0, (int32_t) length, error);

	description[0] = '\0';
	for (; fine && lexer.token.kind != TOKEN_END; fine = expr_advance(&lexer))
		used += (size_t) snprintf(description + used, room - used, "%s%c%.*s", used > 0 ? " " : "",
								  letters[lexer.token.kind], (int) (lexer.token.end - lexer.token.at),
								  copy + lexer.token.at);
	if (fine)
		assert_int_equal(lexer.token.at, length);
	free(copy);
}

static void
assert_tokens(const char *text, const char *wanted)
{
	char		description[400];
	ExprError	error;

	describe(text, description, sizeof(description), &error);
	assert_int_equal(error.problem, EXPR_FINE);
	assert_string_equal(description, wanted);
}

static void
assert_malformed(const char *text, ExprProblem problem, int32_t at, const char *detail)
{
	char		description[400];
	ExprError	error;

	describe(text, description, sizeof(description), &error);
	assert_string_equal(error.detail, detail);
	assert_int_equal(error.problem, problem);
	assert_int_equal(error.at, at);
	assert_true(is_whole_utf8(error.detail));
}

static void
tokens_of_every_kind(void **state)
{
	(void) state;
	assert_tokens("", "");
	assert_tokens(" \t\r\n\v\f", "");
	assert_tokens("1+2", "#1 ++ #2");
	assert_tokens("a_1$*B2", "na_1$ ** nB2");
	assert_tokens("'it''s'/\"A \"\"b\"\"\"", "''it''s' // \"\"A \"\"b\"\"\"");
	assert_tokens("''", "'''");
	assert_tokens("{V41-V46, W05.1}^(x):,", "{{V41-V46, W05.1} ^^ (( nx )) :: ,,");
	assert_tokens("a<b<=c<>d!=e=f>=g>h", "na =< nb =<= nc =<> nd =!= ne == nf =>= ng => nh");
	assert_tokens("a;b[1]%c", "na ?; nb ?[ #1 ?] ?% nc");
	assert_tokens("!a", "?! na");
	assert_tokens("\x01", "?\x01");
}

static void
signs_of_printed_formulas(void **state)
{
	(void) state;
	assert_tokens("a\xE2\x88\x92" "b", "na -\xE2\x88\x92 nb");
	assert_tokens("a\xC3\x97" "b\xC2\xB7" "c", "na *\xC3\x97 nb *\xC2\xB7 nc");
	assert_tokens("a\xE2\x89\xA4" "b\xE2\x89\xA5" "c\xE2\x89\xA0" "d", "na =\xE2\x89\xA4 nb =\xE2\x89\xA5 nc =\xE2\x89\xA0 nd");
	assert_tokens("1\xC2\xA0+\xC2\xA0" "2", "#1 ++ #2");
	/* An en dash and curly quotes are no signs of the language, and no letters. */
	assert_tokens("a\xE2\x80\x93" "b", "na ?\xE2\x80\x93 nb");
	assert_tokens("\xE2\x80\x98x\xE2\x80\x99", "?\xE2\x80\x98 nx ?\xE2\x80\x99");
}

static void
names_are_letters_of_any_script(void **state)
{
	(void) state;
	assert_tokens("\xC3\xA4lter + \xE5\xB9\xB4", "n\xC3\xA4lter ++ n\xE5\xB9\xB4");
	assert_tokens("_x x$", "n_x nx$");
	assert_tokens("$x", "?$ nx");
	assert_tokens("caf\xC3\xA9\xF0\x9F\x98\x80", "ncaf\xC3\xA9\xF0\x9F\x98\x80");
}

static void
comments_end_with_the_line(void **state)
{
	(void) state;
	assert_tokens("1 -- one + two\n+ 2--", "#1 ++ #2");
	assert_tokens("-- nothing", "");
	assert_tokens("--", "");
	assert_tokens("1 - -2", "#1 -- -- #2");
	assert_tokens("'a--b'", "''a--b'");
}

static void
orders_of_comparisons(void **state)
{
	static const struct
	{
		const char *text;
		int			orders;
	}			cases[] = {
		{"<", EXPR_LESS}, {"=", EXPR_EQUAL}, {">", EXPR_GREATER}, {"<=", EXPR_LESS | EXPR_EQUAL},
		{">=", EXPR_GREATER | EXPR_EQUAL}, {"<>", EXPR_LESS | EXPR_GREATER}, {"!=", EXPR_LESS | EXPR_GREATER},
		{"\xE2\x89\xA4", EXPR_LESS | EXPR_EQUAL}, {"\xE2\x89\xA5", EXPR_GREATER | EXPR_EQUAL},
		{"\xE2\x89\xA0", EXPR_LESS | EXPR_GREATER}
	};
	ExprLexer	lexer;
	ExprError	error;

	(void) state;
	for (int i = 0; i < LENGTH(cases); i++)
	{
		assert_true(expr_lexer_start(&lexer, cases[i].text, 0, (int32_t) strlen(cases[i].text), &error));
		assert_int_equal(lexer.token.kind, TOKEN_COMPARISON);
		assert_int_equal(lexer.token.orders, cases[i].orders);
	}
}

static void
assert_number(const char *text, double wanted)
{
	ExprLexer	lexer;
	ExprError	error;

	assert_holds(expr_lexer_start(&lexer, text, 0, (int32_t) strlen(text), &error), "%s: %s", text, error.detail);
	assert_int_equal(lexer.token.kind, TOKEN_NUMBER);
	assert_int_equal(lexer.token.end, strlen(text));
	assert_true(lexer.token.number == wanted);
}

static void
numbers_are_read(void **state)
{
	(void) state;
	assert_number("0", 0.0);
	assert_number("007", 7.0);
	assert_number("1.", 1.0);
	assert_number(".5", 0.5);
	assert_number("4.12", 4.12);
	assert_number("1e3", 1000.0);
	assert_number("1E+3", 1000.0);
	assert_number("1.e-3", 0.001);
	assert_number(".5e1", 5.0);
	assert_number("9007199254740993", 9007199254740992.0);
	assert_number("1.7976931348623157e308", DBL_MAX);
	assert_number("2.2250738585072014e-308", DBL_MIN);
	assert_number("5e-324", DBL_TRUE_MIN);
	assert_number("0e-400", 0.0);
	assert_number("0.0000000000000000000000000000000000000000000000000000000000001", 1e-61);
}

static void
numbers_that_are_none(void **state)
{
	static const struct
	{
		const char *text;
		const char *detail;
	}			cases[] = {
		{"1x", "Expected a number, found \"1x\""},
		{"1e", "Expected a number, found \"1e\""},
		{"1e+", "Expected a number, found \"1e\""},
		{"0x10", "Expected a number, found \"0x\""},
		{"1_000", "Expected a number, found \"1_\""},
		{"1.2.3", "Expected a number, found \"1.2.\""},
		{"1..2", "Expected a number, found \"1..\""},
		{"1$", "Expected a number, found \"1$\""},
		{"12\xC3\xA9", "Expected a number, found \"12\xC3\xA9\""},
		{"1\xF0\x9F\x98\x80", "Expected a number, found \"1\xF0\x9F\x98\x80\""},
		{"1e309", "Number 1e309 is out of range"},
		{"2e308", "Number 2e308 is out of range"},
		{"1e-400", "Number 1e-400 is out of range"},
		{"1e-324", "Number 1e-324 is out of range"}
	};
	char		text[80];

	(void) state;
	for (int i = 0; i < LENGTH(cases); i++)
	{
		snprintf(text, sizeof(text), "a + %s", cases[i].text);
		assert_malformed(text, EXPR_SYNTAX, 4, cases[i].detail);
	}
	memset(text, '1', 65);
	text[65] = '\0';
	assert_malformed(text, EXPR_TOO_COMPLEX, 0, "A number has at most 64 characters");
	text[64] = '\0';
	assert_number(text, strtod(text, NULL));
}

static void
what_is_not_closed(void **state)
{
	(void) state;
	assert_malformed("a = 'x", EXPR_SYNTAX, 4, "Quote ' is not closed");
	assert_malformed("'x''", EXPR_SYNTAX, 0, "Quote ' is not closed");
	assert_malformed("'", EXPR_SYNTAX, 0, "Quote ' is not closed");
	assert_malformed("1 + \"x\"\"", EXPR_SYNTAX, 4, "Quote \" is not closed");
	assert_malformed("a in {V41", EXPR_SYNTAX, 5, "Brace { is not closed");
}

static void
lines_and_columns(void **state)
{
	static const char text[] = "a\nb\xC3\xA9" "c\r\n\n\xE2\x89\xA4x";
	static const struct
	{
		int32_t		at;
		int			line;
		int			column;
	}			cases[] = {{0, 1, 1}, {1, 1, 2}, {2, 2, 1}, {3, 2, 2}, {5, 2, 3}, {8, 3, 1}, {9, 4, 1}, {12, 4, 2}, {13, 4, 3}};

	(void) state;
	for (int i = 0; i < LENGTH(cases); i++)
	{
		int			line,
					column;

		expr_position(text, cases[i].at, &line, &column);
		assert_holds(line == cases[i].line && column == cases[i].column, "at %d: line %d column %d", cases[i].at, line, column);
	}
}

/* What an error shows of a text is cut between characters, and read within the text. */
static void
long_tokens_are_cut_between_characters(void **state)
{
	char		text[200];
	ExprLexer	lexer;
	ExprError	error;

	(void) state;
	for (int width = 1; width <= 4; width++)
		for (int before = 0; before < 4; before++)
		{
			static const char *const letter[] = {"", "x", "\xC3\xA9", "\xE5\xB9\xB4", "\xF0\x9F\x98\x80"};
			int			length = snprintf(text, sizeof(text), "%.*s", before, "aaaa");
			char	   *copy;

			for (int i = 0; i < 20; i++)
				length += snprintf(text + length, sizeof(text) - (size_t) length, "%s%s", letter[width], letter[width]);
			copy = exact_bytes(text, (size_t) length);
			assert_true(expr_lexer_start(&lexer, copy, 0, length, &error));
			expr_expected(&lexer, "it");
			assert_true(is_whole_utf8(error.detail) && strstr(error.detail, "...\"") != NULL);
			free(copy);
		}
}

/* Bytes that only ever follow others, as a text of another encoding may hold. */
static void
bytes_that_are_no_utf8(void **state)
{
	ExprLexer	lexer;
	ExprError	error;

	(void) state;
	for (int length = 1; length < 70; length++)
	{
		char	   *text = malloc((size_t) length);

		memset(text, 0xA9, (size_t) length);
		assert_true(expr_lexer_start(&lexer, text, 0, length, &error));
		assert_int_equal(lexer.token.kind, TOKEN_NAME);
		assert_int_equal(lexer.token.end, length);
		assert_false(expr_expected(&lexer, "it"));
		free(text);
	}
}

PURE_TESTS(TEST(tokens_of_every_kind), TEST(signs_of_printed_formulas), TEST(names_are_letters_of_any_script),
		   TEST(comments_end_with_the_line), TEST(orders_of_comparisons), TEST(numbers_are_read), TEST(numbers_that_are_none),
		   TEST(what_is_not_closed), TEST(lines_and_columns), TEST(long_tokens_are_cut_between_characters),
		   TEST(bytes_that_are_no_utf8))
