/*
 * test_ruleset_text.c
 *	  Text of rulesets: what is read, its canonical form, what is refused and where.
 */
#include "literal.h"

#include "arena.h"
#include "complexity/ruleset_diff.h"
#include "complexity/ruleset_text.h"

#define CUTPOINTS	"cutpoints 6.0 8.0 10.0\n"
#define CODES		"V41-V46: 3.0 + 3.5 + 4.5\n"
#define LEAST		CUTPOINTS CODES

static bool
parse(const char *text, RulesetText *ruleset, ExprError *error)
{
	size_t		length = strlen(text);
	char	   *copy = test_allocate(length > 0 ? length : 1);

	memcpy(copy, text, length);
	return ruleset_parse(ruleset, copy, (int32_t) length, test_allocate, error);
}

static RulesetText
parsed(const char *text)
{
	RulesetText ruleset;
	ExprError	error;

	assert_holds(parse(text, &ruleset, &error), "refused: \"%s\": %s", text, error.detail);
	return ruleset;
}

static const char *
printed(const RulesetText *ruleset)
{
	TextBuilder builder = {.allocate = test_allocate};

	ruleset_print(&builder, ruleset);
	assert_int_equal(builder.length, strlen(builder.text));
	return builder.text;
}

static void
assert_reads(const char *text, const char *wanted)
{
	RulesetText ruleset = parsed(text);
	RulesetText again;

	assert_string_equal(printed(&ruleset), wanted);
	again = parsed(wanted);
	assert_string_equal(printed(&again), wanted);
	free_pieces();
}

/* Refused with these words, at this line and column. */
static void
assert_refuses(const char *text, ExprProblem problem, int line, int column, const char *words)
{
	RulesetText ruleset;
	ExprError	error;
	int			found_line,
				found_column;

	assert_holds(!parse(text, &ruleset, &error), "read: \"%s\"", text);
	expr_position(text, error.at, &found_line, &found_column);
	assert_holds(strstr(error.detail, words) != NULL, "\"%s\" says: %s", text, error.detail);
	assert_holds(error.problem == problem, "\"%s\": problem %d", text, error.problem);
	assert_holds(found_line == line && found_column == column, "\"%s\": %s, at %d, %d", text, error.detail, found_line, found_column);
	free_pieces();
}

static void
canonical_text_reads_back(void **state)
{
	(void) state;
	assert_reads("cutpoints 6 8 10\nV41: 3+3.5+4.5", "cutpoints 6.0 8.0 10.0\nV41: 3.0 + 3.5 + 4.5");
	assert_reads("\r\n  CUTPOINTS 0 .5 25.0 \r\n\tv41-v46 , w051:.5+5+05.00\r\n", "cutpoints 0.0 0.5 25.0\nV41-V46, W05.1: 0.5 + 5.0 + 5.0");
	assert_reads(LEAST "WHEN Age_Years<2:+1", "cutpoints 6.0 8.0 10.0\nV41-V46: 3.0 + 3.5 + 4.5\nwhen age_years < 2: +1.0");
	assert_reads(LEAST "when a = 1 : At Least HIGH\nwhen a = 1 : at most\tLow", "cutpoints 6.0 8.0 10.0\nV41-V46: 3.0 + 3.5 + 4.5\nwhen a = 1: at least high\nwhen a = 1: at most low");
	assert_reads(LEAST "when procedure_codes in {v41 , W281-W30} and (not b): +10.0",
				 "cutpoints 6.0 8.0 10.0\nV41-V46: 3.0 + 3.5 + 4.5\nwhen procedure_codes in {V41, W28.1-W30} and not b: +10.0");
	/* The cutpoints may stand anywhere. */
	assert_reads(CODES CUTPOINTS, "V41-V46: 3.0 + 3.5 + 4.5\ncutpoints 6.0 8.0 10.0");
}

static void
comments_are_kept(void **state)
{
	(void) state;
	assert_reads("\n\n--  why: this  \n\n \n--\ncutpoints 6 8 10 --agreed 2026\nV41: 1+1+1-- 'quoted\n--last\n\n",
				 "--  why: this\n\n--\ncutpoints 6.0 8.0 10.0  --agreed 2026\nV41: 1.0 + 1.0 + 1.0  -- 'quoted\n--last");
	/* Hyphens in quotes and braces begin no comment. */
	assert_reads(LEAST "when a = 'x--y' and \"b--c\" = 'it''s' : +1 -- yes \xE2\x80\x93 no\xC2\xA0",
				 "cutpoints 6.0 8.0 10.0\nV41-V46: 3.0 + 3.5 + 4.5\nwhen a = 'x--y' and \"b--c\" = 'it''s': +1.0  -- yes \xE2\x80\x93 no");
	/* As pasted from a document: no-break spaces, and the signs of printed formulas. */
	assert_reads("\xC2\xA0" LEAST "\xC2\xA0when\xC2\xA0""a \xE2\x89\xA5 2:\xC2\xA0+1\xC2\xA0",
				 "cutpoints 6.0 8.0 10.0\nV41-V46: 3.0 + 3.5 + 4.5\nwhen a >= 2: +1.0");
}

static void
rules_hold_what_was_written(void **state)
{
	RulesetText ruleset = parsed("cutpoints 6 8.5 10\n-- why\nV41: 0.5+2.5+5\nwhen a = 1: +1.5\nwhen b = 1: at least high\nwhen b = 1: at most low");
	const Rule *rules = ruleset.rules;

	(void) state;
	assert_int_equal(ruleset.rule_count, 6);
	assert_int_equal(ruleset.cutpoints, 0);
	assert_true(rules[0].kind == RULE_CUTPOINTS && rules[0].tenths[0] == 60 && rules[0].tenths[1] == 85 && rules[0].tenths[2] == 100);
	assert_true(rules[1].kind == RULE_NONE && rules[1].comment_length == 6);
	assert_true(rules[2].kind == RULE_CODES && rules[2].tenths[0] == 5 && rules[2].tenths[1] == 25 && rules[2].tenths[2] == 50);
	assert_true(rules[3].kind == RULE_POINTS && rules[3].tenths[0] == 15 && rules[3].condition != EXPR_NONE);
	assert_true(rules[4].kind == RULE_FLOOR && rules[4].tier == 2);
	assert_true(rules[5].kind == RULE_CAP && rules[5].tier == 0);
	assert_int_equal(ruleset.forest.column_count, 3);
	assert_string_equal(expr_column_name(&ruleset.forest, 0), "procedure_codes");
	free_pieces();
}

static void
what_is_missing_or_twice(void **state)
{
	(void) state;
	assert_refuses("", EXPR_SYNTAX, 1, 1, "Expected a line of cutpoints");
	assert_refuses("-- nothing\n", EXPR_SYNTAX, 2, 1, "Expected a line of cutpoints");
	assert_refuses(CODES, EXPR_SYNTAX, 2, 1, "Expected a line of cutpoints");
	assert_refuses(CUTPOINTS, EXPR_SYNTAX, 2, 1, "Expected a line of codes");
	assert_refuses(LEAST "  cutpoints 1 2 3", EXPR_SYNTAX, 3, 3, "Cutpoints are given twice");
	assert_refuses(LEAST CODES, EXPR_SYNTAX, 3, 1, "This list of codes is in line 2 already");
	assert_refuses(LEAST "\n v41-V46 :1+1+1", EXPR_SYNTAX, 4, 2, "This list of codes is in line 2 already");
	assert_refuses(LEAST "when a = 1: +1\nwhen  A=1: +2", EXPR_SYNTAX, 4, 1, "This condition is in line 3 already");
	assert_refuses(LEAST "when a = 1: at least high\nwhen a = 1: at least low", EXPR_SYNTAX, 4, 1, "This condition is in line 3 already");
}

static void
malformed_lines(void **state)
{
	(void) state;
	assert_refuses(LEAST "V41", EXPR_SYNTAX, 3, 4, "Expected \":\" after the codes");
	assert_refuses(LEAST "V41 -- comment", EXPR_SYNTAX, 3, 4, "Expected \":\" after the codes");
	assert_refuses(LEAST "V41, V4: 1+1+1", EXPR_SYNTAX, 3, 6, "\"V4\" is no code or range of codes");
	assert_refuses(LEAST "V41,: 1+1+1", EXPR_SYNTAX, 3, 5, "\"\" is no code");
	assert_refuses(LEAST ": 1+1+1", EXPR_SYNTAX, 3, 1, "\"\" is no code");
	assert_refuses(LEAST "V46-V41: 1+1+1", EXPR_SYNTAX, 3, 1, "\"V46-V41\" is a range that ends before it begins");
	assert_refuses(LEAST "whn a < 2: +1", EXPR_SYNTAX, 3, 1, "\"whn a < 2\" is no code");
	assert_refuses(LEAST "V47: 1+1", EXPR_SYNTAX, 3, 9, "Expected \"+\" at the end");
	assert_refuses(LEAST "V47: 1+1+1+1", EXPR_SYNTAX, 3, 11, "Expected the end of the line, found \"+\"");
	assert_refuses(LEAST "V47: 1+1+high", EXPR_SYNTAX, 3, 10, "Expected a technical difficulty, found \"high\"");
	assert_refuses(LEAST "V47: 1+1+1 W05", EXPR_SYNTAX, 3, 12, "Expected the end of the line, found \"W05\"");
	assert_refuses("cutpoints 6 8\n" CODES, EXPR_SYNTAX, 1, 14, "Expected a cutpoint at the end");
	assert_refuses("cutpoints 6 8 10 12\n" CODES, EXPR_SYNTAX, 1, 18, "Expected the end of the line, found \"12\"");
	assert_refuses("cutpoints 6, 8, 10\n" CODES, EXPR_SYNTAX, 1, 12, "Expected a cutpoint, found \",\"");
	assert_refuses("cutpoints -6 8 10\n" CODES, EXPR_SYNTAX, 1, 11, "Expected a cutpoint, found \"-\"");
	assert_refuses("cutpoints nan 8 10\n" CODES, EXPR_SYNTAX, 1, 11, "Expected a cutpoint, found \"nan\"");
}

static void
malformed_conditions(void **state)
{
	(void) state;
	assert_refuses(LEAST "when a < 2", EXPR_SYNTAX, 3, 11, "Expected an operator or \":\" at the end");
	assert_refuses(LEAST "when a <: +1", EXPR_SYNTAX, 3, 9, "found \":\"");
	assert_refuses(LEAST "when : +1", EXPR_SYNTAX, 3, 6, "found \":\"");
	assert_refuses(LEAST "when a < 2: 1", EXPR_SYNTAX, 3, 13, "Expected \"+\" and points, or \"at\", found \"1\"");
	assert_refuses(LEAST "when a < 2: -1", EXPR_SYNTAX, 3, 13, "found \"-\"");
	assert_refuses(LEAST "when a < 2: +1 +1", EXPR_SYNTAX, 3, 16, "Expected the end of the line");
	assert_refuses(LEAST "when a < 2: at last high", EXPR_SYNTAX, 3, 16, "Expected \"least\" or \"most\", found \"last\"");
	assert_refuses(LEAST "when a < 2: at least difficult", EXPR_SYNTAX, 3, 22, "Expected a tier, found \"difficult\"");
	assert_refuses(LEAST "when a < 2: at least", EXPR_SYNTAX, 3, 21, "Expected a tier at the end");
	assert_refuses(LEAST "when a < 2: at least high or so", EXPR_SYNTAX, 3, 27, "Expected the end of the line, found \"or\"");
	assert_refuses(LEAST "when a in {V46-V41}: +1", EXPR_SYNTAX, 3, 12, "a range that ends before it begins");
	assert_refuses(LEAST "when a = 'x: +1\nwhen b = 'y': +1", EXPR_SYNTAX, 3, 10, "Quote ' is not closed");
	assert_refuses(LEAST "when a + 1: +1", EXPR_WRONG_TYPE, 3, 6, "This is a number, not true or false");
	assert_refuses(LEAST "when 'x' < 1: +1", EXPR_WRONG_TYPE, 3, 12, "This is a number, not a text");
}

static void
numbers_out_of_range(void **state)
{
	(void) state;
	assert_refuses("cutpoints 6 8 25.1\n" CODES, EXPR_RANGE, 1, 15, "25.1 is not a cutpoint of 0.0 to 25.0");
	assert_refuses("cutpoints 6 8 8.05\n" CODES, EXPR_RANGE, 1, 15, "8.05 is not a cutpoint");
	assert_refuses("cutpoints 6 6 8\n" CODES, EXPR_RANGE, 1, 13, "Cutpoints do not ascend");
	assert_refuses("cutpoints 8 6 10\n" CODES, EXPR_RANGE, 1, 13, "Cutpoints do not ascend");
	assert_refuses(LEAST "V47: 0.4 + 1 + 1", EXPR_RANGE, 3, 6, "0.4 is not a mortality of 0.5 to 5.0");
	assert_refuses(LEAST "V47: 1 + 5.1 + 1", EXPR_RANGE, 3, 10, "5.1 is not a morbidity");
	assert_refuses(LEAST "V47: 1 + 1 + 1.25", EXPR_RANGE, 3, 14, "1.25 is not a technical difficulty");
	assert_refuses(LEAST "V47: 1 + 1 + 1e0", EXPR_RANGE, 3, 14, "1e0 is not a technical difficulty");
	assert_refuses(LEAST "V47: 99999999999999999999 + 1 + 1", EXPR_RANGE, 3, 6, "is not a mortality");
	assert_refuses(LEAST "when a: +0", EXPR_RANGE, 3, 10, "0 is not points of 0.1 to 10.0");
	assert_refuses(LEAST "when a: +10.1", EXPR_RANGE, 3, 10, "10.1 is not points");
}

static void
limits_hold(void **state)
{
	TextBuilder text = {.allocate = test_allocate};
	RulesetText ruleset;
	ExprError	error;

	(void) state;
	text_add_string(&text, LEAST);
	for (int i = 3; i <= RULESET_RULE_LIMIT; i++)
	{
		text_add_string(&text, "when a = ");
		text_add_number(&text, i);
		text_add_string(&text, ": +0.1\n-- why\n");
	}
	assert_true(parse(text.text, &ruleset, &error));
	text_add_string(&text, "when b: +0.1");
	assert_false(parse(text.text, &ruleset, &error));
	assert_int_equal(error.problem, EXPR_TOO_COMPLEX);
	assert_string_equal(error.detail, "A ruleset has at most 1000 rules");

	text.length = 0;
	text_add_string(&text, LEAST "--");
	while (text.length < EXPR_TEXT_LIMIT)
		text_add_string(&text, "x");
	assert_true(parse(text.text, &ruleset, &error));
	text_add_string(&text, "x");
	assert_false(parse(text.text, &ruleset, &error));
	assert_int_equal(error.problem, EXPR_TOO_COMPLEX);
	free_pieces();
}

static void
assert_differs(const char *before, const char *after, const char *wanted)
{
	static const char *const kinds[] = {"removed", "changed", "moved", "added"};
	RulesetText a = parsed(before);
	RulesetText b = parsed(after);
	TextBuilder found = {.allocate = test_allocate};
	RulesetChange *changes;
	int32_t		count = ruleset_diff(&a, &b, test_allocate, &changes);

	text_add_string(&found, "");
	for (int32_t i = 0; i < count; i++)
	{
		const RulesetChange *c = &changes[i];

		text_add_string(&found, kinds[c->kind]);
		text_add_string(&found, " ");
		ruleset_print_subject(&found, c->before != NULL ? &a : &b, c->before != NULL ? c->before : c->after);
		text_add_string(&found, "; ");
	}
	assert_string_equal(found.text, wanted);
	free_pieces();
}

static void
differences_are_named(void **state)
{
	(void) state;
	assert_differs(LEAST, LEAST, "");
	assert_differs(LEAST "-- why\n", "--because\n" CODES "\n" CUTPOINTS, "");
	assert_differs(LEAST, "cutpoints 6 8 11\n" CODES, "changed cutpoints; ");
	assert_differs(LEAST, CUTPOINTS "V41-V46: 3.0 + 3.5 + 4.4\nV47: 1+1+1", "changed V41-V46; added V47; ");
	assert_differs(LEAST "when a = 1: +1\nwhen b = 1: at least high", LEAST "when a=1: +1.5\nwhen b=1: at most high",
				   "changed when a = 1; removed when b = 1: at least; added when b = 1: at most; ");
	assert_differs(LEAST "when a: +1\nwhen b: +1", LEAST "when b: +1\nwhen a: +1", "");
	assert_differs(LEAST "when a: at least high\nwhen b: at most low", LEAST "when b: at most low\nwhen a: at least high",
				   "moved when a: at least; moved when b: at most; ");
	assert_differs(LEAST "when c: at least high\nwhen a: at least high\nwhen b: at most low", LEAST "when a: at least high\nwhen b: at most moderate",
				   "removed when c: at least; changed when b: at most; ");
}

/* Any text is refused, or has a canonical form that reads back as itself. */
static void
mutants_are_sound(void **state)
{
	static const char *const seeds[] = {
		"cutpoints 6 8 10 --x\nV41-V46,W05.1: 3+3.5+4\nwhen a<2: +1", "cutpoints 1 2 3\nV41:1+1+1\nwhen 'x' in b: at most low",
		"cutpoints 1 2 3\n\nV41:1+1+1\nV42:1+1+1\nM411:1+1+1"
	};
	Random		random = {1};
	char		text[LITERAL_SIZE];
	int			read = 0;

	(void) state;
	for (int i = 0; i < 200000; i++)
	{
		RulesetText ruleset,
					again;
		ExprError	error;

		strcpy(text, seeds[random_below(&random, LENGTH(seeds))]);
		mutate_often(&random, "0123456789.+-: \n'\"{}VWwhenat,", text);
		if (parse(text, &ruleset, &error))
		{
			const char *canonical = printed(&ruleset);

			read++;
			again = parsed(canonical);
			assert_string_equal(printed(&again), canonical);
		}
		else
			assert_true(error.at >= 0 && error.at <= (int32_t) strlen(text) && error.detail[0] != '\0');
		free_pieces();
	}
	assert_true(read > 5000);
}

PURE_TESTS(
	TEST(canonical_text_reads_back),
	TEST(comments_are_kept),
	TEST(rules_hold_what_was_written),
	TEST(what_is_missing_or_twice),
	TEST(malformed_lines),
	TEST(malformed_conditions),
	TEST(numbers_out_of_range),
	TEST(limits_hold),
	TEST(differences_are_named),
	TEST(mutants_are_sound),
)
