/*
 * ruleset_text.h
 *	  Text of a complexity ruleset, one rule a line, and its canonical form.
 *
 *		cutpoints 6.0 8.0 10.0
 *		V41-V46, W05.1: 3.0 + 3.5 + 4.5
 *		when age_years < 2: +1.0					-- why
 *		when cobb_angle > 90: at least highly_complex
 *
 * Comments are the working group's reasons and are part of the value.
 */
#ifndef SR_RULESET_TEXT_H
#define SR_RULESET_TEXT_H

#include "expression/text_builder.h"

#define RULESET_RULE_LIMIT	1000
#define RULESET_CUTPOINTS	3
#define RULESET_TIERS		(RULESET_CUTPOINTS + 1)

/* The column that lines of codes are about. */
#define RULESET_CODES_COLUMN "procedure_codes"

typedef enum RuleKind
{
	RULE_NONE,					/* a comment, or a blank line between others */
	RULE_CUTPOINTS,
	RULE_CODES,
	RULE_POINTS,				/* when ...: +1.0 */
	RULE_FLOOR,					/* when ...: at least TIER */
	RULE_CAP					/* when ...: at most TIER */
} RuleKind;

typedef struct Rule
{
	RuleKind	kind;
	int32_t		at;				/* where it begins in the text */
	int32_t		condition;		/* its root; of codes "procedure_codes in {...}" */
	int			tenths[3];		/* cutpoints; mortality, morbidity, difficulty; points */
	int			tier;			/* of a floor or a cap: 0 to 3 */
	int32_t		comment;		/* where it begins, with its hyphens */
	int32_t		comment_length;
} Rule;

typedef struct RulesetText
{
	const char *text;			/* the caller's; read for comments */
	ExprForest	forest;			/* column 0 is procedure_codes */
	Rule	   *rules;			/* lines, in the order of the text */
	int32_t		rule_count;
	int32_t		rule_room;
	int32_t		cutpoints;		/* which of them */
} RulesetText;

extern const char *const ruleset_tier_names[RULESET_TIERS];

/* Reads a ruleset and checks all that can be without a row; false with the error set. */
extern bool ruleset_parse(RulesetText *ruleset, const char *text, int32_t length,
						  ExprAllocate allocate, ExprError *error);

/* Canonical text, comments included; it reads back as the same ruleset. */
extern void ruleset_print(TextBuilder *builder, const RulesetText *ruleset);

/*
 * What a rule is about, once in a ruleset: "cutpoints", its list of codes, or
 * its condition and, of a floor or cap, "at least" or "at most".
 */
extern void ruleset_print_subject(TextBuilder *builder, const RulesetText *ruleset, const Rule *rule);

/* What it says of that: numbers, or a tier. */
extern void ruleset_print_value(TextBuilder *builder, const Rule *rule);

/* The condition of a rule, or the list of codes of a line of codes. */
extern void ruleset_print_condition(TextBuilder *builder, const RulesetText *ruleset, const Rule *rule);

/* Tenths as people write them: 35 is 3.5. */
extern void ruleset_print_tenths(TextBuilder *builder, int tenths);

static inline bool
rule_is_conditional(const Rule *rule)
{
	return rule->kind >= RULE_POINTS;
}

#endif
