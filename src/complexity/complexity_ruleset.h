/*
 * complexity_ruleset.h
 *	  SQL type complexity_ruleset, as the functions on it need it.
 */
#ifndef SR_COMPLEXITY_RULESET_H
#define SR_COMPLEXITY_RULESET_H

#include "complexity/ruleset_text.h"
#include "expression/text_value.h"

/* The ruleset of a stored value, in the current memory context. */
extern RulesetText ruleset_of(Datum value);

#endif
