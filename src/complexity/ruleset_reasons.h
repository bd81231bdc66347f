/*
 * ruleset_reasons.h
 *	  Why a row was classified so, in sentences a clinician can read.
 */
#ifndef SR_RULESET_REASONS_H
#define SR_RULESET_REASONS_H

#include "complexity/ruleset.h"

typedef void (*RulesetReasonSink) (void *context, const char *reason, int32_t length);

/*
 * Reasons for what ruleset_classify found last, one call of the sink each: the
 * line of codes, points, the tier by cutpoints, floors and caps that changed
 * it, conditions that are not known.  The builder's memory is used again.
 */
extern void ruleset_reasons(const Ruleset *ruleset, const Classification *result,
							TextBuilder *builder, RulesetReasonSink sink, void *context);

#endif
