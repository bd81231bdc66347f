/*
 * argument_cache.h
 *	  Has a varlena argument changed since it was last read at this place of a
 *	  query?  What was made of it can be kept if not.
 */
#ifndef SR_ARGUMENT_CACHE_H
#define SR_ARGUMENT_CACHE_H

#include "compat.h"

typedef struct CachedArgument
{
	bool		constant;		/* it cannot change */
	struct varlena *seen;		/* its bytes as they came, toasted or not; NULL before the first */
} CachedArgument;

extern bool argument_has_same_bytes(const CachedArgument *cached, Datum value);

/* false for the first value, and for one whose bytes differ. */
static inline bool
argument_is_cached(const CachedArgument *cached, Datum value)
{
	return likely(cached->constant) || argument_has_same_bytes(cached, value);
}

/* Remembers this value of an argument, in the function's memory; frees the last. */
extern void cache_argument(CachedArgument *cached, FmgrInfo *function, int argument, Datum value);

#endif
