/*
 * opcs4_support.h
 *	  What the planner functions of opcs4 share.
 */
#ifndef SR_OPCS4_SUPPORT_H
#define SR_OPCS4_SUPPORT_H

#include "compat.h"

#include "nodes/pg_list.h"

/* One clause "code <@ category" or "category @> code". */
typedef struct Containment
{
	Node	   *code;
	Node	   *category;
	Oid			type;			/* opcs4 */
	Oid			schema;			/* where our functions are */
} Containment;

/* false if the arguments are not two. */
extern bool opcs4_read_containment(Oid function, List *args, Containment *containment);

#endif
