/*
 * ruleset.c
 */
#include "complexity/ruleset.h"

#include "complexity/complexity_value.h"
#include "expression/typing.h"

/* Codes are looked for in all lines at once; their own conditions are only checked. */
bool
ruleset_compile(Ruleset *ruleset, RulesetText *text, const ExprKind *kinds, ExprAllocate allocate, ExprError *error)
{
	*ruleset = (Ruleset) {.text = text};
	ruleset->conditions = allocate(sizeof(RulesetCondition) * (size_t) text->rule_count);
	for (int32_t i = 0; i < text->rule_count; i++)
	{
		const Rule *rule = &text->rules[i];
		RulesetCondition *condition;

		if (rule->condition != EXPR_NONE
			&& !expr_check(&text->forest, rule->condition, kinds, EXPR_KIND_BOOLEAN, error))
			return false;
		if (!rule_is_conditional(rule))
			continue;
		condition = &ruleset->conditions[ruleset->condition_count++];
		*condition = (RulesetCondition) {.rule = rule};
		if (!expr_compile(&condition->program, &text->forest, rule->condition, allocate, error))
			return false;
	}
	return ruleset_lines_compile(&ruleset->lines, text, kinds[0], allocate, error);
}

CodeReading
ruleset_code_at(ExprKind kind, const ExprInput *column, int32_t i, int64_t *code)
{
	const ExprText *text = kind == EXPR_KIND_TEXT ? &column->text : (const ExprText *) column->elements + i;

	switch (kind)
	{
		case EXPR_KIND_OPCS4S:
			*code = ((const int32_t *) column->elements)[i];
			return CODE_READ;
		case EXPR_KIND_ICD10S:
			*code = ((const int64_t *) column->elements)[i];
			return CODE_READ;
		case EXPR_KIND_OPCS4:
		case EXPR_KIND_ICD10:
			*code = (int64_t) column->number;
			return CODE_READ;
		default:
			return code_set_read_text(text->data, (size_t) text->length, code);
	}
}

int32_t
ruleset_count_codes(ExprKind kind, const ExprInput *column)
{
	if (expr_is_array(kind))
		return column->count == EXPR_NONE ? 0 : column->count;
	if (kind == EXPR_KIND_TEXT)
		return column->text.data != NULL;
	return column->number == column->number;
}

static void
look_up(const RulesetLines *lines, int64_t code, Classification *result)
{
	int32_t		line = ruleset_line_of(lines, code);

	result->known++;
	if (line == EXPR_NONE)
		result->uncovered++;
	else if (result->line == EXPR_NONE || line < result->line)
	{
		result->line = line;
		result->code = code;
	}
}

/* The best line for any of the row's codes, and how many have none. */
static void
find_line(const RulesetLines *lines, const ExprInput *column, Classification *result)
{
	int32_t		count = ruleset_count_codes(lines->kind, column);

	*result = (Classification) {.line = EXPR_NONE};
	if (expr_is_array(lines->kind) && column->count != EXPR_NONE)
		result->unknown = column->null_count;
	for (int32_t i = 0; i < count; i++)
	{
		int64_t		code;
		CodeReading reading = ruleset_code_at(lines->kind, column, i, &code);

		if (reading == CODE_READ)
			look_up(lines, code, result);
		else if (reading == CODE_UNREADABLE)
			result->unknown++;
	}
}

/* All conditions, and the sum of the points of those that are true. */
static ExprProblem
evaluate_conditions(Ruleset *ruleset, const ExprInput *columns, Classification *result, int32_t *at)
{
	result->points = 0;
	for (int32_t i = 0; i < ruleset->condition_count; i++)
	{
		RulesetCondition *condition = &ruleset->conditions[i];
		double		value;
		ExprProblem problem = expr_evaluate(&condition->program, columns, &value, at);

		if (problem != EXPR_FINE)
			return problem;
		condition->truth = value != value ? RULE_UNKNOWN : value != 0.0 ? RULE_TRUE : RULE_FALSE;
		if (condition->truth == RULE_TRUE && condition->rule->kind == RULE_POINTS)
			result->points += condition->rule->tenths[0];
	}
	return EXPR_FINE;
}

static int
tier_of(const Rule *cutpoints, int total)
{
	int			tier = 0;

	while (tier < RULESET_CUTPOINTS && total >= cutpoints->tenths[tier])
		tier++;
	return tier;
}

static void
score(const Ruleset *ruleset, Classification *result)
{
	Complexity	c = complexity_unpack(ruleset->lines.lines[result->line].complexity);

	c.patient_factors = result->points < COMPLEXITY_FACTORS_MOST ? result->points : COMPLEXITY_FACTORS_MOST;
	complexity_pack(&c, &result->complexity);
	result->cutpoint_tier = tier_of(&ruleset->text->rules[ruleset->text->cutpoints], complexity_total(&c));
}

static int
bounded(const Rule *rule, int tier)
{
	if (rule->kind == RULE_FLOOR)
		return tier < rule->tier ? rule->tier : tier;
	return tier > rule->tier ? rule->tier : tier;
}

static void
apply_bounds(Ruleset *ruleset, Classification *result)
{
	result->tier = result->cutpoint_tier;
	for (int32_t i = 0; i < ruleset->condition_count; i++)
	{
		RulesetCondition *condition = &ruleset->conditions[i];

		if (condition->truth != RULE_TRUE || condition->rule->kind == RULE_POINTS)
			continue;
		condition->tier_before = result->tier;
		result->tier = condition->tier_after = bounded(condition->rule, result->tier);
	}
}

ExprProblem
ruleset_classify(Ruleset *ruleset, const ExprInput *columns, Classification *result, int32_t *at)
{
	ExprProblem problem;

	find_line(&ruleset->lines, &columns[0], result);
	if (result->line == EXPR_NONE)
		return EXPR_FINE;
	problem = evaluate_conditions(ruleset, columns, result, at);
	if (problem != EXPR_FINE)
		return problem;
	score(ruleset, result);
	apply_bounds(ruleset, result);
	return EXPR_FINE;
}
