/*
 * fuzz.h
 *	  What every fuzz target needs.
 */
#ifndef SR_FUZZ_H
#define SR_FUZZ_H

#include "stats/rmath.h"
#include "support.h"

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the run, and has the input kept, if a property does not hold. */
static inline void
must_hold(const char *problem)
{
	if (problem == NULL)
		return;
	fprintf(stderr, "%s\n", problem);
	abort();
}

static inline void
must_be(bool condition, const char *problem)
{
	must_hold(condition ? NULL : problem);
}

/* A copy of exactly that many bytes, so that reading beyond them is caught. */
static inline void *
exact_copy(const void *data, size_t size)
{
	void	   *copy = malloc(size > 0 ? size : 1);

	if (size > 0)
		memcpy(copy, data, size);
	return copy;
}

#endif
