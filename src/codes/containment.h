/*
 * containment.h
 *	  What the planner functions of "code <@ category" share, for every type of
 *	  code whose categories are ranges of it.
 */
#ifndef SR_CONTAINMENT_H
#define SR_CONTAINMENT_H

#include "compat.h"

#include "nodes/pg_list.h"
#include "utils/selfuncs.h"

/* What next() and next_after_within() give after the last code. */
#define CODE_NONE	(-1)

/* The least code of every kind. */
#define CODE_FIRST	"A00"

/* Room for the text of a code of any kind. */
#define CODE_TEXT_SIZE	16

/*
 * A type of code.  Its values are integers of 0 or more, by value, so a Datum of
 * either width can be read as an int64.
 */
typedef struct CodeKind
{
	const char *noun;
	const char *list_hint;		/* how a list of them is written */
	const char *last_category;
	const char *contains;		/* the function of @>, its arguments the other way round */
	int			width;			/* 4 or 8 bytes */
	bool		(*parse) (const char *text, size_t length, int64_t *code);
	int			(*format) (int64_t code, bool dotted, char *text);
	char		(*letter) (int64_t code);
	int64_t		(*category_of) (int64_t code);
	int64_t		(*last_within) (int64_t code);
	bool		(*is_within) (int64_t code, int64_t category);
	int64_t		(*next) (int64_t code);
	int64_t		(*next_after_within) (int64_t code);
} CodeKind;

extern const CodeKind opcs4_kind;
extern const CodeKind icd10_kind;

/* One clause "code <@ category" or "category @> code". */
typedef struct Containment
{
	const CodeKind *kind;
	Node	   *code;
	Node	   *category;
	bool		flipped;		/* the category stands first */
	Oid			type;
	Oid			schema;			/* where our functions are */
} Containment;

/* false if the arguments are not two. */
extern bool read_containment(const CodeKind *kind, Oid function, List *args,
							 Containment *containment);

/* Codes from low to before end. */
typedef struct CodeRange
{
	int64		low;
	int64		end;
} CodeRange;

/* Share of the rows whose code is in the range, from the column's statistics. */
extern double code_range_share(const VariableStatData *variable, CodeRange range);

/* Bodies of the support and the selectivity function of a type of code. */
extern Datum containment_support(FunctionCallInfo fcinfo, const CodeKind *kind);
extern Datum containment_selectivity(FunctionCallInfo fcinfo, const CodeKind *kind);

#endif
