/*
 * test_expression_codes.c
 *	  Lists of codes over columns of every kind, held against reading the list
 *	  anew for each code.
 */
#include "columns.h"

#include "literal.h"

#include "codes/icd10_code.h"
#include "codes/opcs4_code.h"

#define LISTS 400
#define ITEMS 8
#define CODES 50

/* Items of a list: a range of codes each, as text and as the two ends. */
typedef struct List
{
	char		text[ITEMS * 24];
	int			count;
	char		ends[ITEMS][2][12];
} List;

static void
random_opcs4(Random *random, char text[12])
{
	int			length = snprintf(text, 12, "%c%02d", "ABVW"[random_below(random, 4)], (int) random_below(random, 12));

	if (random_below(random, 2))
		snprintf(text + length, 4, "%s%d", random_below(random, 2) ? "." : "", (int) random_below(random, 10));
}

/* A third of the codes are fit for both systems. */
static void
random_icd10(Random *random, char text[12])
{
	if (random_below(random, 3) == 0)
	{
		random_opcs4(random, text);
		return;
	}
	snprintf(text, 12, "%c%d%c%s%.*s", "AIMVm"[random_below(random, 5)], (int) random_below(random, 2), "019AZz"[random_below(random, 6)],
			 random_below(random, 2) ? "." : "", 1 + (int) random_below(random, 3), &"X0Z90X"[random_below(random, 4)]);
}

typedef void (*RandomCode) (Random *, char[12]);

/* Codes as integers of their own order; a category's last is the last within it. */
static int64_t
first_of(ExprKind kind, const char *text)
{
	int32_t		narrow;
	int64_t		code;

	if (kind == EXPR_KIND_OPCS4)
	{
		assert_true(opcs4_parse(text, strlen(text), &narrow));
		return narrow;
	}
	assert_true(icd10_parse(text, strlen(text), &code));
	return code;
}

static int64_t
last_of(ExprKind kind, const char *text)
{
	int64_t		code = first_of(kind, text);

	return kind == EXPR_KIND_OPCS4 ? opcs4_last_within((int32_t) code) : icd10_last_within(code);
}

static void
random_list(Random *random, ExprKind kind, RandomCode random_code, List *list)
{
	size_t		length = 0;

	list->count = 1 + (int) random_below(random, ITEMS);
	for (int i = 0; i < list->count; i++)
	{
		char		(*ends)[12] = list->ends[i];

		random_code(random, ends[0]);
		memcpy(ends[1], ends[0], sizeof(ends[1]));
		if (random_below(random, 2))
			do
				random_code(random, ends[1]);
			while (first_of(kind, ends[0]) > last_of(kind, ends[1]));
		length += (size_t) snprintf(list->text + length, sizeof(list->text) - length,
									strcmp(ends[0], ends[1]) == 0 ? "%s%s" : "%s%s-%s", i > 0 ? "," : "", ends[0], ends[1]);
	}
}

/* Item by item. */
static bool
is_listed(ExprKind kind, const List *list, const char *text)
{
	int64_t		code = first_of(kind, text);

	for (int i = 0; i < list->count; i++)
		if (code >= first_of(kind, list->ends[i][0]) && code <= last_of(kind, list->ends[i][1]))
			return true;
	return false;
}

static double
member(const List *list, ExprKind kind, ExprInput input)
{
	const Column column = {"c", kind, input};
	char		text[sizeof(list->text) + 10];
	Answer		answer;

	snprintf(text, sizeof(text), "c in {%s}", list->text);
	answer = answer_to(text, (Row) {&column, 1});
	assert_holds(answer.problem == EXPR_FINE, "%s: %s", text, answer.detail);
	return answer.value;
}

static void
assert_member(const List *list, ExprKind kind, ExprInput input, double wanted, const char *code)
{
	assert_holds(same_number(member(list, kind, input), wanted), "%s in {%s}, kind %d", code, list->text, kind);
}

static void
assert_lists(ExprKind kind, RandomCode random_code, uint64_t seed)
{
	Random		random = {seed};
	int			inside = 0;

	for (int i = 0; i < LISTS; i++)
	{
		List		list;

		random_list(&random, kind, random_code, &list);
		for (int j = 0; j < CODES; j++)
		{
			char		code[12];
			bool		listed;
			ExprText	text = {code, 0};

			random_code(&random, code);
			text.length = (int32_t) strlen(code);
			listed = is_listed(kind, &list, code);
			inside += listed;
			if (kind != EXPR_KIND_TEXT)
				assert_member(&list, kind, (ExprInput) {.number = (double) first_of(kind, code)}, listed, code);
			else
				assert_member(&list, kind, (ExprInput) {.text = text}, listed, code);
		}
	}
	assert_true(inside > LISTS && inside < LISTS * CODES * 3 / 4);
}

static void
opcs4_columns(void **state)
{
	(void) state;
	assert_lists(EXPR_KIND_OPCS4, random_opcs4, 1);
}

static void
icd10_columns(void **state)
{
	(void) state;
	assert_lists(EXPR_KIND_ICD10, random_icd10, 2);
}

static void
text_columns(void **state)
{
	(void) state;
	assert_lists(EXPR_KIND_TEXT, random_icd10, 3);
}

/* One element is enough; without one, a NULL element leaves it unknown. */
static void
arrays(void **state)
{
	Random		random = {4};

	(void) state;
	for (int i = 0; i < LISTS * 5; i++)
	{
		List		list;
		char		codes[5][12];
		int32_t		narrow[5];
		int64_t		wide[5];
		ExprText	texts[5];
		int			count = (int) random_below(&random, 6);
		bool		any = false;
		int32_t		nulls = (int32_t) random_below(&random, 2);
		double		wanted;

		random_list(&random, EXPR_KIND_OPCS4, random_opcs4, &list);
		for (int j = 0; j < count; j++)
		{
			random_opcs4(&random, codes[j]);
			narrow[j] = (int32_t) first_of(EXPR_KIND_OPCS4, codes[j]);
			wide[j] = first_of(EXPR_KIND_ICD10, codes[j]);
			texts[j] = (ExprText) {codes[j], (int32_t) strlen(codes[j])};
			any |= is_listed(EXPR_KIND_OPCS4, &list, codes[j]);
		}
		wanted = any ? 1.0 : nulls > 0 ? NAN : 0.0;
		assert_member(&list, EXPR_KIND_OPCS4S, (ExprInput) {.elements = narrow,.count = count,.null_count = nulls}, wanted, "one");
		assert_member(&list, EXPR_KIND_ICD10S, (ExprInput) {.elements = wide,.count = count,.null_count = nulls}, wanted, "one");
		assert_member(&list, EXPR_KIND_TEXTS, (ExprInput) {.elements = texts,.count = count,.null_count = nulls}, wanted, "one");
	}
}

static const ExprText some_texts[] = {{"nothing", 7}, {" v41.1 ", 7}};
static const ExprText fillers[] = {{"", 0}, {" -- ", 4}, {"W05", 3}, {"\t", 1}};

static const Column columns[] = {
	{"opcs", EXPR_KIND_OPCS4, {.number = NAN}}, {"icd", EXPR_KIND_ICD10, {.number = NAN}}, NULL_TEXT("text"), NULL_ARRAY("opcs_codes", EXPR_KIND_OPCS4S),
	NULL_ARRAY("icd_codes", EXPR_KIND_ICD10S), NULL_ARRAY("texts", EXPR_KIND_TEXTS), TEXT("word", "neuromuscular"), TEXT("empty", ""),
	TEXT("blank", " V41.1 "), TEXT("undotted", "v411"), TEXT("longer", "V41.12"), {"no_codes", EXPR_KIND_OPCS4S, {.elements = "", .count = 0}},
	{"only_null", EXPR_KIND_OPCS4S, {.elements = "", .count = 0, .null_count = 1}}, ARRAY("mixed", EXPR_KIND_TEXTS, some_texts, 0),
	ARRAY("filled", EXPR_KIND_TEXTS, fillers, 0), ARRAY("filled_null", EXPR_KIND_TEXTS, fillers, 2), TEXT("hyphen", "-"), TEXT("blanks", "  ")
};

#define VALUE(text, wanted) assert_value(text, ROW(columns), wanted)

static void
null_and_what_is_no_code(void **state)
{
	(void) state;
	VALUE("opcs in {V41}", NAN);
	VALUE("opcs not in {V41}", NAN);
	VALUE("icd in {V41}", NAN);
	VALUE("text in {V41}", NAN);
	VALUE("opcs_codes in {V41}", NAN);
	VALUE("icd_codes not in {V41}", NAN);
	VALUE("texts in {V41}", NAN);
	VALUE("no_codes in {V41}", 0.0);
	VALUE("no_codes not in {V41}", 1.0);
	VALUE("only_null in {V41}", NAN);
	VALUE("only_null not in {V41}", NAN);
	VALUE("word in {A00-Z99}", NAN);
	VALUE("word not in {A00-Z99}", NAN);
	VALUE("empty in {A00-Z99}", 0.0);
	VALUE("hyphen in {A00-Z99}", 0.0);
	VALUE("blanks not in {A00-Z99}", 1.0);
	VALUE("blank in {V41}", 1.0);
	VALUE("undotted in {V41.1}", 1.0);
	VALUE("longer in {V41.1}", 1.0);
	VALUE("longer in {V41.2}", 0.0);
	VALUE("mixed in {V41}", 1.0);
	VALUE("mixed in {V42}", NAN);
	VALUE("mixed not in {V42}", NAN);
	VALUE("filled in {V42}", 0.0);
	VALUE("filled not in {V42}", 1.0);
	VALUE("filled_null in {V42}", NAN);
	VALUE("filled_null not in {W05}", 0.0);
}

/* A list is neutral until it meets a column. */
static void
lists_that_are_none_of_the_column(void **state)
{
	static const struct
	{
		const char *text;
		int32_t		at;
		const char *detail;
	}			cases[] = {
		{"opcs in {V41, M41.A}", 14, "\"M41.A\" is no OPCS-4 code or range"},
		{"1 + (opcs_codes not in {I10})", 24, "\"I10\" is no OPCS-4 code or range"},
		{"opcs in {V41.12}", 9, "\"V41.12\" is no OPCS-4 code or range"}
	};

	(void) state;
	for (int i = 0; i < LENGTH(cases); i++)
	{
		Answer		answer = answer_to(cases[i].text, ROW(columns));

		assert_int_equal(answer.problem, EXPR_SYNTAX);
		assert_int_equal(answer.at, cases[i].at);
		assert_string_equal(answer.detail, cases[i].detail);
	}
	VALUE("icd in {V41, M41.A}", NAN);
}

static void
codes_compare_in_their_order(void **state)
{
	int32_t		v41_1;
	int64_t		m41_1;

	(void) state;
	assert_true(opcs4_parse("V41.1", 5, &v41_1) && icd10_parse("M41.1", 5, &m41_1));
	const Column codes[] = {{"o", EXPR_KIND_OPCS4, {.number = v41_1}}, {"i", EXPR_KIND_ICD10, {.number = (double) m41_1}}, {"u", EXPR_KIND_OPCS4, {.number = NAN}}};
	static const struct
	{
		const char *text;
		double		wanted;
	}			cases[] = {
		{"o = 'V411'", 1.0}, {"'v41.1' = o", 1.0}, {"o <> 'V41'", 1.0}, {"o = 'V41'", 0.0}, {"o > 'V41'", 1.0}, {"o < 'V42'", 1.0}, {"'V41.2' > o", 1.0},
		{"o between 'V41' and 'V46'", 1.0}, {"o not between 'V42' and 'V46'", 1.0}, {"o in ('V40', 'V41.1')", 1.0}, {"o not in ('V40', 'V41')", 1.0},
		{"o in ('V40', u)", NAN}, {"u = 'V41'", NAN}, {"o = o", 1.0}, {"i = 'M41.1'", 1.0}, {"i < 'M41.2'", 1.0}, {"i >= 'M42'", 0.0}, {"i in (i)", 1.0}
	};

	for (int i = 0; i < LENGTH(cases); i++)
		assert_value(cases[i].text, ROW(codes), cases[i].wanted);
}

PURE_TESTS(TEST(opcs4_columns), TEST(icd10_columns), TEST(text_columns), TEST(arrays), TEST(null_and_what_is_no_code),
		   TEST(lists_that_are_none_of_the_column), TEST(codes_compare_in_their_order))
