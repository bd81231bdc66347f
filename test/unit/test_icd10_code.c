/*
 * test_icd10_code.c
 *	  ICD-10 codes: grammar, order, neighbours, and what is none.
 */
#include "literal.h"

#include "codes/icd10_code.h"

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char digits[] = "0123456789";
static const char both[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

static bool
parse_bytes(const char *bytes, size_t length, int64_t *code)
{
	char	   *copy = exact_bytes(bytes, length);
	bool		parsed = icd10_parse(copy, length, code);

	free(copy);
	return parsed;
}

static int64_t
code_of(const char *text)
{
	int64_t		code = -1;

	assert_holds(parse_bytes(text, strlen(text), &code), "refused: \"%s\"", text);
	return code;
}

static const char *
text_of(int64_t code)
{
	static char text[4][ICD10_TEXT_SIZE];
	static int	next;
	int			length;

	next = (next + 1) % 4;
	length = icd10_format(code, true, text[next]);
	assert_int_equal(length, strlen(text[next]));
	return text[next];
}

static void
assert_text(int64_t code, const char *wanted)
{
	assert_string_equal(text_of(code), wanted);
}

static char
one_of(Random *random, const char *alphabet)
{
	return alphabet[random_below(random, (int64_t) strlen(alphabet))];
}

/* Canonical text; few of each character, so that beginnings are shared. */
static void
random_text(Random *random, char text[LITERAL_SIZE])
{
	int			length = 3 + (int) random_below(random, 5);
	int			written = 0;

	do
	{
		written = 0;
		text[written++] = random_below(random, 2) ? 'M' : one_of(random, letters);
		text[written++] = one_of(random, digits);
		text[written++] = one_of(random, random_below(random, 2) ? "09AZ" : both);
		for (int i = 3; i < length; i++)
		{
			if (i == 3)
				text[written++] = '.';
			text[written++] = one_of(random, random_below(random, 2) ? "0XZ" : both);
		}
		text[written] = '\0';
	} while (length == 4 && text[4] == 'X');
}

static void
random_codes_read_and_print_canonically(void **state)
{
	Random		random = {1};
	char		text[LITERAL_SIZE];
	char		other[LITERAL_SIZE + 8];

	(void) state;
	for (int i = 0; i < 100000; i++)
	{
		int64_t		code;
		int			length;

		random_text(&random, text);
		code = code_of(text);
		assert_text(code, text);
		assert_true(icd10_is_valid(code));
		assert_int_equal(icd10_letter(code), text[0]);

		length = icd10_format(code, false, other);
		assert_int_equal(length, strlen(other));
		assert_null(strchr(other, '.'));
		assert_true(code_of(other) == code);
		for (char *c = other; *c != '\0'; c++)
			*c = (char) (*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
		assert_true(code_of(other) == code);
		snprintf(other, sizeof(other), " \t\n%s\v\f\r ", text);
		assert_true(code_of(other) == code);
	}
}

static void
a_filled_category_is_the_category(void **state)
{
	(void) state;
	assert_text(code_of("I10X"), "I10");
	assert_text(code_of("i10.x"), "I10");
	assert_text(code_of("M41.X1"), "M41.X1");
	assert_text(code_of("M41XX"), "M41.XX");
	assert_text(code_of("M41.1X"), "M41.1X");
}

static bool
begins_with(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

static void
order_and_containment_are_those_of_the_text(void **state)
{
	Random		random = {2};
	char		a[LITERAL_SIZE],
				b[LITERAL_SIZE];

	(void) state;
	for (int i = 0; i < 200000; i++)
	{
		int64_t		x,
					y;

		random_text(&random, a);
		if (random_below(&random, 2))
			random_text(&random, b);
		else
		{
			/* A beginning of the other. */
			strcpy(b, a);
			b[3 + (strlen(a) > 3 ? (size_t) random_below(&random, (int64_t) strlen(a) - 2) : 0)] = '\0';
			if (b[strlen(b) - 1] == '.' || strlen(b) == 5)
				b[3] = '\0';
		}
		x = code_of(a);
		y = code_of(b);
		assert_holds((x < y) == (strcmp(a, b) < 0) && (x == y) == (strcmp(a, b) == 0), "%s %s", a, b);
		assert_holds(icd10_is_within(x, y) == begins_with(a, b), "%s <@ %s", a, b);
	}
}

static void
categories_and_last_codes(void **state)
{
	Random		random = {3};
	char		text[LITERAL_SIZE];
	char		wanted[2 * LITERAL_SIZE];

	(void) state;
	for (int i = 0; i < 50000; i++)
	{
		int64_t		code;

		random_text(&random, text);
		code = code_of(text);
		snprintf(wanted, sizeof(wanted), "%.3s", text);
		assert_text(icd10_category_of(code), wanted);
		snprintf(wanted, sizeof(wanted), "%s%s%s", text, text[3] == '.' ? "" : ".",
				 "ZZZZ" + (text[3] == '.' ? strlen(text) - 4 : 0));
		assert_text(icd10_last_within(code), wanted);
		assert_true(icd10_is_valid(icd10_last_within(code)));
	}
}

/* The code after, by its characters alone; false after the last. */
static bool
next_text(char text[LITERAL_SIZE])
{
	char		plain[ICD10_CHARACTERS + 2] = {0};
	int			length = 0;

	for (const char *c = text; *c != '\0'; c++)
		if (*c != '.')
			plain[length++] = *c;

	if (length < ICD10_CHARACTERS)
		plain[length++] = '0';
	else
	{
		while (length > 0)
		{
			const char *alphabet = length == 1 ? letters : length == 2 ? digits : both;
			const char *place = strchr(alphabet, plain[length - 1]);

			if (place[1] != '\0')
			{
				plain[length - 1] = place[1];
				break;
			}
			plain[--length] = '\0';
		}
		if (length == 0)
			return false;
		while (length < 3)
			plain[length++] = '0';
		if (length == 4 && plain[3] == 'X')
			plain[length++] = '0';
	}
	plain[length] = '\0';
	snprintf(text, LITERAL_SIZE, "%.3s%s%s", plain, length > 3 ? "." : "", plain + 3);
	return true;
}

static void
assert_walk(const char *from, int steps)
{
	char		text[LITERAL_SIZE];
	int64_t		code = code_of(from);

	strcpy(text, from);
	while (steps-- > 0)
	{
		int64_t		next = icd10_next(code);

		if (!next_text(text))
		{
			assert_true(next == ICD10_NONE);
			return;
		}
		assert_holds(next > code && icd10_is_valid(next) && strcmp(text_of(next), text) == 0,
					 "after %s comes %s, not %s", text_of(code), text, text_of(next));
		code = next;
	}
}

static void
every_code_has_the_next_one(void **state)
{
	Random		random = {4};
	char		text[LITERAL_SIZE];

	(void) state;
	assert_walk("M41.W", 150000);
	assert_walk("M4Z.ZZ", 5000);
	assert_walk("M9Z.ZZ", 5000);
	assert_walk("Z9Z.ZZ", 5000);
	for (int i = 0; i < 20000; i++)
	{
		random_text(&random, text);
		assert_walk(text, 3);
		assert_walk(text_of(icd10_last_within(code_of(text))), 2);
	}
}

static void
after_a_code_comes_what_follows_its_last(void **state)
{
	Random		random = {5};
	char		text[LITERAL_SIZE];

	(void) state;
	for (int i = 0; i < 50000; i++)
	{
		int64_t		code;

		random_text(&random, text);
		code = code_of(text);
		assert_true(icd10_next_after_within(code) == icd10_next(icd10_last_within(code)));
	}
	assert_text(icd10_next_after_within(code_of("M41")), "M42");
	assert_text(icd10_next_after_within(code_of("M4Z")), "M50");
	assert_text(icd10_next_after_within(code_of("M9Z")), "N00");
	assert_text(icd10_next_after_within(code_of("M41.W")), "M41.X0");
	assert_text(icd10_next_after_within(code_of("M41.Z")), "M42");
	assert_true(icd10_next_after_within(code_of("Z9Z")) == ICD10_NONE);
	assert_true(icd10_next(code_of("Z9Z.ZZZZ")) == ICD10_NONE);
}

/* An integer is a code if its text is one and reads back as it. */
static void
assert_valid_by_text(int64_t value)
{
	char		text[ICD10_TEXT_SIZE];
	int64_t		back;
	bool		canonical;

	icd10_format(value, true, text);
	canonical = icd10_parse(text, strlen(text), &back) && back == value;
	assert_holds(icd10_is_valid(value) == canonical, "%lld, \"%s\"", (long long) value, text);
}

static void
only_the_integers_of_codes_are_valid(void **state)
{
	Random		random = {6};
	char		text[LITERAL_SIZE];

	(void) state;
	for (int i = 0; i < 200000; i++)
	{
		int64_t		value;

		random_text(&random, text);
		value = code_of(text);
		for (int64_t flips = random_below(&random, 3); flips >= 0; flips--)
			value ^= INT64_C(1) << random_below(&random, 48);
		assert_valid_by_text(value);
		assert_valid_by_text((int64_t) (random_bits(&random) >> 22));
		assert_false(icd10_is_valid((int64_t) (random_bits(&random) | UINT64_C(1) << (42 + random_below(&random, 22)))));
	}
	assert_false(icd10_is_valid(0) || icd10_is_valid(-1) || icd10_is_valid(INT64_MIN) || icd10_is_valid(INT64_MAX));
}

static void
mutants_parse_as_the_grammar_says(void **state)
{
	Random		random = {7};
	regex_t		grammar = grammar_of("^[[:space:]]*[A-Za-z][0-9][0-9A-Za-z](\\.?[0-9A-Za-z]{1,4})?[[:space:]]*$");
	char		text[LITERAL_SIZE];
	int64_t		code;

	(void) state;
	for (int i = 0; i < 200000; i++)
	{
		random_text(&random, text);
		mutate_often(&random, "MmXxAzZ019.. \t\n\r\v\f-,/:@[`{\x80\xc3", text);
		assert_holds(parse_bytes(text, strlen(text), &code) == follows(&grammar, text), "\"%s\"", text);
	}
	regfree(&grammar);
}

static void
nothing_hides_behind_a_zero_byte(void **state)
{
	int64_t		code;

	(void) state;
	assert_false(parse_bytes("M41\0", 4, &code));
	assert_false(parse_bytes("M41.\0", 5, &code));
	assert_false(parse_bytes("\0M41", 4, &code));
	assert_false(parse_bytes("", 0, &code));
	assert_true(parse_bytes("M41.1junk", 5, &code));
}

PURE_TESTS(
	TEST(random_codes_read_and_print_canonically),
	TEST(a_filled_category_is_the_category),
	TEST(order_and_containment_are_those_of_the_text),
	TEST(categories_and_last_codes),
	TEST(every_code_has_the_next_one),
	TEST(after_a_code_comes_what_follows_its_last),
	TEST(only_the_integers_of_codes_are_valid),
	TEST(mutants_parse_as_the_grammar_says),
	TEST(nothing_hides_behind_a_zero_byte),
)
