/*
 * ruleset_lines.h
 *	  Lines of codes of a ruleset, ready for a search: every code that any line
 *	  names lies in one segment, which knows the line that scores highest.
 */
#ifndef SR_RULESET_LINES_H
#define SR_RULESET_LINES_H

#include "complexity/ruleset_text.h"
#include "expression/code_set.h"

/* Lines are numbered from the highest score down; of equal ones the first written first. */
typedef struct RulesetLine
{
	const Rule *rule;
	int64_t		complexity;		/* without patient factors, as procedure_complexity packs it */
} RulesetLine;

typedef struct RulesetSegment
{
	ExprCodeRange codes;
	int32_t		line;
} RulesetSegment;

typedef struct RulesetLines
{
	ExprKind	kind;			/* of the column of codes */
	RulesetLine *lines;
	int32_t		line_count;
	RulesetSegment *segments;	/* ascending and apart */
	int32_t		segment_count;
} RulesetLines;

extern bool ruleset_lines_compile(RulesetLines *lines, const RulesetText *ruleset, ExprKind kind,
								  ExprAllocate allocate, ExprError *error);

/* The line for a code, or EXPR_NONE. */
static inline int32_t
ruleset_line_of(const RulesetLines *lines, int64_t code)
{
	int32_t		low = 0;
	int32_t		high = lines->segment_count;

	while (low < high)
	{
		int32_t		middle = (low + high) / 2;

		if (lines->segments[middle].codes.high < code)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == lines->segment_count || lines->segments[low].codes.low > code)
		return EXPR_NONE;
	return lines->segments[low].line;
}

#endif
