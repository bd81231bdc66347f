/*
 * pairs.h
 *	  Text of exact values: name=value pairs in a fixed order.
 *
 * A sum that no double holds is written as several that add up to it exactly,
 * the greatest first: expected=17.35+3.1e-17.
 */
#ifndef SR_PAIRS_H
#define SR_PAIRS_H

#include "stats/fixed128.h"

#include <stddef.h>

typedef enum PairsStatus
{
	PAIRS_OK,
	PAIRS_SYNTAX,
	PAIRS_OVERFLOW
} PairsStatus;

typedef struct PairsReader
{
	const char *at;
	int64_t		largest_count;
	PairsStatus status;			/* the first problem met */
} PairsReader;

/* " name=sum"; the length. */
extern int	pairs_format_sum(const char *name, Fixed128 stored, char *text, size_t size);

extern int64_t pairs_read_count(PairsReader *reader, const char *name);

/* 0 where the name is not next. */
extern int64_t pairs_read_optional_count(PairsReader *reader, const char *name);

extern double pairs_read_double(PairsReader *reader, const char *name);
extern Fixed128 pairs_read_sum(PairsReader *reader, const char *name);

/* Nothing but blanks may be left. */
extern PairsStatus pairs_read_end(PairsReader *reader);

#endif
