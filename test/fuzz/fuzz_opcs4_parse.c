/*
 * fuzz_opcs4_parse.c
 *	  Text of an OPCS-4 code: what is read prints, and the print reads back.
 */
#include "fuzz.h"

#include "codes/opcs4_code.h"

static void
check_print(int32_t code, bool dotted)
{
	char		text[OPCS4_TEXT_SIZE];
	int			length = opcs4_format(code, dotted, text);
	char	   *copy = exact_copy(text, (size_t) length);
	int32_t		back;

	must_be((size_t) length == strlen(text), "wrong length");
	must_be(opcs4_parse(copy, (size_t) length, &back), "a printed code does not read");
	must_be(back == code, "a printed code reads as another");
	free(copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *text = exact_copy(data, size);
	int32_t		code;

	if (opcs4_parse(text, size, &code))
	{
		must_be(opcs4_is_valid(code), "a code out of range");
		check_print(code, true);
		check_print(code, false);
	}
	free(text);
	return 0;
}
