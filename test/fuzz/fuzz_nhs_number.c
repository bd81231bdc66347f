/*
 * fuzz_nhs_number.c
 *	  NHS numbers.
 */
#include "by_value.h"

#include "codes/nhs_number_code.h"

static bool
parse(const char *text, size_t length, int64_t *number)
{
	return nhs_number_parse(text, length, number) == NHS_NUMBER_OK;
}

/* The Data Dictionary's rule, on the digits of the text. */
static void
check(int64_t number)
{
	char		text[NHS_NUMBER_TEXT_SIZE];
	int			sum = 0;
	int			weight = 10;

	nhs_number_format(number, text);
	must_be(text[3] == ' ' && text[7] == ' ', "not in groups");
	for (const char *c = text; weight > 0; c++)
		if (*c != ' ')
			sum += weight-- * (*c - '0');
	must_be(sum % 11 == 0, "wrong check digit");
}

static const FuzzedType nhs_number = {
	.parse = parse,.format = nhs_number_format,.is_valid = nhs_number_is_valid,.order = strcmp,.check = check,
	.width = sizeof(int64_t),.text_size = NHS_NUMBER_TEXT_SIZE,.bits = 34
};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_by_value(&nhs_number, data, size);
}
