/*
 * ruleset_lines.c
 *	  The ends of all ranges cut the codes into pieces; the lines, best first,
 *	  each take the pieces that none before them has taken.
 */
#include "complexity/ruleset_lines.h"

#include <stdlib.h>

#include "complexity/complexity_value.h"

/* Pieces between successive cuts. */
typedef struct Pieces
{
	int64_t    *cuts;
	int32_t		count;			/* of cuts */
	int32_t    *line;			/* of the piece from each cut on, or EXPR_NONE */
	int32_t    *next_free;		/* the first piece from this on that is free, or nearer to it */
} Pieces;

static int
by_score(const void *a, const void *b)
{
	const RulesetLine *line_a = a;
	const RulesetLine *line_b = b;

	if (line_a->complexity != line_b->complexity)
		return line_a->complexity > line_b->complexity ? -1 : 1;
	return (line_a->rule > line_b->rule) - (line_a->rule < line_b->rule);
}

static int
by_value(const void *a, const void *b)
{
	int64_t		value_a = *(const int64_t *) a;
	int64_t		value_b = *(const int64_t *) b;

	return (value_a > value_b) - (value_a < value_b);
}

static void
rank_lines(RulesetLines *lines, const RulesetText *ruleset, ExprAllocate allocate)
{
	lines->line_count = 0;
	lines->lines = allocate(sizeof(RulesetLine) * (size_t) ruleset->rule_count);
	for (int32_t i = 0; i < ruleset->rule_count; i++)
	{
		const Rule *rule = &ruleset->rules[i];
		Complexity	complexity = {rule->tenths[0], rule->tenths[1], rule->tenths[2], 0};
		RulesetLine *line = &lines->lines[lines->line_count];

		if (rule->kind != RULE_CODES)
			continue;
		*line = (RulesetLine) {.rule = rule};
		complexity_pack(&complexity, &line->complexity);
		lines->line_count++;
	}
	qsort(lines->lines, (size_t) lines->line_count, sizeof(RulesetLine), by_score);
}

/* The ranges of each line, in the order of the lines; how many there are in all, or EXPR_NONE. */
static int32_t
read_ranges(const RulesetLines *lines, const RulesetText *ruleset, ExprCodeSet *sets, ExprAllocate allocate, ExprError *error)
{
	const ExprForest *forest = &ruleset->forest;
	int32_t		count = 0;

	for (int32_t i = 0; i < lines->line_count; i++)
	{
		const ExprNode *list = &forest->nodes[lines->lines[i].rule->condition];

		if (!code_set_read(lines->kind, forest->strings + list->text, list->length, list->at, allocate, &sets[i], error))
			return EXPR_NONE;
		count += sets[i].count;
	}
	return count;
}

static void
cut(Pieces *pieces, const ExprCodeSet *sets, int32_t set_count)
{
	int32_t		kept = 0;

	for (int32_t i = 0; i < set_count; i++)
		for (int32_t j = 0; j < sets[i].count; j++)
		{
			pieces->cuts[pieces->count++] = sets[i].ranges[j].low;
			pieces->cuts[pieces->count++] = sets[i].ranges[j].high + 1;
		}
	qsort(pieces->cuts, (size_t) pieces->count, sizeof(int64_t), by_value);
	for (int32_t i = 1; i < pieces->count; i++)
		if (pieces->cuts[i] != pieces->cuts[kept])
			pieces->cuts[++kept] = pieces->cuts[i];
	pieces->count = kept + 1;
	for (int32_t i = 0; i < pieces->count; i++)
	{
		pieces->line[i] = EXPR_NONE;
		pieces->next_free[i] = i;
	}
}

static int32_t
cut_at(const Pieces *pieces, int64_t value)
{
	const int64_t *found = bsearch(&value, pieces->cuts, (size_t) pieces->count, sizeof(int64_t), by_value);

	return (int32_t) (found - pieces->cuts);
}

static int32_t
find_free(Pieces *pieces, int32_t piece)
{
	int32_t		free_piece = piece;

	while (pieces->next_free[free_piece] != free_piece)
		free_piece = pieces->next_free[free_piece];
	while (pieces->next_free[piece] != free_piece)
	{
		int32_t		next = pieces->next_free[piece];

		pieces->next_free[piece] = free_piece;
		piece = next;
	}
	return free_piece;
}

static void
take(Pieces *pieces, ExprCodeRange range, int32_t line)
{
	int32_t		end = cut_at(pieces, range.high + 1);

	/* The last cut ends the last range: its piece is never taken. */
	for (int32_t piece = find_free(pieces, cut_at(pieces, range.low)); piece < end; piece = find_free(pieces, piece))
	{
		pieces->line[piece] = line;
		pieces->next_free[piece] = piece + 1;
	}
}

/* Pieces of one line that touch become one segment. */
static void
join(RulesetLines *lines, const Pieces *pieces)
{
	lines->segment_count = 0;
	for (int32_t i = 0; i + 1 < pieces->count; i++)
	{
		if (pieces->line[i] == EXPR_NONE)
			continue;
		if (i == 0 || pieces->line[i] != pieces->line[i - 1])
			lines->segments[lines->segment_count++] =
				(RulesetSegment) {.codes.low = pieces->cuts[i],.line = pieces->line[i]};
		lines->segments[lines->segment_count - 1].codes.high = pieces->cuts[i + 1] - 1;
	}
}

bool
ruleset_lines_compile(RulesetLines *lines, const RulesetText *ruleset, ExprKind kind, ExprAllocate allocate, ExprError *error)
{
	Pieces		pieces = {.count = 0};
	ExprCodeSet *sets;
	int32_t		ranges;

	lines->kind = kind;
	rank_lines(lines, ruleset, allocate);
	sets = allocate(sizeof(ExprCodeSet) * (size_t) lines->line_count);
	ranges = read_ranges(lines, ruleset, sets, allocate, error);
	if (ranges == EXPR_NONE)
		return false;

	pieces.cuts = allocate(sizeof(int64_t) * 2 * (size_t) ranges);
	pieces.line = allocate(sizeof(int32_t) * 2 * (size_t) ranges);
	pieces.next_free = allocate(sizeof(int32_t) * 2 * (size_t) ranges);
	lines->segments = allocate(sizeof(RulesetSegment) * 2 * (size_t) ranges);
	cut(&pieces, sets, lines->line_count);
	for (int32_t i = 0; i < lines->line_count; i++)
		for (int32_t j = 0; j < sets[i].count; j++)
			take(&pieces, sets[i].ranges[j], i);
	join(lines, &pieces);
	return true;
}
