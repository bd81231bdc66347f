/*
 * code_set.h
 *	  A list of codes between braces, and the codes in it once the kind of code
 *	  is known: OPCS-4, ICD-10, or text, which is read as ICD-10 is, for any
 *	  OPCS-4 code has that shape too.
 */
#ifndef SR_CODE_SET_H
#define SR_CODE_SET_H

#include "expression/expression.h"
#include "expression/text_builder.h"

typedef struct ExprCodeRange
{
	int64_t		low;
	int64_t		high;
} ExprCodeRange;

/* Ascending and apart. */
typedef struct ExprCodeSet
{
	ExprCodeRange *ranges;
	int32_t		count;
} ExprCodeSet;

/* Is every item a code or a range of codes of some kind?  "at" is the list's place in its text. */
extern bool code_set_check(const char *list, int32_t length, int32_t at, ExprError *error);

/* The codes of a list, of the kind a column holds (an array's too); false if it is no list of that kind. */
extern bool code_set_read(ExprKind kind, const char *list, int32_t length, int32_t at,
						  ExprAllocate allocate, ExprCodeSet *set, ExprError *error);

/* The same as ranges in the order of the list, which may overlap. */
extern bool code_set_ranges(ExprKind kind, const char *list, int32_t length, int32_t at,
							ExprAllocate allocate, ExprCodeSet *set, ExprError *error);

/* A code of a kind of column; false if the text is none. */
extern bool code_set_parse(ExprKind kind, const char *text, size_t length, int64_t *code);

/*
 * What a text says in a column of codes: one, or none, as where it is empty,
 * blank or only hyphens, which exports write for none.
 */
typedef enum CodeReading
{
	CODE_READ,
	CODE_NONE,
	CODE_UNREADABLE
} CodeReading;

extern CodeReading code_set_read_text(const char *text, size_t length, int64_t *code);

/* Canonical text of a list that code_set_check accepts. */
extern void code_set_print(TextBuilder *builder, const char *list, int32_t length);

static inline bool
code_set_contains(const ExprCodeSet *set, int64_t code)
{
	int32_t		low = 0;
	int32_t		high = set->count;

	while (low < high)
	{
		int32_t		middle = (low + high) / 2;

		if (set->ranges[middle].high < code)
			low = middle + 1;
		else
			high = middle;
	}
	return low < set->count && set->ranges[low].low <= code;
}

#endif
