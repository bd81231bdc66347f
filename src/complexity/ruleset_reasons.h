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
 * Reasons for what ruleset_classify found last, in the column of codes it was
 * given, one call of the sink each: the line of codes, codes that were not
 * scored, points, the tier by cutpoints, floors and caps that changed it,
 * conditions that are not known.
 */
extern void ruleset_reasons(const Ruleset *ruleset, RulesetWording *wording, const Classification *result,
							const ExprInput *codes, RulesetReasonSink sink, void *context);

/* Reasons beside those of conditions, at most: of codes three, the limit of points, the tier. */
#define RULESET_OTHER_REASONS 5

#endif
