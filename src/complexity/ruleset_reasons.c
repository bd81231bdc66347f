/*
 * ruleset_reasons.c
 */
#include "complexity/ruleset_reasons.h"

#include "codes/icd10_code.h"
#include "codes/opcs4_code.h"
#include "complexity/complexity_value.h"

typedef struct Writer
{
	const Ruleset *ruleset;
	const Classification *result;
	TextBuilder *builder;
	RulesetReasonSink sink;
	void	   *context;
} Writer;

static void
add(const Writer *writer, const char *text)
{
	text_add_string(writer->builder, text);
}

static void
add_tenths(const Writer *writer, int tenths)
{
	ruleset_print_tenths(writer->builder, tenths);
}

static void
finish(const Writer *writer)
{
	writer->sink(writer->context, writer->builder->text, writer->builder->length);
	writer->builder->length = 0;
}

static void
add_code(const Writer *writer)
{
	ExprKind	kind = writer->ruleset->lines.kind;
	char		text[ICD10_TEXT_SIZE];

	if (kind == EXPR_KIND_OPCS4 || kind == EXPR_KIND_OPCS4S)
		opcs4_format((int32_t) writer->result->code, true, text);
	else
		icd10_format(writer->result->code, true, text);
	add(writer, text);
}

/* Code V42.1 is in V41-V46: mortality 3.0 + morbidity 3.5 + technical difficulty 4.5 = 11.0 */
static void
write_line(const Writer *writer)
{
	const Rule *rule = writer->ruleset->lines.lines[writer->result->line].rule;
	static const char *const parts[] = {": mortality ", " + morbidity ", " + technical difficulty "};

	add(writer, "Code ");
	add_code(writer);
	add(writer, " is in ");
	ruleset_print_condition(writer->builder, writer->ruleset->text, rule);
	for (int i = 0; i < 3; i++)
	{
		add(writer, parts[i]);
		add_tenths(writer, rule->tenths[i]);
	}
	add(writer, " = ");
	add_tenths(writer, rule->tenths[0] + rule->tenths[1] + rule->tenths[2]);
	finish(writer);
}

/* Patient factor +1.0: age_years < 2 */
static void
write_points(const Writer *writer)
{
	for (int32_t i = 0; i < writer->ruleset->condition_count; i++)
	{
		const RulesetCondition *condition = &writer->ruleset->conditions[i];

		if (condition->truth != RULE_TRUE || condition->rule->kind != RULE_POINTS)
			continue;
		add(writer, "Patient factor ");
		ruleset_print_value(writer->builder, condition->rule);
		add(writer, ": ");
		add(writer, condition->text);
		finish(writer);
	}
	if (writer->result->points <= COMPLEXITY_FACTORS_MOST)
		return;
	add(writer, "Patient factors sum to ");
	add_tenths(writer, writer->result->points);
	add(writer, " and count ");
	add_tenths(writer, COMPLEXITY_FACTORS_MOST);
	add(writer, ", the most they can");
	finish(writer);
}

/* Complexity 12.0 reaches cutpoint 10.0: highly_complex */
static void
write_tier(const Writer *writer)
{
	const RulesetText *text = writer->ruleset->text;
	const int  *cutpoints = text->rules[text->cutpoints].tenths;
	Complexity	c = complexity_unpack(writer->result->complexity);
	int			tier = writer->result->cutpoint_tier;

	add(writer, "Complexity ");
	add_tenths(writer, complexity_total(&c));
	add(writer, tier > 0 ? " reaches cutpoint " : " is below cutpoint ");
	add_tenths(writer, cutpoints[tier > 0 ? tier - 1 : 0]);
	add(writer, ": ");
	add(writer, ruleset_tier_names[tier]);
	finish(writer);
}

/* Raised from high to highly_complex: cobb_angle > 90 */
static void
write_bounds(const Writer *writer)
{
	for (int32_t i = 0; i < writer->ruleset->condition_count; i++)
	{
		const RulesetCondition *condition = &writer->ruleset->conditions[i];

		if (condition->truth != RULE_TRUE || condition->rule->kind == RULE_POINTS
			|| condition->tier_before == condition->tier_after)
			continue;
		add(writer, condition->rule->kind == RULE_FLOOR ? "Raised from " : "Lowered from ");
		add(writer, ruleset_tier_names[condition->tier_before]);
		add(writer, " to ");
		add(writer, ruleset_tier_names[condition->tier_after]);
		add(writer, ": ");
		add(writer, condition->text);
		finish(writer);
	}
}

/* Not known, so not applied: cobb_angle > 90 (at least highly_complex) */
static void
write_unknown(const Writer *writer)
{
	for (int32_t i = 0; i < writer->ruleset->condition_count; i++)
	{
		const RulesetCondition *condition = &writer->ruleset->conditions[i];

		if (condition->truth != RULE_UNKNOWN)
			continue;
		add(writer, "Not known, so not applied: ");
		add(writer, condition->text);
		add(writer, " (");
		if (condition->rule->kind != RULE_POINTS)
			add(writer, condition->rule->kind == RULE_FLOOR ? "at least " : "at most ");
		ruleset_print_value(writer->builder, condition->rule);
		add(writer, ")");
		finish(writer);
	}
}

void
ruleset_reasons(const Ruleset *ruleset, const Classification *result, TextBuilder *builder,
				RulesetReasonSink sink, void *context)
{
	Writer		writer = {ruleset, result, builder, sink, context};

	builder->length = 0;
	if (result->line == EXPR_NONE)
	{
		add(&writer, "no rule matches");
		finish(&writer);
		return;
	}
	write_line(&writer);
	write_points(&writer);
	write_tier(&writer);
	write_bounds(&writer);
	write_unknown(&writer);
}
