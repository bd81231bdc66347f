/*
 * fixed128.h
 *	  Sums of doubles that do not depend on the order of adding.
 *
 * A signed 128-bit integer counts units of 2^-88 (3e-27).  A double is rounded
 * to that unit once, on entry; from then on every sum and difference is exact,
 * so serial, parallel, partitioned and rolled-up totals agree to the last bit
 * and a value taken out of a moving window leaves no trace.
 */
#ifndef SR_FIXED128_H
#define SR_FIXED128_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define FIXED_FRACTION_BITS	88
#define FIXED_LIMIT			0x1p38	/* what a value, and a sum, may reach */

typedef __int128 int128_fixed;

/* As stored: a struct, for the server aligns values to 8 bytes, not to 16. */
typedef struct Fixed128
{
	uint64_t	low;
	int64_t		high;
} Fixed128;

static inline int128_fixed
fixed_get(Fixed128 stored)
{
	return (int128_fixed) (((unsigned __int128) (uint64_t) stored.high << 64) | stored.low);
}

static inline Fixed128
fixed_put(int128_fixed value)
{
	Fixed128	stored = {(uint64_t) value, (int64_t) (value >> 64)};

	return stored;
}

/* Nearest multiple of the unit to x, where |x| <= FIXED_LIMIT. */
static inline int128_fixed
fixed_from_double(double x)
{
	uint64_t	bits;
	uint64_t	mantissa;
	int			shift;
	int128_fixed magnitude;

	memcpy(&bits, &x, sizeof(bits));
	shift = (int) ((bits >> 52) & 0x7ff) - 1075 + FIXED_FRACTION_BITS;
	mantissa = (bits & 0xfffffffffffffULL) | 0x10000000000000ULL;
	if (shift >= 0)
		magnitude = (int128_fixed) mantissa << shift;
	else if (shift >= -54)
		magnitude = (int128_fixed) ((mantissa + (1ULL << (-shift - 1))) >> -shift);
	else
		magnitude = 0;
	return (int64_t) bits < 0 ? -magnitude : magnitude;
}

static inline double
fixed_to_double(int128_fixed value)
{
	return ldexp((double) value, -FIXED_FRACTION_BITS);
}

static inline bool
fixed_in_range(int128_fixed value)
{
	const int128_fixed limit = (int128_fixed) 1 << (38 + FIXED_FRACTION_BITS);

	return value >= -limit && value <= limit;
}

/* false, leaving the sum alone, if it would leave the range. */
static inline bool
fixed_add(Fixed128 *sum, int128_fixed value)
{
	int128_fixed result;

	if (__builtin_add_overflow(fixed_get(*sum), value, &result) || !fixed_in_range(result))
		return false;
	*sum = fixed_put(result);
	return true;
}

#endif
