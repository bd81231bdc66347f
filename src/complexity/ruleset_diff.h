/*
 * ruleset_diff.h
 *	  What one ruleset says that another does not, rule by rule.
 */
#ifndef SR_RULESET_DIFF_H
#define SR_RULESET_DIFF_H

#include "complexity/ruleset_text.h"

typedef enum RulesetChangeKind
{
	RULESET_REMOVED,
	RULESET_CHANGED,			/* the same codes or condition, another value */
	RULESET_MOVED,				/* a floor or cap, to another place among those of both */
	RULESET_ADDED
} RulesetChangeKind;

typedef struct RulesetChange
{
	RulesetChangeKind kind;
	const Rule *before;			/* NULL if added */
	const Rule *after;			/* NULL if removed */
	int32_t		place_before;	/* of a floor or cap, from 1: among those of both if it moved, else of its ruleset */
	int32_t		place_after;
	int32_t		places;			/* floors and caps of the ruleset that it was removed from or added to */
} RulesetChange;

/* The changes from before to after: first of the rules of before, then what is added; how many. */
extern int32_t ruleset_diff(const RulesetText *before, const RulesetText *after,
							ExprAllocate allocate, RulesetChange **changes);

#endif
