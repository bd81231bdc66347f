/*
 * benjamini_hochberg.c
 */
#include "stats/benjamini_hochberg.h"

#include <math.h>
#include <stdlib.h>

static int
compare_p(const void *left, const void *right)
{
	double		a = ((const RankedP *) left)->p;
	double		b = ((const RankedP *) right)->p;

	return (a > b) - (a < b);
}

void
q_values(RankedP *tests, int64_t count, double *q)
{
	double		least = 1.0;

	qsort(tests, (size_t) count, sizeof(RankedP), compare_p);
	for (int64_t rank = count; rank > 0; rank--)
	{
		const RankedP *test = &tests[rank - 1];

		least = fmin(least, test->p * (double) count / (double) rank);
		q[test->position] = least;
	}
}
