/*
 * opcs4_code.h
 *	  An OPCS-4 code as a small integer whose order is the code's order.
 *
 * A letter other than I, two digits, and for all but a category one digit:
 * ((letter * 100) + two digits) * 11 + (0 for the category, 1 + digit else).
 * So V41 < V41.0 < V41.9 < V42, and a category's codes are one range.
 */
#ifndef SR_OPCS4_CODE_H
#define SR_OPCS4_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define OPCS4_PER_CATEGORY	11
#define OPCS4_CODES			(25 * 100 * OPCS4_PER_CATEGORY)
#define OPCS4_TEXT_SIZE		6	/* "V41.1" and its end */

/* Reads text of the given length; false if it is no well-formed code. */
extern bool opcs4_parse(const char *text, size_t length, int32_t *code);

/* Writes canonical text, without the dot on request; returns its length. */
extern int	opcs4_format(int32_t code, bool dotted, char text[OPCS4_TEXT_SIZE]);

static inline bool
opcs4_is_valid(int32_t code)
{
	return code >= 0 && code < OPCS4_CODES;
}

static inline int32_t
opcs4_category_of(int32_t code)
{
	return code - code % OPCS4_PER_CATEGORY;
}

/* The greatest code within a category; a full code is all there is in it. */
static inline int32_t
opcs4_last_within(int32_t code)
{
	return code % OPCS4_PER_CATEGORY == 0 ? code + OPCS4_PER_CATEGORY - 1 : code;
}

static inline bool
opcs4_is_within(int32_t code, int32_t category)
{
	return code >= category && code <= opcs4_last_within(category);
}

extern char opcs4_letter(int32_t code);

#endif
