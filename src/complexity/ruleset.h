/*
 * ruleset.h
 *	  A ruleset ready to classify rows, without allocation.
 *
 * The base is the line that scores highest of those with any of the row's
 * codes: by total, then difficulty, mortality, morbidity, then as written.
 * Points of true conditions add, up to 10.0.  Cutpoints give the tier; floors
 * and caps then change it in the order written, each acting on what those
 * before it left.  Without a base there is no complexity, no tier, and no
 * condition is looked at.  Codes without a score are counted.  A condition that is NULL does not apply.
 */
#ifndef SR_RULESET_H
#define SR_RULESET_H

#include "complexity/ruleset_lines.h"
#include "expression/program.h"

typedef enum RuleTruth
{
	RULE_FALSE,
	RULE_TRUE,
	RULE_UNKNOWN
} RuleTruth;

typedef struct RulesetCondition
{
	const Rule *rule;
	ExprProgram program;
	RuleTruth	truth;			/* in the row classified last */
	int			tier_before;	/* of a floor or cap that is true, in that row */
	int			tier_after;
} RulesetCondition;

typedef struct Ruleset
{
	const RulesetText *text;
	RulesetLines lines;
	RulesetCondition *conditions;	/* in the order written */
	int32_t		condition_count;
} Ruleset;

typedef struct Classification
{
	int32_t		line;			/* EXPR_NONE: no rule matches, and beside counts nothing is set */
	int32_t		known;			/* codes of the row that can be read */
	int32_t		uncovered;		/* of these, in no line */
	int32_t		unknown;		/* codes that are NULL or cannot be read */
	int64_t		code;			/* of the row, that the line has */
	int			points;			/* sum of points, in tenths, not yet limited to 10.0 */
	int64_t		complexity;
	int			cutpoint_tier;	/* before floors and caps */
	int			tier;
} Classification;

/* How many codes a row may have, beside NULL elements; none if the column is NULL. */
extern int32_t ruleset_count_codes(ExprKind kind, const ExprInput *column);

/* One of them, from 0. */
extern CodeReading ruleset_code_at(ExprKind kind, const ExprInput *column, int32_t i, int64_t *code);

/* Compiles for the kinds of real columns, in the order of the forest's. */
extern bool ruleset_compile(Ruleset *ruleset, RulesetText *text, const ExprKind *kinds,
							ExprAllocate allocate, ExprError *error);

/* Classifies one row; or a problem of its conditions, and where in the text. */
extern ExprProblem ruleset_classify(Ruleset *ruleset, const ExprInput *columns,
									Classification *result, int32_t *at);

#endif
