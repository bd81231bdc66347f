/*
 * test_ruleset.c
 *	  What a ruleset makes of rows: base, points, tier, floors and caps, reasons.
 */
#include "literal.h"

#include "arena.h"
#include "codes/icd10_code.h"
#include "codes/opcs4_code.h"
#include "complexity/complexity_value.h"
#include "complexity/ruleset_reasons.h"

#define COLUMNS 4

/* A row: procedure_codes as OPCS-4, and numbers. */
typedef struct Row
{
	const char *codes;			/* NULL for NULL, ? for an element that is */
	double		a;
	double		b;
	double		c;
} Row;

static Ruleset
compiled(const char *text, ExprKind kind)
{
	RulesetText *parsed = test_allocate(sizeof(RulesetText));
	ExprKind	kinds[COLUMNS] = {kind, EXPR_KIND_NUMBER, EXPR_KIND_NUMBER, EXPR_KIND_NUMBER};
	ExprError	error;
	Ruleset		ruleset;

	assert_holds(ruleset_parse(parsed, text, (int32_t) strlen(text), test_allocate, &error), "\"%s\": %s", text, error.detail);
	assert_true(parsed->forest.column_count <= COLUMNS);
	assert_holds(ruleset_compile(&ruleset, parsed, kinds, test_allocate, &error), "\"%s\": %s", text, error.detail);
	return ruleset;
}

/* Columns as the forest names them: a, b, c. */
static ExprProblem
classify(Ruleset *ruleset, const Row *row, ExprInput inputs[COLUMNS], Classification *result)
{
	int32_t    *codes = test_allocate(sizeof(int32_t) * 64);
	int32_t		at;

	/* Not 0 NULLs: what an array that is NULL leaves there is of no account. */
	inputs[0] = (ExprInput) {.count = EXPR_NONE,.null_count = 1};

	if (row->codes != NULL)
	{
		char	   *list = strcpy(test_allocate(strlen(row->codes) + 1), row->codes);

		inputs[0] = (ExprInput) {.count = 0};
		for (char *code = strtok(list, " "); code != NULL; code = strtok(NULL, " "))
			if (*code == '?')
				inputs[0].null_count++;
			else
				assert_true(opcs4_parse(code, strlen(code), &codes[inputs[0].count++]));
	}
	inputs[0].elements = codes;
	for (int32_t i = 1; i < ruleset->text->forest.column_count; i++)
	{
		const char *name = expr_column_name(&ruleset->text->forest, i);

		inputs[i].number = *name == 'a' ? row->a : *name == 'b' ? row->b : row->c;
	}
	return ruleset_classify(ruleset, inputs, result, &at);
}

static void
add_reason(void *context, const char *reason, int32_t length)
{
	TextBuilder *builder = context;

	text_add(builder, reason, length);
	text_add_string(builder, "\n");
}

/* Complexity and tier, then the reasons, a line each. */
static const char *
explained(Ruleset *ruleset, const ExprInput *codes, const Classification *result)
{
	TextBuilder all = {.allocate = test_allocate};
	RulesetWording wording;
	char		complexity[COMPLEXITY_TEXT_SIZE];

	if (result->line != EXPR_NONE)
	{
		complexity_format(result->complexity, complexity);
		text_add_string(&all, complexity);
		text_add_string(&all, " ");
		text_add_string(&all, ruleset_tier_names[result->tier]);
		text_add_string(&all, "\n");
	}
	ruleset_wording(&wording, ruleset, test_allocate);
	ruleset_reasons(ruleset, &wording, result, codes, add_reason, &all);
	return all.text;
}

static void
assert_classifies(const char *text, Row row, const char *wanted)
{
	Ruleset		ruleset = compiled(text, EXPR_KIND_OPCS4S);
	ExprInput	inputs[COLUMNS];
	Classification result;

	assert_int_equal(classify(&ruleset, &row, inputs, &result), EXPR_FINE);
	assert_string_equal(explained(&ruleset, &inputs[0], &result), wanted);
	free_pieces();
}

/* The same with texts for codes, or one text, and no other column. */
static void
assert_explains(const char *text, ExprKind kind, ExprInput codes, const char *wanted)
{
	Ruleset		ruleset = compiled(text, kind);
	Classification result;
	int32_t		at;

	assert_int_equal(ruleset_classify(&ruleset, &codes, &result, &at), EXPR_FINE);
	assert_string_equal(explained(&ruleset, &codes, &result), wanted);
	free_pieces();
}

#define CUTPOINTS "cutpoints 6.0 8.0 10.0\n"
#define SPINE "V41-V46: 3.0 + 3.5 + 3.0\n"
#define IN_SPINE(code) "Code " code " is in V41-V46: mortality 3.0 + morbidity 3.5 + technical difficulty 3.0 = 9.5\n"

static void
best_line_is_the_base(void **state)
{
	(void) state;
	assert_classifies(CUTPOINTS SPINE "V42.1: 2.0 + 2.0 + 2.0\nW28: 1+1+1", (Row) {.codes = "W28.1 V42.1"},
					  "9.5 (3.0+3.5+3.0+0.0) high\n" IN_SPINE("V42.1") "Complexity 9.5 reaches cutpoint 8.0: high\n");
	assert_classifies(CUTPOINTS SPINE "V42.1: 4.0 + 4.0 + 2.0", (Row) {.codes = "V42.1"},
					  "10.0 (4.0+4.0+2.0+0.0) highly_complex\nCode V42.1 is in V42.1: mortality 4.0 + morbidity 4.0 + technical difficulty 2.0 = 10.0\nComplexity 10.0 reaches cutpoint 10.0: highly_complex\n");
	/* Of equal totals the more difficult, of equal lines the first. */
	assert_classifies(CUTPOINTS "V41: 1.0 + 2.0 + 1.0\nV41-V42: 1.0 + 1.0 + 2.0\nV40-V41: 1.0 + 1.0 + 2.0", (Row) {.codes = "V41.1"},
					  "4.0 (1.0+1.0+2.0+0.0) low\nCode V41.1 is in V41-V42: mortality 1.0 + morbidity 1.0 + technical difficulty 2.0 = 4.0\nComplexity 4.0 is below cutpoint 6.0: low\n");
}

static void
no_line_means_no_complexity(void **state)
{
	static const char *const text = CUTPOINTS SPINE "when a = 1: at least highly_complex\nwhen 1/b > 0: +1";

	(void) state;
	assert_classifies(text, (Row) {.codes = "W28.1",.a = 1}, "no rule matches\n");
	assert_classifies(text, (Row) {.codes = "W28.1 ?",.a = 1}, "no rule matches\nNot known or not readable, so not scored: 1 code\n");
	assert_classifies(text, (Row) {.codes = "",.a = 1}, "no procedure code is known\n");
	assert_classifies(text, (Row) {.codes = NULL,.a = 1}, "no procedure code is known\n");
	assert_classifies(text, (Row) {.codes = "? ?",.a = 1}, "no procedure code is known\nNot known or not readable, so not scored: 2 codes\n");
	assert_classifies(text, (Row) {.codes = "V40.9 V47"}, "no rule matches\n");
}

#define REACHES_HIGH "Complexity 9.5 reaches cutpoint 8.0: high\n"

static void
codes_without_a_score_are_told(void **state)
{
	static const char *const text = CUTPOINTS SPINE;
	static const ExprText texts[] = {{"v411", 4}, {"A01.1x", 6}, {"no code", 7}, {"", 0}, {" - ", 3}, {"?", 1}};
	const char *const said = "9.5 (3.0+3.5+3.0+0.0) high\n" IN_SPINE("V41.1");
	char		codes[200] = "V41.1";
	char		wanted[500];
	int			length = snprintf(wanted, sizeof(wanted), "%sIn no line of codes, so not scored: ", said);

	(void) state;
	assert_classifies(text, (Row) {.codes = "A01.1 V41.1 W28 A01.1 ?"},
					  "9.5 (3.0+3.5+3.0+0.0) high\n" IN_SPINE("V41.1") "In no line of codes, so not scored: A01.1, W28\nNot known or not readable, so not scored: 1 code\n" REACHES_HIGH);
	assert_explains(text, EXPR_KIND_TEXTS, (ExprInput) {.elements = texts,.count = LENGTH(texts),.null_count = 1},
					"9.5 (3.0+3.5+3.0+0.0) high\n" IN_SPINE("V41.1") "In no line of codes, so not scored: A01.1X\nNot known or not readable, so not scored: 3 codes\n" REACHES_HIGH);
	assert_explains(text, EXPR_KIND_TEXTS, (ExprInput) {.elements = texts + 3,.count = 2}, "no procedure code is known\n");
	assert_explains(text, EXPR_KIND_TEXT, (ExprInput) {.text = texts[2]}, "no procedure code is known\nNot known or not readable, so not scored: 1 code\n");
	assert_explains(text, EXPR_KIND_TEXT, (ExprInput) {.text = texts[1]}, "no rule matches\n");
	/* Twenty are named. */
	for (int i = 0; i < 21; i++)
		snprintf(codes + strlen(codes), sizeof(codes) - strlen(codes), " Z%02d", i);
	for (int i = 0; i < 20; i++)
		length += snprintf(wanted + length, sizeof(wanted) - (size_t) length, "%sZ%02d", i > 0 ? ", " : "", i);
	snprintf(wanted + length, sizeof(wanted) - (size_t) length, " and others\n" REACHES_HIGH);
	assert_classifies(text, (Row) {.codes = codes}, wanted);
	*strrchr(codes, ' ') = '\0';
	snprintf(wanted + length, sizeof(wanted) - (size_t) length, "\n" REACHES_HIGH);
	assert_classifies(text, (Row) {.codes = codes}, wanted);
}

/* Not in {...} is not known where a code is not known: a cap does not fire. */
static void
unknown_codes_fire_no_cap(void **state)
{
	static const char *const text = CUTPOINTS SPINE "when procedure_codes not in {W28}: at most low";

	(void) state;
	assert_classifies(text, (Row) {.codes = "V41.1"}, "9.5 (3.0+3.5+3.0+0.0) low\n" IN_SPINE("V41.1") REACHES_HIGH "Lowered from high to low: procedure_codes not in {W28}\n");
	assert_classifies(text, (Row) {.codes = "V41.1 ?"},
					  "9.5 (3.0+3.5+3.0+0.0) high\n" IN_SPINE("V41.1") "Not known or not readable, so not scored: 1 code\n" REACHES_HIGH "Not known, so not applied: procedure_codes not in {W28} (at most low)\n");
}

static void
points_add_up_to_ten(void **state)
{
	(void) state;
	assert_classifies(CUTPOINTS SPINE "when a < 2: +1.0\nwhen b = 1: +0.5\nwhen c = 1: +3", (Row) {"V41", 1, 1, 0},
					  "11.0 (3.0+3.5+3.0+1.5) highly_complex\n" IN_SPINE("V41") "Patient factor +1.0: a < 2\nPatient factor +0.5: b = 1\nComplexity 11.0 reaches cutpoint 10.0: highly_complex\n");
	assert_classifies(CUTPOINTS SPINE "when a < 2: +6.0\nwhen b = 1: +4.1", (Row) {"V41", 1, 1, 0},
					  "19.5 (3.0+3.5+3.0+10.0) highly_complex\n" IN_SPINE("V41") "Patient factor +6.0: a < 2\nPatient factor +4.1: b = 1\nPatient factors sum to 10.1 and count 10.0, the most they can\nComplexity 19.5 reaches cutpoint 10.0: highly_complex\n");
	assert_classifies(CUTPOINTS SPINE "when a < 2: +6.0\nwhen b = 1: +4", (Row) {"V41", 1, 1, 0},
					  "19.5 (3.0+3.5+3.0+10.0) highly_complex\n" IN_SPINE("V41") "Patient factor +6.0: a < 2\nPatient factor +4.0: b = 1\nComplexity 19.5 reaches cutpoint 10.0: highly_complex\n");
}

static void
floors_and_caps_act_in_order(void **state)
{
	static const char *const reached = REACHES_HIGH;
	char		wanted[500];

	(void) state;
	snprintf(wanted, sizeof(wanted), "9.5 (3.0+3.5+3.0+0.0) moderate\n%s%sRaised from high to highly_complex: a = 1\nLowered from highly_complex to moderate: b = 1\n", IN_SPINE("V41"), reached);
	assert_classifies(CUTPOINTS SPINE "when a = 1: at least highly_complex\nwhen b = 1: at most moderate", (Row) {"V41", 1, 1, 0}, wanted);
	snprintf(wanted, sizeof(wanted), "9.5 (3.0+3.5+3.0+0.0) highly_complex\n%s%sLowered from high to moderate: b = 1\nRaised from moderate to highly_complex: a = 1\n", IN_SPINE("V41"), reached);
	assert_classifies(CUTPOINTS SPINE "when b = 1: at most moderate\nwhen a = 1: at least highly_complex", (Row) {"V41", 1, 1, 0}, wanted);
	/* What changes nothing is no reason; points count wherever they stand. */
	snprintf(wanted, sizeof(wanted), "9.5 (3.0+3.5+3.0+0.0) high\n%s%s", IN_SPINE("V41"), reached);
	assert_classifies(CUTPOINTS SPINE "when a = 1: at least high\nwhen b = 1: at most high\nwhen c = 1: at most low", (Row) {"V41", 1, 1, 0}, wanted);
	assert_classifies("when a = 1: at most high\nwhen b = 1: +5\n" SPINE CUTPOINTS, (Row) {"V41", 1, 1, 0},
					  "14.5 (3.0+3.5+3.0+5.0) high\n" IN_SPINE("V41") "Patient factor +5.0: b = 1\nComplexity 14.5 reaches cutpoint 10.0: highly_complex\nLowered from highly_complex to high: a = 1\n");
}

static void
unknown_conditions_are_told(void **state)
{
	(void) state;
	assert_classifies(CUTPOINTS SPINE "when a < 2: +1.0\nwhen b = 1: at least highly_complex\nwhen c = 1: at most low\nwhen coalesce(a, 0) = 0: +0.1", (Row) {"V41", NAN, NAN, NAN},
					  "9.6 (3.0+3.5+3.0+0.1) high\n" IN_SPINE("V41") "Patient factor +0.1: coalesce(a, 0) = 0\nComplexity 9.6 reaches cutpoint 8.0: high\nNot known, so not applied: a < 2 (+1.0)\nNot known, so not applied: b = 1 (at least highly_complex)\nNot known, so not applied: c = 1 (at most low)\n");
}

static void
failing_conditions_are_problems(void **state)
{
	Ruleset		ruleset = compiled(CUTPOINTS SPINE "when 1/a > 0: +1", EXPR_KIND_OPCS4S);
	ExprInput	inputs[COLUMNS];
	Classification result;

	(void) state;
	assert_int_equal(classify(&ruleset, &(Row) {.codes = "V41"}, inputs, &result), EXPR_DIVISION_BY_ZERO);
	assert_int_equal(classify(&ruleset, &(Row) {.codes = "V47"}, inputs, &result), EXPR_FINE);
	assert_int_equal(classify(&ruleset, &(Row) {.codes = "V41",.a = 1}, inputs, &result), EXPR_FINE);
	assert_int_equal(result.points, 10);
	free_pieces();
}

/* The first line that holds a code, of a column of that kind. */
static const char *
line_for(const char *text, ExprKind kind, ExprInput column)
{
	Ruleset		ruleset = compiled(text, kind);
	TextBuilder printed = {.allocate = test_allocate};
	Classification result;
	int32_t		at;

	assert_int_equal(ruleset_classify(&ruleset, &column, &result, &at), EXPR_FINE);
	if (result.line == EXPR_NONE)
		return "";
	ruleset_print_condition(&printed, ruleset.text, ruleset.lines.lines[result.line].rule);
	return printed.text;
}

static void
every_kind_of_column_is_searched(void **state)
{
	static const char *const text = CUTPOINTS "M41: 1+1+1\nV42.1: 2+2+2\n";
	ExprText	texts[] = {{"nonsense", 8}, {"v421", 4}, {"M41.10 ", 7}};
	int32_t		opcs4;
	int64_t		icd10;

	(void) state;
	opcs4_parse("V42.1", 5, &opcs4);
	icd10_parse("M41.10", 6, &icd10);
	assert_string_equal(line_for(text, EXPR_KIND_OPCS4, (ExprInput) {.number = opcs4}), "V42.1");
	assert_string_equal(line_for(text, EXPR_KIND_OPCS4, (ExprInput) {.number = opcs4 + 1}), "");
	assert_string_equal(line_for(text, EXPR_KIND_OPCS4, (ExprInput) {.number = NAN}), "");
	assert_string_equal(line_for(text, EXPR_KIND_ICD10, (ExprInput) {.number = (double) icd10}), "M41");
	assert_string_equal(line_for(text, EXPR_KIND_ICD10, (ExprInput) {.number = NAN}), "");
	assert_string_equal(line_for(text, EXPR_KIND_TEXT, (ExprInput) {.text = texts[1]}), "V42.1");
	assert_string_equal(line_for(text, EXPR_KIND_TEXT, (ExprInput) {.text = texts[0]}), "");
	assert_string_equal(line_for(text, EXPR_KIND_TEXT, (ExprInput) {.text = {NULL, 0}}), "");
	assert_string_equal(line_for(text, EXPR_KIND_TEXTS, (ExprInput) {.elements = texts,.count = 3}), "V42.1");
	assert_string_equal(line_for(text, EXPR_KIND_TEXTS, (ExprInput) {.elements = texts,.count = 1}), "");
	assert_string_equal(line_for(text, EXPR_KIND_ICD10S, (ExprInput) {.elements = &icd10,.count = 1}), "M41");
	assert_string_equal(line_for(text, EXPR_KIND_OPCS4S, (ExprInput) {.elements = &opcs4,.count = 1,.null_count = 1}), "V42.1");
	assert_string_equal(line_for(text, EXPR_KIND_OPCS4S, (ExprInput) {.count = EXPR_NONE}), "");
	free_pieces();
}

static void
columns_that_hold_no_codes_are_refused(void **state)
{
	static const char *const text = CUTPOINTS "V41: 1+1+1\nV42, M41.10: 1+1+1\n";
	RulesetText parsed;
	Ruleset		ruleset;
	ExprError	error;
	ExprKind	kind = EXPR_KIND_NUMBER;

	(void) state;
	assert_true(ruleset_parse(&parsed, text, (int32_t) strlen(text), test_allocate, &error));
	assert_false(ruleset_compile(&ruleset, &parsed, &kind, test_allocate, &error));
	assert_int_equal(error.problem, EXPR_WRONG_TYPE);
	assert_string_equal(error.detail, "Column \"procedure_codes\" is a number, not a code, a text or an array of them");
	/* A list that mixes systems fits texts alone. */
	kind = EXPR_KIND_OPCS4S;
	assert_false(ruleset_compile(&ruleset, &parsed, &kind, test_allocate, &error));
	assert_string_equal(error.detail, "\"M41.10\" is no OPCS-4 code or range");
	assert_ptr_equal(text + error.at, strstr(text, "M41.10"));
	kind = EXPR_KIND_TEXTS;
	assert_true(ruleset_compile(&ruleset, &parsed, &kind, test_allocate, &error));
	free_pieces();
}

/* The rule said once more, line by line: the number of the best line that holds the code, or -1. */
static int
best_by_search(const Complexity *scores, int32_t (*ranges)[2], int lines, int32_t code)
{
	int			best = -1;
	int64_t		value,
				best_value = -1;

	for (int i = 0; i < lines; i++)
	{
		if (code < ranges[i][0] || code > ranges[i][1])
			continue;
		assert_true(complexity_pack(&scores[i], &value));
		if (value > best_value)
		{
			best = i;
			best_value = value;
		}
	}
	return best;
}

#define LINES 12

static void
segments_agree_with_a_search(void **state)
{
	Random		random = {6};
	Complexity	scores[LINES];
	int32_t		ranges[LINES][2];
	char		low[OPCS4_TEXT_SIZE],
				high[OPCS4_TEXT_SIZE],
				line[100];

	(void) state;
	for (int i = 0; i < 3000; i++)
	{
		TextBuilder text = {.allocate = test_allocate};
		Ruleset		ruleset;

		text_add_string(&text, CUTPOINTS);
		for (int j = 0; j < LINES; j++)
		{
			int32_t		first = (int32_t) random_below(&random, 300);
			int32_t		last = first + (int32_t) random_below(&random, 40);

			/* Few scores, so that many tie; Z00 to Z11 lest a list be there twice. */
			scores[j] = (Complexity) {10, 10 + (int) random_below(&random, 2), 10 + (int) random_below(&random, 3), 0};
			ranges[j][0] = first;
			ranges[j][1] = opcs4_last_within(last);
			opcs4_format(first, true, low);
			opcs4_format(last, true, high);
			text_add(&text, line, snprintf(line, sizeof(line), "%s-%s, Z%02d: 1 + 1.%d + 1.%d\n", low, high, j, scores[j].morbidity - 10, scores[j].difficulty - 10));
		}
		ruleset = compiled(text.text, EXPR_KIND_OPCS4);
		for (int32_t code = 0; code < 360; code++)
		{
			ExprInput	column = {.number = code};
			Classification result;
			int32_t		at;
			int			best = best_by_search(scores, ranges, LINES, code);

			assert_int_equal(ruleset_classify(&ruleset, &column, &result, &at), EXPR_FINE);
			if (best < 0)
				assert_int_equal(result.line, EXPR_NONE);
			else
				assert_ptr_equal(ruleset.lines.lines[result.line].rule, &ruleset.text->rules[best + 1]);
		}
		free_pieces();
	}
}

PURE_TESTS(
	TEST(best_line_is_the_base),
	TEST(no_line_means_no_complexity),
	TEST(codes_without_a_score_are_told),
	TEST(unknown_codes_fire_no_cap),
	TEST(points_add_up_to_ten),
	TEST(floors_and_caps_act_in_order),
	TEST(unknown_conditions_are_told),
	TEST(failing_conditions_are_problems),
	TEST(every_kind_of_column_is_searched),
	TEST(columns_that_hold_no_codes_are_refused),
	TEST(segments_agree_with_a_search),
)
