/*
 * fuzz_ruleset.c
 *	  Text of a ruleset: refused within the text, or a canonical form that reads
 *	  back, compiles or is refused, and classifies any row as one of the tiers.
 *	  The first byte draws the row.
 */
#include "fuzz.h"

#include "arena.h"
#include "codes/icd10_code.h"
#include "codes/opcs4_code.h"
#include "complexity/complexity_value.h"
#include "complexity/ruleset_reasons.h"
#include "expression/typing.h"

static TextBuilder
canonical(const RulesetText *ruleset)
{
	TextBuilder builder = {.allocate = test_allocate};

	ruleset_print(&builder, ruleset);
	return builder;
}

static void
check_round_trip(const RulesetText *ruleset)
{
	TextBuilder first = canonical(ruleset);
	TextBuilder second;
	RulesetText again;
	ExprError	error;
	char	   *copy;

	/* The type's input refuses what is too long once it is canonical. */
	if (first.length > EXPR_TEXT_LIMIT)
		return;
	copy = exact_copy(first.text, (size_t) first.length);
	must_be(ruleset_parse(&again, copy, first.length, test_allocate, &error), "canonical text does not read back");
	second = canonical(&again);
	must_be(first.length == second.length && memcmp(first.text, second.text, (size_t) first.length) == 0,
			"canonical text changes when it is read");
	free(copy);
}

static ExprInput
random_input(Random *random, ExprKind kind)
{
	static const ExprText texts[] = {{"V41", 3}, {"w05.1", 5}, {"", 0}, {"M41.10", 6}, {"x", 1}, {"--", 2}};
	ExprInput	input = {.count = (int32_t) random_below(random, 4) - 1,.null_count = (int32_t) random_below(random, 2)};
	int32_t    *opcs4 = test_allocate(sizeof(int32_t) * 4);
	int64_t    *icd10 = test_allocate(sizeof(int64_t) * 4);

	for (int i = 0; i < 4; i++)
	{
		opcs4[i] = (int32_t) random_below(random, OPCS4_CODES);
		icd10_parse(texts[i == 2 ? 0 : i].data, (size_t) texts[i == 2 ? 0 : i].length, &icd10[i]);
	}
	input.number = random_below(random, 4) == 0 ? NAN : floor(20.0 * random_unit(random)) / 2.0;
	if (kind == EXPR_KIND_OPCS4 || kind == EXPR_KIND_ICD10)
		input.number = random_below(random, 4) == 0 ? NAN : kind == EXPR_KIND_OPCS4 ? opcs4[0] : (double) icd10[0];
	if (random_below(random, 4) > 0)
		input.text = texts[random_below(random, LENGTH(texts))];
	input.elements = kind == EXPR_KIND_OPCS4S ? (const void *) opcs4 : kind == EXPR_KIND_ICD10S ? (const void *) icd10 : texts;
	return input;
}

static void
count_reason(void *context, const char *reason, int32_t length)
{
	must_be(reason != NULL && length > 0, "a reason is empty");
	++*(int *) context;
}

static void
check_result(const Ruleset *ruleset, const ExprInput *codes, const Classification *result)
{
	RulesetWording wording;
	int			reasons = 0;

	ruleset_wording(&wording, ruleset, test_allocate);
	ruleset_reasons(ruleset, &wording, result, codes, count_reason, &reasons);
	must_be(reasons <= ruleset->condition_count + RULESET_OTHER_REASONS, "too many reasons");
	must_be(result->known >= 0 && result->unknown >= 0, "a negative count of codes");
	must_be(result->uncovered + (result->line != EXPR_NONE) <= result->known, "more codes without a score than codes");
	must_be(reasons >= (result->line == EXPR_NONE ? 1 : 2), "too few reasons");
	if (result->line == EXPR_NONE)
		return;
	must_be(complexity_is_valid(result->complexity), "a complexity out of range");
	must_be(result->tier >= 0 && result->tier < RULESET_TIERS, "a tier out of range");
	must_be(result->line >= 0 && result->line < ruleset->lines.line_count, "a line out of range");
}

static void
check_rows(RulesetText *text, Random *random)
{
	int32_t		columns = text->forest.column_count;
	ExprKind   *kinds = test_allocate(sizeof(ExprKind) * (size_t) columns);
	ExprInput  *inputs = test_allocate(sizeof(ExprInput) * (size_t) columns);
	Ruleset		ruleset;
	ExprError	error;
	Classification result;
	int32_t		at;

	for (int32_t i = 0; i < columns; i++)
		kinds[i] = (ExprKind) (EXPR_KIND_NUMBER + random_below(random, EXPR_KIND_ICD10S));
	if (!ruleset_compile(&ruleset, text, kinds, test_allocate, &error))
		return;
	for (int row = 0; row < 4; row++)
	{
		for (int32_t i = 0; i < columns; i++)
			inputs[i] = random_input(random, kinds[i]);
		if (ruleset_classify(&ruleset, inputs, &result, &at) == EXPR_FINE)
			check_result(&ruleset, &inputs[0], &result);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Random		random = {size > 0 ? data[0] : 0};
	size_t		length = size > 0 ? size - 1 : 0;
	char	   *text = exact_copy(size > 0 ? data + 1 : data, length);
	RulesetText ruleset;
	ExprError	error;

	if (ruleset_parse(&ruleset, text, (int32_t) length, test_allocate, &error))
	{
		check_round_trip(&ruleset);
		check_rows(&ruleset, &random);
	}
	else
		must_be(error.at >= 0 && error.at <= (int32_t) length && error.detail[0] != '\0', "an error lies outside the text");
	free_pieces();
	free(text);
	return 0;
}
