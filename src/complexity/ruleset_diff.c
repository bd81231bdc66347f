/*
 * ruleset_diff.c
 */
#include "complexity/ruleset_diff.h"

#include <string.h>

/* Rules of one ruleset by what they are about. */
typedef struct Subjects
{
	const RulesetText *ruleset;
	TextBuilder texts;
	int32_t    *starts;			/* of each rule's text; one more for the end */
	int32_t    *other;			/* the same subject in the other ruleset, or EXPR_NONE */
	int32_t    *place;			/* of floors and caps, from 1; 0 of other rules */
	int32_t    *shared_place;	/* among those that are in both rulesets; 0 of other rules */
	int32_t		places;
} Subjects;

static void
read_subjects(Subjects *subjects, const RulesetText *ruleset, ExprAllocate allocate)
{
	size_t		room = sizeof(int32_t) * (size_t) (ruleset->rule_count + 1);

	*subjects = (Subjects) {.ruleset = ruleset,.texts = {.allocate = allocate}};
	subjects->starts = allocate(room);
	subjects->other = allocate(room);
	subjects->place = allocate(room);
	subjects->shared_place = allocate(room);
	for (int32_t i = 0; i < ruleset->rule_count; i++)
	{
		subjects->starts[i] = subjects->texts.length;
		if (ruleset->rules[i].kind != RULE_NONE)
			ruleset_print_subject(&subjects->texts, ruleset, &ruleset->rules[i]);
		subjects->other[i] = EXPR_NONE;
	}
	subjects->starts[ruleset->rule_count] = subjects->texts.length;
}

static bool
same_subject(const Subjects *a, int32_t i, const Subjects *b, int32_t j)
{
	int32_t		length = a->starts[i + 1] - a->starts[i];

	return a->ruleset->rules[i].kind == b->ruleset->rules[j].kind
		&& length == b->starts[j + 1] - b->starts[j]
		&& memcmp(a->texts.text + a->starts[i], b->texts.text + b->starts[j], (size_t) length) == 0;
}

static void
match_subjects(Subjects *a, Subjects *b)
{
	for (int32_t i = 0; i < a->ruleset->rule_count; i++)
		for (int32_t j = 0; a->ruleset->rules[i].kind != RULE_NONE && j < b->ruleset->rule_count; j++)
			if (same_subject(a, i, b, j))
			{
				a->other[i] = j;
				b->other[j] = i;
				break;
			}
}

static bool
is_bound(const Rule *rule)
{
	return rule->kind == RULE_FLOOR || rule->kind == RULE_CAP;
}

static void
number_places(Subjects *subjects)
{
	int32_t		shared = 0;

	for (int32_t i = 0; i < subjects->ruleset->rule_count; i++)
	{
		subjects->place[i] = subjects->shared_place[i] = 0;
		if (!is_bound(&subjects->ruleset->rules[i]))
			continue;
		subjects->place[i] = ++subjects->places;
		if (subjects->other[i] != EXPR_NONE)
			subjects->shared_place[i] = ++shared;
	}
}

static bool
same_value(const Rule *a, const Rule *b)
{
	return memcmp(a->tenths, b->tenths, sizeof(a->tenths)) == 0 && a->tier == b->tier;
}

static int32_t
add_changes_of(const Subjects *a, const Subjects *b, int32_t i, RulesetChange *changes)
{
	const Rule *before = &a->ruleset->rules[i];
	int32_t		j = a->other[i];
	const Rule *after = j == EXPR_NONE ? NULL : &b->ruleset->rules[j];
	int32_t		count = 0;

	if (before->kind == RULE_NONE)
		return 0;
	if (after == NULL)
		changes[count++] = (RulesetChange) {.kind = RULESET_REMOVED,.before = before,.place_before = a->place[i],.places = a->places};
	else if (!same_value(before, after))
		changes[count++] = (RulesetChange) {.kind = RULESET_CHANGED,.before = before,.after = after};
	if (after != NULL && a->shared_place[i] != b->shared_place[j])
		changes[count++] = (RulesetChange) {
			.kind = RULESET_MOVED,.before = before,.after = after,
			.place_before = a->shared_place[i],.place_after = b->shared_place[j]
		};
	return count;
}

int32_t
ruleset_diff(const RulesetText *before, const RulesetText *after, ExprAllocate allocate, RulesetChange **changes)
{
	Subjects	a,
				b;
	int32_t		count = 0;

	read_subjects(&a, before, allocate);
	read_subjects(&b, after, allocate);
	match_subjects(&a, &b);
	number_places(&a);
	number_places(&b);
	*changes = allocate(sizeof(RulesetChange) * (size_t) (2 * before->rule_count + after->rule_count));
	for (int32_t i = 0; i < before->rule_count; i++)
		count += add_changes_of(&a, &b, i, *changes + count);
	for (int32_t j = 0; j < after->rule_count; j++)
		if (after->rules[j].kind != RULE_NONE && b.other[j] == EXPR_NONE)
			(*changes)[count++] = (RulesetChange) {.kind = RULESET_ADDED,.after = &after->rules[j],.place_after = b.place[j],.places = b.places};
	return count;
}
