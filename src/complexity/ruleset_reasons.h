/*
 * ruleset_reasons.h
 *	  Why a row was classified so, in sentences a clinician can read.
 */
#ifndef SR_RULESET_REASONS_H
#define SR_RULESET_REASONS_H

#include "complexity/ruleset.h"

/* What sentences about a ruleset have in common, worded once. */
typedef struct RulesetWording
{
	ExprText   *lines;			/* what follows the code */
	ExprText	tiers[RULESET_TIERS];	/* what follows the complexity */
	ExprText   *conditions;
	ExprText   *points;			/* whole sentences, of conditions */
	ExprText   *unknown;
	TextBuilder scratch;
} RulesetWording;

extern void ruleset_wording(RulesetWording *wording, const Ruleset *ruleset, ExprAllocate allocate);

typedef void (*RulesetReasonSink) (void *context, const char *reason, int32_t length);

/*
 * Reasons for what ruleset_classify found last, one call of the sink each: the
 * line of codes, points, the tier by cutpoints, floors and caps that changed
 * it, conditions that are not known.
 */
extern void ruleset_reasons(const Ruleset *ruleset, RulesetWording *wording, const Classification *result,
							RulesetReasonSink sink, void *context);

#endif
