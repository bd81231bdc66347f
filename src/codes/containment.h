/*
 * containment.h
 *	  What the planner functions of "code <@ category" share, for every type of
 *	  code whose categories are ranges of it.
 */
#ifndef SR_CONTAINMENT_H
#define SR_CONTAINMENT_H

#include "compat.h"

#include "nodes/pg_list.h"

/* A type of code.  Its values are integers of 0 or more, by value. */
typedef struct CodeKind
{
	const char *contains;		/* the function of @>, its arguments the other way round */
	int64_t		(*category_of) (int64_t code);
	int64_t		(*last_within) (int64_t code);
} CodeKind;

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

/* Bodies of the support and the selectivity function of a type of code. */
extern Datum containment_support(FunctionCallInfo fcinfo, const CodeKind *kind);
extern Datum containment_selectivity(FunctionCallInfo fcinfo, const CodeKind *kind);

#endif
