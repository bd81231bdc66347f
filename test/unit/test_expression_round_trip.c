/*
 * test_expression_round_trip.c
 *	  Random expressions, oddly spelt: canonical text parses to the same tree.
 *	  Mutants of them never break anything.
 */
#include "literal.h"

#include "expressions.h"

#define TREES 20000
#define MUTANTS 60000
#define TEXT_ROOM 65536

typedef struct Writer
{
	Random		random;
	char	   *text;
	size_t		length;
} Writer;

static int
draw(Writer *w, int limit)
{
	return (int) random_below(&w->random, limit);
}

static void
put(Writer *w, const char *text)
{
	size_t		length = strlen(text);

	if (w->length + length >= TEXT_ROOM)
		return;
	memcpy(w->text + w->length, text, length + 1);
	w->length += length;
}

static const char *
one_of(Writer *w, const char *const *choices, int count)
{
	return choices[draw(w, count)];
}

#define ONE_OF(w, ...) \
	one_of(w, (const char *const[]) {__VA_ARGS__}, LENGTH(((const char *const[]) {__VA_ARGS__})))

static void
put_blank(Writer *w)
{
	put(w, ONE_OF(w, " ", " ", " ", "\n", "\t ", " -- a + b\n", "\xC2\xA0", "  "));
}

/* A word in any case, with blanks around. */
static void
put_word(Writer *w, const char *word)
{
	size_t		start;

	put_blank(w);
	start = w->length;
	put(w, word);
	for (size_t i = start; i < w->length; i++)
		if (w->text[i] >= 'a' && w->text[i] <= 'z' && draw(w, 4) == 0)
			w->text[i] = (char) (w->text[i] - 'a' + 'A');
	put_blank(w);
}

static void
put_sign(Writer *w, const char *sign)
{
	if (draw(w, 2))
		put_blank(w);
	put(w, sign);
	/* A minus may follow, and two begin a comment. */
	put_blank(w);
}

static void put_number(Writer *w, int depth);
static void put_boolean(Writer *w, int depth);

static void
put_digits(Writer *w)
{
	char		digits[40];

	switch (draw(w, 4))
	{
		case 0:
			snprintf(digits, sizeof(digits), "%d", draw(w, 100));
			break;
		case 1:
			snprintf(digits, sizeof(digits), "%d.%d", draw(w, 10), draw(w, 1000));
			break;
		case 2:
			snprintf(digits, sizeof(digits), "%.17g", random_scale(&w->random, 1e-300, 1e300));
			break;
		default:
			snprintf(digits, sizeof(digits), ".%de%d", draw(w, 1000), draw(w, 40) - 20);
	}
	put(w, digits);
}

static void
put_column(Writer *w, char kind)
{
	char		name[16];

	snprintf(name, sizeof(name), "%c%d", kind, draw(w, 3));
	if (draw(w, 3) == 0)
		put(w, ONE_OF(w, "\"Age Years\"", "\"a\"\"b\"", "\xC3\xA9t\xC3\xA9", "LEAST", "\"and\"", "_x$1", "\"\xC2\xB7\""));
	else
		put(w, name);
}

static void
put_text(Writer *w)
{
	if (draw(w, 3) == 0)
		put_column(w, 't');
	else
		put(w, ONE_OF(w, "''", "'x'", "'it''s'", "'--'", "'{'", "'\xC3\xA9'", "'V41.1'"));
}

static void
put_enclosed(Writer *w, void (*put_operand) (Writer *, int), int depth)
{
	put(w, "(");
	put_operand(w, depth - 1);
	put(w, ")");
}

static void
put_pair(Writer *w, void (*put_operand) (Writer *, int), int depth, const char *sign, bool word)
{
	put_operand(w, depth - 1);
	if (word)
		put_word(w, sign);
	else
		put_sign(w, sign);
	put_operand(w, depth - 1);
}

static void
put_function(Writer *w, int depth)
{
	put(w, ONE_OF(w, "abs(", "SQRT (", "ln(", "Exp("));
	put_number(w, depth - 1);
	put(w, ")");
}

static void
put_many(Writer *w, int depth)
{
	put(w, ONE_OF(w, "least(", "greatest(", "coalesce("));
	for (int left = draw(w, 4); left >= 0; left--)
	{
		put_number(w, depth - 1);
		put(w, left > 0 ? " , " : ")");
	}
}

static void
put_spline(Writer *w, int depth)
{
	put(w, "rcs(");
	put_number(w, depth - 1);
	put(w, ONE_OF(w, ", 1, 0, 1, 2)", ", 2, -1.5, 0, 1e3)", ",3,-4,+3,4.5,5)"));
}

static void
put_number(Writer *w, int depth)
{
	if (depth <= 0)
	{
		if (draw(w, 2))
			put_digits(w);
		else
			put_column(w, 'n');
		return;
	}
	switch (draw(w, 10))
	{
		case 0:
			put(w, ONE_OF(w, "-", "- -", "+", "\xE2\x88\x92"));
			put_number(w, depth - 1);
			break;
		case 1:
			put_function(w, depth);
			break;
		case 2:
			put_many(w, depth);
			break;
		case 3:
			put_spline(w, depth);
			break;
		case 4:
			put_enclosed(w, put_boolean, depth);
			break;
		case 5:
			put_enclosed(w, put_number, depth);
			break;
		default:
			put_pair(w, put_number, depth, ONE_OF(w, "+", "-", "*", "/", "^", "\xC3\x97", "\xC2\xB7"), false);
	}
}

static void
put_list(Writer *w, int depth)
{
	put_number(w, depth - 1);
	put_word(w, draw(w, 2) ? "in" : "not in");
	put(w, "(");
	for (int left = draw(w, 3); left >= 0; left--)
	{
		put_number(w, depth - 1);
		put(w, left > 0 ? "," : ")");
	}
}

static void
put_between(Writer *w, int depth)
{
	put_number(w, depth - 1);
	put_word(w, draw(w, 2) ? "between" : "not between");
	put_number(w, depth - 1);
	put_word(w, "and");
	put_number(w, depth - 1);
}

static void
put_membership(Writer *w)
{
	if (draw(w, 2))
	{
		put_text(w);
		put_word(w, "in");
		put_column(w, 'a');
		return;
	}
	put_column(w, 'c');
	put_word(w, draw(w, 2) ? "in" : "not in");
	put(w, ONE_OF(w, "{V41-V46, W05.1}", "{ v411 ,W051,q67 - Q68 }", "{I10X}", "{V41-V41,V41}", "{A00.ZZZZ}"));
}

static void
put_boolean(Writer *w, int depth)
{
	if (depth <= 0)
	{
		put(w, ONE_OF(w, "true", "FALSE", "b1", "b2"));
		return;
	}
	switch (draw(w, 9))
	{
		case 0:
			put_word(w, "not");
			put_boolean(w, depth - 1);
			break;
		case 1:
			put_enclosed(w, put_boolean, depth);
			break;
		case 2:
			put_list(w, depth);
			break;
		case 3:
			put_between(w, depth);
			break;
		case 4:
			put_membership(w);
			break;
		case 5:
			put_enclosed(w, draw(w, 2) ? put_boolean : put_number, depth);
			put_word(w, draw(w, 2) ? "is null" : "is not null");
			break;
		case 6:
			put_pair(w, put_number, depth, ONE_OF(w, "<", "<=", "=", "<>", "!=", ">", ">=", "\xE2\x89\xA4"), false);
			break;
		default:
			put_pair(w, put_boolean, depth, draw(w, 2) ? "and" : "or", true);
	}
}

static void
write_expression(Writer *w)
{
	w->length = 0;
	w->text[0] = '\0';
	(draw(w, 2) ? put_number : put_boolean) (w, draw(w, 7));
}

/* Most texts are right; a few, such as "b1 = (b2) is null is null", are none. */
static void
canonical_text_of_random_trees(void **state)
{
	Writer		w = {.random = {41}, .text = malloc(TEXT_ROOM)};
	int			read = 0;

	(void) state;
	for (int i = 0; i < TREES; i++)
	{
		Parsed		parsed;
		const char *problem;

		write_expression(&w);
		parsed = parse_bytes(w.text, w.length);
		if (parsed.root == EXPR_NONE)
			problem = error_problem(&parsed.error, w.length);
		else
		{
			problem = canonical_text_problem(&parsed);
			read++;
		}
		assert_holds(problem == NULL, "%s: %s", problem, w.text);
		free_pieces();
	}
	assert_holds(read > TREES * 7 / 10, "only %d of %d parse", read, TREES);
	free(w.text);
}

static void
mutants_are_read_or_refused(void **state)
{
	static const char alphabet[] = "()+-*/^<>=,.'\"{}:-01259eE aiV_$\n\x80\xC3\xE2\x01";
	Writer		w = {.random = {42}, .text = malloc(TEXT_ROOM)};
	int			read = 0;

	(void) state;
	for (int i = 0; i < MUTANTS;)
	{
		char		mutant[LITERAL_SIZE];
		Parsed		parsed;
		const char *problem;

		write_expression(&w);
		if (w.length >= LITERAL_SIZE)
			continue;
		i++;
		memcpy(mutant, w.text, w.length + 1);
		mutate_often(&w.random, alphabet, mutant);
		parsed = parse_text(mutant);
		read += parsed.root != EXPR_NONE;
		problem = parsed.root == EXPR_NONE ? error_problem(&parsed.error, strlen(mutant)) : canonical_text_problem(&parsed);
		assert_holds(problem == NULL, "%s: %s", problem, mutant);
		free_pieces();
	}
	assert_holds(read > MUTANTS / 20 && read < MUTANTS * 9 / 10, "%d of %d parse", read, MUTANTS);
	free(w.text);
}

PURE_TESTS(TEST(canonical_text_of_random_trees), TEST(mutants_are_read_or_refused))
