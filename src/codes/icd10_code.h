/*
 * icd10_code.h
 *	  An ICD-10 code as an integer whose order is the code's order.
 *
 * Three to seven characters: a letter, a digit, a letter or digit, then up to
 * four letters or digits, with a dot after the third.  Six bits a character,
 * the first highest: 0 for none, 1 to 10 for digits, 11 to 36 for letters.  So
 * M41 < M41.0 < M41.1 < M41.10 < M42, and a code is a prefix of a range.
 */
#ifndef SR_ICD10_CODE_H
#define SR_ICD10_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ICD10_CHARACTERS	7
#define ICD10_TEXT_SIZE		(ICD10_CHARACTERS + 2)	/* a dot and the end */

/* Past the last code: Z9Z.ZZZZ has no successor. */
#define ICD10_NONE			(-1)

/* Reads text of the given length; false if it is no well-formed code. */
extern bool icd10_parse(const char *text, size_t length, int64_t *code);

/* Writes canonical text, without the dot on request; returns its length. */
extern int	icd10_format(int64_t code, bool dotted, char text[ICD10_TEXT_SIZE]);

extern bool icd10_is_valid(int64_t code);

/* The first three characters. */
extern int64_t icd10_category_of(int64_t code);

/* The greatest code that begins with this one; nothing lies between. */
extern int64_t icd10_last_within(int64_t code);

/* The least code greater than this one, or ICD10_NONE. */
extern int64_t icd10_next(int64_t code);

/* The least code greater than all that begin with this one, or ICD10_NONE. */
extern int64_t icd10_next_after_within(int64_t code);

static inline bool
icd10_is_within(int64_t code, int64_t prefix)
{
	return code >= prefix && code <= icd10_last_within(prefix);
}

extern char icd10_letter(int64_t code);

#endif
