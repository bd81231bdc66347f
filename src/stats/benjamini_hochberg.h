/*
 * benjamini_hochberg.h
 *	  False discovery rate: Benjamini and Hochberg, JRSS B 1995;57:289.
 */
#ifndef SR_BENJAMINI_HOCHBERG_H
#define SR_BENJAMINI_HOCHBERG_H

#include <stdint.h>

typedef struct RankedP
{
	double		p;
	int64_t		position;		/* where its q-value goes */
} RankedP;

/* Sorts tests by p and sets q[position] = min over p' >= p of p' count / rank'. */
extern void q_values(RankedP *tests, int64_t count, double *q);

#endif
