/*
 * test_opcs4_code.c
 *	  Every OPCS-4 code, and what is none.
 */
#include "literal.h"

#include <ctype.h>
#include <limits.h>

#include "codes/opcs4_code.h"

static char texts[OPCS4_CODES][OPCS4_TEXT_SIZE];

static void
spell(char *text, char letter, int category, int digit)
{
	*text++ = letter;
	*text++ = (char) ('0' + category / 10);
	*text++ = (char) ('0' + category % 10);
	if (digit >= 0)
	{
		*text++ = '.';
		*text++ = (char) ('0' + digit);
	}
	*text = '\0';
}

/* All codes in rule order, by letters and digits alone. */
static int
spell_all_codes(void **state)
{
	int			next = 0;

	for (const char *letter = "ABCDEFGHJKLMNOPQRSTUVWXYZ"; *letter != '\0'; letter++)
		for (int category = 0; category < 100; category++)
			for (int digit = -1; digit < 10; digit++)
				spell(texts[next++], *letter, category, digit);
	(void) state;
	return next == OPCS4_CODES ? 0 : -1;
}

static bool
parse_bytes(const char *bytes, size_t length, int32_t *code)
{
	char	   *copy = exact_bytes(bytes, length);
	bool		parsed = opcs4_parse(copy, length, code);

	free(copy);
	return parsed;
}

static void
assert_parses(const char *text, int32_t wanted)
{
	int32_t		code = -1;

	assert_holds(parse_bytes(text, strlen(text), &code), "refused: \"%s\"", text);
	assert_holds(code == wanted, "\"%s\" is %d, not %d", text, code, wanted);
}

static void
assert_refused(const char *bytes, size_t length)
{
	int32_t		code;

	assert_holds(!parse_bytes(bytes, length, &code), "accepted: \"%.*s\"", (int) length, bytes);
}

static void
lower_case(char *text)
{
	for (; *text != '\0'; text++)
		*text = (char) tolower((unsigned char) *text);
}

static void
every_spelling_of_every_code_parses(void **state)
{
	char		undotted[OPCS4_TEXT_SIZE];
	char		padded[32];

	(void) state;
	for (int32_t code = 0; code < OPCS4_CODES; code++)
	{
		snprintf(undotted, sizeof(undotted), "%.3s%s", texts[code],
				 texts[code][3] == '.' ? texts[code] + 4 : "");
		assert_parses(texts[code], code);
		assert_parses(undotted, code);
		lower_case(undotted);
		assert_parses(undotted, code);
		snprintf(padded, sizeof(padded), " \t\n%s\v\f\r ", texts[code]);
		assert_parses(padded, code);
		lower_case(padded);
		assert_parses(padded, code);
	}
}

static void
every_code_prints_canonically(void **state)
{
	char		text[OPCS4_TEXT_SIZE];
	int			length;

	(void) state;
	for (int32_t code = 0; code < OPCS4_CODES; code++)
	{
		assert_int_equal(opcs4_format(code, true, text), strlen(texts[code]));
		assert_string_equal(text, texts[code]);
		length = opcs4_format(code, false, text);
		assert_int_equal(length, strlen(text));
		assert_null(strchr(text, '.'));
		assert_parses(text, code);
		assert_int_equal(opcs4_letter(code), texts[code][0]);
	}
}

static void
integers_order_as_text_does(void **state)
{
	int32_t		v41,
				v42;

	(void) state;
	for (int32_t code = 1; code < OPCS4_CODES; code++)
		assert_true(strcmp(texts[code - 1], texts[code]) < 0);
	assert_true(parse_bytes("V41", 3, &v41));
	assert_true(parse_bytes("V42", 3, &v42));
	assert_parses("V41.0", v41 + 1);
	assert_parses("V41.9", v41 + 10);
	assert_int_equal(v42, v41 + 11);
}

/* By the text: the same, or a three-character category that begins it. */
static bool
text_is_within(int32_t code, int32_t category)
{
	return code == category
		|| (strlen(texts[category]) == 3 && strncmp(texts[code], texts[category], 3) == 0);
}

static void
assert_containment_is_textual(int32_t code, int32_t category)
{
	assert_holds(opcs4_is_within(code, category) == text_is_within(code, category),
				 "%s <@ %s", texts[code], texts[category]);
}

static void
containment_is_that_of_the_text(void **state)
{
	Random		random = {1};

	(void) state;
	for (int32_t category = 0; category < OPCS4_CODES; category++)
	{
		for (int32_t code = category - 25; code <= category + 25; code++)
			if (opcs4_is_valid(code))
				assert_containment_is_textual(code, category);
		for (int i = 0; i < 25; i++)
			assert_containment_is_textual((int32_t) random_below(&random, OPCS4_CODES), category);
	}
}

static void
category_and_last_bound_what_is_within(void **state)
{
	(void) state;
	for (int32_t code = 0; code < OPCS4_CODES; code++)
	{
		int32_t		category = opcs4_category_of(code);
		int32_t		last = opcs4_last_within(code);

		assert_int_equal(strlen(texts[category]), 3);
		assert_true(text_is_within(code, category));
		assert_true(text_is_within(last, code));
		assert_false(last + 1 < OPCS4_CODES && text_is_within(last + 1, code));
	}
}

static void
only_the_integers_of_codes_are_valid(void **state)
{
	(void) state;
	assert_true(opcs4_is_valid(0));
	assert_true(opcs4_is_valid(OPCS4_CODES - 1));
	assert_false(opcs4_is_valid(-1));
	assert_false(opcs4_is_valid(OPCS4_CODES));
	assert_false(opcs4_is_valid(INT_MIN));
	assert_false(opcs4_is_valid(INT_MAX));
}

static void
malformed_codes_are_refused(void **state)
{
	static const char *const malformed[] = {
		"", " ", "\t\n", "V", "V4", "V4.1", "V41.", "V41..1", "V4.1.1", ".V41", "V.41", "V41.1.",
		"V41.12", "V4112", "V41 1", "V41. 1", "V41 .1", "V 41", "V4 1", "I41", "I41.1", "i41",
		"441.1", "VV41", "V4A", "VA1", "V41.A", "V41A", "V41-1", "V41,1", "V-1", "V+1", "V41/1",
		"@41", "[41", "`41", "{41", "V41;DROP", "V41.1 V42", "V41.1,V42.1", "\"V41\"", "'V41'",
		"V41\\.1", "V41\x7f", "V41.1\x01", "\x01V41", "V41\xa0", "\xa0V41", "0x41", "V1e1", "NULL",
		"V0000000000000000000000000000000000000000000041.1",
	};

	(void) state;
	for (int i = 0; i < LENGTH(malformed); i++)
		assert_refused(malformed[i], strlen(malformed[i]));
}

static void
unicode_look_alikes_are_refused(void **state)
{
	static const char *const look_alikes[] = {
		"\u0410" "41", "\u0412" "41.1", "\uff36" "41", "V\uff14" "1", "V4\uff11", "V41\uff0e" "1",
		"V41\u2024" "1", "V41.\uff11", "V\u0664\u0661", "\u00a0V41", "V41\u00a0", "\u3000V41",
		"V41\u200b", "\ufeffV41", "V\u0301" "41", "\u2164" "41", "V41\u2028", "\U0001d54d" "41",
	};

	(void) state;
	for (int i = 0; i < LENGTH(look_alikes); i++)
		assert_refused(look_alikes[i], strlen(look_alikes[i]));
}

static void
nothing_hides_behind_a_zero_byte(void **state)
{
	static const char junk[][7] = {"V41\0.1", "\0V41.1", "V\0" "41.1", "V41.\0" "1", "V41.1\0"};

	(void) state;
	for (int i = 0; i < LENGTH(junk); i++)
		assert_refused(junk[i], 6);
	assert_refused("V41\0", 4);
}

static void
overlong_text_is_refused(void **state)
{
	const size_t size = 1 << 20;
	char	   *text = malloc(size);
	int32_t		code;

	(void) state;
	memset(text, '1', size);
	memcpy(text, "V41.", 4);
	assert_refused(text, size);
	memset(text, ' ', size);
	assert_refused(text, size);
	memcpy(text + size / 2, "V41.1", 5);
	assert_true(parse_bytes(text, size, &code));
	free(text);
}

/* Of all strings of up to three bytes, the categories alone, in both cases. */
static void
short_strings_are_categories_or_nothing(void **state)
{
	char		text[3];
	int32_t		code;
	int			accepted = 0;

	(void) state;
	for (uint32_t bytes = 0; bytes < 1 << 24; bytes++)
	{
		memcpy(text, (uint8_t[]) {bytes >> 16, bytes >> 8, bytes}, 3);
		accepted += opcs4_parse(text, 3, &code);
		assert_false(bytes < 1 << 16 && opcs4_parse(text, bytes < 1 << 8 ? 1 : 2, &code));
	}
	assert_int_equal(accepted, 2 * 25 * 100);
}

static void
mutants_parse_as_the_grammar_says(void **state)
{
	Random		random = {2};
	regex_t		grammar = grammar_of("^[[:space:]]*[A-HJ-Za-hj-z][0-9][0-9](\\.?[0-9])?[[:space:]]*$");
	char		text[LITERAL_SIZE];
	int32_t		code;

	(void) state;
	for (int i = 0; i < 200000; i++)
	{
		strcpy(text, texts[random_below(&random, OPCS4_CODES)]);
		mutate_often(&random, "VviIAz019.. \t\n\r\v\f-,/:@[`{\x80\xc3", text);
		assert_holds(parse_bytes(text, strlen(text), &code) == follows(&grammar, text), "\"%s\"", text);
	}
	regfree(&grammar);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_spelling_of_every_code_parses),
		cmocka_unit_test(every_code_prints_canonically),
		cmocka_unit_test(integers_order_as_text_does),
		cmocka_unit_test(containment_is_that_of_the_text),
		cmocka_unit_test(category_and_last_bound_what_is_within),
		cmocka_unit_test(only_the_integers_of_codes_are_valid),
		cmocka_unit_test(malformed_codes_are_refused),
		cmocka_unit_test(unicode_look_alikes_are_refused),
		cmocka_unit_test(nothing_hides_behind_a_zero_byte),
		cmocka_unit_test(overlong_text_is_refused),
		cmocka_unit_test(short_strings_are_categories_or_nothing),
		cmocka_unit_test(mutants_parse_as_the_grammar_says),
	};

	return cmocka_run_group_tests(tests, spell_all_codes, NULL);
}
