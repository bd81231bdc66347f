/*
 * arena.h
 *	  Memory for expressions and rulesets in tests and fuzzers.
 */
#ifndef SR_TEST_ARENA_H
#define SR_TEST_ARENA_H

#include <stddef.h>
#include <stdlib.h>

/* Memory of one test case; each piece apart, so that sanitizers see its ends. */
typedef struct Piece
{
	struct Piece *next;
	max_align_t memory[];
} Piece;

static Piece *pieces;

static inline void *
test_allocate(size_t size)
{
	Piece	   *piece = malloc(sizeof(Piece) + size);

	piece->next = pieces;
	pieces = piece;
	return piece->memory;
}

static inline void
free_pieces(void)
{
	while (pieces != NULL)
	{
		Piece	   *next = pieces->next;

		free(pieces);
		pieces = next;
	}
}

#endif
