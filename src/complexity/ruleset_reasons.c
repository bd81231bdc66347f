/*
 * ruleset_reasons.c
 */
#include "complexity/ruleset_reasons.h"

#include <stdio.h>
#include <string.h>

#include "codes/icd10_code.h"
#include "codes/opcs4_code.h"
#include "complexity/complexity_value.h"

static ExprText
text_of(const TextBuilder *builder)
{
	return (ExprText) {builder->text, builder->length};
}

/* " is in V41-V46: mortality 3.0 + morbidity 3.5 + technical difficulty 4.5 = 11.0" */
static ExprText
word_line(const RulesetText *text, const Rule *rule, ExprAllocate allocate)
{
	static const char *const parts[] = {": mortality ", " + morbidity ", " + technical difficulty "};
	TextBuilder builder = {.allocate = allocate};

	text_add_string(&builder, " is in ");
	ruleset_print_condition(&builder, text, rule);
	for (int i = 0; i < 3; i++)
	{
		text_add_string(&builder, parts[i]);
		ruleset_print_tenths(&builder, rule->tenths[i]);
	}
	text_add_string(&builder, " = ");
	ruleset_print_tenths(&builder, rule->tenths[0] + rule->tenths[1] + rule->tenths[2]);
	return text_of(&builder);
}

/* " reaches cutpoint 10.0: highly_complex" */
static ExprText
word_tier(const Rule *cutpoints, int tier, ExprAllocate allocate)
{
	TextBuilder builder = {.allocate = allocate};

	text_add_string(&builder, tier > 0 ? " reaches cutpoint " : " is below cutpoint ");
	ruleset_print_tenths(&builder, cutpoints->tenths[tier > 0 ? tier - 1 : 0]);
	text_add_string(&builder, ": ");
	text_add_string(&builder, ruleset_tier_names[tier]);
	return text_of(&builder);
}

static ExprText
word_condition(const RulesetText *text, const Rule *rule, ExprAllocate allocate)
{
	TextBuilder builder = {.allocate = allocate};

	ruleset_print_condition(&builder, text, rule);
	return text_of(&builder);
}

/* Patient factor +1.0: age_years < 2 */
static ExprText
word_points(const Rule *rule, ExprText condition, ExprAllocate allocate)
{
	TextBuilder builder = {.allocate = allocate};

	text_add_string(&builder, "Patient factor ");
	ruleset_print_value(&builder, rule);
	text_add_string(&builder, ": ");
	text_add(&builder, condition.data, condition.length);
	return text_of(&builder);
}

/* Not known, so not applied: cobb_angle > 90 (at least highly_complex) */
static ExprText
word_unknown(const Rule *rule, ExprText condition, ExprAllocate allocate)
{
	TextBuilder builder = {.allocate = allocate};

	text_add_string(&builder, "Not known, so not applied: ");
	text_add(&builder, condition.data, condition.length);
	text_add_string(&builder, " (");
	if (rule->kind != RULE_POINTS)
		text_add_string(&builder, rule->kind == RULE_FLOOR ? "at least " : "at most ");
	ruleset_print_value(&builder, rule);
	text_add_string(&builder, ")");
	return text_of(&builder);
}

static ExprText *
allocate_texts(int32_t count, ExprAllocate allocate)
{
	return allocate(sizeof(ExprText) * (size_t) (count + 1));
}

void
ruleset_wording(RulesetWording *wording, const Ruleset *ruleset, ExprAllocate allocate)
{
	const RulesetText *text = ruleset->text;

	*wording = (RulesetWording) {
		.lines = allocate_texts(ruleset->lines.line_count, allocate),
		.conditions = allocate_texts(ruleset->condition_count, allocate),
		.points = allocate_texts(ruleset->condition_count, allocate),
		.unknown = allocate_texts(ruleset->condition_count, allocate),
		.scratch = {.allocate = allocate}
	};
	for (int32_t i = 0; i < ruleset->lines.line_count; i++)
		wording->lines[i] = word_line(text, ruleset->lines.lines[i].rule, allocate);
	for (int i = 0; i < RULESET_TIERS; i++)
		wording->tiers[i] = word_tier(&text->rules[text->cutpoints], i, allocate);
	for (int32_t i = 0; i < ruleset->condition_count; i++)
	{
		const Rule *rule = ruleset->conditions[i].rule;

		wording->conditions[i] = word_condition(text, rule, allocate);
		wording->points[i] = word_points(rule, wording->conditions[i], allocate);
		wording->unknown[i] = word_unknown(rule, wording->conditions[i], allocate);
	}
}

typedef struct Writer
{
	const Ruleset *ruleset;
	RulesetWording *wording;
	const Classification *result;
	const ExprInput *codes;
	RulesetReasonSink sink;
	void	   *context;
} Writer;

static void
put(const Writer *writer, ExprText sentence)
{
	writer->sink(writer->context, sentence.data, sentence.length);
}

static TextBuilder *
begin(const Writer *writer, const char *words)
{
	writer->wording->scratch.length = 0;
	text_add_string(&writer->wording->scratch, words);
	return &writer->wording->scratch;
}

static void
add_code(const Writer *writer, TextBuilder *sentence, int64_t code)
{
	ExprKind	kind = writer->ruleset->lines.kind;
	char		text[ICD10_TEXT_SIZE];
	int			length;

	if (kind == EXPR_KIND_OPCS4 || kind == EXPR_KIND_OPCS4S)
		length = opcs4_format((int32_t) code, true, text);
	else
		length = icd10_format(code, true, text);
	text_add(sentence, text, length);
}

/* Code V42.1 is in V41-V46: ... */
static void
write_line(const Writer *writer)
{
	ExprText	rest = writer->wording->lines[writer->result->line];
	TextBuilder *sentence = begin(writer, "Code ");

	add_code(writer, sentence, writer->result->code);
	text_add(sentence, rest.data, rest.length);
	put(writer, text_of(sentence));
}

/* The row's next code, from this place on, that no line has and that was not found before; false if there is none. */
static bool
next_uncovered(const Writer *writer, int32_t *at, const int64_t *before, int count, int64_t *code)
{
	const RulesetLines *lines = &writer->ruleset->lines;

	while (*at < ruleset_count_codes(lines->kind, writer->codes))
	{
		int			same = 0;

		if (ruleset_code_at(lines->kind, writer->codes, (*at)++, code) != CODE_READ
			|| ruleset_line_of(lines, *code) != EXPR_NONE)
			continue;
		while (same < count && before[same] != *code)
			same++;
		if (same == count)
			return true;
	}
	return false;
}

#define CODES_SHOWN 20

/* In no line of codes, so not scored: A01.1, Y53.4 */
static void
write_uncovered(const Writer *writer)
{
	TextBuilder *sentence;
	int64_t		codes[CODES_SHOWN + 1];
	int32_t		at = 0;

	if (writer->result->uncovered == 0)
		return;
	sentence = begin(writer, "In no line of codes, so not scored: ");
	for (int count = 0; next_uncovered(writer, &at, codes, count, &codes[count]); count++)
	{
		if (count == CODES_SHOWN)
		{
			text_add_string(sentence, " and others");
			break;
		}
		if (count > 0)
			text_add_string(sentence, ", ");
		add_code(writer, sentence, codes[count]);
	}
	put(writer, text_of(sentence));
}

/* How many they are, and not what stands there: it may be anything. */
static void
write_unknown_codes(const Writer *writer)
{
	int32_t		count = writer->result->unknown;
	TextBuilder *sentence;
	char		number[32];

	if (count == 0)
		return;
	sentence = begin(writer, "Not known or not readable, so not scored: ");
	text_add(sentence, number, snprintf(number, sizeof(number), count == 1 ? "%d code" : "%d codes", (int) count));
	put(writer, text_of(sentence));
}

static void
write_nothing(const Writer *writer)
{
	const char *reason = writer->result->known > 0 ? "no rule matches" : "no procedure code is known";

	put(writer, (ExprText) {reason, (int32_t) strlen(reason)});
	write_unknown_codes(writer);
}

static void
write_points(const Writer *writer)
{
	const Ruleset *ruleset = writer->ruleset;
	TextBuilder *sentence;

	for (int32_t i = 0; i < ruleset->condition_count; i++)
		if (ruleset->conditions[i].truth == RULE_TRUE && ruleset->conditions[i].rule->kind == RULE_POINTS)
			put(writer, writer->wording->points[i]);
	if (writer->result->points <= COMPLEXITY_FACTORS_MOST)
		return;
	sentence = begin(writer, "Patient factors sum to ");
	ruleset_print_tenths(sentence, writer->result->points);
	text_add_string(sentence, " and count ");
	ruleset_print_tenths(sentence, COMPLEXITY_FACTORS_MOST);
	text_add_string(sentence, ", the most they can");
	put(writer, text_of(sentence));
}

/* Complexity 12.0 reaches cutpoint 10.0: highly_complex */
static void
write_tier(const Writer *writer)
{
	ExprText	rest = writer->wording->tiers[writer->result->cutpoint_tier];
	Complexity	c = complexity_unpack(writer->result->complexity);
	TextBuilder *sentence = begin(writer, "Complexity ");

	ruleset_print_tenths(sentence, complexity_total(&c));
	text_add(sentence, rest.data, rest.length);
	put(writer, text_of(sentence));
}

/* Raised from high to highly_complex: cobb_angle > 90 */
static void
write_bounds(const Writer *writer)
{
	for (int32_t i = 0; i < writer->ruleset->condition_count; i++)
	{
		const RulesetCondition *condition = &writer->ruleset->conditions[i];
		TextBuilder *sentence;

		if (condition->truth != RULE_TRUE || condition->rule->kind == RULE_POINTS
			|| condition->tier_before == condition->tier_after)
			continue;
		sentence = begin(writer, condition->rule->kind == RULE_FLOOR ? "Raised from " : "Lowered from ");
		text_add_string(sentence, ruleset_tier_names[condition->tier_before]);
		text_add_string(sentence, " to ");
		text_add_string(sentence, ruleset_tier_names[condition->tier_after]);
		text_add_string(sentence, ": ");
		text_add(sentence, writer->wording->conditions[i].data, writer->wording->conditions[i].length);
		put(writer, text_of(sentence));
	}
}

static void
write_unknown(const Writer *writer)
{
	for (int32_t i = 0; i < writer->ruleset->condition_count; i++)
		if (writer->ruleset->conditions[i].truth == RULE_UNKNOWN)
			put(writer, writer->wording->unknown[i]);
}

void
ruleset_reasons(const Ruleset *ruleset, RulesetWording *wording, const Classification *result,
				const ExprInput *codes, RulesetReasonSink sink, void *context)
{
	Writer		writer = {ruleset, wording, result, codes, sink, context};

	if (result->line == EXPR_NONE)
	{
		write_nothing(&writer);
		return;
	}
	write_line(&writer);
	write_uncovered(&writer);
	write_unknown_codes(&writer);
	write_points(&writer);
	write_tier(&writer);
	write_bounds(&writer);
	write_unknown(&writer);
}
