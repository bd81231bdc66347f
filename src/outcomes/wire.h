/*
 * wire.h
 *	  Integers in network order, for binary forms of values.
 */
#ifndef SR_WIRE_H
#define SR_WIRE_H

#include "stats/fixed128.h"

static inline uint8_t *
put64(uint8_t *at, uint64_t value)
{
	for (int shift = 56; shift >= 0; shift -= 8)
		*at++ = (uint8_t) (value >> shift);
	return at;
}

static inline uint64_t
get64(const uint8_t **at)
{
	uint64_t	value = 0;

	for (int i = 0; i < 8; i++)
		value = value << 8 | *(*at)++;
	return value;
}

static inline uint8_t *
put128(uint8_t *at, Fixed128 value)
{
	return put64(put64(at, (uint64_t) value.high), value.low);
}

static inline Fixed128
get128(const uint8_t **at)
{
	Fixed128	value;

	value.high = (int64_t) get64(at);
	value.low = get64(at);
	return value;
}

#endif
