/*
 * arena.h
 *	  Memory for expressions and rulesets in tests, given back all at once; each
 *	  piece on its own, so that writing beyond one is caught.
 */
#ifndef SR_TEST_ARENA_H
#define SR_TEST_ARENA_H

#include <stdlib.h>

typedef struct ArenaPiece
{
	struct ArenaPiece *before;
} ArenaPiece;

static ArenaPiece *arena_last;

static inline void *
arena_allocate(size_t size)
{
	ArenaPiece *piece = malloc(sizeof(ArenaPiece) + size);

	piece->before = arena_last;
	arena_last = piece;
	return piece + 1;
}

static inline void
arena_free(void)
{
	while (arena_last != NULL)
	{
		ArenaPiece *piece = arena_last;

		arena_last = piece->before;
		free(piece);
	}
}

#endif
