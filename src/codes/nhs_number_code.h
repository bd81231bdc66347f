/*
 * nhs_number_code.h
 *	  An NHS number: ten digits, the last a check digit by modulus 11.
 */
#ifndef SR_NHS_NUMBER_CODE_H
#define SR_NHS_NUMBER_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NHS_NUMBER_TEXT_SIZE 13	/* "943 476 5919" and its end */

typedef enum NhsNumberStatus
{
	NHS_NUMBER_OK,
	NHS_NUMBER_NOT_TEN_DIGITS,
	NHS_NUMBER_CHECK_DIGIT
} NhsNumberStatus;

/* Ten digits, with single blanks or hyphens between them. */
extern NhsNumberStatus nhs_number_parse(const char *text, size_t length, int64_t *number);

/* Canonical text, 943 476 5919; returns its length. */
extern int	nhs_number_format(int64_t number, char text[NHS_NUMBER_TEXT_SIZE]);

extern bool nhs_number_is_valid(int64_t number);

#endif
