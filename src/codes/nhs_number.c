/*
 * nhs_number.c
 *	  SQL type nhs_number.  No message ever repeats one.
 */
#include "types/by_value.h"

#include "codes/nhs_number_code.h"

static ByValueStatus
parse(const char *text, size_t length, int64_t *value)
{
	switch (nhs_number_parse(text, length, value))
	{
		case NHS_NUMBER_OK:
			return BY_VALUE_OK;
		case NHS_NUMBER_CHECK_DIGIT:
			return BY_VALUE_RANGE;
		case NHS_NUMBER_NOT_TEN_DIGITS:
			break;
	}
	return BY_VALUE_SYNTAX;
}

static const ByValueType nhs_number = {
	.name = "nhs_number",.width = sizeof(int64),.text_size = NHS_NUMBER_TEXT_SIZE,
	.parse = parse,.format = nhs_number_format,.is_valid = nhs_number_is_valid,
	.personal = true,
	.hint = "An NHS number is ten digits, single blanks or hyphens between them allowed, the last of which is a check digit by modulus 11."
};

SR_BY_VALUE_FORMS(nhs_number, nhs_number)
