/*
 * ruleset_print.c
 *	  Canonical text of a ruleset and of its parts.
 */
#include "complexity/ruleset_text.h"

#include "expression/code_set.h"
#include "expression/printer.h"

void
ruleset_print_tenths(TextBuilder *builder, int tenths)
{
	char		number[16];
	char	   *at = number + sizeof(number);
	int			whole = tenths / 10;

	*--at = (char) ('0' + tenths % 10);
	*--at = '.';
	do
		*--at = (char) ('0' + whole % 10);
	while ((whole /= 10) > 0);
	text_add(builder, at, (int32_t) (number + sizeof(number) - at));
}

static void
print_three(TextBuilder *builder, const int tenths[3], const char *between)
{
	for (int i = 0; i < 3; i++)
	{
		if (i > 0)
			text_add_string(builder, between);
		ruleset_print_tenths(builder, tenths[i]);
	}
}

void
ruleset_print_condition(TextBuilder *builder, const RulesetText *ruleset, const Rule *rule)
{
	const ExprForest *forest = &ruleset->forest;
	const ExprNode *n = &forest->nodes[rule->condition];

	if (rule->kind == RULE_CODES)
		code_set_print(builder, forest->strings + n->text, n->length);
	else
		expr_print(builder, forest, rule->condition);
}

void
ruleset_print_subject(TextBuilder *builder, const RulesetText *ruleset, const Rule *rule)
{
	if (rule->kind == RULE_CUTPOINTS)
	{
		text_add_string(builder, "cutpoints");
		return;
	}
	if (rule->kind != RULE_CODES)
		text_add_string(builder, "when ");
	ruleset_print_condition(builder, ruleset, rule);
	if (rule->kind == RULE_FLOOR)
		text_add_string(builder, ": at least");
	else if (rule->kind == RULE_CAP)
		text_add_string(builder, ": at most");
}

void
ruleset_print_value(TextBuilder *builder, const Rule *rule)
{
	switch (rule->kind)
	{
		case RULE_NONE:
			break;
		case RULE_CUTPOINTS:
			print_three(builder, rule->tenths, " ");
			break;
		case RULE_CODES:
			print_three(builder, rule->tenths, " + ");
			break;
		case RULE_POINTS:
			text_add_string(builder, "+");
			ruleset_print_tenths(builder, rule->tenths[0]);
			break;
		case RULE_FLOOR:
		case RULE_CAP:
			text_add_string(builder, ruleset_tier_names[rule->tier]);
	}
}

static void
print_rule(TextBuilder *builder, const RulesetText *ruleset, const Rule *rule)
{
	if (rule->kind != RULE_NONE)
	{
		ruleset_print_subject(builder, ruleset, rule);
		text_add_string(builder, rule->kind == RULE_CODES || rule->kind == RULE_POINTS ? ": " : " ");
		ruleset_print_value(builder, rule);
		if (rule->comment_length > 0)
			text_add_string(builder, "  ");
	}
	text_add(builder, ruleset->text + rule->comment, rule->comment_length);
}

void
ruleset_print(TextBuilder *builder, const RulesetText *ruleset)
{
	for (int32_t i = 0; i < ruleset->rule_count; i++)
	{
		if (i > 0)
			text_add_string(builder, "\n");
		print_rule(builder, ruleset, &ruleset->rules[i]);
	}
}
