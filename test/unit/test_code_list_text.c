/*
 * test_code_list_text.c
 *	  Lists of codes: what their items are, and what is no item.
 */
#include "codes.h"
#include "literal.h"

/* An item without the blanks around it, or "!" and the text of what is none. */
static size_t
say(const TestedKind *kind, CodeListStatus status, const CodeListItem *item, char *said)
{
	size_t		length;

	if (status == CODE_LIST_SYNTAX)
		return (size_t) sprintf(said, "!%.*s", (int) (item->text.end - item->text.at), item->text.at);
	length = (size_t) kind->format(item->first, said);
	if (item->last != item->first)
	{
		said[length++] = '-';
		length += (size_t) kind->format(item->last, said + length);
	}
	return length;
}

/* All items with bars between, read from just so many bytes. */
static void
read_list(const TestedKind *kind, const char *text, size_t length, char *said)
{
	char	   *copy = exact_bytes(text, length);
	CodeListReader reader = code_list_reader(kind->parse, copy, length);
	const char *start = said;
	CodeListItem item;
	CodeListStatus status;

	*said = '\0';
	while ((status = code_list_next(&reader, &item)) != CODE_LIST_END)
	{
		assert_true(copy <= item.text.at && item.text.at <= item.text.end && item.text.end <= copy + length);
		if (said > start)
			*said++ = '|';
		said += say(kind, status, &item, said);
		*said = '\0';
	}
	assert_int_equal(code_list_next(&reader, &item), CODE_LIST_END);
	free(copy);
}

static void
assert_items(const TestedKind *kind, const char *text, const char *wanted)
{
	char		said[1024];

	read_list(kind, text, strlen(text), said);
	assert_holds(strcmp(said, wanted) == 0, "\"%s\" is %s, not %s", text, said, wanted);
}

static void
items_are_codes_and_ranges(void **state)
{
	(void) state;
	assert_items(&opcs4_kind, "V41", "V41");
	assert_items(&opcs4_kind, "v411", "V41.1");
	assert_items(&opcs4_kind, "V41-V46, W05.1", "V41-V46|W05.1");
	assert_items(&opcs4_kind, " \tv41 -\nV46\r,\fW051\v", "V41-V46|W05.1");
	assert_items(&opcs4_kind, "V41,V41,V41", "V41|V41|V41");
	assert_items(&opcs4_kind, "V41.3-V41", "V41.3-V41");
	assert_items(&opcs4_kind, "V41.1-V41.1,Z99.9", "V41.1|Z99.9");
	assert_items(&icd10_kind, "M40-M43, M96.1", "M40-M43|M96.1");
	assert_items(&icd10_kind, "i10x,S72001A-s72.001d", "I10|S72.001A-S72.001D");
	assert_items(&icd10_kind, "I41-I43", "I41-I43");
}

/* Which end is the greater is for the caller to say. */
static void
reversed_items_are_read_as_they_stand(void **state)
{
	static const char *const reversed[] = {"V46-V41", "V41.3-V41", "Z99-A00"};

	(void) state;
	for (int i = 0; i < LENGTH(reversed); i++)
	{
		CodeListReader reader = code_list_reader(opcs4_kind.parse, reversed[i], strlen(reversed[i]));
		CodeListItem item;

		assert_int_equal(code_list_next(&reader, &item), CODE_LIST_ITEM);
		assert_true(item.first > item.last);
	}
}

static void
what_is_no_item(void **state)
{
	(void) state;
	assert_items(&opcs4_kind, "", "!");
	assert_items(&opcs4_kind, " \n", "!");
	assert_items(&opcs4_kind, ",", "!|!");
	assert_items(&opcs4_kind, "V41,", "V41|!");
	assert_items(&opcs4_kind, ",V41", "!|V41");
	assert_items(&opcs4_kind, "V41, ,V42", "V41|!|V42");
	assert_items(&opcs4_kind, "-", "!-");
	assert_items(&opcs4_kind, "V41-", "!V41-");
	assert_items(&opcs4_kind, "-V41", "!-V41");
	assert_items(&opcs4_kind, "V41--V42", "!V41--V42");
	assert_items(&opcs4_kind, "V41-V46-V50", "!V41-V46-V50");
	assert_items(&opcs4_kind, "V41 - V46 - V50, W05", "!V41 - V46 - V50|W05");
	assert_items(&opcs4_kind, "[V41.3,V41]", "![V41.3|!V41]");
	assert_items(&opcs4_kind, "I41, i41.1, V41-I42", "!I41|!i41.1|!V41-I42");
	assert_items(&opcs4_kind, "V41 V42", "!V41 V42");
	assert_items(&opcs4_kind, "V 41,V41 .1,V41. 1", "!V 41|!V41 .1|!V41. 1");
	assert_items(&opcs4_kind, "V41;V42", "!V41;V42");
	assert_items(&opcs4_kind, "V41-46", "!V41-46");
	assert_items(&opcs4_kind, "V41..1,V41.1.,V41.", "!V41..1|!V41.1.|!V41.");
	assert_items(&opcs4_kind, "V4%,*,null", "!V4%|!*|!null");
	assert_items(&icd10_kind, "M41-,M43-M40-M41,MA1", "!M41-|!M43-M40-M41|!MA1");
	assert_items(&icd10_kind, "M41.12345", "!M41.12345");
}

/* An en dash, a full-width digit, a comma of another script, a no-break space. */
static void
unicode_look_alikes_are_no_separators(void **state)
{
	(void) state;
	assert_items(&opcs4_kind, "V41–V46", "!V41–V46");
	assert_items(&opcs4_kind, "V4１", "!V4１");
	assert_items(&opcs4_kind, "V41，V42", "!V41，V42");
	assert_items(&opcs4_kind, "V41,\u00a0V42", "V41|!\u00a0V42");
	assert_items(&opcs4_kind, "V41−V46,Ｖ41,V41․1", "!V41−V46|!Ｖ41|!V41․1");
}

static void
nothing_hides_behind_a_zero_byte(void **state)
{
	char		said[64];

	(void) state;
	read_list(&opcs4_kind, "V41\0,V42", 8, said);
	assert_string_equal(said, "!V41|V42");
	read_list(&opcs4_kind, "V41,V42\0", 8, said);
	assert_string_equal(said, "V41|!V42");
	read_list(&opcs4_kind, "V41,V42,V43", 7, said);
	assert_string_equal(said, "V41|V42");
}

static void
long_lists_are_read_to_their_end(void **state)
{
	enum {ITEMS = 200000};
	char	   *text = malloc(4 * ITEMS);
	CodeListReader reader;
	CodeListItem item;
	int			count = 0;

	(void) state;
	for (int i = 0; i < ITEMS; i++)
		memcpy(text + 4 * i, "V41,", 4);
	reader = code_list_reader(opcs4_kind.parse, text, 4 * ITEMS - 1);
	while (code_list_next(&reader, &item) == CODE_LIST_ITEM)
		count++;
	assert_int_equal(count, ITEMS);
	assert_int_equal(code_list_next(&reader, &item), CODE_LIST_END);
	free(text);
}

static void
random_list(Random *random, char text[LITERAL_SIZE])
{
	int			items = 1 + (int) random_below(random, 5);

	*text = '\0';
	for (int i = 0; i < items; i++)
	{
		char		code[CODE_SIZE];

		if (i > 0)
			strcat(text, random_below(random, 2) ? "," : " ,\n");
		format_opcs4(random_below(random, OPCS4_CODES), code);
		strcat(text, code);
		if (random_below(random, 2))
		{
			format_opcs4(random_below(random, OPCS4_CODES), code);
			strcat(strcat(text, random_below(random, 2) ? "-" : " - "), code);
		}
	}
}

#define ITEM "[[:space:]]*[A-HJ-Za-hj-z][0-9][0-9](\\.?[0-9])?[[:space:]]*"
#define ITEMS "(" ITEM "(-" ITEM ")?)"

static void
mutants_read_as_the_grammar_says(void **state)
{
	Random		random = {1};
	regex_t		grammar = grammar_of("^" ITEMS "(," ITEMS ")*$");
	char		text[LITERAL_SIZE];
	char		said[4 * LITERAL_SIZE];
	int			good = 0;

	(void) state;
	for (int i = 0; i < 50000; i++)
	{
		bool		is_list;

		random_list(&random, text);
		for (int64_t left = random_below(&random, 3); left > 0; left--)
			mutate(&random, "VvIi019..,,-- \t\n;[\x80\xe2", text);
		read_list(&opcs4_kind, text, strlen(text), said);
		is_list = strchr(said, '!') == NULL;
		good += is_list;
		assert_holds(is_list == follows(&grammar, text), "\"%s\"", text);
	}
	assert_holds(good > 5000 && good < 45000, "%d are lists", good);
	regfree(&grammar);
}

/* Written with a comma between, the items of a list are the same items. */
static void
items_read_back(void **state)
{
	Random		random = {2};
	char		text[LITERAL_SIZE];
	char		said[2 * LITERAL_SIZE];
	char		again[2 * LITERAL_SIZE];

	(void) state;
	for (int i = 0; i < 50000; i++)
	{
		random_list(&random, text);
		read_list(&opcs4_kind, text, strlen(text), said);
		for (char *c = said; *c != '\0'; c++)
			*c = *c == '|' ? ',' : *c;
		read_list(&opcs4_kind, said, strlen(said), again);
		for (char *c = again; *c != '\0'; c++)
			*c = *c == '|' ? ',' : *c;
		assert_string_equal(again, said);
	}
}

PURE_TESTS(
	TEST(items_are_codes_and_ranges),
	TEST(reversed_items_are_read_as_they_stand),
	TEST(what_is_no_item),
	TEST(unicode_look_alikes_are_no_separators),
	TEST(nothing_hides_behind_a_zero_byte),
	TEST(long_lists_are_read_to_their_end),
	TEST(mutants_read_as_the_grammar_says),
	TEST(items_read_back),
)
