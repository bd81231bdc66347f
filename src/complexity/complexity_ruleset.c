/*
 * complexity_ruleset.c
 *	  SQL type complexity_ruleset, and what differs between two of them.
 */
#include "complexity/complexity_ruleset.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "complexity/ruleset_diff.h"
#include "expression/record_rewrite.h"

SR_FUNCTION(sr_ruleset_diff);
SR_FUNCTION(sr_complexity_ruleset_support);

static bool
canonical(const char *text, int32_t length, TextBuilder *builder, ExprError *error)
{
	RulesetText ruleset;

	if (!ruleset_parse(&ruleset, text, length, builder->allocate, error))
		return false;
	ruleset_print(builder, &ruleset);
	return true;
}

static const TextValueType complexity_ruleset = {
	.name = "complexity_ruleset",
	.hint = "A ruleset is one line of cutpoints, lines of codes such as \"V41-V46: 3.0 + 3.5 + 4.5\" and conditions such as \"when age_years < 2: +1.0\".",
	.canonical = canonical
};

SR_TEXT_VALUE_FORMS(complexity_ruleset, complexity_ruleset)

RulesetText
ruleset_of(Datum value)
{
	TextValue	text = text_value_read(value);
	RulesetText ruleset;
	ExprError	error;

	if (!ruleset_parse(&ruleset, text.text, text.length, expression_allocate, &error))
		elog(ERROR, "stored complexity ruleset cannot be read: %s", error.detail);
	return ruleset;
}

static List *
columns_of(Datum value)
{
	RulesetText ruleset = ruleset_of(value);

	return columns_of_forest(&ruleset.forest);
}

/* Support function of classify and classify_tier. */
Datum
sr_complexity_ruleset_support(PG_FUNCTION_ARGS)
{
	return record_rewrite(fcinfo, columns_of);
}

static Datum
text_of(const TextBuilder *builder)
{
	return PointerGetDatum(cstring_to_text_with_len(builder->text, builder->length));
}

static Datum
subject_text(const RulesetText *ruleset, const Rule *rule)
{
	TextBuilder builder = {.allocate = expression_allocate};

	ruleset_print_subject(&builder, ruleset, rule);
	return text_of(&builder);
}

/* What a rule says, and its place: "low, place 2 of 2" if it was added or removed, "place 2" if it moved. */
static Datum
side_text(const RulesetChange *change, const Rule *rule, int32_t place)
{
	TextBuilder builder = {.allocate = expression_allocate};

	if (change->kind == RULESET_MOVED)
		return CStringGetTextDatum(psprintf("place %d", place));
	ruleset_print_value(&builder, rule);
	if (place > 0)
		text_add_string(&builder, psprintf(", place %d of %d", place, change->places));
	return text_of(&builder);
}

static void
put_change(ReturnSetInfo *result, const RulesetText *before, const RulesetText *after, const RulesetChange *change)
{
	static const char *const kinds[] = {"removed", "changed", "moved", "added"};
	bool		nulls[4] = {false, false, change->before == NULL, change->after == NULL};
	Datum		values[4] = {CStringGetTextDatum(kinds[change->kind])};

	values[1] = nulls[2] ? subject_text(after, change->after) : subject_text(before, change->before);
	if (!nulls[2])
		values[2] = side_text(change, change->before, change->place_before);
	if (!nulls[3])
		values[3] = side_text(change, change->after, change->place_after);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* ruleset_diff(a, b) -> set of (change, rule, before, after) */
Datum
sr_ruleset_diff(PG_FUNCTION_ARGS)
{
	RulesetText before = ruleset_of(PG_GETARG_DATUM(0));
	RulesetText after = ruleset_of(PG_GETARG_DATUM(1));
	RulesetChange *changes;
	int32_t		count = ruleset_diff(&before, &after, expression_allocate, &changes);

	InitMaterializedSRF(fcinfo, 0);
	for (int32_t i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		put_change((ReturnSetInfo *) fcinfo->resultinfo, &before, &after, &changes[i]);
	}
	return (Datum) 0;
}
