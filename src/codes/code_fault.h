/*
 * code_fault.h
 *	  Why a text is no well-formed code, in words.
 */
#ifndef SR_CODE_FAULT_H
#define SR_CODE_FAULT_H

#include <stdbool.h>
#include <stddef.h>

#define CODE_FAULT_SIZE 80

/*
 * What each character of a code must be, one letter a place: L a letter, l a
 * letter other than I, d a digit, a either letter or digit.  The first three
 * are needed.
 */
#define OPCS4_SHAPE	"lddd"
#define ICD10_SHAPE	"Ldaaaaa"

/* Writes the first fault of the text; false if it has none. */
extern bool code_fault(const char *text, size_t length, const char *shape,
					   char fault[CODE_FAULT_SIZE]);

#endif
