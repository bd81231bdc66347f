/*
 * test_expression_limits.c
 *	  Hostile texts: deep, long, with very many names.  They are refused, or
 *	  read, checked, compiled and run without more stack than a bounded depth
 *	  needs.
 */
#include "literal.h"

#include "expressions.h"

/* So many times "before", then the middle, then as often "after". */
static char *
nested_text(int times, const char *before, const char *middle, const char *after)
{
	size_t		room = (size_t) times * (strlen(before) + strlen(after)) + strlen(middle) + 1;
	char	   *text = test_allocate(room);
	char	   *end = text;

	for (int i = 0; i < times; i++)
		end = stpcpy(end, before);
	end = stpcpy(end, middle);
	for (int i = 0; i < times; i++)
		end = stpcpy(end, after);
	return text;
}

static const char *const nestings[][3] = {
	{"(", "a", ")"}, {"- ", "a", ""}, {"+ ", "a", ""}, {"not ", "a", ""}, {"abs(", "a", ")"}, {"coalesce(1, ", "a", ")"},
	{"a in (", "1", ")"}, {"1 in (2, 3 in (", "a", "))"}, {"a in (1, -(", "1", "))"}, {"-(", "a", ")"}, {"(1 + ", "a", ")"},
	{"1 - (", "a", ")"}, {"2^(", "a", ")"}, {"-(", "a ^ 2", ") ^ 2"}, {"- - ", "a", " ^ 2"}, {"not (", "a", ") is null"},
	{"(a or b and not c = d + e * f ^ -", "a", ")"}, {"a between 1 and (", "a", ")"}, {"rcs(", "a", ", 2, 0, 1, 2)"}
};

/* The least and the most deeply nested of a kind that are refused. */
static int
least_refused(const char *const nesting[3])
{
	int			times = 1;

	for (;; times++)
	{
		Parsed		parsed = parse_text(nested_text(times, nesting[0], nesting[1], nesting[2]));
		const char *problem;

		if (parsed.root == EXPR_NONE)
		{
			assert_int_equal(parsed.error.problem, EXPR_TOO_COMPLEX);
			break;
		}
		problem = canonical_text_problem(&parsed);
		assert_holds(problem == NULL, "%d times %s%s: %s", times, nesting[0], nesting[2], problem);
		free_pieces();
	}
	free_pieces();
	return times;
}

/* Whatever is accepted has a canonical text that is accepted. */
static void
nesting_is_bounded_and_canonical_text_too(void **state)
{
	(void) state;
	for (int i = 0; i < LENGTH(nestings); i++)
	{
		int			least = least_refused(nestings[i]);

		assert_holds(least > 8 && least <= 201, "%s is refused %d deep", nestings[i][0], least);
	}
}

static void
deep_texts_are_refused(void **state)
{
	static const int depths[] = {1000, 10000, 100000};

	(void) state;
	for (int i = 0; i < LENGTH(nestings); i++)
		for (int j = 0; j < LENGTH(depths); j++)
		{
			const char *text = nested_text(depths[j], nestings[i][0], nestings[i][1], nestings[i][2]);
			Parsed		parsed = parse_text(text);

			assert_holds(parsed.root == EXPR_NONE && parsed.error.problem == EXPR_TOO_COMPLEX, "%d times %s", depths[j], nestings[i][0]);
			assert_no_problem(error_problem(&parsed.error, strlen(text)));
			free_pieces();
		}
}

/* Only nesting takes depth: the parts of a chain may be very many. */
static void
chains_are_as_long_as_the_text(void **state)
{
	static const char *const links[][3] = {
		{"1 + ", "a", "number"}, {"a - ", "1", "number"}, {"1*", "a", "number"}, {"a/", "1", "number"}, {"1 ^ ", "a", "number"},
		{"a = 0 or ", "a = 1", "boolean"}, {"a = 1 and ", "not a = 1", "boolean"}, {"0.5*a + ", "a", "number"},
		{"0.5*(a < 2) + ", "a", "number"}
	};

	(void) state;
	for (int i = 0; i < LENGTH(links); i++)
	{
		Parsed		parsed = parse_text(nested_text(10000, links[i][0], links[i][1], ""));
		ExprKind	kind = EXPR_KIND_NUMBER;
		ExprInput	input = {.number = 1.0};
		ExprProgram program;
		double		value;
		int32_t		at;

		assert_holds(parsed.root != EXPR_NONE, "%s: %s", links[i][0], parsed.error.detail);
		assert_no_problem(canonical_text_problem(&parsed));
		assert_true(expr_check(&parsed.forest, parsed.root, &kind,
							   links[i][2][0] == 'n' ? EXPR_KIND_NUMBER : EXPR_KIND_BOOLEAN, &parsed.error));
		assert_true(expr_compile(&program, &parsed.forest, parsed.root, test_allocate, &parsed.error));
		assert_int_equal(expr_evaluate(&program, &input, &value, &at), EXPR_FINE);
		assert_true(isfinite(value));
		free_pieces();
	}
}

/* A million elements of one kind after another, in every place that takes many. */
static void
long_lists_are_read(void **state)
{
	char	   *texts[] = {
		nested_text(65536, "a,", "a", ""), nested_text(30000, "V41,", "V41", ""), nested_text(65536, "x", "", ""),
		nested_text(262144, "1, ", "1", "")
	};
	static const char *const shapes[] = {"least(%s)", "a in {%s}", "a = '%s'", "a in (%s)"};

	(void) state;
	for (int i = 0; i < LENGTH(texts); i++)
	{
		size_t		room = strlen(texts[i]) + 20;
		char	   *text = test_allocate(room);
		Parsed		parsed;

		snprintf(text, room, shapes[i], texts[i]);
		parsed = parse_text(text);
		if (i == 0)
		{
			assert_int_equal(parsed.root, EXPR_NONE);
			assert_string_equal(parsed.error.detail, "Function least does not take 65537 arguments");
			continue;
		}
		assert_holds(parsed.root != EXPR_NONE, "%s", parsed.error.detail);
		assert_no_problem(canonical_text_problem(&parsed));
	}
	free_pieces();
}

static char *
many_names(int count)
{
	char	   *text = test_allocate((size_t) count * 8 + 2);
	char	   *end = text;

	for (int i = 0; i < count; i++)
		end += sprintf(end, "n%d+", i);
	strcpy(end, "0");
	return text;
}

/* A row of a table has at most 1600 columns; names beyond them fit no row. */
static void
names_are_bounded(void **state)
{
	Parsed		parsed = parse_text(many_names(EXPR_COLUMNS_LIMIT));

	(void) state;
	assert_true(parsed.root != EXPR_NONE);
	assert_int_equal(parsed.forest.column_count, EXPR_COLUMNS_LIMIT);
	assert_no_problem(canonical_text_problem(&parsed));

	parsed = parse_text(many_names(20000));
	assert_int_equal(parsed.root, EXPR_NONE);
	assert_int_equal(parsed.error.problem, EXPR_TOO_COMPLEX);
	assert_string_equal(parsed.error.detail, "More than 1664 columns are named");
	assert_true(strncmp(many_names(20000) + parsed.error.at, "n1664+", 6) == 0);

	parsed = parse_text(nested_text(100000, "a + b + ", "\"a\"", ""));
	assert_true(parsed.root != EXPR_NONE);
	assert_int_equal(parsed.forest.column_count, 2);
	free_pieces();
}

static void
a_megabyte_of_anything(void **state)
{
	static const char *const refused[] = {
		"\xFF", "\x80", "\xC2\xA0", "\xE2\x88\x92", "\"", "{", "}", "(", ")", "-", "+", "--", "--\n", "1", ".", "1.", "e", "1e1", "a",
		"a ", "1 ", ",", "{}", "'' ", "\x01", "<", "not ", "in", "in ", "is null ", "a in ", "a in (", "x between "
	};

	(void) state;
	for (int i = 0; i < LENGTH(refused); i++)
	{
		char	   *text = nested_text(1048576 / (int) strlen(refused[i]), refused[i], "", "");
		Parsed		parsed = parse_text(text);

		assert_holds(parsed.root == EXPR_NONE, "accepted: a megabyte of %s", refused[i]);
		assert_no_problem(error_problem(&parsed.error, strlen(text)));
		free_pieces();
	}
}

PURE_TESTS(TEST(nesting_is_bounded_and_canonical_text_too), TEST(deep_texts_are_refused), TEST(chains_are_as_long_as_the_text),
		   TEST(long_lists_are_read), TEST(names_are_bounded), TEST(a_megabyte_of_anything))
